"""Hand-kept tables in a ledger: each row is a page, captured behind the capture of its table.

The capture of a table has the hash of its file, and as its headers how the file is written. Captures of
its rows follow in their order, at `TABLE#row=NUMBER` (RFC 7111). The file itself is not kept: its rows
are, to the character, and it can be written again from them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Text, func, insert, select, type_coerce, update
from sqlalchemy import Row as SqlRow

from reportedly.errors import LedgerError
from reportedly.ledger import rows, writing
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all, parts_of
from reportedly.ledger.tables import captures, page_readings, pages, readings, signatures, texts
from reportedly.ledger.withdrawing import refresh_withdrawn
from reportedly.records import Capture, Failure, Reading

AT_ONCE = 500
"""Rows that are put into the database together: memory does not grow with the table."""

_TABLE = "table-mapping"


@dataclass(frozen=True)
class Sheet:
    """A hand-kept table: what has to be known of its file to write it again.

    Attributes:
        location: path as given.
        name: what it is called in its rows' pages.
        mapping: name of the mapping by which it was imported.
        version: of the program and the mapping.
        encoding: of its characters.
        mark: whether it begins with a byte order mark.
        delimiter: what stands between its cells.
        header: its first record, with the end of the line.
        sha256: of the file.
        retrieved: when it was imported.
        number: which capture it is in its ledger; None for one that is not in one yet.
    """

    location: str
    name: str
    mapping: str
    version: str
    encoding: str
    mark: bool
    delimiter: str
    header: str
    sha256: str
    retrieved: str | None = None
    number: int | None = field(default=None, compare=False)

    def row_location(self, number: int | str) -> str:
        """Where a row stands; the header is row 1."""
        return f"{self.location}#row={number}"

    def _capture(self) -> Capture:
        told = {
            _TABLE: self.mapping,
            "name": self.name,
            "version": self.version,
            "encoding": self.encoding,
            "mark": "yes" if self.mark else "no",
            "delimiter": self.delimiter,
            "header": self.header,
        }
        return Capture(
            location=self.location,
            retrieved=self.retrieved,
            headers=tuple(told.items()),
            page_hash=self.sha256,
        )


class SheetRow(NamedTuple):
    """One row to be stored: its page with its reading, and why no claim was made of it if none was."""

    number: int
    data: bytes
    reading: Reading
    failure: Failure | None = None


@dataclass
class Stored:
    """What came of the rows of a table."""

    rows: int = 0
    claims: int = 0
    unchanged: int = 0
    gone: int = 0


class Sheets(Connected):
    """The methods that keep hand-kept tables."""

    def import_sheet(
        self, sheet: Sheet, given: Iterable[SheetRow], *, media: str, sketch: str
    ) -> Stored:
        """Store a table and all of its rows, in one transaction.

        Rows that are in the ledger, read by the same mapping, add a capture and nothing else. Rows of
        an earlier state of the table that it no longer has are marked withdrawn. What `given` raises
        while it is gone through undoes the whole.

        Args:
            sheet: the table.
            given: its rows, in order.
            media: media type of the rows' pages.
            sketch: the method of sketches by which texts are found to be alike; rows get an empty one:
                they are like one another, and no copies.

        Raises:
            LedgerError: the ledger cannot be written, or the connection broke.
        """
        stored = Stored()
        with self._writing() as connection:
            earlier = _latest(_sheets(connection, sheet.location), sheet)
            row = rows.capture_row(sheet._capture())  # noqa: SLF001 (they are one thing)
            number = connection.execute(insert(captures).returning(captures.c.id), row).scalar_one()
            left = iter(given)
            while part := list(islice(left, AT_ONCE)):
                _store(connection, sheet, part, media, stored)
                _sketch(connection, part, sketch)
            if earlier is not None:
                stored.gone = _withdraw_gone(connection, earlier, number)
        return stored

    def sheets(self, location: str | None = None) -> list[Sheet]:
        """The tables that were imported, each as it was last, in order of their import.

        Args:
            location: of this path alone.
        """
        with self._reading() as connection:
            found = _sheets(connection, location)
        last = {(one.location, one.mapping): one for one in found}
        return sorted(last.values(), key=lambda one: one.number or 0)

    def sheet_rows(self, sheet: Sheet) -> Iterator[tuple[str, bytes]]:
        """The rows of a table of this ledger in their order: location, and the page's bytes.

        Raises:
            LedgerError: a row was forgotten on purpose.
        """
        query = (
            select(captures.c.location, pages.c.hash, pages.c.data, pages.c.coding)
            .join(pages, pages.c.hash == captures.c.page_hash)
            .order_by(captures.c.id)
        )
        with self._reading() as connection:
            query = query.where(*_rows_of(connection, sheet))
            found = connection.execution_options(yield_per=1000).execute(query)
            for row in found:
                if row.data is None:
                    raise LedgerError(
                        f"ledger {self.location}: {row.location} was forgotten on purpose; the table "
                        "cannot be written as it was"
                    )
                yield row.location, rows.unpacked(row.data, row.coding)


def _sheets(connection: Connection, location: str | None) -> list[Sheet]:
    """Every state of the tables that were imported, in order of import."""
    begins = type_coerce(captures.c.headers, Text).startswith(f'[["{_TABLE}",')
    query = select(captures).where(begins).order_by(captures.c.id)
    if location is not None:
        query = query.where(captures.c.location == location)
    return [_sheet(row) for row in connection.execute(query)]


def _sheet(row: SqlRow[Any]) -> Sheet:
    told = dict(row.headers)
    return Sheet(
        location=row.location,
        name=told["name"],
        mapping=told[_TABLE],
        version=told["version"],
        encoding=told["encoding"],
        mark=told["mark"] == "yes",
        delimiter=told["delimiter"],
        header=told["header"],
        sha256=row.page_hash,
        retrieved=row.retrieved,
        number=row.id,
    )


def _rows_of(connection: Connection, sheet: Sheet) -> list[ColumnElement[bool]]:
    """Which captures are those of a table's rows: behind its own, before that of its next state."""
    later = [one.number for one in _sheets(connection, sheet.location) if one.number is not None]
    following = min((number for number in later if number > (sheet.number or 0)), default=None)
    of_rows = _behind(sheet.location, sheet.number or 0)
    return of_rows if following is None else [*of_rows, captures.c.id < following]


