"""One line of verdict on a series: single, in agreement, rising, falling, revised, in conflict.

A verdict speaks of what the reports say to each other, never of what is true.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import TypeVar

from reportedly import vocabulary
from reportedly.reconciling.comparing import agree, is_floor, size
from reportedly.reconciling.older import OlderStates
from reportedly.reconciling.timing import (
    Hours,
    is_level,
    stated_on,
    voice,
    what_is_said,
)
from reportedly.records import Statement, figure_in_words

Item = TypeVar("Item")

NO_COMMON_ORIGIN = "no known common origin"


class Comparing:
    """Which statements of one series contradict each other, by all that the series knows of them.

    Tolls rise and never fall; the missing, the displaced and the deployed come and go, so that their
    figures contradict each other at one time only. A figure that some page calls a former one is
    overtaken from then on, and contradicts no larger one; nor does one of an older state that is
    printed again.
    """

    def __init__(self, counted: Sequence[Statement], apart: Sequence[Statement] = ()) -> None:
        self._former: dict[tuple[object, ...], date] = {}
        for statement in apart:
            day = stated_on(statement)
            if day and statement.relation and statement.relation.type == "previous":
                figure = statement.low, statement.high
                self._former[figure] = min(day, self._former.get(figure, day))
        self._days: dict[tuple[object, ...], set[date]] = defaultdict(set)
        for statement in counted:
            if (day := stated_on(statement)) is not None:
                self._days[voice(statement), statement.low, statement.high].add(day)
        days = (stated_on(statement) for statement in (*counted, *apart))
        self._first = min((day for day in days if day is not None), default=None)
        self._hours = Hours(counted)
        self._older = OlderStates(counted, apart, self._hours)

    def contradict(self, earlier: Statement, later: Statement) -> bool:
        """Whether two figures of two voices cannot both have held, each when it was said."""
        return self._differ(earlier, later) and self._why_older(earlier, later) is None

    def older_state(self, earlier: Statement, later: Statement) -> str | None:
        """Why one of two figures that differ is of an older state; None where nothing tells, or they agree."""
        return self._why_older(earlier, later) if self._differ(earlier, later) else None

    def _differ(self, earlier: Statement, later: Statement) -> bool:
        """Whether two figures cannot both have held, were each of them new when it came into print."""
        if voice(earlier) == voice(later) or agree(earlier, later):
            return False
        if size(earlier) == size(later):  # "2,400" beside "more than 2,400": a hedge was dropped
            return False
        if self._is_overtaken(earlier, later):
            return False
        if self._printed_the_other_way(earlier, later):
            earlier, later = later, earlier
        if self._is_within_a_day(earlier, later):
            return False
        if self._hours.at_one_time(earlier, later):
            return not self._taken_over(earlier, later)
        if is_level(earlier):
            return not self._known_later(earlier, later)
        return size(later) < size(earlier) or not self._known_later(earlier, later)

    def _taken_over(self, earlier: Statement, later: Statement) -> bool:
        """Whether who gave the smaller of two figures gives the larger one later: then it had only risen."""
        small, large = sorted((earlier, later), key=size)
        since = stated_on(small)
        days = self._days.get((voice(small), large.low, large.high), ())
        return not is_level(small) and since is not None and any(day >= since for day in days)

    def _is_within_a_day(self, a: Statement, b: Statement) -> bool:
        """Whether two figures of one day, of unknown order, differ by no more than a day brings.

        The first day of a happening brings most: the count begins with whom one saw, and multiplies. What
        comes and goes can have been anything at another hour.
        """
        if stated_on(a) != stated_on(b) or not self._hours.tell_nothing(a, b):
            return False
        if is_level(a):
            return True
        small, large = sorted((a, b), key=size)
        if self._older.lowered_from(small, large):
            return False
        is_first = stated_on(a) == self._first
        return size(large) <= size(small) * (1 + _rises_of_days()["first" if is_first else "other"])

    def _printed_the_other_way(self, earlier: Statement, later: Statement) -> bool:
        """Whether two figures of one day were first printed in the other order, by the hour."""
        return stated_on(earlier) == stated_on(later) and self._hours.in_order(later, earlier)

    def _is_overtaken(self, earlier: Statement, later: Statement) -> bool:
        """Whether the smaller figure was called the former one by the time of the larger one.

        Who gives it on a later day than the larger one gives it anew.
        """
        small, large = sorted((earlier, later), key=size)
        since, day = self._former.get((small.low, small.high)), stated_on(large)
        if since is None or day is None or day < since or is_level(small):
            return False
        given = stated_on(small)
        return given is None or given <= day

    def _why_older(self, a: Statement, b: Statement) -> str | None:
        small, large = sorted((a, b), key=size)
        return self._older.beside(small, large)

    def _known_later(self, earlier: Statement, later: Statement) -> bool:
        first, second = stated_on(earlier), stated_on(later)
        if first is None or second is None:
            return False
        return second > first if first != second else self._hours.in_order(earlier, later)


@cache
def _rises_of_days() -> dict[str, float]:
    """By what share of itself a count may rise on the first day of a happening, and on any other."""
    table = vocabulary.load("tolerances")["day"]
    return {"first": float(table["first_rise"]), "other": float(table["rise"])}


def contradictions(
    statements: Sequence[Statement], apart: Sequence[Statement] = ()
) -> list[tuple[Statement, Statement]]:
    """Pairs of different voices that cannot both hold, of statements in order of time.

    Args:
        statements: those of a series that count.
        apart: those that do not: former figures among them tell what was overtaken.
    """
    return list(contradicting(statements, Comparing(statements, apart)))


Wanted = Callable[[Statement], bool]
"""Whether pairs with a statement are asked for."""


def pairs_with(
    statements: Sequence[Statement], wanted: Wanted | None
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements, in their order, of which one is wanted; all pairs where `wanted` is None."""
    chosen = None if wanted is None else [wanted(one) for one in statements]
    return _pairs(statements, chosen)


