"""`import_` and `mappings`: hand-kept tables into a ledger, by a file that says what their columns mean."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reportedly.errors import InputError
from reportedly.importing import (
    BadRowError,
    Mapping,
    Oddities,
    Repeats,
    Row,
    Sheet,
    Table,
    claim_of,
    load_mapping,
    open_table,
    reading_of,
    shipped_mappings,
)
from reportedly.ledger import Ledger, SheetRow, Stored
from reportedly.ledger import Sheet as KeptSheet
from reportedly.pages.loading import now
from reportedly.reconciling import copies
from reportedly.records import Capture, Claim, Failure, ImportedTable, Oddity

MEDIA = "text/csv; charset=utf-8; header=present"
"""Media type of the pages of rows."""

SHOWN = 20
"""Bad rows that are named, and first claims that are given; the others are counted."""

Report = Callable[[int, int | None], None]
"""Called now and then with how many rows are done, and of how many; None while that is not known."""

_EVERY = 500


def mappings() -> list[Mapping]:
    """The mappings that are shipped, in order of their names."""
    return [load_mapping(name) for name in shipped_mappings()]


def import_(  # noqa: PLR0913 (each is an option of the command)
    table: str | Path,
    ledger: Ledger | None,
    mapping: str | Path | Mapping,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    skip_bad: bool = False,
    report: Report | None = None,
) -> ImportedTable:
    """Import a hand-kept table: each row becomes a claim whose evidence is the row.

    The whole table is gone through before anything is stored, and stored in one transaction. The same
    table again adds a capture and nothing else; of a table that was changed, new rows are added and
    rows that are gone are marked withdrawn.

    Args:
        table: a CSV file, or `-` for standard input.
        ledger: where to keep it; None to look only (what the command calls a dry run).
        mapping: the name of a shipped mapping, a mapping file, or a mapping.
        encoding: of the file; None to find out.
        delimiter: what stands between cells; None for what the mapping says.
        skip_bad: whether rows that no claim can be made of are recorded as failures, and the others
            imported; otherwise one such row ends the import.
        report: told of the progress.

    Raises:
        InputError: the file cannot be read, is no table, lacks a column, or has bad rows.
        UsageError: there is no such mapping, or it is malformed.
        LedgerError: the ledger cannot be written.
    """
    mapping = mapping if isinstance(mapping, Mapping) else load_mapping(mapping)
    report = report or (lambda _done, _of: None)
    with open_table(table, mapping, encoding=encoding, delimiter=delimiter) as opened:
        sheet = Sheet.of(opened, mapping)
        looked = _look(opened, sheet, report)
        if looked.failed and not skip_bad and ledger is not None:
            raise InputError(_complaint(opened, looked), "row")
        stored = Stored(rows=looked.rows, claims=looked.claims)
        if ledger is not None:
            stored = _store(opened, sheet, ledger, looked.rows, report)
    return ImportedTable(
        table=opened.location,
        mapping=mapping.name,
        encoding=opened.form.encoding,
        guessed=opened.form.guessed,
        delimiter=opened.form.delimiter,
        rows=stored.rows,
        claims=stored.claims,
        unchanged=stored.unchanged,
        gone=stored.gone,
        failed=looked.failed,
        stored=ledger is not None,
        oddities=looked.oddities,
        failures=tuple(looked.failures),
        first=tuple(looked.first),
    )


class _Looked:
    """What going through a table showed."""

    def __init__(self) -> None:
        self.rows = self.claims = self.failed = 0
        self.failures: list[Failure] = []
        self.first: list[Claim] = []
        self.oddities: tuple[Oddity, ...] = ()


def _look(table: Table, sheet: Sheet, report: Report) -> _Looked:
    looked = _Looked()
    again = _Again(table)
    with Oddities() as oddities:
        for row in table.rows():
            looked.rows += 1
            again.add(row)
            oddities.earlier(row)
            try:
                claim = claim_of(sheet, row, marking=len(looked.first) < SHOWN)
            except BadRowError as error:
                looked.failed += 1
                if len(looked.failures) < SHOWN:
                    looked.failures.append(_failure(table.location, row, error))
            else:
                looked.claims += 1
                oddities.add(row, claim)
                if len(looked.first) < SHOWN:
                    looked.first.append(claim)
            if looked.rows % _EVERY == 0:
                report(looked.rows, None)
        looked.oddities = oddities.told()
    again.check()
    return looked


class _Again:
    """Sees whether a table can be written again as it was: some encodings write one text in two ways."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._digest = hashlib.sha256()
        self._exact = table.form.encoding == "utf-8"
        if table.form.mark:
            self._digest.update("\ufeff".encode(table.form.encoding))
        self.add(table.header)

    def add(self, row: Row) -> None:
        """Take a record into account."""
        if not self._exact:
            self._digest.update((row.text + row.tail).encode(self._table.form.encoding))

    def check(self) -> None:
        """Refuse a table that could not be written again.

        Raises:
            InputError: it could not.
        """
        form = self._table.form
        if not self._exact and self._digest.hexdigest() != form.sha256:
            raise InputError(
                f"{self._table.location} could not be written again as it is in {form.encoding}; "
                "save it in UTF-8, or name the right encoding",
                "encoding",
            )


