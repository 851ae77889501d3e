"""`read`: pages into a ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reportedly.errors import InputError
from reportedly.ledger import Ledger
from reportedly.pages import Input, Parser, ReadOptions, expand
from reportedly.pages.loading import StatusError, now
from reportedly.records import Capture, Failure, Summary
from reportedly.verbs.failing import failure_of, refuse_overlong


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

    def line(self) -> str:
        """One line for a person."""
        name = Path(self.location).name or self.location
        if self.message:
            return f"{self.outcome:9} {name}: {self.message}"
        found = f"{self.claims} claims" if self.claims != 1 else "1 claim"
        return f"{self.outcome:9} {name}: {found}, {self.title or 'no title'}"


def read(
    targets: str | Path | Iterable[str | Path],
    ledger: Ledger,
    *,
    options: ReadOptions | None = None,
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
        report: called once for every input.
        stopped: asked before every input; when it says yes, the rest is left.
    """
    options = options or ReadOptions()
    reports: list[PageReport] = []
    failures: list[Failure] = []
    interrupted = False
    with Parser(options) as parser:
        for page in expand(_targets(targets), options):
            if stopped is not None and stopped():
                interrupted = True
                break
            outcome = _read_one(page, ledger, parser, failures)
            reports.append(outcome)
            if report is not None:
                report(outcome)
    counts = dict.fromkeys(("read", "unchanged", "skipped", "failed"), 0)
    for outcome in reports:
        counts[outcome.outcome] += 1
    return Summary(
        **counts,
        claims=sum(outcome.new_claims for outcome in reports),
        interrupted=interrupted,
        failures=tuple(failures),
    )


def _targets(targets: str | Path | Iterable[str | Path]) -> list[str]:
    if isinstance(targets, str | Path):
        return [str(targets)]
    return [str(target) for target in targets]


def _read_one(page: Input, ledger: Ledger, parser: Parser, failures: list[Failure]) -> PageReport:
    from reportedly import reading

    capture = Capture(location=page.location, retrieved=now())
    try:
        loaded = page.load()
        capture = loaded.capture
        if capture.page_hash and ledger.known(capture.page_hash, reading.version()):
            ledger.record_capture(capture)
            return PageReport(page.location, "unchanged", message="already in the ledger")
        article = parser.read(loaded)
        refuse_overlong(article, page.location)
        result = reading.read(article)
    except InputError as error:
        if isinstance(error, StatusError):
            capture = (
                error.capture
            )  # an address that answers 410 today withdraws what it gave before
        failure = failure_of(page.location, error, capture.page_hash)
        ledger.record_failure(failure, capture)
        failures.append(failure)
        return PageReport(page.location, failure.outcome, message=failure.message)
    stored = ledger.ingest(capture, loaded.data, result, media=loaded.media)
    found = len(result.claims)
    return PageReport(page.location, "read", found, article.title, new_claims=stored.claims)


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
