"""Conflicts: pairs of statements of a series that do not agree, by the case that they are.

Two figures that cannot both have held contradict each other. The other cases explain a difference: a
voice that revised its figure, a floor that was overtaken, an eyewitness who counts what he saw, another
stretch of days, a denial. Hedges are given their tolerance in every comparison.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from reportedly.reconciling.comparing import agree, bounds, size
from reportedly.reconciling.statements import FRAME
from reportedly.reconciling.stories import nearby
from reportedly.reconciling.timing import is_level, stated_on, voice
from reportedly.reconciling.verdicts import Comparing, Wanted, contradicting, pairs_with
from reportedly.records import Conflict, ConflictType, Series, Statement

STANDING: tuple[ConflictType, ...] = ("contradiction", "falling total")
"""Cases that nothing explains: what `conflicts` lists unless it is asked for all."""

CASES: tuple[ConflictType, ...] = (
    *STANDING,
    "contested",
    "narrower scope",
    "different window",
    "recalled",
    "older state",
    "revision",
    "lower bound overtaken",
)
"""All cases, the worst first."""

WHY: dict[ConflictType, str] = {
    "contradiction": "both cannot have held when they were said",
    "falling total": "a total that can only rise was lowered without a correction",
    "contested": "somebody denies or doubts this very figure",
    "narrower scope": "one of them speaks of what they saw or did themselves",
    "different window": "they are of other days",
    "recalled": "both recall an earlier happening by its year alone, which may not be the same one",
    "older state": "the lower figure is of an older state, printed again",
    "revision": "the same voice replaced its figure",
    "lower bound overtaken": "a floor was given, and a later count went past it",
}

_OWN_DOING = frozenset({"rescued", "injured", "displaced", "affected", "supplied"})
"""Kinds of which helpers give what passed through their own hands."""

_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My)\b")


class _Said(NamedTuple):
    """What statements share that say the same by the same voice."""

    voice: str
    low: float | int | None
    high: float | int | None
    comparator: str


def conflicts_of(series: Iterable[Series], *, everything: bool = False) -> list[Conflict]:
    """The conflicts within series, worst first.

    Where a voice repeats a figure on several pages, the pair that was said nearest in time stands for
    all of them, and `repeated` counts the others.

    Args:
        series: as `series_of` builds them.
        everything: whether the cases that explain a difference are listed too.
    """
    found = [
        conflict
        for one in series
        for conflict in _within(one, _every_pair if everything else _standing_pairs)
        if everything or conflict.type in STANDING
    ]
    return sorted(found, key=worst_first)


def standing_conflicts(series: Series, wanted: Wanted | None = None) -> list[Conflict]:
    """The conflicts within a series that nothing explains, in no order.

    Args:
        series: as `series_of` builds them.
        wanted: of which statements conflicts are asked for: all that give one figure, or none of them;
            None: of all.
    """

    def pairs(counted: Sequence[Statement], comparing: Comparing) -> Pairs:
        return _standing_pairs(counted, comparing, wanted)

    return [one for one in _within(series, pairs) if one.type in STANDING]


Pairs = Iterable[tuple[Statement, Statement]]
Figure = tuple[str, float | int | None, float | int | None]


def figure_of(statement: Statement) -> Figure:
    """By what statements are told whose conflicts change together: the voice, and its figure."""
    return voice(statement), statement.low, statement.high


def _every_pair(counted: Sequence[Statement], comparing: Comparing) -> Pairs:  # noqa: ARG001
    return combinations(counted, 2)


def _standing_pairs(
    counted: Sequence[Statement], comparing: Comparing, wanted: Wanted | None = None
) -> Pairs:
    """The pairs that can be of a case that nothing explains."""
    yield from contradicting(counted, comparing, wanted)
    by_voice: dict[str, list[Statement]] = defaultdict(list)
    for one in counted:
        by_voice[voice(one)].append(one)
    for same in by_voice.values():
        if len({size(one) for one in same}) > 1:
            yield from ((a, b) for a, b in pairs_with(same, wanted) if size(b) < size(a))


def worst_first(conflict: Conflict) -> tuple[object, ...]:
    """Orders conflicts as they are listed."""
    a, b = conflict.a, conflict.b
    return CASES.index(conflict.type), -apart_by(a, b), conflict.series, a.id, b.id, a.page, b.page


def apart_by(a: Statement, b: Statement) -> float:
    """How far two figures lie apart, as a share of the larger one's nearest end; 0 where they agree."""
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    gap = max(low_a, low_b) - min(high_a, high_b)
    return gap / max(abs(low_a), abs(low_b), 1.0) if gap > 0 else 0.0


