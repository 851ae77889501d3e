"""Figures of an older state: what is printed again after it was overtaken, and by what one knows it.

A count that only rises is contradicted by a smaller figure that was given later. But a smaller figure in
print is not always a new statement. Who reads the pages side by side takes it for an old one

- where a page has it on nobody's word, no source gives it on that day, and it was in print before;
- where its own voice had given more by then, and nothing dates it or says that the count was lowered;
- where one of the two voices gave both figures on that day, and so went from the one to the other.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.timing import Hours, is_level, stated_on, voice, what_is_said
from reportedly.records import Statement

Bounds = tuple[float | int | None, float | int | None]


class OlderStates:
    """Which figures of one series are of an older state, by all that the series knows of them."""

    def __init__(
        self, counted: Iterable[Statement], apart: Iterable[Statement], hours: Hours
    ) -> None:
        self._hours = hours
        self._same: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        self._given: dict[str, list[Statement]] = defaultdict(list)
        self._of_day: dict[tuple[str, date], list[Statement]] = defaultdict(list)
        self._first: dict[Bounds, date] = {}
        self._speakers: dict[tuple[Bounds, date | None], set[str]] = defaultdict(set)
        self._more: dict[tuple[object, ...], Statement | None] = {}
        for one in sorted(counted, key=lambda one: (one.id, one.page)):
            if (day := stated_on(one)) is not None:
                self._learn(one, day)
        self._risen = {name: _Risen(given) for name, given in self._given.items()}
        self._lowered: dict[tuple[str, str], set[Bounds]] = defaultdict(set)
        for one in apart:
            if one.relation is not None and one.relation.type == "previous":
                self._lowered[voice(one), one.page].add(_bounds(one))

    def _learn(self, one: Statement, day: date) -> None:
        same = self._same[what_is_said(one)]
        if one.comparator not in {other.comparator for other in same}:
            self._given[voice(one)].append(one)
            self._of_day[voice(one), day].append(one)
        same.append(one)
        bounds = _bounds(one)
        self._first[bounds] = min(day, self._first.get(bounds, day))
        if one.source is not None:
            self._speakers[bounds, day].add(voice(one))

    def beside(self, small: Statement, large: Statement) -> str | None:
        """Why the smaller of two figures is of an older state than the larger; None where it may be new."""
        day = stated_on(large)
        if is_level(small) or stated_on(small) is None or day is None:
            return None
        first = self._in_print_since(small)
        if first is not None and first < day:
            return _in_print(first)
        return self._below_its_own(small) or self._passed(small, large)

    def alone(self, statement: Statement) -> str | None:
        """Why a figure is of an older state than its page, whatever it stands beside; None where it may be new."""
        if is_level(statement):
            return None
        first = self._in_print_since(statement)
        return self._below_its_own(statement) if first is None else _in_print(first)

    def _in_print_since(self, statement: Statement) -> date | None:
        """The first day of a figure that a page repeats on its own, if that is before the page's day."""
        day, first = stated_on(statement), self._first.get(_bounds(statement))
        if day is None or first is None or first >= day or self._is_given_by_others(statement):
            return None
        same = self._same[what_is_said(statement)]
        if any(one.source is not None for one in same):
            return None
        return None if self._more_before(statement) else first

    def _below_its_own(self, statement: Statement) -> str | None:
        """Why a figure that nothing dates is older than a larger one which its own voice had given."""
        same = self._same[what_is_said(statement)]
        if any(one.stated is not None for one in same) or self._replaced(statement):
            return None
        more = self._more_before(statement)
        if more is None or self._is_given_by_others(statement):
            return None
        return f"nothing dates it, and its own voice had given {more.figure!r} on {stated_on(more)}"

    def lowered_from(self, statement: Statement, former: Statement) -> bool:
        """Whether a page says that a figure replaces a former one: "19, down from 24"."""
        return _bounds(former) in self._replaced(statement)

    def _replaced(self, statement: Statement) -> set[Bounds]:
        """The former figures that pages name beside a figure, of the same voice."""
        same = self._same[what_is_said(statement)]
        return {bounds for one in same for bounds in self._lowered.get((voice(one), one.page), ())}

    def _is_given_by_others(self, statement: Statement) -> bool:
        """Whether another source gives the same figure on that day, so that it is of that day."""
        speakers = self._speakers.get((_bounds(statement), stated_on(statement)), set())
        return bool(speakers - {voice(statement)})

    def _more_before(self, statement: Statement) -> Statement | None:
        """A larger figure that the same voice gave on an earlier day, the latest of them."""
        key = (*what_is_said(statement), statement.comparator)
        if key not in self._more:
            risen = self._risen.get(voice(statement))
            self._more[key] = risen.more_before(statement) if risen is not None else None
        return self._more[key]

    def _passed(self, small: Statement, large: Statement) -> str | None:
        """By which voice one knows that the count went from one figure to the other on that day."""
        day = stated_on(small)
        if day is None or day != stated_on(large):
            return None
        for one in self._of_day[voice(large), day]:
            if _bounds(one) == _bounds(small) and self._went(one, large):
                return (
                    f"the other voice, too, gave {one.figure!r} on that day before {large.figure!r}"
                )
        for one in self._of_day[voice(small), day]:
            taken_over = _bounds(one) == _bounds(large) and not self._hours.in_order(large, one)
            if taken_over and self._went(small, one):
                return f"its own voice gave {one.figure!r} on that day, too"
        return None

    def _went(self, small: Statement, large: Statement) -> bool:
        """Whether a voice that gave two figures on one day went from the smaller to the larger."""
        return (
            size(small) < size(large)
            and not agree(small, large)
            and not self._hours.in_order(large, small)
            and not self._replaced(small)
        )


class _Risen:
    """What one voice gave, in order of days: a total that only rises is told from one that fell at one look."""

    def __init__(self, given: Iterable[Statement]) -> None:
        dated = [(day, one) for one in given if (day := stated_on(one)) is not None]
        dated.sort(key=lambda pair: (pair[0], size(pair[1]), pair[1].id))
        self._days = [day for day, _ in dated]
        self._given = [one for _, one in dated]
        self._most = list(accumulate(map(size, self._given), max))

    def more_before(self, statement: Statement) -> Statement | None:
        """The last larger figure of an earlier day, the largest of its day."""
        day, number = stated_on(statement), size(statement)
        at = bisect_left(self._days, day) if day is not None else 0
        while at and self._most[at - 1] > number:
            at -= 1
            one = self._given[at]
            if size(one) > number and not agree(one, statement):
                return one
        return None


def _in_print(first: date) -> str:
    return f"the page has it on nobody's word, and it was in print on {first}"


def _bounds(statement: Statement) -> Bounds:
    return statement.low, statement.high
