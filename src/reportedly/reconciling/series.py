"""Series: the same quantity over many reports, in order of when it was said.

A series holds statements of one kind about the same people (or things) and the same place, of the same
happening or the same running total. Places that lie in one another are linked, never merged.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reconciling.comparing import size
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.links import Built, Quantity, linked
from reportedly.reconciling.names import NOWHERE, plain
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.statements import Account, account_of
from reportedly.reconciling.stories import Story
from reportedly.reconciling.told import Told, why_apart
from reportedly.reconciling.verdicts import stated_on, verdict
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
    """The series of an account, the longest first."""
    by_id = {story.id: story for story in account.stories.values()}
    built = [
        Built(one.quantity, _series(one), _around(one.told, by_id)) for one in grouped(account)
    ]
    return sorted(linked(built), key=lambda s: (-len(s), s.kind, s.title, s.id))


@dataclass(frozen=True)
class Grouped:
    """The statements of one series, before they are written down as one."""

    quantity: Quantity
    told: tuple[Told, ...]

    @property
    def id(self) -> str:
        """The id of the series: of its quantity, and of the day when its happening is first told of."""
        first = min(in_time(told.statement) for told in self.told)
        since = "" if self.quantity.counting == "running" else str(first[0])
        return hashlib.sha256(f"{self.quantity!r}|{since}".encode()).hexdigest()[:10]


def grouped(account: Account) -> list[Grouped]:
    """The statements of an account, those of each series together, in the order of their quantities."""
    buckets: dict[Quantity, list[Told]] = defaultdict(list)
    for told in account.told:
        buckets[quantity_of(told)].append(told)
    _place_the_placeless(buckets)
    return [
        Grouped(quantity, tuple(group))
        for quantity in sorted(buckets)
        for group in _groups(quantity, buckets[quantity])
    ]


def quantity_of(told: Told) -> Quantity:
    """The quantity that a statement is about."""
    return Quantity(told.statement.kind, told.people, told.unit, told.place, told.counting)


def _around(group: Sequence[Told], by_id: Mapping[str, Story]) -> frozenset[str]:
    """The places that a series' place lies in, by the geography of its stories."""
    stories = [by_id[name] for name in sorted({told.story for told in group if told.story})]
    return frozenset(name for story in stories for name in story.within(group[0].place.name)[1:])


def _place_the_placeless(buckets: dict[Quantity, list[Told]]) -> None:
    """Move statements without a place to the one series that they can belong to, if there is just one."""
    placed: dict[Quantity, list[Quantity]] = defaultdict(list)
    for quantity in sorted(buckets):
        if quantity.place != NOWHERE:
            placed[replace(quantity, place=NOWHERE)].append(quantity)
    for quantity, rivals in placed.items():
        if len(rivals) == 1 and quantity in buckets:
            buckets[rivals[0]].extend(buckets.pop(quantity))


def _in_time(told: Told) -> tuple[date, str, str, str]:
    return in_time(told.statement)


def in_time(statement: Statement) -> tuple[date, str, str, str]:
    """Orders statements by when they were said, then by when they were printed."""
    return (
        stated_on(statement) or date.min,
        statement.published or "",
        *key_of(statement),
    )


def _groups(quantity: Quantity, told: Sequence[Told]) -> list[list[Told]]:
    """Cut the statements of one quantity into those of one happening or one stretch."""
    ordered = sorted(told, key=_in_time)
    if quantity.counting == "running":
        return [ordered]
    groups: list[list[Told]] = []
    for one in ordered:
        if groups and _same_occasion(groups[-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _same_occasion(group: Sequence[Told], told: Told) -> bool:
    """Whether a statement, later than those of a group, speaks of the same days."""
    gap = timedelta(days=vocabulary.load("tolerances")["happening"]["days"])
    if _in_time(told)[0] - _in_time(group[-1])[0] > gap:
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


def _series(group: Grouped) -> Series:
    quantity, members = group.quantity, group.told
    ordered = [told.statement for told in sorted(members, key=_in_time)]
    ordered = [s.model_copy(update={"apart": why_apart(s)}) for s in ordered]
    ordered = [_singled_out(s, ordered) for s in ordered]
    counted = [s for s in ordered if s.apart is None]
    apart = [s for s in ordered if s.apart is not None]
    who = _commonest(s.who or s.counted for s in ordered)
    where = _commonest(_where(told) for told in members)
    first = ordered[0]
    return Series(
        id=group.id,
        title=title_of(quantity, who, where),
        kind=first.kind,
        who=who,
        where=where,
        window=first.window,
        counting=quantity.counting,
        verdict=verdict(counted, apart),
        statements=tuple(counted),
        apart=tuple(apart),
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


def title_of(quantity: Quantity, who: str | None, where: str | None) -> str:
    """A line that names a series: `casualties: North Korean soldiers, Kursk region (so far)`."""
    counted = who or quantity.people.group or "unspecified"
    if quantity.unit:
        counted = (
            f"{quantity.unit} of {counted}"
            if quantity.kind not in ("cost", "aid")
            else quantity.unit
        )
    place = f", {where}" if where else ""
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
