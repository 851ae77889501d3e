"""The list of series: in an order, in parts, each of which costs what it holds and not what the list does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Select, func, select

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.dating import conditions_of, is_of_series
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import kept_series
from reportedly.reconciling.answering import voices_kept
from reportedly.reconciling.listed import Line, keys_in, line_shown, unpacked_line

Order = Literal["statements", "latest", "conflicts"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""How series are listed: those of most statements, of the latest days, of most conflicts first."""

MOST_SENTENCES = 60_000
"""Words that more sentences hold are looked for in the first series of a list alone."""

MOST_SERIES, MOST_STATEMENTS = 5_000, 50_000
"""So many are these at most, with so many statements."""

_OF = kept_series.c
_SORTED_BY: dict[Order, tuple[str, ...]] = {
    "statements": ("statements", "printed", "id"),
    "latest": ("printed", "statements", "id"),
    "conflicts": ("conflicts", "statements", "id"),
}


@dataclass(frozen=True)
class Place:
    """What a series is listed by.

    Attributes:
        printed: the day of its youngest page, as `2025-01-31`; empty where no page has a day.
    """

    id: str
    statements: int
    printed: str
    conflicts: int

    def key(self, order: Order) -> tuple[object, ...]:
        """Sorts in an order, descending."""
        return tuple(getattr(self, name) for name in _SORTED_BY[order])


@dataclass(frozen=True)
class Listing:
    """A list of series by their ids.

    Attributes:
        total: how many.
        part: some of them: how many to leave out before, and how many at most; None: all that follow.
        looked_through: so many series, the first ones in the order, were looked through, as more would take
            long; None: all were.
    """

    total: int
    part: Callable[[int, int | None], list[str]]
    looked_through: int | None = None


def order_of(name: str) -> Order:
    """An order by its name.

    Raises:
        UsageError: there is none of that name.
    """
    wanted = next((one for one in ORDERS if one == name), None)
    if wanted is None:
        raise UsageError(f"{name!r} is not an order of series; they are {', '.join(ORDERS)}")
    return wanted


def listing_of(places: Iterable[Place], order: Order, *, conflicting: bool = False) -> Listing:
    """Some series in an order; those alone that contradict themselves, where so wanted."""
    chosen = [place for place in places if place.conflicts or not conflicting]
    ids = [place.id for place in sorted(chosen, key=lambda one: one.key(order), reverse=True)]
    return Listing(
        len(ids), lambda first, count: ids[first : None if count is None else first + count]
    )


def listing_kept(
    ledger: Ledger, order: Order, asked: ClaimFilter, *, conflicting: bool, whole: bool = False
) -> Listing | None:
    """Series of a ledger that keeps its account, in an order, with a claim that fits a filter.

    Args:
        ledger: that is asked.
        order: of the series.
        asked: what the claim must be.
        conflicting: whether only series that contradict themselves are wanted.
        whole: whether all series must be looked through, however long that takes.

    Returns:
        The list; None where all claims that may fit have to be looked at for it.
    """
    where = conditions_of(asked)
    if conflicting:
        where.append(_OF.conflicts > 0)
    if is_of_series(asked):
        return _listing(ledger, order, where)
    if is_of_series(replace(asked, text=None)) and not whole:
        with ledger.kept() as kept:
            return _saying(kept, order, asked, where)
    return None


def _listing(ledger: Ledger, order: Order, where: Sequence[ColumnElement[bool]]) -> Listing:
    """The series that are so, each part of which is asked for by itself."""

    def part(first: int, count: int | None) -> list[str]:
        query = _in_order(order, where).offset(first).limit(count)
        with ledger.kept() as kept:
            return [row.id for row in kept.ask(query)]

    with ledger.kept() as kept:
        return Listing(kept.count(kept_series, *where), part)


def _saying(
    kept: Kept, order: Order, asked: ClaimFilter, where: Sequence[ColumnElement[bool]]
) -> Listing:
    """The series in which some words are said; where they are common, of the first ones in the order."""
    found, looked_through = kept.series_saying(asked, at_most=MOST_SENTENCES), None
    if found is None:
        first = _first(kept, order, where)
        found = kept.series_fitting(asked, among=first)
        looked_through = len(first) if len(first) < kept.count(kept_series, *where) else None
    listing = listing_of(places_of(kept, found, *where), order)
    return replace(listing, looked_through=looked_through)


def _first(kept: Kept, order: Order, where: Sequence[ColumnElement[bool]]) -> list[str]:
    """The first series in an order, as many as have few enough statements together; one at least."""
    query = _in_order(order, where).add_columns(_OF.statements).limit(MOST_SERIES)
    first: list[str] = []
    statements = 0
    for row in kept.ask(query):
        statements += row.statements
        if first and statements > MOST_STATEMENTS:
            break
        first.append(row.id)
    return first


def _in_order(order: Order, where: Sequence[ColumnElement[bool]]) -> Select[tuple[str]]:
    descending = (_OF[name].desc() for name in _SORTED_BY[order])
    return select(_OF.id).where(*where).order_by(*descending)


def places_of(kept: Kept, ids: Sequence[str], *where: ColumnElement[bool]) -> list[Place]:
    """By what some series that are kept are listed; of these, those that are so."""
    columns = [_OF.id, _OF.statements, _OF.printed, _OF.conflicts]
    return [Place(*row) for row in kept.chosen(columns, _OF.id, ids, *where)]


def statements_kept(kept: Kept) -> int:
    """How many statements the series of a ledger hold."""
    return int(next(kept.ask(select(func.coalesce(func.sum(_OF.statements), 0))))[0])


def conflicts_of_kind(kept: Kept, kind: str) -> int:
    """How many conflicts the series of a kind hold."""
    total = select(func.coalesce(func.sum(_OF.conflicts), 0)).where(_OF.kind == kind)
    return int(next(kept.ask(total))[0])


def lines_kept(kept: Kept, ids: Sequence[str]) -> dict[str, tuple[Line, int]]:
    """What a list shows of some series that are kept, and how many conflicts each has, by their ids."""
    rows = list(kept.chosen([_OF.id, _OF.line, _OF.conflicts], _OF.id, ids))
    lines = {row.id: unpacked_line(row.line) for row in rows}
    voices = voices_kept(kept, keys_in(lines.values()))
    return {row.id: (line_shown(lines[row.id], voices), row.conflicts) for row in rows}
