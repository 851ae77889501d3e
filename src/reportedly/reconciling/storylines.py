"""Stories: happenings that belong together, by the program and then by what people decided.

The program takes together what the same reports tell of: happenings of pages that are one story of the
press, happenings that two such stories share, and the running totals of one nation's people. People name
stories, join happenings to them, part them, and take that back; their decisions apply in the order in which
they were made, and find their happenings again after pages were read anew.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.reconciling.happenings import Occasion
from reportedly.reconciling.members import span_of
from reportedly.reconciling.names import NOWHERE, is_country, plain
from reportedly.reconciling.standing import claim_at
from reportedly.records import (
    AppliedDecision,
    Happening,
    HappeningKey,
    Story,
    StoryDecision,
    Stretch,
)

MOST_ANCHORS = 50
"""So many claims of a happening a decision keeps: any one of them finds it again."""


@dataclass(frozen=True)
class Told:
    """A story with the happenings that its record lists, each with its statements."""

    story: Story
    occasions: tuple[Occasion, ...]


@dataclass
class _Grouping:
    """Which story each happening belongs to, while decisions are applied."""

    of: dict[str, str]
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def named(self, name: str) -> str | None:
        """The story of a name, in any spelling of letters."""
        wanted = plain(name)
        found = (key for key, (given, _) in self.names.items() if plain(given) == wanted)
        return min((key for key in found if key in self.of.values()), default=None)


def stories_told(
    occasions: Sequence[Occasion], decisions: Iterable[StoryDecision] = ()
) -> tuple[list[Told], list[AppliedDecision]]:
    """Group happenings into stories, the largest first.

    Args:
        occasions: the happenings.
        decisions: what people decided, in order.

    Returns:
        The stories, and what of each decision fits these happenings.
    """
    grouping, finder = _Grouping(_by_program(occasions)), Finder(occasions)
    decided = list(decisions)
    undone = {one.undoes for one in decided if one.undoes}
    applied = [
        _undone(one, finder) if undone and one.id in undone else _apply(one, finder, grouping)
        for one in decided
    ]
    groups: dict[str, list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        groups[grouping.of[occasion.id]].append(occasion)
    told = [_told(group, grouping.names.get(key)) for key, group in groups.items()]
    return sorted(told, key=_largest_first), applied


def _largest_first(told: Told) -> tuple[int, str, str]:
    return -told.story.statements, told.story.title, told.story.id


def _by_program(occasions: Sequence[Occasion]) -> dict[str, str]:
    """The story of each happening: those that share reports are of one."""
    leader: dict[str, str] = {}

    def head(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for occasion in occasions:
        first, *others = sorted(occasion.reports)
        for other in others:
            a, b = sorted((head(first), head(other)))
            leader[b] = a
    return {occasion.id: head(min(occasion.reports)) for occasion in occasions}


def _undone(decision: StoryDecision, finder: "Finder") -> AppliedDecision:
    """A decision that somebody took back: what it spoke of is told, and nothing changes."""
    return _matched(decision, finder).model_copy(update={"standing": "undone"})


def _matched(decision: StoryDecision, finder: "Finder") -> AppliedDecision:
    matched = [(key, finder.fitting(key)) for key in decision.happenings]
    found = dict.fromkeys(one.id for _, one in matched if one is not None)
    astray = tuple(key for key, one in matched if one is None)
    return AppliedDecision(decision=decision, found=tuple(found), astray=astray)


def _apply(decision: StoryDecision, finder: "Finder", grouping: _Grouping) -> AppliedDecision:
    matched = _matched(decision, finder)
    found = matched.found
    if found and decision.action == "name" and decision.name:
        counts = Counter(grouping.of[name] for name in found)
        story = min(counts, key=lambda key: (-counts[key], key))
        grouping.names[story] = decision.name, decision.by
    elif found and decision.action == "join" and decision.name:
        story = grouping.named(decision.name) or f"named {plain(decision.name)}"
        grouping.of.update(dict.fromkeys(found, story))
        grouping.names.setdefault(story, (decision.name, decision.by))
    elif found and decision.action == "part":
        # What is parted is a story of its own, and forgets the name of the story that it was in.
        story = f"parted {decision.number} {min(found)}"
        grouping.of.update(dict.fromkeys(found, story))
        if decision.name:
            grouping.names[story] = decision.name, decision.by
    return matched


def key_of(occasion: Occasion) -> HappeningKey:
    """By what a decision finds a happening again."""
    return HappeningKey(
        family=occasion.family,
        place=occasion.place.name or None,
        country=occasion.place.country or None,
        days=occasion.days,
        counting=occasion.counting,
        claims=tuple(dict.fromkeys(claims_of(occasion)))[:MOST_ANCHORS],
    )


def claims_of(occasion: Occasion) -> list[str]:
    """The ids of the claims of a happening, in order of when its statements were made."""
    return [
        claim_at(member.statement, mention)
        for member in occasion.members
        for mention in member.statement.claims
    ]


class Finder:
    """Finds the happenings that people's decisions speak of, among those that there are now."""

    def __init__(self, occasions: Sequence[Occasion]) -> None:
        self._occasions = occasions

    @cached_property
    def _by_id(self) -> dict[str, Occasion]:
        return {one.id: one for one in self._occasions}

    @cached_property
    def _of_claim(self) -> dict[str, set[str]]:
        """The happenings of each claim; made when the first decision asks."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._occasions:
            for claim in claims_of(one):
                found[claim].add(one.id)
        return found

    def fitting(self, key: HappeningKey) -> Occasion | None:
        """The happening of a key: it has most of its claims, else its place and its days."""
        shared = Counter(
            name
            for claim in key.claims
            for name in self._of_claim.get(claim, ())
            if self._by_id[name].counting == key.counting
        )
        if shared:
            return self._by_id[min(shared, key=lambda name: (-shared[name], name))]
        alike = [one for one in self._occasions if _is_alike(key, one)]
        return min(alike, key=lambda one: one.id, default=None)


def _is_alike(key: HappeningKey, occasion: Occasion) -> bool:
    if key.place is None or key.place != occasion.place.name or key.counting != occasion.counting:
        return False
    if key.family != occasion.family or (key.country or "") != occasion.place.country:
        return False
    return key.counting == "running" or _meet(key.days, occasion.days)


def _meet(a: Stretch | None, b: Stretch | None) -> bool:
    if a is None or b is None:
        return a == b
    first, second = sorted((a, b), key=lambda days: str(days.start or days.end))
    start, end = second.start or second.end, first.end or first.start
    return start is not None and end is not None and start <= end


def _told(occasions: Sequence[Occasion], given: tuple[str, str] | None) -> Told:
    name, by = given or (None, None)
    story = _id(occasions, name)
    statements = {(m.statement.id, m.statement.page) for o in occasions for m in o.members}
    pages = {page for _, page in statements}
    within = inside(occasions)
    return Told(
        Story(
            id=story,
            title=name or _title(occasions),
            name=name,
            by=by,
            days=span_of([one.days for one in occasions if one.days]),
            places=tuple(_places(occasions)),
            pages=len(pages),
            statements=len(statements),
            happenings=tuple(_record(one, story, within[one.id]) for one in occasions),
        ),
        tuple(occasions),
    )


def _id(occasions: Sequence[Occasion], name: str | None) -> str:
    """By its name, where a person gave one: then nothing that is read later changes it."""
    words = f"named {plain(name)}" if name else f"of {_largest(occasions).id}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _title(occasions: Sequence[Occasion]) -> str:
    """Called after the happening that most is said of; a running total only where nothing else is."""
    return _largest(occasions).title


def _largest(occasions: Sequence[Occasion]) -> Occasion:
    return min(
        occasions,
        key=lambda one: (
            one.place == NOWHERE,
            one.counting != "happening",
            -len(one.members),
            one.id,
        ),
    )


def _places(occasions: Sequence[Occasion]) -> list[str]:
    counts: Counter[str] = Counter()
    for one in occasions:
        if one.place != NOWHERE:
            counts[one.place.name.title()] += len(one.members)
    return sorted(counts, key=lambda place: (-counts[place], place))


def inside(occasions: Sequence[Occasion]) -> Mapping[str, tuple[str, ...]]:
    """For each happening, those whose place holds its place, in days that meet."""
    found: dict[str, tuple[str, ...]] = {}
    by_place: dict[str, list[Occasion]] = defaultdict(list)
    for one in occasions:
        if one.place != NOWHERE:
            by_place[one.place.name].append(one)
    for one in occasions:
        wider = (
            other.id
            for name in sorted(one.around - {one.place.name})
            for other in by_place.get(name, ())
            if _holds(other, one)
        )
        found[one.id] = tuple(sorted(set(wider)))
    return found


def _holds(outer: Occasion, inner: Occasion) -> bool:
    if outer.counting == "running":
        return True
    return inner.counting == outer.counting and _meet(inner.days, outer.days)


def _record(occasion: Occasion, story: str, within: tuple[str, ...]) -> Happening:
    statements = dict.fromkeys(member.statement.id for member in occasion.members)
    return Happening(
        id=occasion.id,
        title=occasion.title,
        event=occasion.event,
        family=occasion.family,
        place=occasion.place.name.title() or None,
        country=_country(occasion),
        days=occasion.days,
        counting=occasion.counting,
        story=story,
        within=within,
        statements=tuple(statements),
        pages=len({member.statement.page for member in occasion.members}),
    )


def _country(occasion: Occasion) -> str | None:
    if is_country(occasion.place):
        return occasion.place.name
    return occasion.place.country or None
