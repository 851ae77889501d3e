"""What the cells of one row say, with where they say it."""

from collections.abc import Mapping as Values
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from reportedly.importing.cells import CellError, day_of, number_of
from reportedly.importing.files import Row, Table
from reportedly.importing.mappings import DayColumn, Flag, Mapping, Part, Words
from reportedly.records import Mark, Number, Span


@dataclass(frozen=True)
class Sheet:
    """A table as the pages of its rows know it.

    Attributes:
        name: what it is called there: the name of its file.
        mapping: what its columns mean.
        header: its header, with the end of the line.
        columns: the place of each column.
    """

    name: str
    mapping: Mapping
    header: str
    columns: Values[str, int]

    @classmethod
    def of(cls, table: Table, mapping: Mapping) -> Self:
        """The sheet of an open table."""
        name = "standard input" if table.location == "-" else Path(table.location).name
        printable = "".join(sign if sign.isprintable() else "?" for sign in name)
        header = table.header
        columns = {cell: place for place, cell in enumerate(header.cells)}
        return cls(printable, mapping, header.text + header.tail, columns)

    def above(self, repeated: int = 0) -> str:
        """What stands above the row in its page: the table's name and its header.

        A row that repeats an earlier one says so first: it is a row of its own, and has a page of its own.

        Args:
            repeated: how many earlier rows of the table are equal.
        """
        said = f"row repeated, {repeated + 1} in all so far: " if repeated else ""
        return said + head_of(self.name, self.mapping.name, self.header)


def head_of(name: str, mapping: str, header: str) -> str:
    """What stands above the row in the page of every row of a table."""
    return f"{name} ({mapping})\n{header.rstrip()}\n"


class Cells:
    """One row as it is read: what its cells say, and the marks of those that have been asked.

    Args:
        sheet: the table.
        row: the row.
        offset: of the row in the text of its page; marks are placed by it.
        marking: whether marks are wanted; they cost more than all else.
    """

    def __init__(self, sheet: Sheet, row: Row, offset: int, *, marking: bool = True) -> None:
        self.sheet = sheet
        self.row = row
        self.offset = offset
        self.marking = marking
        self.marks: list[Mark] = []

    def cell(self, column: str) -> str | None:
        """The cell of a column; None where it says nothing."""
        place = self.sheet.columns[column]
        cell = self.row.cells[place] if place < len(self.row.cells) else ""
        return None if cell.strip() in self.sheet.mapping.missing else cell

    def said(self, words: Words | None, field: str | None = None) -> str | None:
        """What the columns of a field say together; with a `field`, they are marked as its evidence."""
        found = []
        for one in words if isinstance(words, tuple) else (words,):
            if isinstance(one, Part):
                said = self._part(one)
                if said is not None and field is not None:
                    self.mark(one.column, field, one)
                found.append(said)
            else:
                found.append(one)
        return " ".join(one for one in found if one) or None

    def number(self, column: str | None, field: str) -> tuple[Number, Span] | None:
        """The number of a column and where it stands in the row; None where there is none.

        Raises:
            CellError: something else stands there.
        """
        cell = None if column is None else self.cell(column)
        if column is None or cell is None:
            return None
        try:
            value = number_of(cell, self.sheet.mapping.number)
        except CellError as error:
            raise CellError(f"{column!r}: {error}") from None
        self.mark(column, field)
        return value, self.row.spans[self.sheet.columns[column]]

    def day(self, how: DayColumn | None, field: str) -> date | None:
        """The day that a column names; None where it names none.

        Raises:
            CellError: something else stands there.
        """
        cell = None if how is None else self.cell(how.column)
        if how is None or cell is None:
            return None
        try:
            day = day_of(cell, how)
        except CellError as error:
            raise CellError(f"{how.column!r}: {error}") from None
        self.mark(how.column, field)
        return day

    def flagged(self, flag: Flag | None) -> bool:
        """Whether a column marks the row."""
        if flag is None or (self.cell(flag.column) or "").strip() not in flag.when:
            return False
        self.mark(flag.column, "comparator")
        return True

    def mark(self, column: str, field: str, part: Part | None = None) -> None:
        """Mark a cell as the evidence of a field; of a cell that is cut, the words that count."""
        if not self.marking:
            return
        place = self.sheet.columns[column]
        start, end = self.row.spans[place]
        if part is not None and (part.before or part.between):
            words = _cut(self.row.cells[place], part).strip()
            at = self.row.text.find(words, start, end) if words else -1
            if at >= 0:
                start, end = at, at + len(words)
        if end > start:
            self.marks.append(Mark(start=start + self.offset, end=end + self.offset, field=field))

    def _part(self, part: Part) -> str | None:
        cell = self.cell(part.column)
        if cell is None:
            return part.values.get("") or None
        words = _cut(cell, part).strip()
        otherwise = words if part.default is None else part.default
        return part.values.get(words, otherwise) or None


def _cut(cell: str, part: Part) -> str:
    if part.between is not None:
        left, right = part.between
        _, found, rest = cell.partition(left)
        inside, ended, _ = rest.partition(right)
        return inside if found and ended else ""
    return cell.partition(part.before)[0] if part.before else cell
