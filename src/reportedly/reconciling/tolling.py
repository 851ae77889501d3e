"""The toll of a story: for each quantity of each happening a range, with the words of both ends.

What is not added: figures of one happening (they are rivals), running totals and the happenings that they
count already, a part and its whole. Distinct happenings are added up in sums of their own, marked as
derived, with the lines that were added.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reportedly import vocabulary
from reportedly.reconciling.copies import Groups
from reportedly.reconciling.derived import assumed, is_share, shares_alone, shares_of
from reportedly.reconciling.happenings import Occasion
from reportedly.reconciling.members import Member
from reportedly.reconciling.names import plain
from reportedly.reconciling.policies import best, choose, count_of, greatest, least
from reportedly.reconciling.standing import standing_of
from reportedly.reconciling.storylines import Told, inside
from reportedly.reconciling.sums import rank_of, sums_of
from reportedly.records import CivilStatus, Policy, StoryToll, TollLine


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
    sums = sums_of(lines, {one.id: one for one in told.occasions}, placed)
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
    return hashlib.sha256(f"{occasion.id}|{what!r}".encode("utf-8", "surrogatepass")).hexdigest()[
        :10
    ]


def _lines(occasion: Occasion, groups: Groups, asked: Asked) -> list[TollLine]:
    by_what: dict[_What, list[Member]] = defaultdict(list)
    for member in occasion.members:
        by_what[_what(member)].append(member)
    lines = [_line(occasion, what, by_what[what], groups, asked) for what in by_what]
    return sorted(lines, key=_order)


def _order(line: TollLine) -> tuple[object, ...]:
    """Kinds in the order in which recorders list them, then the line with most behind it first."""
    return rank_of(line.kind), line.kind, -line.voices, -len(line.standing), line.counts, line.id


def _line(
    occasion: Occasion, what: _What, members: Sequence[Member], groups: Groups, asked: Asked
) -> TollLine:
    shares = [member for member in members if is_share(member.statement)]
    numbers = [member for member in members if not is_share(member.statement)]
    standing = standing_of(numbers, groups)
    derived = shares_of(shares, occasion.members)
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
        apart=(*chosen.left, *standing.apart, *shares_alone(shares, derived)),
        shares=tuple(derived),
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