def _behind(location: str, number: int) -> list[ColumnElement[bool]]:
    begin = f"{location}#row="
    return [
        captures.c.id > number,
        captures.c.location >= begin,
        captures.c.location < f"{begin}:",  # the sign behind "9"
    ]


def _store(
    connection: Connection, sheet: Sheet, part: Sequence[SheetRow], media: str, stored: Stored
) -> None:
    given = []
    for row in part:
        capture = Capture(location=sheet.row_location(row.number), retrieved=sheet.retrieved)
        given.append(rows.page_of(capture, row.data, media, row.reading))
    done = writing.store(connection, given)
    for row in part:
        if row.failure is not None:
            writing.put_failure(connection, row.failure, sheet.retrieved)
    stored.rows += len(part)
    stored.claims += sum(one.claims for one in done)
    stored.unchanged += sum(not one.new_reading for one in done)


def _sketch(connection: Connection, part: Sequence[SheetRow], method: str) -> None:
    """Give the texts of rows empty sketches, where they have none."""
    for hashes in parts_of({row.reading.article.text_hash() for row in part}):
        signed = select(signatures.c.text_id)
        unsigned = select(texts.c.id).where(texts.c.hash.in_(hashes), texts.c.id.not_in(signed))
        found = connection.execute(unsigned).scalars().all()
        insert_all(
            connection,
            signatures,
            [{"text_id": one, "method": method, "data": None} for one in sorted(found)],
        )


def _withdraw_gone(connection: Connection, earlier: Sheet, number: int) -> int:
    """Mark the rows of a table's earlier state withdrawn that its new one, `number`, has not."""
    now = captures.alias("now")
    begin = f"{earlier.location}#row="
    still = select(now.c.id).where(
        now.c.page_hash == captures.c.page_hash,
        now.c.id > number,
        now.c.location >= begin,
        now.c.location < f"{begin}:",
    )
    reason = f"the row is no longer in {earlier.name}"
    gone = connection.execute(
        update(captures)
        .where(
            *_rows_of(connection, earlier),
            captures.c.withdrawn.is_(None),
            ~still.exists(),
        )
        .values(withdrawn=reason)
        .returning(captures.c.page_hash)
    )
    count = 0
    for part in parts_of(sorted(gone.scalars())):
        page_ids = connection.execute(select(pages.c.id).where(pages.c.hash.in_(part)))
        touched = list(page_ids.scalars())
        refresh_withdrawn(connection, touched)
        marked = (
            select(func.count(readings.c.id.distinct()))
            .join(page_readings, page_readings.c.reading_id == readings.c.id)
            .where(
                page_readings.c.page_id.in_(touched),
                readings.c.withdrawn == reason,
                readings.c.reviewed_from.is_(None),
            )
        )
        count += connection.execute(marked).scalar_one()
    return count


def _latest(known: Iterable[Sheet], sheet: Sheet) -> Sheet | None:
    same = [one for one in known if one.mapping == sheet.mapping]
    return same[-1] if same else None
