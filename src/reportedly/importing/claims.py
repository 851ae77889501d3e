"""From a row of a table to the reading of its page: one claim, with the cells that it rests on."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.errors import InputError
from reportedly.importing.cells import CellError
from reportedly.importing.files import Row, open_table
from reportedly.importing.mappings import CLOSED, ClaimFields, Mapping, Part
from reportedly.importing.rows import Cells, Sheet
from reportedly.records import Article, Block, Claim, Comparator, Number, Reading, Span, Stretch


class BadRowError(ValueError):
    """A row that no claim can be made of; the message names its columns."""


class _Interval(NamedTuple):
    low: Number | None
    high: Number | None
    best: Number | None
    comparator: Comparator


class TableClaim(NamedTuple):
    """A claim of a table, with what its row says beyond it for an estimate.

    Attributes:
        row: its number; the header is row 1.
        claim: the claim, with offsets into the row.
        side: whose loss, in the words of the mapping's `estimate`; None where they say nothing.
        who: who or what was lost, likewise.
        source: whose bias the figure carries, likewise.
        party: whether the row is marked as one of a party; None where no column marks parties.
    """

    row: int
    claim: Claim
    side: str | None = None
    who: str | None = None
    source: str | None = None
    party: bool | None = None


def claim_of(sheet: Sheet, row: Row, offset: int = 0, *, marking: bool = True) -> Claim:
    """The claim of a row.

    Args:
        sheet: the table.
        row: the row.
        offset: of the row in the text of its page; 0 for offsets into the row itself.
        marking: whether each field's cell is marked; without, a row costs half.

    Raises:
        BadRowError: the row has another number of cells than the header, or a cell says what it cannot.
    """
    if len(row.cells) != len(sheet.columns):
        raise BadRowError(
            f"{len(row.cells)} cells where the header has {len(sheet.columns)}; does a cell hold the "
            "delimiter without quotation marks?"
        )
    cells = Cells(sheet, row, offset, marking=marking)
    try:
        return _claim(cells)
    except CellError as error:
        raise BadRowError(str(error)) from error


def claims_in(
    target: str | Path,
    mapping: Mapping,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Iterator[TableClaim]:
    """The claims of a table, without marks, in the order of its rows; nothing is stored.

    Args:
        target: a CSV file, or `-` for standard input.
        mapping: what its columns mean.
        encoding: of the file; None to find out.
        delimiter: what stands between cells; None for what the mapping says.

    Raises:
        InputError: the file cannot be read, is no table, lacks a column, or has a bad row.
        UsageError: the encoding or the delimiter is none.
    """
    with open_table(target, mapping, encoding=encoding, delimiter=delimiter) as table:
        sheet = Sheet.of(table, mapping)
        for row in table.rows():
            try:
                claim = claim_of(sheet, row, marking=False)
            except BadRowError as error:
                raise InputError(
                    f"{target}: row {row.number}: {error}; mend the row or the mapping", "row"
                ) from error
            yield _table_claim(Cells(sheet, row, 0, marking=False), claim)


def _table_claim(cells: Cells, claim: Claim) -> TableClaim:
    how = cells.sheet.mapping.estimate
    return TableClaim(
        row=cells.row.number,
        claim=claim,
        side=cells.said(how.side),
        who=cells.said(how.who),
        source=cells.said(how.source),
        party=None if how.party is None else cells.flagged(how.party),
    )


def _claim(cells: Cells) -> Claim:
    mapping = cells.sheet.mapping
    interval, span = _figure(cells)
    fields = {name: _field(cells, name) for name in _WORDS}
    via = cells.said(mapping.claim.via, "via")
    when = _when(cells, fields["window"] or "")
    stated = cells.day(mapping.stated, "stated")
    cells.day(mapping.published, "published")  # the page's own field; here a bad one is found
    for name, column in mapping.marks.items():
        cells.mark(column, name)
    return Claim.model_validate(
        fields
        | interval._asdict()
        | {
            "start": span.start + cells.offset,
            "end": span.end + cells.offset,
            "figure": span.of(cells.row.text),
            "when": when,
            "stated": None if stated is None else Stretch(start=stated, end=stated),
            "via": () if via is None else (via,),
            "marks": tuple(cells.marks),
        }
    )


_WORDS = tuple(name for name in ClaimFields.model_fields if name not in ("url", "publisher", "via"))


def _field(cells: Cells, name: str) -> str | None:
    said = cells.said(getattr(cells.sheet.mapping.claim, name), name)
    allowed = CLOSED.get(name)
    if allowed is not None and said not in allowed:
        columns = " and ".join(repr(part.column) for part in parts_of(cells.sheet.mapping, name))
        what = f"{said!r} stands for no {name}" if said else f"nothing there says the {name}"
        raise CellError(f"{columns}: {what}; add it to the mapping's values")
    return said


def parts_of(mapping: Mapping, name: str) -> list[Part]:
    """The columns that a field of a claim is made of."""
    words = getattr(mapping.claim, name)
    return [
        one for one in (words if isinstance(words, tuple) else (words,)) if isinstance(one, Part)
    ]


def _figure(cells: Cells) -> tuple[_Interval, Span]:
    """The interval of a row, and where its figure stands: its best number, or else both ends."""
    how = cells.sheet.mapping.number
    columns = {"low": how.low, "high": how.high, "best": how.best}
    found = {name: cells.number(column, name) for name, column in columns.items()}
    given = {name: one for name, one in found.items() if one is not None}
    if not given:
        named = ", ".join(repr(column) for column in columns.values() if column is not None)
        raise CellError(f"no number stands in {named}")
    floor, ceiling = cells.flagged(how.floor), cells.flagged(how.ceiling)
    if floor and ceiling:
        raise CellError("one number is marked as both the lower and the upper end")
    numbers = {name: value for name, (value, _) in given.items()}
    interval = _interval(numbers.get("low"), numbers.get("high"), numbers.get("best"), how.single)
    if floor or ceiling:
        named_number = next(numbers[name] for name in ("best", "low", "high") if name in numbers)
        interval = (
            _Interval(named_number, None, named_number, "at_least")
            if floor
            else _Interval(None, named_number, named_number, "at_most")
        )
    shown = [given["best"]] if "best" in given else list(given.values())
    spans = [span for _, span in shown]
    return interval, Span(min(s.start for s in spans), max(s.end for s in spans))


def _interval(
    low: Number | None, high: Number | None, best: Number | None, single: Comparator
) -> _Interval:
    for name, one, other_name, other in (
        ("low", low, "best", best),
        ("best", best, "high", high),
        ("low", low, "high", high),
    ):
        if one is not None and other is not None and one > other:
            raise CellError(f"{name} {one:,} is greater than {other_name} {other:,}")
    if low is not None and high is not None:
        if low == high:
            return _Interval(low, high, low, single)
        return _Interval(low, high, best, "between")
    if low is not None:
        return _Interval(low, None, low if best is None else best, "at_least")
    if high is not None:
        return _Interval(None, high, high if best is None else best, "at_most")
    return _Interval(best, best, best, single)


def _when(cells: Cells, window: str) -> Stretch | None:
    """The days of what is counted: a running total starts with `since`, a day's number is of that day."""
    how = cells.sheet.mapping.when
    start, end = cells.day(how.start, "when"), cells.day(how.end, "when")
    if start is None and end is not None:
        start = {"cumulative": how.since, "state": None}.get(window, end)
    if start is None and end is None:
        return None
    if start is not None and end is not None and start > end:
        raise CellError(f"it starts on {start} and ends on {end}, which is before")
    return Stretch(start=start, end=end)


