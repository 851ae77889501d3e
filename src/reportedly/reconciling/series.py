"""Series: the same quantity over many reports, in order of when it was said.

A series holds statements of one kind about the same people (or things) and the same place, of the same
happening or the same running total. Places that lie in one another are linked, never merged.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly import vocabulary
from reportedly.reconciling.assigning import assigned
from reportedly.reconciling.comparing import size
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.eventkinds import event_called, parted_by_event
from reportedly.reconciling.links import Built, Key, Quantity, key_of, linked
from reportedly.reconciling.names import NOWHERE, Place, plain
from reportedly.reconciling.origins import key_of as key_of_statement
from reportedly.reconciling.statements import Account, account_of
from reportedly.reconciling.stories import nearby
from reportedly.reconciling.timing import printed_at, stated_on
from reportedly.reconciling.told import REJECTED, Told, why_apart
from reportedly.reconciling.verdicts import verdict
from reportedly.reconciling.voices import Voices
from reportedly.records import Series, Statement, Stretch


def build(
    statements: Iterable[Statement], contexts: Mapping[str, Context] | None = None
) -> list[Series]:
    """Group statements into series; the result does not depend on their order.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside their figures, by text hash.

    Raises nothing: a statement that fits nowhere is a series of one.
    """
    return series_of(account_of(statements, contexts))


def series_of(account: Account) -> list[Series]:
    """The series of an account, the longest first; their origins are shown by their names."""
    built = [built_of(one, account.voices.same) for one in grouped(account)]
    built = [one for one in built if not is_rejected(one.series)]
    return sorted((shown(one, account.voices) for one in linked(built)), key=longest_first)


def is_rejected(series: Series) -> bool:
    """Whether people rejected all that a series is made of: then it is none."""
    return not series.statements and all(one.apart == REJECTED for one in series.apart)


def longest_first(series: Series) -> tuple[int, str, str, str]:
    """Orders series as they are listed."""
    return -len(series), series.kind, series.title, series.id


def shown(series: Series, voices: Voices) -> Series:
    """A series whose origins, keys of voices until now, are their names."""

    def named(statements: Iterable[Statement]) -> tuple[Statement, ...]:
        return tuple(shown_statement(statement, voices) for statement in statements)

    return series.model_copy(
        update={"statements": named(series.statements), "apart": named(series.apart)}
    )


def shown_statement(statement: Statement, voices: Voices) -> Statement:
    """A statement whose origin, the key of a voice until now, is its name."""
    return statement.model_copy(update={"origin": voices.shown(statement.origin or "")})


@dataclass(frozen=True)
class Grouped:
    """The statements of one series, before they are written down as one."""

    quantity: Quantity
    told: tuple[Told, ...]
    reviews: tuple[str, ...] = ()
    """Ids of the reviews that joined or parted it."""
    parted: str = ""
    """Id of the review that made it a series of its own."""
    event: str = ""
    """The kind of event, where other happenings at its place in the same days are of other kinds."""

    @property
    def id(self) -> str:
        """The id of the series: of its quantity, and of the day when its happening is first told of."""
        first = min(occasion_of(told) for told in self.told)
        since = "" if self.quantity.counting == "running" else str(first)
        lost = self.told[0].story if is_lost(self.quantity) else ""
        said = f"{self.quantity!r}|{since}{lost}{self.parted}{self.event}{self._days()}"
        return hashlib.sha256(said.encode()).hexdigest()[:10]

    @property
    def called(self) -> str:
        """The kind of event as its pages call it, where others of the same days are of other kinds."""
        return event_called(self.told) if self.event else ""

    def _days(self) -> str:
        """The days of a stretch: one page may tell of several, all on its one day."""
        if self.quantity.counting != "stretch":
            return ""
        days = [(str(w.start), str(w.end)) for one in self.told if (w := one.statement.when)]
        return str(min(days)) if days else ""


def grouped(account: Account) -> list[Grouped]:
    """The statements of an account, those of each series together, in the order of their quantities."""
    families: dict[Quantity, dict[Key, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in account.told:
        key = key_of_told(told)
        families[key[0]][key].append(told)
    found = []
    for family in sorted(families):
        buckets = families[family]
        placeless = buckets.pop((family, "", ""), [])
        only = len(buckets) == 1
        for key in sorted(buckets):
            found += groups_at(buckets[key], placeless if only else ())
        if not only:
            found += groups_at(placeless)
    return assigned(found, account.assignments)


def key_of_told(told: Told) -> Key:
    """What statements must share to be of one series: all but their days, and the country of a place."""
    quantity = quantity_of(told)
    return key_of(quantity, told.story if is_lost(quantity) else "")


def home_of(told: Iterable[Told]) -> tuple[str, str | None]:
    """The place of statements of one key: its name, and its country.

    The country is empty where none of them knows it, and None where there are several of the name.
    """
    places = {one.place for one in told}
    countries = {place.country for place in places} - {""}
    country = None if len(countries) > 1 else min(countries, default="")
    return min((place.name for place in places), default=""), country


def groups_at(
    told: Sequence[Told],
    placeless: Sequence[Told] = (),
    home: tuple[str, str | None] | None = None,
) -> list[Grouped]:
    """The series of statements of one key, in order.

    A place whose country some statement knows is in that country for all, unless there are several of
    its name.

    Args:
        told: statements of one key.
        placeless: those that say no place, where there is but this one for them.
        home: their place, as `home_of` all statements of the key finds it, where some are left out.
    """
    name, country = home_of(told) if home is None else home
    buckets: dict[Quantity, list[Told]] = defaultdict(list)
    for one in told:
        lacks = bool(country) and not one.place.country
        known = replace(one, place=Place(name, country or "")) if lacks else one
        buckets[quantity_of(known)].append(known)
    if placeless:
        at = quantity_of(placeless[0])
        buckets[at if country is None else replace(at, place=Place(name, country))] += placeless
    return [
        Grouped(quantity, tuple(group), event=event)
        for quantity in sorted(buckets)
        for event, group in _groups(quantity, buckets[quantity])
    ]


def built_of(group: Grouped, same: Callable[[str], str] = str) -> Built:
    """A series with what tells its links."""
    story = group.told[0].story if is_lost(group.quantity) else ""
    return Built(group.quantity, written(group, same), around(group.told), story)


def quantity_of(told: Told) -> Quantity:
    """The quantity that a statement is about."""
    return Quantity(told.statement.kind, told.people, told.unit, told.place, told.counting)


def is_lost(quantity: Quantity) -> bool:
    """Whether nothing but its story tells a happening from all others: no place, and nobody's people."""
    return (
        quantity.place == NOWHERE
        and quantity.counting == "happening"
        and not quantity.people.nation
    )


