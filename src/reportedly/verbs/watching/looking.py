"""The series that a page touches, as they were before it was read and as they are after.

What was before is asked of the ledger as it was at one moment: a transaction that reads is opened before
the page is read, and goes on seeing the ledger of that moment while others write.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import select

from reportedly.ledger import Ledger
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import tellings
from reportedly.ledger.tables import captures, page_readings, pages
from reportedly.reconciling.answering import conflicts_kept, series_kept
from reportedly.reconciling.conflicts import conflicts_of
from reportedly.records import Moment, SeriesChange
from reportedly.verbs import accounts, querying
from reportedly.verbs.watching.changes import Standing, changes_of


class Look:
    """A look at a ledger before a page is read: it begins when the page is there, to be short."""

    def __init__(self, ledger: Ledger, page: str, until: ExitStack) -> None:
        self._ledger = ledger
        self._page = page
        self._until = until
        self._before: Kept | None = None
        self._ids: set[str] = set()
        self._all: Standing | None = None

    def begin(self) -> None:
        """Remember the ledger as it is now."""
        if accounts.is_kept(self._ledger):
            self._before = self._until.enter_context(self._ledger.kept())
            # Also the first question to the database: it is the ledger of this moment that is seen.
            self._ids = _touched(self._before, self._page)
        else:
            # People have joined or parted series: those are worked out anew for every question.
            self._all = _whole(self._ledger)

    def changes(self, at: Moment) -> list[SeriesChange]:
        """What has changed since it began, now that the page was read."""
        if self._all is not None:
            return changes_of(self._page, self._all, _whole(self._ledger), at)
        if self._before is None:
            return []
        with self._ledger.kept() as kept:
            ids = _touched(kept, self._page)
            told = _tellings(kept, ids)
            after = Standing(series_kept(kept, ids), conflicts_kept(kept, ids))
        former = self._ids | _series_with(self._before, told)
        before = Standing(series_kept(self._before, former), conflicts_kept(self._before, former))
        return changes_of(self._page, before, after, at)


@contextmanager
def looking(ledger: Ledger, page: str) -> Iterator[Look]:
    """Look at a ledger before a page is read, and after it, within the block.

    Args:
        ledger: where it will be read into.
        page: its address.
    """
    with ExitStack() as until:
        yield Look(ledger, page, until)


def _whole(ledger: Ledger) -> Standing:
    series = querying.series(ledger)
    return Standing(series, conflicts_of(series))


def _touched(kept: Kept, page: str) -> set[str]:
    """The series that hold what was read of a page, in any of its versions."""
    of_captures = (
        select(page_readings.c.reading_id)
        .join(pages, pages.c.id == page_readings.c.page_id)
        .join(captures, captures.c.page_hash == pages.c.hash)
        .where(captures.c.location == page)
    )
    query = select(tellings.c.series_id).where(tellings.c.reading_id.in_(of_captures)).distinct()
    return {row.series_id for row in kept.ask(query) if row.series_id}


def _tellings(kept: Kept, series: set[str]) -> set[tuple[int, int]]:
    """The statements of series, by the readings and the statements that they are."""
    column = tellings.c
    columns = [column.reading_id, column.statement_id]
    rows = kept.chosen(columns, column.series_id, sorted(series))
    return {(row.reading_id, row.statement_id) for row in rows}


def _series_with(kept: Kept, told: set[tuple[int, int]]) -> set[str]:
    """The series that hold some of these statements."""
    column = tellings.c
    columns = [column.reading_id, column.statement_id, column.series_id]
    rows = kept.chosen(columns, column.reading_id, sorted({reading for reading, _ in told}))
    return {
        row.series_id
        for row in rows
        if row.series_id and (row.reading_id, row.statement_id) in told
    }