def reading_of(
    sheet: Sheet, row: Row, claim: Claim | None, version: str, repeated: int = 0
) -> Reading:
    """The reading of a row's page: the table's name and header, and the row.

    Args:
        sheet: the table.
        row: the row.
        claim: its claim, with offsets into the page's text; None for a row that has none.
        version: of the program; the mapping's digest is added to it.
        repeated: how many earlier rows of the table are equal.
    """
    above = sheet.above(repeated)
    text = above + row.text
    blocks = [Block(start=0, end=len(above) - 1, role="furniture")]
    blocks.append(Block(start=len(above), end=len(text), role="table"))
    cells = Cells(sheet, row, len(above), marking=False)
    mapping = sheet.mapping
    published = cells.day(mapping.published, "published") if claim is not None else None
    article = Article(
        text=text,
        blocks=tuple(blocks),
        title=f"{sheet.name}: a row",
        publisher=cells.said(mapping.claim.publisher),
        published=None if published is None else published.isoformat(),
        url=_address(cells.said(mapping.claim.url)),
    )
    return Reading(
        version=f"{version}+{mapping.digest}",
        article=article,
        claims=() if claim is None else (claim,),
        sentences=() if claim is None else (Span(len(above), len(text)),),
    )


def _address(words: str | None) -> str | None:
    """An address that may be followed; a `javascript:` in a cell is none."""
    return words if words and words.lower().startswith(("https://", "http://")) else None