def _failure(location: str, row: Row, error: BadRowError) -> Failure:
    return Failure(
        location=f"{location}#row={row.number}",
        outcome="failed",
        reason="row",
        message=f"row {row.number}: {error}",
    )


def _complaint(table: Table, looked: _Looked) -> str:
    lines = [f"  {failure.message}" for failure in looked.failures]
    if looked.failed > len(lines):
        lines.append(f"  and {looked.failed - len(lines):,} more")
    what = "row says" if looked.failed == 1 else "rows say"
    head = (
        f"{table.location}: {looked.failed:,} of {looked.rows:,} {what} what cannot be; nothing is "
        "imported. Mend them, or import the others with --skip-bad:"
    )
    return "\n".join([head, *lines])


def _store(table: Table, sheet: Sheet, ledger: Ledger, count: int, report: Report) -> Stored:
    program = _version()
    kept = KeptSheet(
        location=table.location,
        name=sheet.name,
        mapping=sheet.mapping.name,
        version=f"{program}+{sheet.mapping.digest}",
        encoding=table.form.encoding,
        mark=table.form.mark,
        delimiter=table.form.delimiter,
        header=sheet.header,
        sha256=table.form.sha256,
        retrieved=now(),
    )
    last = next((one for one in ledger.sheets(kept.location) if one.mapping == kept.mapping), None)
    if last is not None and (last.sha256, last.version) == (kept.sha256, kept.version):
        again = Capture(location=kept.location, retrieved=kept.retrieved, page_hash=kept.sha256)
        ledger.record_capture(again)
        return Stored(rows=count, unchanged=count)

    def rows() -> Iterator[SheetRow]:
        with ExitStack() as stack:
            repeats = stack.enter_context(Repeats())
            for done, row in enumerate(table.rows(), 1):
                yield _row(table.location, sheet, row, program, repeats.earlier(row))
                if done % _EVERY == 0:
                    report(done, count)
        if not table.is_unchanged():
            message = (
                f"{table.location} was changed while it was read; nothing is imported. Try again"
            )
            raise InputError(message, "table")

    return ledger.import_sheet(kept, rows(), media=MEDIA, sketch=copies.METHOD)


def _row(location: str, sheet: Sheet, row: Row, program: str, repeated: int) -> SheetRow:
    claim, failure = None, None
    try:
        claim = claim_of(sheet, row, len(sheet.above(repeated)))
    except BadRowError as error:
        failure = _failure(location, row, error)
    reading = reading_of(sheet, row, claim, program, repeated)
    data = (reading.article.text + row.tail).encode("utf-8")
    return SheetRow(row.number, data, reading, failure)


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"