def around(told: Sequence[Told]) -> frozenset[str]:
    """The places that a series' place lies in, by the geography of its stories."""
    return frozenset(name for one in told for name in one.around)


def _in_time(told: Told) -> tuple[date, str, str, str]:
    return in_time(told.statement)


def in_time(statement: Statement) -> tuple[date, str, str, str]:
    """Orders statements by when they were said, then by when they were printed."""
    return (
        stated_on(statement) or date.min,
        printed_at(statement) or "",
        *key_of_statement(statement),
    )


def occasion_of(told: Told) -> date:
    """The day by which a statement is told to be of one happening or another.

    That is the day when it was said, and for what is said of a happening that was over long before
    ("the flood of 2019 killed 200") the day when that was.
    """
    day, when = _in_time(told)[0], told.statement.when
    if told.counting == "happening" and when is not None and when.end is not None:
        return when.end if day > date.min + nearby() and when.end < day - nearby() else day
    return day


def _groups(quantity: Quantity, told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Cut the statements of one quantity into those of one happening or one stretch.

    Returns:
        Each with its kind of event, where others of the same days are of other kinds.
    """
    if quantity.counting == "running":
        return [("", sorted(told, key=_in_time))]
    if quantity.counting == "stretch":
        return [("", group) for group in _occasions(told)]
    found: list[tuple[str, list[Told]]] = []
    for group in _occasions(told):
        parts = parted_by_event(group)
        several = len(parts) > 1
        found += [
            (event if several else "", one)
            for event, part in parts.items()
            for one in _occasions(part)
        ]
    return found


def _occasions(told: Sequence[Told]) -> list[list[Told]]:
    groups: list[list[Told]] = []
    for one in sorted(told, key=lambda one: (occasion_of(one), _in_time(one))):
        if groups and _same_occasion(groups[-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _same_occasion(group: Sequence[Told], told: Told) -> bool:
    """Whether a statement, later than those of a group, speaks of the same days."""
    if occasion_of(told) - occasion_of(group[-1]) > nearby():
        return False
    when = told.statement.when
    if told.statement.window != "period" or when is None:
        return True
    others = [other.statement.when for other in group]
    return any(other is None or _overlap(other, when) for other in others)


def _overlap(a: Stretch, b: Stretch) -> bool:
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (
        a.end or date.max
    )


def written(group: Grouped, same: Callable[[str], str] = str) -> Series:
    """A series with its verdict; its origins are keys of voices.

    Args:
        group: the statements.
        same: the key of the voice that a voice is found to be, looking at the whole ledger.
    """
    quantity, members = group.quantity, group.told
    ordered = [told.statement for told in sorted(members, key=_in_time)]
    ordered = [
        s.model_copy(update={"apart": why_apart(s), "origin": same(s.origin or "")})
        for s in ordered
    ]
    ordered = [_singled_out(s, ordered) for s in ordered]
    counted = [s for s in ordered if s.apart is None]
    apart = [s for s in ordered if s.apart is not None]
    who = _commonest(s.who or s.counted for s in ordered)
    where = _commonest(_where(told) for told in members)
    first = ordered[0]
    return Series(
        id=group.id,
        title=title_of(quantity, who, where, group.called),
        kind=first.kind,
        who=who,
        where=where,
        window=first.window,
        counting=quantity.counting,
        verdict=verdict(counted, apart),
        statements=tuple(counted),
        apart=tuple(apart),
        reviews=group.reviews,
    )


def _singled_out(statement: Statement, others: Sequence[Statement]) -> Statement:
    """Set "a man was killed" apart beside a larger figure that was known: it is one of those."""
    articles: list[str] = vocabulary.load("series")["articles"]["words"]
    if statement.apart or statement.figure.casefold() not in articles:
        return statement
    day = in_time(statement)[0]
    if any(s.apart is None and size(s) > 1 and in_time(s)[0] <= day for s in others):
        return statement.model_copy(update={"apart": "one singled out"})
    return statement


def _where(told: Told) -> str | None:
    """The place's words, where they name the place that the statement was found to be about."""
    where = told.statement.where
    named = where is not None and told.place.name.split(" ")[0] in plain(where)
    return where if named else told.place.name.title() or None


def title_of(quantity: Quantity, who: str | None, where: str | None, event: str = "") -> str:
    """A line that names a series: `casualties: North Korean soldiers, Kursk region (so far)`."""
    counted = who or quantity.people.group or "unspecified"
    if quantity.unit:
        counted = (
            f"{quantity.unit} of {counted}"
            if quantity.kind not in ("cost", "aid")
            else quantity.unit
        )
    place = f", {where}" if where else ""
    place += f" ({event})" if event else ""
    marks = {"running": " (so far)", "stretch": " (in some days)", "happening": ""}
    return f"{quantity.kind}: {counted}{place}{marks[quantity.counting]}"


def _commonest(values: Iterable[str | None]) -> str | None:
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    # The spelling of the text before the headline's abbreviation ("N. Korean").
    return min(counts, key=lambda v: ("." in v, -counts[v], -len(v), v)) if counts else None


@dataclass(frozen=True)
class Line:
    """Series as a reader sees them: linked ones together, and why they stand together.

    Attributes:
        series: the series, the one of the widest place first.
        verdict: one on all of their statements; None where there is one series only.
        why: what links them, in words; None where there is one series only.
    """

    series: tuple[Series, ...]
    verdict: str | None = None
    why: str | None = None


def lines(series: Sequence[Series]) -> list[Line]:
    """The series as lines: running totals whose places lie in one another stand on one line.

    The order of lines is that of `series`.
    """
    by_id = {one.id: one for one in series}
    seen: set[str] = set()
    joined = (_joined(one.id, by_id, seen) for one in series)
    return [_line([by_id[name] for name in names]) for names in joined if names]


def _joined(start: str, by_id: dict[str, Series], seen: set[str]) -> list[str]:
    """The ids of the series that are linked to one and not yet seen; all become seen."""
    line, waiting = [], [start]
    while waiting:
        at = waiting.pop()
        if at in seen or at not in by_id:
            continue
        seen.add(at)
        line.append(at)
        if by_id[at].counting == "running":
            waiting += [link.to for link in by_id[at].links]
    return line


def _line(members: Sequence[Series]) -> Line:
    ordered = sorted(members, key=lambda s: (any(k.type == "contained" for k in s.links), s.id))
    if len(ordered) == 1:
        return Line((ordered[0],))
    statements = sorted((s for one in ordered for s in one.statements), key=in_time)
    wide, *narrow = ordered
    inside = " and ".join(str(one.where) for one in narrow)
    return Line(tuple(ordered), verdict(statements), f"{inside}: in {wide.where}")
