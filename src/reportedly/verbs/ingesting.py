"""`read`: pages into a ledger."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reportedly.errors import InputError, SkippedInputError
from reportedly.ledger import Ledger
from reportedly.pages import Input, ReadOptions, expand
from reportedly.pages.loading import AddressInput, Loaded, StatusError, now
from reportedly.reconciling import copies
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Capture, Failure, Reading, Summary
from reportedly.verbs.confining import ConfinedReader
from reportedly.verbs.failing import failure_of
from reportedly.verbs.forgetting import why_skipped
from reportedly.verbs.working import Outcome, Readers


@dataclass(frozen=True)
class PageReport:
    """What became of one input of `read`."""

    location: str
    outcome: str  # read, unchanged, skipped, failed
    claims: int = 0
    title: str | None = None
    message: str | None = None
    new_claims: int = 0
    """Those of `claims` that the ledger did not have from another page with this very text."""
    page_hash: str | None = None
    """SHA-256 of the page's bytes, where they were had."""

    def line(self) -> str:
        """One line for a person."""
        name = Path(self.location).name or self.location
        if self.message:
            return f"{self.outcome:9} {name}: {self.message}"
        found = f"{self.claims} claims" if self.claims != 1 else "1 claim"
        return f"{self.outcome:9} {name}: {found}, {self.title or 'no title'}"


