"""Conflicts as a ledger keeps them: one by one, the worst first by an index.

A statement that comes or goes changes the conflicts of its own voice's figure, and those of a figure that
it calls a former one; all others of its series stay as they are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly import vocabulary
from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import kept_conflicts
from reportedly.reconciling.comparing import size
from reportedly.reconciling.conflicts import (
    CASES,
    Figure,
    apart_by,
    figure_of,
    standing_conflicts,
)
from reportedly.reconciling.timing import stated_on, voice
from reportedly.reconciling.told import Told
from reportedly.records import Conflict, Series, Statement

FEW = 100
"""Of a series with fewer statements all conflicts are compared anew: that costs less than to choose."""

Places = Mapping[tuple[str, str], int]
"""The rows of statements, by their id and page."""

Same = Callable[[str], str]
"""The key of the voice that a voice is found to be, looking at the whole ledger."""


@dataclass(frozen=True)
class Changed:
    """The figures whose conflicts are to be compared anew; None: all."""

    figures: frozenset[Figure] | None

    def has(self, statement: Statement) -> bool:
        """Whether a statement gives one of them."""
        return self.figures is None or figure_of(statement) in self.figures


def changed_in(
    series: Series, told: Sequence[Told] | None, moved: Sequence[Told], same: Same
) -> Changed:
    """Which figures of a series have to be compared anew.

    Args:
        series: as it is now.
        told: the statements that came or went, of this series or another; None: all may have changed.
        moved: those that it has won from another series, or lost to one.
        same: how voices are told now.
    """
    if told is None or len(series) < FEW:
        return Changed(None)
    articles: list[str] = vocabulary.load("series")["articles"]["words"]
    every = [
        one.statement.model_copy(update={"origin": same(one.statement.origin or "")})
        for one in (*told, *moved)
    ]
    # On the first day of a happening more may be said than on others: which day that is tells of all.
    days = (stated_on(one) for one in (*series.statements, *series.apart))
    first = min((day for day in days if day is not None), default=date.max)
    if any((day := stated_on(one)) is not None and day <= first for one in every):
        return Changed(None)
    figures = {figure_of(one) for one in every}
    former = {
        (one.low, one.high)
        for one in every
        if one.relation is not None and one.relation.type == "previous"
    }
    # A man who is singled out counts or not by what else is known.
    singled = (one for one in (*series.statements, *series.apart) if _is_one(one, articles))
    figures |= {figure_of(one) for one in singled}
    figures |= {figure_of(one) for one in series.statements if (one.low, one.high) in former}
    # Since when a number was known is the same for all voices that give it.
    known = {(one.low, one.high) for one in every}
    own = _Own(every)
    figures |= {
        figure_of(one)
        for one in series.statements
        if (one.low, one.high) in known or own.may_touch(one)
    }
    return Changed(frozenset(figures))


class _Own:
    """What of a voice's other figures is told by those that came or went.

    A larger figure makes its later, smaller ones those of an older state; a former one that a page names
    lets the others of that page stand.
    """

    def __init__(self, changed: Iterable[Statement]) -> None:
        self._pages: set[tuple[str, str]] = set()
        self._given: dict[str, list[tuple[date, float]]] = defaultdict(list)
        for one in changed:
            if one.relation is not None and one.relation.type == "previous":
                self._pages.add((voice(one), one.page))
            self._given[voice(one)].append((stated_on(one) or date.min, size(one)))

    def may_touch(self, statement: Statement) -> bool:
        """Whether it may be of an older state now, or no longer."""
        if (voice(statement), statement.page) in self._pages:
            return True
        day, number = stated_on(statement) or date.max, size(statement)
        given = self._given.get(voice(statement), ())
        return any(since <= day and more > number for since, more in given)


def _is_one(statement: Statement, articles: Sequence[str]) -> bool:
    return statement.figure.casefold() in articles


def keep_conflicts(
    kept: Kept, gone: Iterable[str], built: Iterable[tuple[Series, Changed]], places: Places
) -> None:
    """Keep the conflicts of series.

    Args:
        kept: where they are kept.
        gone: ids of series that are no more.
        built: series as they are now, with what has changed in each.
        places: the rows of their statements.
    """
    kept.remove(kept_conflicts.c.series_id, sorted(gone))
    whole = [(one, changed) for one, changed in built if changed.figures is None]
    some = [(one, changed) for one, changed in built if changed.figures is not None]
    before: dict[str, list[Any]] = defaultdict(list)
    for row in kept.find(kept_conflicts.c.series_id, sorted(one.id for one, _ in whole)):
        before[row["series_id"]].append(row)
    for one, changed in some:
        numbers = sorted(_number(figure) for figure in changed.figures or ())
        before[one.id] = list(_touching(kept, one.id, numbers))
    old: list[int] = []
    new: list[dict[str, Any]] = []
    for one, changed in (*whole, *some):
        there = {tuple(row[name] for name in _TOLD): row["id"] for row in before[one.id]}
        for conflict in standing_conflicts(one, changed.has):
            made = _row(conflict, places)
            if there.pop(tuple(made[name] for name in _TOLD), None) is None:
                new.append(made)
        old += there.values()
    kept.remove(kept_conflicts.c.id, sorted(old))
    kept.add(kept_conflicts, new)


_TOLD = ("severity", "nearness", "a", "b", "a_id", "b_id", "a_figure", "b_figure", "repeated")


def _touching(kept: Kept, series_id: str, numbers: Sequence[int]) -> Iterable[Any]:
    """The kept conflicts of a series in which one of some figures stands."""
    of = kept_conflicts.c
    found = {
        row["id"]: row
        for column in (of.a_figure, of.b_figure)
        for row in kept.find(column, numbers, of.series_id == series_id)
    }
    return found.values()


def _number(figure: Figure) -> int:
    return number_of(repr(figure))


def _row(conflict: Conflict, places: Places) -> dict[str, Any]:
    a, b = conflict.a, conflict.b
    return {
        "series_id": conflict.series,
        "severity": CASES.index(conflict.type),
        "nearness": -apart_by(a, b),
        "a": a.id,
        "b": b.id,
        "a_id": places[a.id, a.page],
        "b_id": places[b.id, b.page],
        "a_figure": _number(figure_of(a)),
        "b_figure": _number(figure_of(b)),
        "repeated": conflict.repeated,
    }
