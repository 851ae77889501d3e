"""Hand-kept tables written again: rows as they came, and other claims as new rows of the layout."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import BinaryIO

from reportedly.errors import UsageError
from reportedly.importing import Mapping, head_of
from reportedly.ledger import Ledger, Sheet
from reportedly.publishing.new_rows import Layout, UnfitError
from reportedly.records import RecordedClaim

SHOWN = 20
"""Claims that fit no row of a layout and are named; the others are counted."""


@dataclass
class Written:
    """What was written as a table.

    Attributes:
        kept: rows of imported tables, as they came.
        new: rows that were made of other claims.
        unfit: why the first claims could not be rows of the layout, with their ids.
        left_out: how many could not.
    """

    kept: int = 0
    new: int = 0
    unfit: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0


def sheets_of(ledger: Ledger, mapping: Mapping, location: str | None) -> list[Sheet]:
    """The tables of a ledger that were imported by a mapping.

    Args:
        ledger: where they are.
        mapping: by its name.
        location: the path as given at the import; None for all.

    Raises:
        UsageError: there is no such table, or several have other headers.
    """
    found = [one for one in ledger.sheets(location) if one.mapping == mapping.name]
    if location is not None and not found:
        known = ", ".join(one.location for one in ledger.sheets() if one.mapping == mapping.name)
        raise UsageError(
            f"no table {location!r} was imported as {mapping.name}"
            + (f"; these were: {known}" if known else "")
        )
    if len({(one.header.rstrip(), one.delimiter) for one in found}) > 1:
        names = ", ".join(one.location for one in found)
        raise UsageError(f"the tables {names} have different columns; choose one with --table")
    return found


def write(
    ledger: Ledger,
    layout: Layout,
    sheets: Sequence[Sheet],
    out: BinaryIO,
    *,
    chosen: Set[str] | None = None,
    others: Iterable[RecordedClaim] = (),
) -> Written:
    """Write the rows of imported tables as they came, then other claims as new rows.

    One table, all of whose rows are wanted, is written byte for byte as its file was.

    Args:
        ledger: where the tables are.
        layout: of the new rows.
        sheets: the tables, with one and the same header; none for a new table.
        out: written in the encoding of the tables; in UTF-8 where they have several or there is none.
        chosen: hashes of the texts of the rows that are wanted; None for all.
        others: claims that are not in these tables.

    Raises:
        UsageError: a row cannot be written in the encoding of the table.
    """
    encodings = {one.encoding for one in sheets}
    encoding = encodings.pop() if len(encodings) == 1 else "utf-8"
    header = sheets[0].header if sheets else layout.header()
    end = header[len(header.rstrip("\r\n")) :] or "\n"
    lines = _Lines(out, encoding, end)
    if sheets and sheets[0].mark and encoding.startswith("utf"):
        lines.write("\ufeff")
    lines.write(header if sheets else header + end)
    done = Written()
    for sheet in sheets:
        for text in _rows(ledger, sheet, chosen):
            lines.write(text)
            done.kept += 1
    for claim in others:
        try:
            rows = layout.rows(claim)
        except UnfitError as error:
            done.left_out += 1
            if len(done.unfit) < SHOWN:
                done.unfit.append((claim.id, str(error)))
            continue
        for row in rows:
            lines.write(row + end)
            done.new += 1
    return done


class _Lines:
    """Writes records one below the other: the last of a table may have no end of its line."""

    def __init__(self, out: BinaryIO, encoding: str, end: str) -> None:
        self._out, self._encoding, self._end = out, encoding, end
        self._ended = True

    def write(self, text: str) -> None:
        """Write a record, or a mark before the first."""
        try:
            data = (text if self._ended else self._end + text).encode(self._encoding)
        except UnicodeEncodeError as error:
            raise UsageError(
                f"the table is in {self._encoding}, which has no {error.object[error.start]!r}; "
                "import it in UTF-8, or export it without other claims"
            ) from error
        self._out.write(data)
        self._ended = text.endswith(("\r", "\n", "\ufeff"))


def _rows(ledger: Ledger, sheet: Sheet, chosen: Set[str] | None) -> Iterator[str]:
    head = head_of(sheet.name, sheet.mapping, sheet.header)
    for _, data in ledger.sheet_rows(sheet):
        text = data.decode("utf-8")
        if chosen is None or _hash(text.rstrip("\r\n")) in chosen:
            yield text[text.index(head) + len(head) :]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
