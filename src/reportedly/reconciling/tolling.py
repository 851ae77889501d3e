"""The toll of a story: for each quantity of each happening a range, with the words of both ends.

What is not added: figures of one happening (they are rivals), running totals and the happenings that they
count already, a part and its whole. Distinct happenings are added up in sums of their own, marked as
derived, with the lines that were added.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from reportedly import vocabulary
from reportedly.reconciling.copies import Groups
from reportedly.reconciling.derived import assumed, is_share, shares_of
from reportedly.reconciling.geography import feature_nouns
from reportedly.reconciling.happenings import Occasion, days_between, silence
from reportedly.reconciling.members import Member, occurred
from reportedly.reconciling.names import NOWHERE, Place, plain
from reportedly.reconciling.policies import best, choose, count_of, greatest, least
from reportedly.reconciling.standing import standing_of
from reportedly.reconciling.storylines import Told, inside
from reportedly.records import CivilStatus, Policy, StoryToll, TollLine, TollSum

LONG_AGO = timedelta(days=31)
"""A happening that was over so long before its first report is no part of the story that looks back on it."""


@dataclass(frozen=True)
class Asked:
    """How tolls are made.

    Attributes:
        trusted: names of sources, the most trusted first, for the policy of that name.
        assume: whether formations are given as people too, by the vocabulary.
        wanted: ids and pages of statements of which a line must hold one; None: all lines.
    """

    policy: Policy = "range"
    trusted: tuple[str, ...] = ()
    assume: bool = False
    wanted: Collection[tuple[str, str]] | None = None


@dataclass(frozen=True, order=True)
class _What:
    """What the lines of a happening are told apart by."""

    kind: str
    nation: str
    group: str
    unit: str


def toll_of(told: Told, groups: Groups, asked: Asked) -> StoryToll:
    """The toll of one story."""
    placed = inside(told.occasions)
    lines: list[TollLine] = []
    for occasion in told.occasions:
        lines += _lines(occasion, groups, asked)
    lines = _with_wholes(lines, placed)
    sums = _sums(lines, {one.id: one for one in told.occasions}, placed)
    if asked.wanted is not None:
        held = _held(told, asked.wanted)
        lines = [line for line in lines if line.id in held]
        sums = [one for one in sums if held & set(one.lines)]
    return StoryToll(story=told.story, policy=asked.policy, lines=tuple(lines), sums=tuple(sums))


def _held(told: Told, wanted: Collection[tuple[str, str]]) -> set[str]:
    """The ids of the lines that have a statement that was asked for."""
    return {
        _id(occasion, _what(member))
        for occasion in told.occasions
        for member in occasion.members
        if member.key in wanted
    }


def _what(member: Member) -> _What:
    people = member.quantity.people
    if is_share(member.statement):  # of whom a share is, its page says with the total
        return _What(member.quantity.kind, people.nation, "people", "")
    return _What(member.quantity.kind, people.nation, people.group, member.quantity.unit)


def _id(occasion: Occasion, what: _What) -> str:
    return hashlib.sha256(f"{occasion.id}|{what!r}".encode()).hexdigest()[:10]


def _lines(occasion: Occasion, groups: Groups, asked: Asked) -> list[TollLine]:
    by_what: dict[_What, list[Member]] = defaultdict(list)
    for member in occasion.members:
        by_what[_what(member)].append(member)
    lines = [_line(occasion, what, by_what[what], groups, asked) for what in by_what]
    return sorted(lines, key=_order)


def _order(line: TollLine) -> tuple[object, ...]:
    """Kinds in the order in which recorders list them, then the line with most behind it first."""
    return rank_of(line.kind), line.kind, -line.voices, -len(line.standing), line.counts, line.id


def rank_of(kind: str) -> int:
    """Where a kind stands among the others in a toll."""
    kinds: list[str] = vocabulary.load("statuses")["order"]
    return kinds.index(kind) if kind in kinds else len(kinds)


def _line(
    occasion: Occasion, what: _What, members: Sequence[Member], groups: Groups, asked: Asked
) -> TollLine:
    shares = [member for member in members if is_share(member.statement)]
    numbers = [member for member in members if not is_share(member.statement)]
    standing = standing_of(numbers, groups)
    chosen = choose(standing.voices, asked.policy, asked.trusted)
    minimum, maximum = least(chosen.used), greatest(chosen.used)
    return TollLine(
        id=_id(occasion, what),
        happening=occasion.id,
        counting=occasion.counting,
        kind=members[0].statement.kind,
        counts=_counts(members, what),
        side=_side(what.nation),
        group=what.group or "unspecified",
        status=status_of(what.kind, what.group),
        unit=what.unit or None,
        place=occasion.place.name.title() or None,
        days=occasion.days,
        minimum=minimum,
        maximum=maximum,
        best=best(chosen.used),
        voices=count_of(chosen.used),
        standing=chosen.used,
        apart=(*chosen.left, *standing.apart),
        shares=tuple(shares_of(shares, occasion.members)),
        assumption=assumed(what.unit, minimum, maximum) if asked.assume else None,
    )


def status_of(kind: str, group: str) -> CivilStatus | None:
    """Civil status, by the word that names a group; None for what is not people."""
    table = vocabulary.load("statuses")
    if group in table["combatants"]:
        return "combatants"
    if group in table["civilians"]:
        return "civilians"
    if group in table["things"]:
        return None
    return "unknown" if group in table["people"] or kind in table["kinds"] else None


def _side(nation: str) -> str | None:
    """A nation as a name: one that no table knows is kept folded."""
    return (nation.title() if nation.islower() else nation) or None


def _counts(members: Sequence[Member], what: _What) -> str:
    """Whom or what a line counts, in its pages' own words: the commonest, then the longest."""
    counts: dict[str, int] = {}
    for member in members:
        if is_share(member.statement):
            continue
        words = member.statement.who or member.statement.counted
        if words and plain(words) != "own":
            counts[words] = counts.get(words, 0) + 1
    words = min(counts, key=lambda w: ("." in w, -counts[w], -len(w), w)) if counts else what.group
    if not what.unit or what.kind in ("cost", "aid"):
        return what.unit or words or "unspecified"
    return f"{what.unit} of {words}" if words else what.unit


def _with_wholes(
    lines: Sequence[TollLine], placed: Mapping[str, tuple[str, ...]]
) -> list[TollLine]:
    """Link each line to those that hold it already: a wider place's, or a wider group's."""
    among: dict[str, list[str]] = vocabulary.load("series")["among"]
    at: dict[tuple[object, ...], list[TollLine]] = defaultdict(list)
    for line in lines:
        at[line.happening, line.kind, line.unit, line.side].append(line)
    linked = []
    for line in lines:
        what = line.kind, line.unit, line.side
        wider = [
            other.id
            for happening in placed[line.happening]
            for other in at[happening, *what]
            if other.group == line.group
        ]
        around = [
            other.id
            for other in at[line.happening, *what]
            if line.group in among.get(other.group, ())
        ]
        linked.append(line.model_copy(update={"within": tuple(sorted({*wider, *around}))}))
    return linked


def _sums(
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
        alone = _distinct(whole, occasions)
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
        and not any(_are_rivals(line, other, occasions) for other in same if other.id != line.id)
    ]


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
