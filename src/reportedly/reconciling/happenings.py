"""Happenings: a kind of event at a place in a span of days, grouped from statements.

At one place, in one stretch of days, what pages of one family of events tell of is one happening: better two
figures of one happening that differ than one happening counted twice. Running totals of a place are a
course of events of their own, which is never added to the happenings that it already counts.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reconciling.events import (
    Event,
    events_in,
    family_of,
    kind_of,
    main_family,
    together,
)
from reportedly.reconciling.members import Member, occurred, order, span_of
from reportedly.reconciling.names import NOWHERE, Place, is_country
from reportedly.records import Counting, Stretch

NEXT_DAY = timedelta(days=1)
"""So far apart may be the days that reports of one happening give: "on Monday night", "early on Tuesday"."""


@dataclass(frozen=True)
class Occasion:
    """The statements of one happening.

    Attributes:
        family: of its kind of event.
        event: the kind of event that its pages name most.
        days: when it happened; where no page says so, when it was first told of.
        reports: ids of the stories of its pages.
    """

    id: str
    family: str | None
    event: str | None
    place: Place
    counting: Counting
    days: Stretch | None
    members: tuple[Member, ...]

    @property
    def reports(self) -> frozenset[str]:
        """The ids of the stories of its pages."""
        return frozenset(member.report for member in self.members)

    @property
    def around(self) -> frozenset[str]:
        """Names of all that its place is known to lie in."""
        names = {name for member in self.members for name in member.around}
        return frozenset(names | ({self.place.country} if self.place.country else set()))

    @property
    def level(self) -> str:
        """The level of its place, where a page says it."""
        if is_country(self.place):
            return "country"
        return min((member.level for member in self.members if member.level), default="")

    @property
    def title(self) -> str:
        """A line that names it: `Flood, Oro, 3 Mar 2026`."""
        what = self.event or self.family or "happening"
        where = self.place.name.title() or "place not named"
        return ", ".join(part for part in (capital(what), where, days_in_words(self)) if part)


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def days_in_words(occasion: Occasion) -> str:
    """The days of a happening: `3 Mar 2026`, `3 Mar 2026 to 7 Mar 2026`, `until 9 Mar 2026`."""
    if occasion.days is None:
        return ""
    first, last = occasion.days.start, occasion.days.end
    if occasion.counting == "running" and last is not None:
        return f"until {_day(last)}"
    if first is None or last is None or first == last:
        return _day(first or last or date.min)
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def occasions(
    members: Sequence[Member], events: Mapping[str, Mapping[Event, int]] | None = None
) -> list[Occasion]:
    """Group statements into happenings; their order changes nothing.

    Args:
        members: the statements, as `members_of` gives them.
        events: what kinds of events each page names, by the hash of its text (`events_of`); without,
            the statements' own sentences tell.
    """
    named = _named(members, events or {})
    families = _families(members, named)
    ordered = sorted(members, key=order)
    single = [member for member in ordered if member.quantity.counting == "happening"]
    known = _where_known(single, families)
    events_there = _where_known(single, {member.key: member.event or None for member in single})
    groups = _grouped(
        single, lambda member: (known[member.key], events_there[member.key], *_place_of(member))
    )
    groups = [part for group in groups for part in _split(group)]
    heads = _heads(groups, ordered)
    courses = [member for member in ordered if member.quantity.counting != "happening"]
    groups += _grouped(courses, lambda member: _course_of(member, heads))
    weights = _of_reports(ordered, named)
    found = _told_apart([_occasion(group, families, named, weights) for group in groups])
    return sorted(found, key=lambda one: (_first(one.days), one.id))


def _told_apart(found: Sequence[Occasion]) -> list[Occasion]:
    """Give happenings that are called by the same id ids of their own, by their first statements."""
    same = Counter(one.id for one in found)
    return [
        replace(one, id=_hash(f"{one.id}{min(member.key for member in one.members)}"))
        if same[one.id] > 1
        else one
        for one in found
    ]


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _grouped(
    members: Sequence[Member], shared: Callable[[Member], tuple[object, ...]]
) -> list[list[Member]]:
    buckets: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in members:
        buckets[shared(member)].append(member)
    return list(buckets.values())


def _first(days: Stretch | None) -> date:
    return (days.start or days.end or date.min) if days else date.min


def _page(member: Member) -> str:
    return member.statement.text_hash or member.statement.page


def _named(
    members: Sequence[Member], events: Mapping[str, Mapping[Event, int]]
) -> dict[str, Mapping[Event, int]]:
    """The kinds of events of each page; those of a page without a known text from its sentences."""
    named: dict[str, Mapping[Event, int]] = {}
    sentences: dict[str, set[str]] = defaultdict(set)
    for member in members:
        page = _page(member)
        if page in events:
            named[page] = events[page]
        else:
            sentences[page].add(member.statement.sentence or "")
    for page, said in sentences.items():
        named[page] = together(Counter(events_in(one)) for one in sorted(said))
    return named


def _families(
    members: Sequence[Member], named: Mapping[str, Mapping[Event, int]]
) -> dict[tuple[str, str], str | None]:
    """The family of events of each statement: its story's; in a long story, its page's where it is clear."""
    of_report = {
        report: main_family(weights) for report, weights in _of_reports(members, named).items()
    }
    return {
        member.key: of_report[member.report]
        if member.short
        else family_of(named[_page(member)]) or of_report[member.report]
        for member in members
    }


Families = Mapping[tuple[str, str], str | None]


def _where_known(members: Sequence[Member], families: Families) -> Families:
    """Give what names no kind of event the only family that others at its place name."""
    named: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for member in members:
        family = families[member.key]
        if family is not None:
            named[_place_of(member)].add(family)
    return {
        member.key: min(named[_place_of(member)])
        if families[member.key] is None and len(named[_place_of(member)]) == 1
        else families[member.key]
        for member in members
    }


def _place_of(member: Member) -> tuple[object, ...]:
    """What statements share that can be of one happening, but for their days.

    A place that is named everywhere, or nowhere, makes no happening of two stories one.
    """
    place = member.quantity.place
    wide = place == NOWHERE or is_country(place)
    return place, member.report if wide else ""


def _course_of(member: Member, heads: Mapping[str, str]) -> tuple[object, ...]:
    """What running totals of one course of events share, and what figures of one stretch of days do."""
    counting = member.quantity.counting
    stretch = _stretch(member) if counting == "stretch" else ()
    return counting, member.quantity.place, heads[member.report], stretch


def _heads(groups: Sequence[Sequence[Member]], members: Sequence[Member]) -> dict[str, str]:
    """For each report one that stands for all that tell of the same.

    Reports tell of the same where they share a happening, or a running total of one nation's people.
    """
    leader = {member.report: member.report for member in members}

    def head(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    nations: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in members:
        quantity = member.quantity
        if quantity.counting == "running" and quantity.people.nation and not member.short:
            nations[quantity.place, quantity.people.nation].append(member)
    for group in (*groups, *nations.values()):
        for member in group[1:]:
            a, b = sorted((head(group[0].report), head(member.report)))
            leader[b] = a
    return {name: head(name) for name in leader}


def _of_reports(
    members: Sequence[Member], named: Mapping[str, Mapping[Event, int]]
) -> dict[str, Mapping[Event, int]]:
    """The kinds of events that the pages of each report name."""
    pages: dict[str, set[str]] = defaultdict(set)
    for member in members:
        pages[member.report].add(_page(member))
    return {name: together(named[page] for page in sorted(its)) for name, its in pages.items()}


def _stretch(member: Member) -> tuple[str, ...]:
    when = member.statement.when
    return (str(when.start), str(when.end)) if when else ("", "")


def _split(members: Sequence[Member]) -> list[list[Member]]:
    """Cut the statements of one place and family into those of one happening each, by their days."""
    clusters = _dated(members)
    undated = [member for member in members if occurred(member) is None]
    loose: list[Member] = []
    for member in undated:
        home = _nearest(member, clusters)
        (home if home is not None else loose).append(member)
    return [cluster for _, cluster in clusters] + _by_silence(loose)


Cluster = tuple[Stretch, list[Member]]


def _dated(members: Sequence[Member]) -> list[Cluster]:
    """Those whose words say when it happened, together where their days meet.

    In a story of a happening that is over in days, its days are those of the whole story: bodies that
    were found on Thursday are those of Monday's flood.
    """
    dated = [(days, member) for member in members if (days := occurred(member)) is not None]
    dated.sort(key=lambda pair: (_first(pair[0]), pair[0].end or date.min, order(pair[1])))
    clusters: list[Cluster] = []
    for days, member in dated:
        gap = silence() if member.short else NEXT_DAY
        if clusters and _first(days) - (clusters[-1][0].end or date.min) <= gap:
            spanned, group = clusters[-1]
            clusters[-1] = (span_of([spanned, days]) or spanned, [*group, member])
        else:
            clusters.append((days, [member]))
    return clusters


def silence() -> timedelta:
    """So long nothing is said before the next happening at a place."""
    return timedelta(days=vocabulary.load("tolerances")["happening"]["days"])


def days_between(a: Stretch | None, b: Stretch | None) -> timedelta:
    """How far two stretches of days lie apart; nothing where they meet, or where one is not known."""
    if a is None or b is None:
        return timedelta(0)
    first, second = sorted((a, b), key=_first)
    return max(timedelta(0), _first(second) - _last(first))


def _nearest(member: Member, clusters: Sequence[Cluster]) -> list[Member] | None:
    """The latest happening that a statement without a day of its own can speak of."""
    told = member.told
    if told is None:
        return clusters[0][1] if len(clusters) == 1 else None
    over = [(days, group) for days, group in clusters if told <= _last(days) + silence()]
    begun = [group for days, group in over if _first(days) <= told]
    # Days of two zones may differ by one.
    begun = begun or [group for days, group in over if _first(days) - NEXT_DAY <= told]
    return begun[-1] if begun else None


def _last(days: Stretch) -> date:
    return days.end or days.start or date.min


def _by_silence(members: Sequence[Member]) -> list[list[Member]]:
    """Those of one happening: nothing was said for so long before the next one."""
    groups: list[list[Member]] = []
    last: date | None = None
    for member in members:
        told = member.told or date.min
        if groups and last is not None and told - last <= silence():
            groups[-1].append(member)
        else:
            groups.append([member])
        last = told
    return groups


def _occasion(
    group: Sequence[Member],
    families: Families,
    named: Mapping[str, Mapping[Event, int]],
    reports: Mapping[str, Mapping[Event, int]],
) -> Occasion:
    members = tuple(sorted(group, key=order))
    votes = Counter(family for m in members if (family := families[m.key]) is not None)
    family = min(votes, key=lambda name: (-votes[name], name), default=None)
    own = together(named[page] for page in sorted({_page(m) for m in members}))
    wide = together(reports[name] for name in sorted({m.report for m in members}))
    event = kind_of(own, family) or kind_of(wide, family)
    place, counting, days = members[0].quantity.place, members[0].quantity.counting, _days(members)
    # Until when a running total runs changes with every page: its place alone names it.
    since = "" if counting == "running" else str(_first(days))
    report = min(m.report for m in members) if place == NOWHERE or is_country(place) else ""
    words = repr((counting, family, place, since, report if counting != "running" else ""))
    if counting == "running":
        words += min(m.statement.id for m in members)
    return Occasion(_hash(words), family, event, place, counting, days, members)


def _days(members: Sequence[Member]) -> Stretch | None:
    """When it happened, by the counted statements before the others; else when it was first told of."""
    told = [day for member in members if (day := member.told)]
    if members[0].quantity.counting == "running":
        starts = [days.start for m in members if (days := occurred(m)) and days.start]
        return Stretch(start=min(starts, default=None), end=max(told)) if told else None
    said = [days for m in members if m.statement.apart is None and (days := occurred(m))]
    said = said or [days for m in members if (days := occurred(m))]
    if said:
        return span_of(said)
    return Stretch(start=min(told), end=min(told)) if told else None
