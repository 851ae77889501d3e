"""Conflicts as a ledger keeps them: one by one, the worst first by an index.

A statement that comes or goes changes the conflicts of its own voice's figure, and those of a figure that
it calls a former one; all others of its series stay as they are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly import vocabulary
from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import kept_conflicts
from reportedly.reconciling.conflicts import (
    CASES,
    Figure,
    apart_by,
    figure_of,
    standing_conflicts,
)
from reportedly.reconciling.timing import voice
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
    # Since when a number was known is the same for all voices that give it; and what a voice gave tells
    # which of its other figures are of an older state.
    known, voices = {(one.low, one.high) for one in every}, {voice(one) for one in every}
    figures |= {
        figure_of(one)
        for one in series.statements
        if (one.low, one.high) in known or voice(one) in voices
    }
    return Changed(frozenset(figures))


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
