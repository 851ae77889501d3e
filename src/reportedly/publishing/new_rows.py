"""Claims as new rows of a hand-kept table: a mapping read backwards.

A row is only written if it says what the claim says: it is read again by the mapping and compared.
"""

import csv
import io
from datetime import date

from reportedly.errors import InputError
from reportedly.importing import (
    CLOSED,
    BadRowError,
    Mapping,
    Part,
    Sheet,
    claim_of,
    parsed_row,
    parts_of,
    written_day,
    written_number,
)
from reportedly.publishing.exports import harmless
from reportedly.records import Claim, Number, RecordedClaim

_WORDS = ("kind", "who", "where", "counted", "window", "source", "cites", "stance", "hedge")
_STANDING = frozenset({"asserts", "confirms", "estimates"})
"""Stances that a layout without a column for them holds alike."""

_FLOORS, _CEILINGS = frozenset({"at_least", "more_than"}), frozenset({"at_most", "less_than"})


class UnfitError(ValueError):
    """A claim that cannot be a row of a layout; the message says why."""


class Layout:
    """A table that new rows are written for.

    Args:
        mapping: what its columns mean.
        header: its first record; None for the columns of the mapping.
        delimiter: what stands between its cells.
        raw: whether cells that a spreadsheet would run as a formula are left as they are.
    """

    def __init__(
        self,
        mapping: Mapping,
        header: str | None = None,
        delimiter: str = ",",
        *,
        raw: bool = False,
    ) -> None:
        self.mapping = mapping
        self.delimiter = delimiter
        self.raw = raw
        if header is None:
            self.columns = [*dict.fromkeys([*mapping.columns(), *mapping.derived])]
        else:
            self.columns = list(parsed_row(header, delimiter).cells)
        self._sheet = Sheet(
            mapping.name, mapping, self.header(), {name: i for i, name in enumerate(self.columns)}
        )

    def header(self) -> str:
        """The first record of a new table, without the end of the line."""
        return self._record(self.columns)

    def rows(self, claim: RecordedClaim) -> list[str]:
        """The rows of a claim, without the ends of their lines: one, or two for the ends of a range.

        Raises:
            UnfitError: a column cannot say what the claim says.
        """
        said = self._said(claim)
        rows = []
        for numbers in self._numbers(claim):
            cells = dict.fromkeys(self.columns, "") | said | numbers
            for column, form in self.mapping.derived.items():
                if column in cells:
                    cells[column] = _filled(form, cells)
            if not self.raw:
                cells = {name: harmless(cell) for name, cell in cells.items()}
            rows.append(self._record([cells[name] for name in self.columns]))
        self._check(rows, claim)
        return rows

    def _record(self, cells: list[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="").writerow(cells)
        return out.getvalue()

    def _check(self, rows: list[str], claim: Claim) -> None:
        """See that the rows, read by the mapping, give the claim's kind, window and numbers again."""
        try:
            read = [claim_of(self._sheet, parsed_row(row, self.delimiter)) for row in rows]
        except (BadRowError, InputError) as error:
            raise UnfitError(f"its row could not be read again ({error})") from error
        low = next((one.low for one in read if one.low is not None), None)
        high = next((one.high for one in read if one.high is not None), None)
        if (low, high) != (claim.low, claim.high):
            raise UnfitError("its numbers have no columns")
        if (read[0].kind, read[0].window) != (claim.kind, claim.window):
            raise UnfitError(f"no row of the layout is {claim.kind} with the window {claim.window}")

    def _numbers(self, claim: Claim) -> list[dict[str, str]]:
        """The cells of the numbers, of one row or of two."""
        how = self.mapping.number
        low, high, best = claim.low, claim.high, claim.best
        single = how.best or how.low or how.high
        if low is not None and low == high:
            return [self._numbered({single: low}, floor=False, ceiling=False)]
        if how.low is not None and how.high is not None:
            cells: dict[str | None, Number | None] = {how.low: low, how.high: high}
            if how.best is not None and claim.comparator == "between":
                cells[how.best] = best
            return [self._numbered(cells, floor=False, ceiling=False)]
        rows = []
        if low is not None and how.floor is not None:
            rows.append(self._numbered({single: low}, floor=True, ceiling=False))
        if high is not None and how.ceiling is not None:
            rows.append(self._numbered({single: high}, floor=False, ceiling=True))
        if len(rows) != (low is not None) + (high is not None):
            raise UnfitError("no column says that a number is a least or a most")
        return rows

    def _numbered(
        self, numbers: dict[str | None, Number | None], *, floor: bool, ceiling: bool
    ) -> dict[str, str]:
        cells = {name: written_number(value) for name, value in numbers.items() if name is not None}
        for flag, raised in (
            (self.mapping.number.floor, floor),
            (self.mapping.number.ceiling, ceiling),
        ):
            if flag is not None:
                cells[flag.column] = flag.when[0] if raised else flag.otherwise
        return cells

    def _said(self, claim: RecordedClaim) -> dict[str, str]:
        """The cells of all columns but those of numbers."""
        for name in _WORDS:
            self._check_constant(name, claim)
        cells = self._days(claim)
        columns = dict.fromkeys(
            part.column for name in _WORDS for part in parts_of(self.mapping, name)
        )
        for column in columns:
            cells[column] = self._cell(column, claim)
        for part in parts_of(self.mapping, "via"):
            if part.between is None:
                cells[part.column] = " > ".join(claim.via)
            elif claim.via:
                left, right = part.between
                cells[part.column] = (
                    f"{cells.get(part.column, '')} {left}{claim.via[0]}{right}".strip()
                )
        for name, value in (("url", claim.url), ("publisher", claim.publisher)):
            for part in parts_of(self.mapping, name):
                cells[part.column] = value or ""
        return cells

    def _check_constant(self, name: str, claim: Claim) -> None:
        constant, value = getattr(self.mapping.claim, name), getattr(claim, name)
        if not isinstance(constant, str) or constant == value:
            return
        if name == "stance" and {constant, value} <= _STANDING:
            return
        if name not in CLOSED and (value is None or constant.casefold() in value.casefold()):
            return
        raise UnfitError(f"its {name} is {value}, and every row of the layout is {constant}")

    def _cell(self, column: str, claim: Claim) -> str:
        """A cell that says, in every field that its column has a part in, what the claim says."""
        parts = [
            (name, part)
            for name in _WORDS
            for part in parts_of(self.mapping, name)
            if part.column == column
        ]
        listed = list(dict.fromkeys(key for _, part in parts for key in part.values))
        for key in listed:
            if all(self._fits(name, part, key, claim) for name, part in parts):
                return key
        free = next((getattr(claim, name) for name, part in parts if not part.values), None)
        words = free or ""
        for name, part in parts:
            if part.values and not self._fits(name, part, words, claim):
                value = getattr(claim, name)
                raise UnfitError(f"its {name} is {value}, which {column!r} has no cell for")
        return words

    def _fits(self, name: str, part: Part, cell: str, claim: Claim) -> bool:
        value = (getattr(claim, name) or "").casefold()
        if not part.values and part.default is None:
            return name not in CLOSED or cell.casefold() == value
        says = part.values.get(cell, cell if part.default is None else part.default).casefold()
        alone = not isinstance(getattr(self.mapping.claim, name), tuple)
        return says == value if alone else f" {says} " in f" {value} "

    def _days(self, claim: RecordedClaim) -> dict[str, str]:
        mapping, when, stated = self.mapping, claim.when, claim.stated
        printed = date.fromisoformat(claim.published[:10]) if claim.published else None
        said = (stated.end or stated.start if stated else None) or printed
        ended = (when.end if when else None) or said
        if ended is None:
            raise UnfitError("nothing says of which day it is")
        cells: dict[str, str] = {}
        started = when.start if when else None
        for column, day in (
            (mapping.published, printed or said),
            (mapping.stated, said or ended),
            (mapping.when.start, started),
            (mapping.when.end, ended),
        ):
            if column is not None:
                cells[column.column] = written_day(day, column)
        return cells


def _filled(form: str, cells: dict[str, str]) -> str:
    """A form with the cells that it names in braces; not `str.format`, which reaches into objects."""
    for name, cell in cells.items():
        form = form.replace(f"{{{name}}}", cell)
    return form