def _within(
    series: Series, pairs_in: Callable[[Sequence[Statement], Comparing], Pairs]
) -> list[Conflict]:
    pairs: dict[tuple[ConflictType, frozenset[_Said]], list[tuple[Statement, Statement]]] = (
        defaultdict(list)
    )
    counted = list(series.statements)
    comparing = Comparing(counted, series.apart)
    for earlier, later in pairs_in(counted, comparing):
        case = case_of(earlier, later, comparing)
        if case is not None:
            pairs[case, frozenset((_said(earlier), _said(later)))].append((earlier, later))
    for contesting in series.apart:
        if contesting.stance in ("denies", "doubts"):
            for one in counted:
                if voice(one) != voice(contesting) and agree(one, contesting):
                    said = frozenset((_said(one), _said(contesting)))
                    pairs["contested", said].append((one, contesting))
    return [
        Conflict(
            type=case,
            series=series.id,
            title=series.title,
            why=_why(case, *same[0], comparing),
            a=same[0][0],
            b=same[0][1],
            repeated=len(same) - 1,
        )
        for (case, _), given in pairs.items()
        for same in [sorted(given, key=_nearest)]
    ]


def _why(case: ConflictType, earlier: Statement, later: Statement, comparing: Comparing) -> str:
    """What a case means, and of an older state by what one knows it."""
    evidence = comparing.older_state(earlier, later) if case == "older state" else None
    return f"{WHY[case]}: {evidence}" if evidence else WHY[case]


def _said(statement: Statement) -> _Said:
    return _Said(voice(statement), statement.low, statement.high, statement.comparator)


def _nearest(pair: tuple[Statement, Statement]) -> tuple[object, ...]:
    """Orders pairs that say the same: the text's words before a headline's, one page before two, near days."""
    a, b = pair
    first, second = stated_on(a), stated_on(b)
    days = abs((second - first).days) if first and second else 0
    framed = (a.role in FRAME) + (b.role in FRAME)
    return framed, a.page != b.page, days, a.page, b.page, a.id, b.id


def case_of(earlier: Statement, later: Statement, comparing: Comparing) -> ConflictType | None:
    """Which case a pair of counted statements of one series is, in order of time; None: no conflict."""
    same_voice = voice(earlier) == voice(later)
    if agree(earlier, later):
        overtaken = earlier.comparator in ("at_least", "more_than") and size(later) > size(earlier)
        return "lower bound overtaken" if overtaken else None
    if same_voice:
        falls = size(later) < size(earlier) and not is_level(earlier)
        return "falling total" if falls and stated_on(earlier) != stated_on(later) else "revision"
    if not comparing.contradict(earlier, later):
        return "older state" if comparing.older_state(earlier, later) else None
    if _of_other_days(earlier, later):
        return "different window"
    if _is_recalled(earlier) and _is_recalled(later):
        return "recalled"
    return "narrower scope" if own_eyes(earlier) or own_eyes(later) else "contradiction"


def _of_other_days(a: Statement, b: Statement) -> bool:
    """Whether both say of which days they are, as running totals or stretches, and these differ."""
    if a.when is None or b.when is None or "event" in (a.window, b.window):
        return False
    return (a.when.start, a.when.end) != (
        b.when.start,
        b.when.end,
    ) and a.window == b.window == "period"


def _is_recalled(statement: Statement) -> bool:
    """Whether a page recalls, on nobody's word, what happened long before in a year or so."""
    when, day = statement.when, stated_on(statement)
    if statement.source or when is None or when.start is None or when.end is None or day is None:
        return False
    return when.end - when.start > nearby() and when.end < day - nearby()


def own_eyes(statement: Statement) -> bool:
    """Whether somebody counts what they did themselves: "we brought in 17 people"."""
    if statement.kind not in _OWN_DOING:
        return False
    start = statement.claims[0].start - (statement.sentence_start or 0)
    return _FIRST_PERSON.search((statement.sentence or "")[: max(0, start)]) is not None