def read(  # noqa: PLR0913 (each is an option of the command)
    targets: str | Path | Iterable[str | Path],
    ledger: Ledger,
    *,
    options: ReadOptions | None = None,
    jobs: int = 1,
    again: bool = False,
    report: Callable[[PageReport], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Summary:
    """Read pages into a ledger: files, folders, URLs, `.jsonl`, or `-` for standard input.

    Nothing is raised for one bad page: it is recorded with the reason, and the rest goes on. Bytes
    that this version has read already only add a capture.

    Args:
        targets: one target or several.
        ledger: where to keep what was read.
        options: limits and permissions of reading.
        jobs: processes that read; the ledger is the same whatever their number. More than one start
            the program again, so that a script of yours needs its `if __name__ == "__main__":`.
        again: whether pages that were forgotten on purpose are read again; else they are skipped.
        report: called once for every input.
        stopped: asked before every input; when it says yes, the rest is left.
    """
    options = options or ReadOptions()
    interrupted = False

    def inputs() -> Iterator[_Turn]:
        nonlocal interrupted
        for page in expand(_targets(targets), options):
            if stopped is not None and stopped():
                interrupted = True
                return
            yield _loaded(page, ledger, again=again)

    with Readers(options, jobs) as readers:
        summary = _stored(readers.outcomes(inputs()), ledger, report, again=again)
    return summary.model_copy(update={"interrupted": interrupted})


def read_given(
    pages: Iterable[Input],
    ledger: Ledger,
    reader: ConfinedReader,
    *,
    report: Callable[[PageReport], None] | None = None,
) -> Summary:
    """Read pages whose bytes are here already, one after the other, by the same path as `read`.

    Args:
        pages: as `pages.given` makes them.
        ledger: where to keep what was read.
        reader: in whose process they are read.
        report: called once for every page.
    """
    inputs = (_loaded(page, ledger, again=False) for page in pages)
    return _stored(reader.outcomes(inputs), ledger, report, again=False)


def _stored(
    outcomes: Iterable[tuple["_Turn", Outcome | None]],
    ledger: Ledger,
    report: Callable[[PageReport], None] | None,
    *,
    again: bool,
) -> Summary:
    """Keep what was read, page after page, and count it."""
    reports: list[PageReport] = []
    failures: list[Failure] = []
    for turn, outcome in outcomes:
        done = _store(turn, outcome, ledger, failures, again=again)
        reports.append(done)
        if report is not None:
            report(done)
    refresh(ledger)
    counts = dict.fromkeys(("read", "unchanged", "skipped", "failed"), 0)
    for done in reports:
        counts[done.outcome] += 1
    return Summary(
        **counts, claims=sum(done.new_claims for done in reports), failures=tuple(failures)
    )


def _targets(targets: str | Path | Iterable[str | Path]) -> list[str]:
    if isinstance(targets, str | Path):
        return [str(targets)]
    return [str(target) for target in targets]


@dataclass(frozen=True)
class _Turn:
    """One input whose turn has come: what it gave, or why it gave nothing."""

    page: Input
    capture: Capture
    loaded: Loaded | None = None
    error: InputError | None = None

    @property
    def slow(self) -> bool:
        """Addresses come one after the other, each when its site answers."""
        return isinstance(self.page, AddressInput)


def _loaded(page: Input, ledger: Ledger, *, again: bool) -> _Turn:
    try:
        if not again:
            _refuse_forgotten(ledger, Capture(location=page.location))
        loaded = page.load()
        if not again:
            _refuse_forgotten(ledger, loaded.capture)
    except InputError as error:
        # An address that answers 410 today withdraws what it gave before.
        here = Capture(location=page.location, retrieved=now())
        return _Turn(page, error.capture if isinstance(error, StatusError) else here, error=error)
    if again:
        ledger.lift(loaded.capture)
    known = _known(loaded.capture, ledger)
    return _Turn(page, loaded.capture, None if known else loaded)


def _refuse_forgotten(ledger: Ledger, capture: Capture, text_hash: str | None = None) -> None:
    stone = ledger.tombstone(capture, text_hash)
    if stone is not None:
        raise SkippedInputError(why_skipped(capture.location, stone), FORGOTTEN)


FORGOTTEN = "forgotten"
"""The reason of a page that is skipped because it was forgotten on purpose."""


def _known(capture: Capture, ledger: Ledger) -> bool:
    """Whether this version has read these very bytes already."""
    from reportedly import reading

    return capture.page_hash is not None and ledger.known(capture.page_hash, reading.version())


def _store(
    turn: _Turn, outcome: Outcome | None, ledger: Ledger, failures: list[Failure], *, again: bool
) -> PageReport:
    location, capture = turn.page.location, turn.capture
    if turn.error is not None:
        outcome = failure_of(location, turn.error, capture.page_hash)
    elif outcome is None or _known(capture, ledger):  # the same bytes may come twice in one batch
        ledger.record_capture(capture)
        return PageReport(
            location, "unchanged", message="already in the ledger", page_hash=capture.page_hash
        )
    elif isinstance(outcome, Reading):
        outcome = _not_forgotten(outcome, capture, ledger, again=again)
    if isinstance(outcome, Failure):
        ledger.record_failure(outcome, capture)
        failures.append(outcome)
        return PageReport(location, outcome.outcome, message=outcome.message)
    assert turn.loaded is not None  # noqa: S101 - what was read was loaded
    stored = ledger.ingest(capture, turn.loaded.data, outcome, media=turn.loaded.media)
    if stored.new_reading:
        copies.sign(ledger, [outcome.article])
    found = len(outcome.claims)
    return PageReport(
        location,
        "read",
        found,
        outcome.article.title,
        new_claims=stored.claims,
        page_hash=capture.page_hash,
    )


def _not_forgotten(
    reading: Reading, capture: Capture, ledger: Ledger, *, again: bool
) -> Reading | Failure:
    """The reading, unless its very text was forgotten: it may come in other bytes, from elsewhere."""
    text_hash = reading.article.text_hash()
    if again:
        ledger.lift(capture, text_hash)
        return reading
    try:
        _refuse_forgotten(ledger, capture, text_hash)
    except SkippedInputError as error:
        return failure_of(capture.location, error, capture.page_hash)
    return reading


def count_inputs(targets: Iterable[str], options: ReadOptions, up_to: int) -> int:
    """How many inputs the targets hold, counted up to a limit and without reading them."""
    if "-" in targets:
        return 1  # standard input can be read once only
    return sum(1 for _ in islice(expand(list(targets), options), up_to))


def summary_line(summary: Summary) -> str:
    """What `read` did, in a line."""
    parts = [f"{summary.read} read", f"{summary.unchanged} unchanged"]
    parts += [f"{summary.skipped} skipped", f"{summary.failed} failed"]
    line = ", ".join(part for part in parts if not part.startswith("0 ")) or "nothing to read"
    stopped = "; stopped before the end" if summary.interrupted else ""
    return f"{line}: {summary.claims} new claims{stopped}"