def _pairs(items: Sequence[Item], chosen: Sequence[bool] | None) -> Iterator[tuple[Item, Item]]:
    """The pairs of items, in their order, of which one is chosen."""
    if chosen is None:
        yield from combinations(items, 2)
        return
    for at, one in enumerate(items):
        if chosen[at]:
            yield from ((one, other) for other in items[at + 1 :])
            yield from ((items[i], one) for i in range(at) if not chosen[i])


def contradicting(
    statements: Sequence[Statement], comparing: "Comparing", wanted: Wanted | None = None
) -> Iterator[tuple[Statement, Statement]]:
    """The same, compared by what is said: however many pages repeat it, it is compared once.

    Args:
        statements: in order of time.
        comparing: made of them.
        wanted: whether pairs with a statement are asked for, which must be the same for all that give
            one figure; None: all pairs.
    """
    groups = _alike(statements)
    chosen = None if wanted is None else [wanted(one.first) for one in groups]
    for one, other in _pairs(groups, chosen):
        if one.rises_to(other) or other.rises_to(one):
            continue
        same, others, a, b = one.places, other.places, one.first, other.first
        if voice(a) == voice(b) or agree(a, b):
            continue
        first, second = comparing.contradict(a, b), comparing.contradict(b, a)
        for i in same if first or second else ():
            for j in others:
                if first if i < j else second:
                    yield statements[min(i, j)], statements[max(i, j)]


@dataclass(frozen=True)
class _Alike:
    """Statements that no comparison tells apart, with what most pairs are told by to be no contradiction.

    Attributes:
        places: of the statements.
        first: of them.
        day, size, level: of all of them.
    """

    places: Sequence[int]
    first: Statement
    day: date | None
    size: float
    level: bool

    def rises_to(self, later: "_Alike") -> bool:
        """Whether another one is of a later day and no smaller, or both are of what comes and goes.

        All but a few of the pairs of a long running total are of this sort.
        """
        if self.day is None or later.day is None or self.day >= later.day:
            return False
        return self.level == later.level and (self.level or self.size <= later.size)


def _alike(statements: Sequence[Statement]) -> list[_Alike]:
    found = []
    for places in _by_what_is_said(statements):
        one = statements[places[0]]
        found.append(_Alike(places, one, stated_on(one), size(one), is_level(one)))
    return found


def _by_what_is_said(statements: Sequence[Statement]) -> list[list[int]]:
    """The places of statements that no comparison tells apart."""
    said: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(statements):
        said[(*what_is_said(one), one.comparator, is_floor(one), one.best, is_level(one))].append(
            at
        )
    return list(said.values())


def revisions(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs (former, later) of one voice in which the later figure replaces the former."""
    last: dict[str, Statement] = {}
    found = []
    for statement in statements:
        former = last.get(voice(statement))
        if former is not None and not _same_figure(former, statement):
            found.append((former, statement))
        last[voice(statement)] = statement
    return found


def _same_figure(a: Statement, b: Statement) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def verdict(statements: Sequence[Statement], apart: Sequence[Statement] = ()) -> str:
    """The line of verdict on the statements of one series, in order of time."""
    if not statements:
        return "nothing that counts"
    voices = sorted({voice(statement) for statement in statements})
    word = _word(statements, apart)
    if word == "single":
        pages = len({statement.page for statement in statements})
        return "single" if pages == 1 else f"single: one voice on {pages} pages"
    return f"{word}: {_path(statements)}; {_count_of_voices(voices)}"


def _word(statements: Sequence[Statement], apart: Sequence[Statement]) -> str:
    if len({(s.low, s.high, voice(s)) for s in statements}) == 1:
        return "single"
    if next(contradicting(statements, Comparing(statements, apart)), None) is not None:
        return "in conflict"
    sizes = [size(statement) for statement in statements]
    figures = {(s.low, s.high, s.comparator, is_floor(s)): s for s in statements}
    steady = all(agree(a, b) for a, b in combinations(figures.values(), 2))
    rising = sizes[-1] > sizes[0] and sizes == sorted(sizes)
    if steady:
        return "consistent, rising" if rising else "consistent"
    if rising:
        return "rising"
    if revisions(statements):
        return "revised"
    return "rising" if sizes[-1] > sizes[0] else "falling"


def _path(statements: Sequence[Statement]) -> str:
    """The figures in order, each once where it follows itself, the middle of long paths left out."""
    figures: list[str] = []
    for statement in statements:
        words = figure_in_words(statement).lower()
        if not figures or figures[-1] != words:
            figures.append(words)
    if len(figures) > 4:
        figures = [figures[0], figures[1], "…", figures[-1]]
    return " → ".join(figures)


def _count_of_voices(voices: Sequence[str]) -> str:
    if len(voices) == 1:
        return "one voice"
    return f"{len(voices)} voices with {NO_COMMON_ORIGIN}"
