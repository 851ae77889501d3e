"""The list of series: in an order, in parts, each of which costs what it holds and not what the list does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Select, func, select

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import kept_series
from reportedly.reconciling.answering import voices_kept
from reportedly.reconciling.listed import Line, keys_in, line_shown, unpacked_line

Order = Literal["statements", "latest", "conflicts"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""How series are listed: those of most statements, of the latest days, of most conflicts first."""

_OF = kept_series.c
_COLUMNS = {
    "statements": (_OF.statements, _OF.last_day, _OF.id),
    "latest": (_OF.last_day, _OF.statements, _OF.id),
    "conflicts": (_OF.conflicts, _OF.statements, _OF.id),
}


@dataclass(frozen=True)
class Place:
    """What a series is listed by."""

    id: str
    statements: int
    last_day: str
    conflicts: int

    def key(self, order: Order) -> tuple[object, ...]:
        """Sorts in an order, descending."""
        if order == "latest":
            return self.last_day, self.statements, self.id
        if order == "conflicts":
            return self.conflicts, self.statements, self.id
        return self.statements, self.last_day, self.id


@dataclass(frozen=True)
class Listing:
    """A list of series by their ids.

    Attributes:
        total: how many.
        part: some of them: how many to leave out before, and how many at most; None: all that follow.
    """

    total: int
    part: Callable[[int, int | None], list[str]]


def order_of(name: str) -> Order:
    """An order by its name.

    Raises:
        UsageError: there is none of that name.
    """
    wanted = next((one for one in ORDERS if one == name), None)
    if wanted is None:
        raise UsageError(f"{name!r} is not an order of series; they are {', '.join(ORDERS)}")
    return wanted


def listing_of(places: Iterable[Place], order: Order, *, conflicting: bool) -> Listing:
    """Some series in an order; those alone that contradict themselves, where so wanted."""
    chosen = [place for place in places if place.conflicts or not conflicting]
    ids = [place.id for place in sorted(chosen, key=lambda one: one.key(order), reverse=True)]
    return Listing(
        len(ids), lambda first, count: ids[first : None if count is None else first + count]
    )


def listing_kept(ledger: Ledger, order: Order, kind: str | None, *, conflicting: bool) -> Listing:
    """All series of a ledger that keeps its account, or those of a kind, in an order."""
    where = _conditions(kind, conflicting=conflicting)
    asked = select(_OF.id).where(*where).order_by(*(column.desc() for column in _COLUMNS[order]))

    def part(first: int, count: int | None) -> list[str]:
        with ledger.kept() as kept:
            return [row.id for row in kept.ask(_cut(asked, first, count))]

    with ledger.kept() as kept:
        return Listing(kept.count(kept_series, *where), part)


def _conditions(kind: str | None, *, conflicting: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if kind is not None:
        found.append(_OF.kind == kind)
    if conflicting:
        found.append(_OF.conflicts > 0)
    return found


def _cut(asked: Select[tuple[str]], first: int, count: int | None) -> Select[tuple[str]]:
    return asked.offset(first) if count is None else asked.offset(first).limit(count)


def places_of(kept: Kept, ids: Sequence[str]) -> list[Place]:
    """By what some series that are kept are listed."""
    columns = [_OF.id, _OF.statements, _OF.last_day, _OF.conflicts]
    return [Place(*row) for row in kept.chosen(columns, _OF.id, ids)]


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
