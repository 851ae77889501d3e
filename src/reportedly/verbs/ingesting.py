"""`read`: pages into a ledger."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reportedly.errors import SkippedInputError
from reportedly.ledger import Ledger
from reportedly.pages import Input, ReadOptions, expand
from reportedly.reconciling import copies
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Capture, Failure, Reading, Summary
from reportedly.verbs.failing import failure_of
from reportedly.verbs.turns import Turn, Turns
from reportedly.verbs.working import Outcome, Readers

KEPT_FAILURES = 1000
"""Failures that a summary lists: the first ones. The ledger has them all."""


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
    size: int = 0
    """Bytes of the user's files that were gone through with it."""

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
    """Read pages into a ledger: files, folders, URLs, `.jsonl`, archives, or `-` for standard input.

    Nothing is raised for one bad page: it is recorded with the reason, and the rest goes on. Bytes
    that this version has read already only add a capture; those of a record of an archive, nothing.

    Args:
        targets: one target or several: files, folders, URLs, archives.
        ledger: where to keep what was read.
        options: limits and permissions of reading.
        jobs: processes that read; the ledger is the same whatever their number. More than one start
            the program again, so that a script of yours needs its `if __name__ == "__main__":`.
        again: whether pages that were forgotten on purpose are read again; else they are skipped.
        report: called once for every input.
        stopped: asked before every input; when it says yes, the rest is left.
    """
    options = options or ReadOptions()
    tally = _Tally()
    given = _targets(targets)

    def inputs() -> Iterator[Input]:
        for page in expand(given, options):
            if stopped is not None and stopped():
                tally.interrupted = True
                return
            yield page

    html = any(not target.lower().endswith((".txt", ".txt.gz")) for target in given)
    with Readers(
        options, jobs, html=html
    ) as readers:  # whose process gets ready while this one does
        turns = Turns(ledger, again=again)
        _store_all(readers.outcomes(turns.of(inputs())), turns, tally, report)
    return tally.summary()


class PageReader(Protocol):
    """Gives each page its reading, in order: in this process, in others, or having it already."""

    def outcomes(self, items: Iterable[Turn], /) -> Iterator[tuple[Turn, Outcome | None]]:
        """Each page with its outcome; None where there was nothing to read."""
        ...


def read_given(
    pages: Iterable[Input],
    ledger: Ledger,
    reader: PageReader,
    *,
    report: Callable[[PageReport], None] | None = None,
) -> Summary:
    """Read pages that are inputs already, one after the other, by the same path as `read`.

    Args:
        pages: as `pages.given` makes them, or as feeds list them.
        ledger: where to keep what was read.
        reader: what reads them.
        report: called once for every page.
    """
    tally = _Tally()
    turns = Turns(ledger, again=False)
    _store_all(reader.outcomes(turns.of(pages)), turns, tally, report)
    return tally.summary()


def _store_all(
    outcomes: Iterable[tuple[Turn, Outcome | None]],
    turns: Turns,
    tally: "_Tally",
    report: Callable[[PageReport], None] | None,
) -> None:
    """Keep what was read, page after page, and count it."""
    for turn, outcome in outcomes:
        done = _store(turn, outcome, turns, tally)
        tally.add(done)
        if report is not None:
            report(done)
    refresh(turns.ledger)


@dataclass
class _Tally:
    """What became of the inputs, counted: nothing of it grows with them but a first few failures."""

    counts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    interrupted: bool = False
    failures: list[Failure] = field(default_factory=list)

    def add(self, report: PageReport) -> None:
        self.counts[report.outcome] += 1
        self.claims += report.new_claims

    def failed(self, failure: Failure) -> None:
        if len(self.failures) < KEPT_FAILURES:
            self.failures.append(failure)

    def summary(self) -> Summary:
        counts = {name: self.counts[name] for name in ("read", "unchanged", "skipped", "failed")}
        return Summary(
            **counts,
            claims=self.claims,
            interrupted=self.interrupted,
            failures=tuple(self.failures),
        )


def _targets(targets: str | Path | Iterable[str | Path]) -> list[str]:
    if isinstance(targets, str | Path):
        return [str(targets)]
    return [str(target) for target in targets]


def _store(turn: Turn, outcome: Outcome | None, turns: Turns, tally: _Tally) -> PageReport:
    ledger, capture, size = turns.ledger, turn.capture, turn.page.size
    location = turn.page.location
    if turn.error is not None:
        outcome = failure_of(location, turn.error, capture.page_hash)
    elif outcome is None or turns.known(capture):  # the same bytes may come twice in one batch
        if not turn.recorded:
            ledger.record_capture(capture)
        message = "already in the ledger"
        return PageReport(
            location, "unchanged", message=message, page_hash=capture.page_hash, size=size
        )
    elif isinstance(outcome, Reading):
        outcome = _not_forgotten(outcome, capture, turns)
    if isinstance(outcome, Failure):
        outcome = _placed(outcome, turn.page)
        ledger.record_failure(outcome, None if turn.recorded else capture)
        tally.failed(outcome)
        return PageReport(location, outcome.outcome, message=outcome.message, size=size)
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
        size=size,
    )


def _placed(failure: Failure, page: Input) -> Failure:
    """The failure, saying in which archive the page stands and where."""
    if page.where is None:
        return failure
    return failure.model_copy(update={"message": f"{failure.message} (in {page.where})"})


def _not_forgotten(reading: Reading, capture: Capture, turns: Turns) -> Reading | Failure:
    """The reading, unless its very text was forgotten: it may come in other bytes, from elsewhere."""
    text_hash = reading.article.text_hash()
    if turns.again:
        turns.ledger.lift(capture, text_hash)
        return reading
    try:
        turns.refuse_forgotten(capture, text_hash)
    except SkippedInputError as error:
        return failure_of(capture.location, error, capture.page_hash)
    return reading


def summary_line(summary: Summary) -> str:
    """What `read` did, in a line."""
    parts = [f"{summary.read} read", f"{summary.unchanged} unchanged"]
    parts += [f"{summary.skipped} skipped", f"{summary.failed} failed"]
    line = ", ".join(part for part in parts if not part.startswith("0 ")) or "nothing to read"
    stopped = "; stopped before the end" if summary.interrupted else ""
    return f"{line}: {summary.claims} new claims{stopped}"
