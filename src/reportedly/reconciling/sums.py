"""Distinct happenings of a story added up: derived, and only where nothing suggests that one is counted twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from reportedly import vocabulary
from reportedly.reconciling.geography import LEVELS, feature_nouns
from reportedly.reconciling.happenings import Occasion, days_between, silence
from reportedly.reconciling.members import occurred
from reportedly.reconciling.names import NOWHERE, Place
from reportedly.records import TollLine, TollSum

LONG_AGO = timedelta(days=31)
"""A happening that was over so long before its first report is no part of the story that looks back on it."""

FEWEST_PARTS = 2
"""Of so many other places at least a figure is taken to be the total if it is as large as theirs together."""


def rank_of(kind: str) -> int:
    """Where a kind stands among the others in a toll."""
    kinds: list[str] = vocabulary.load("statuses")["order"]
    return kinds.index(kind) if kind in kinds else len(kinds)


def sums_of(
    lines: Sequence[TollLine],
    occasions: Mapping[str, Occasion],
    placed: Mapping[str, tuple[str, ...]],
) -> list[TollSum]:
    """Add up the lines of distinct happenings that count the same; running totals are no part of it."""
    same: dict[tuple[object, ...], list[TollLine]] = defaultdict(list)
    for line in lines:
        if line.counting == "happening" and line.minimum is not None:
            same[line.kind, line.side, line.group, line.unit].append(line)
    found = []
    for group in same.values():
        here = {line.happening for line in group}
        whole = [line for line in group if not here & set(placed[line.happening])]
        alone = _without_total(_distinct(whole, occasions))
        if len(alone) > 1 and alone[0].kind not in _levels():
            added = {line.id for line in alone}
            found.append(_sum(alone, [line for line in group if line.id not in added]))
    return sorted(found, key=lambda one: (rank_of(one.kind), one.counts, one.lines))


def _distinct(lines: Sequence[TollLine], occasions: Mapping[str, Occasion]) -> list[TollLine]:
    """Those of which nothing suggests that another one counts the same people.

    A river or a bridge may run through any of the other places. Happenings of near days at one place
    are rivals, unless one page tells of both and says when each was.
    """
    by_place: dict[Place, list[TollLine]] = defaultdict(list)
    for line in lines:
        by_place[occasions[line.happening].place].append(line)
    return [
        line
        for place, same in sorted(by_place.items())
        if place != NOWHERE
        and (len(by_place) == 1 or place.name.split(" ")[-1] not in feature_nouns())
        for line in same
        if not _looked_back_on(occasions[line.happening])
        and not any(
            may_hold(occasions[others[0].happening], occasions[line.happening])
            for others in by_place.values()
        )
        and not any(_are_rivals(line, other, occasions) for other in same if other.id != line.id)
    ]


def may_hold(outer: Occasion, inner: Occasion) -> bool:
    """Whether a place may hold another one, as far as is known: a country, or a place of a wider level."""
    if outer.place == inner.place:
        return False
    if outer.level == "country":
        return inner.place.country in ("", outer.place.name)
    if outer.level in LEVELS and inner.level in LEVELS:
        return LEVELS.index(outer.level) < LEVELS.index(inner.level)
    return False


def _without_total(lines: Sequence[TollLine]) -> list[TollLine]:
    """Leave out what may be the total of all others, though no page says that its place holds theirs."""

    def is_total(line: TollLine) -> bool:
        others = [other for other in lines if other.id != line.id]
        low = sum(other.minimum.value for other in others if other.minimum)
        high = sum(other.maximum.value for other in others if other.maximum)
        if line.minimum is None or line.maximum is None or len(others) < FEWEST_PARTS:
            return False
        return line.minimum.value <= high and line.maximum.value >= low

    return [line for line in lines if not is_total(line)]


def _are_rivals(a: TollLine, b: TollLine, occasions: Mapping[str, Occasion]) -> bool:
    """Whether two happenings of one place may be one: their days are near, and no page tells them apart."""
    first, second = occasions[a.happening], occasions[b.happening]
    if days_between(first.days, second.days) > silence():
        return False
    return not (_dated_pages(a, first) & _dated_pages(b, second))


def _dated_pages(line: TollLine, occasion: Occasion) -> set[str]:
    """The pages that give a figure of a line and say when its happening was."""
    dated = {m.statement.page for m in occasion.members if occurred(m) is not None}
    return dated & {page for voice in (*line.standing, *line.apart) for page in voice.pages}


def _looked_back_on(occasion: Occasion) -> bool:
    """Whether a happening was long over when its pages told of it: it is what they compare theirs with."""
    end = (occasion.days.end or occasion.days.start) if occasion.days else None
    told = [day for member in occasion.members if (day := member.told)]
    return end is not None and bool(told) and min(told) - end > LONG_AGO


def _levels() -> list[str]:
    """Kinds that come and go: who is missing in one place on one day is not added to another day's."""
    levels: list[str] = vocabulary.load("series")["levels"]["kinds"]
    return levels


def _sum(lines: Sequence[TollLine], left_out: Sequence[TollLine]) -> TollSum:
    first = lines[0]
    least_ends = [line.minimum for line in lines if line.minimum is not None]
    greatest_ends = [line.maximum for line in lines if line.maximum is not None]
    return TollSum(
        kind=first.kind,
        counts=first.counts,
        side=first.side,
        group=first.group,
        status=first.status,
        unit=first.unit,
        # Words without a floor ("nearly 400") promise nothing: they add nothing to the least number.
        minimum=sum(end.value for end in least_ends if not end.open),
        maximum=sum(end.value for end in greatest_ends),
        open=any(end.open for end in greatest_ends),
        lines=tuple(line.id for line in lines),
        left_out=tuple(line.id for line in left_out),
    )
