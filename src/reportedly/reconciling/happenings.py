"""Happenings: a kind of event at a place in a span of days, grouped from statements.

At one place, in one stretch of days, what pages of one family of events tell of is one happening: better two
figures of one happening that differ than one happening counted twice. Running totals of a place are a
course of events of their own, which is never added to the happenings that it already counts.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    buckets: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in sorted(members, key=order):
        family = families[member.key]
        buckets[_bucket(member, family)].append(member)
    found = []
    for key in sorted(buckets, key=repr):
        for group in _split(buckets[key]):
            family = families[group[0].key]
            weights = together(named[page] for page in sorted({_page(m) for m in group}))
            found.append(_occasion(group, family, kind_of(weights, family)))
    return sorted(found, key=lambda one: (_first(one.days), one.id))


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
    pages: dict[str, set[str]] = defaultdict(set)
    for member in members:
        pages[member.report].add(_page(member))
    of_report = {
        report: main_family(together(named[page] for page in sorted(its)))
        for report, its in pages.items()
    }
    return {
        member.key: of_report[member.report]
        if member.short
        else family_of(named[_page(member)]) or of_report[member.report]
        for member in members
    }


def _bucket(member: Member, family: str | None) -> tuple[object, ...]:
    """What statements share that can be of one happening, but for their days.

    A place that is named everywhere, or nowhere, makes no happening of two stories one.
    """
    place, counting = member.quantity.place, member.quantity.counting
    wide = place == NOWHERE or is_country(place)
    own = member.report if wide and counting != "running" else ""
    kind = family if counting == "happening" else None
    nation = member.quantity.people.nation if counting == "running" else ""
    if counting == "running" and not nation:
        own = member.report
    stretch = _stretch(member) if counting == "stretch" else ()
    return counting, kind or "", place, own, stretch


def _stretch(member: Member) -> tuple[str, ...]:
    when = member.statement.when
    return (str(when.start), str(when.end)) if when else ("", "")


def _split(members: Sequence[Member]) -> list[list[Member]]:
    """Cut the statements of one place and family into those of one happening each, by their days."""
    if members[0].quantity.counting == "running":
        return [list(members)]
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
        gap = _silence() if member.short else NEXT_DAY
        if clusters and _first(days) - (clusters[-1][0].end or date.min) <= gap:
            spanned, group = clusters[-1]
            clusters[-1] = (span_of([spanned, days]) or spanned, [*group, member])
        else:
            clusters.append((days, [member]))
    return clusters


def _silence() -> timedelta:
    return timedelta(days=vocabulary.load("tolerances")["happening"]["days"])


def _nearest(member: Member, clusters: Sequence[Cluster]) -> list[Member] | None:
    """The latest happening that a statement without a day of its own can speak of."""
    told = member.told
    if told is None:
        return clusters[0][1] if len(clusters) == 1 else None
    fitting = [
        (days, group)
        for days, group in clusters
        if _first(days) - NEXT_DAY <= told <= (days.end or date.max) + _silence()
    ]
    return fitting[-1][1] if fitting else None


def _by_silence(members: Sequence[Member]) -> list[list[Member]]:
    """Those of one happening: nothing was said for so long before the next one."""
    groups: list[list[Member]] = []
    last: date | None = None
    for member in members:
        told = member.told or date.min
        if groups and last is not None and told - last <= _silence():
            groups[-1].append(member)
        else:
            groups.append([member])
        last = told
    return groups


def _occasion(group: Sequence[Member], family: str | None, event: str | None) -> Occasion:
    members = tuple(sorted(group, key=order))
    quantity = members[0].quantity
    days = _days(members)
    # The day when it was first told of names a running total no better than its place does.
    since = "" if quantity.counting == "running" else str(_first(days))
    report = members[0].report if quantity.place == NOWHERE else ""
    words = repr((quantity.counting, family, quantity.place, since, report))
    if quantity.counting == "running" and not any(m.quantity.people.nation for m in members):
        words += min(member.report for member in members)
    name = hashlib.sha256(words.encode()).hexdigest()[:10]
    return Occasion(name, family, event, quantity.place, quantity.counting, days, members)


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
