"""Series: the same quantity over many reports, in order of when it was said.

A series holds statements of one kind about the same people (or things) and the same place, of the same
happening or the same running total. Places that lie in one another are linked, never merged.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.names import (
    NOWHERE,
    People,
    Place,
    identities,
    is_country,
    people_of,
    place_of,
)
from reportedly.reconciling.verdicts import stated_on, verdict
from reportedly.records import ClaimSpan, Counting, Link, Series, Statement, Stretch, Window

COUNTING_STANCES = frozenset({"asserts", "confirms", "estimates"})
NOT_COUNTED = {
    "denies": "denied",
    "doubts": "doubted",
    "expects": "expected",
    "added": "added to another figure",
    "part": "part of another figure",
    "previous": "former figure",
    "corrects": "corrected",
    "rate": "rate",
}


@dataclass(frozen=True, order=True)
class Quantity:
    """What statements must share to stand in one series."""

    kind: str
    people: People
    unit: str
    place: Place
    counting: Counting


def build(statements: Iterable[Statement]) -> list[Series]:
    """Group statements into series; the result does not depend on their order.

    Raises nothing: a statement that fits nowhere is a series of one.
    """
    known = sorted(statements, key=_key)
    origin_of = identities(s.source for s in known if s.source)
    named = [s.model_copy(update={"origin": origin_of[s.source]}) if s.source else s for s in known]
    buckets: dict[Quantity, list[Statement]] = {}
    for statement in named:
        buckets.setdefault(quantity_of(statement), []).append(statement)
    _place_the_placeless(buckets)
    built: list[tuple[Quantity, Series]] = []
    for quantity in sorted(buckets):
        groups = _groups(quantity, buckets[quantity])
        built += [(quantity, _series(quantity, group)) for group in groups]
    return sorted(_linked(built), key=lambda s: (-len(s), s.kind, s.title, s.id))


def quantity_of(statement: Statement) -> Quantity:
    """The quantity that a statement is about, its names folded."""
    people = people_of(statement.who or statement.counted)
    place = place_of(statement.where)
    return Quantity(
        statement.kind,
        people,
        _unit(statement),
        place,
        _span_of_counting(statement, people, place),
    )


def _span_of_counting(statement: Statement, people: People, place: Place) -> Counting:
    if statement.window == "period":
        return "stretch"
    if statement.window in ("cumulative", "state"):
        return "running"
    # What befell a nation's people in a whole country is no single happening, but how things stand.
    return "running" if people.nation and is_country(place) else "happening"


def _unit(statement: Statement) -> str:
    """What one is, in the plural: a battalion is not a man, a dollar not a house."""
    if statement.kind in ("cost", "aid"):
        return statement.counted or ""
    words = (statement.counted or "").casefold().split()
    units: dict[str, str] = vocabulary.load("groups")["military_units"]
    return next((many for one, many in units.items() if one in words or many in words), "")


def _place_the_placeless(buckets: dict[Quantity, list[Statement]]) -> None:
    """Move statements without a place to the one series that they can belong to, if there is just one."""
    for quantity in [q for q in sorted(buckets) if q.place == NOWHERE]:
        rivals = [
            other
            for other in sorted(buckets)
            if other.place != NOWHERE
            and (other.kind, other.people, other.unit, other.counting)
            == (quantity.kind, quantity.people, quantity.unit, quantity.counting)
        ]
        if len(rivals) == 1:
            buckets[rivals[0]].extend(buckets.pop(quantity))


def _in_time(statement: Statement) -> tuple[date, str, str, str]:
    return (
        stated_on(statement) or date.min,
        statement.published or "",
        *_key(statement),
    )


def _groups(quantity: Quantity, statements: Sequence[Statement]) -> list[list[Statement]]:
    """Cut the statements of one quantity into those of one happening or one stretch."""
    ordered = sorted(statements, key=_in_time)
    if quantity.counting == "running":
        return [ordered]
    groups: list[list[Statement]] = []
    for statement in ordered:
        if groups and _same_occasion(groups[-1], statement):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _same_occasion(group: Sequence[Statement], statement: Statement) -> bool:
    """Whether a statement, later than those of a group, speaks of the same days."""
    gap = timedelta(days=vocabulary.load("tolerances")["happening"]["days"])
    if _in_time(statement)[0] - _in_time(group[-1])[0] > gap:
        return False
    if statement.window != "period" or statement.when is None:
        return True
    return any(other.when is None or _overlap(other.when, statement.when) for other in group)


def _overlap(a: Stretch, b: Stretch) -> bool:
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (
        a.end or date.max
    )


def why_apart(statement: Statement) -> str | None:
    """Why a statement does not count in its series, or None where it does."""
    if statement.apart:
        return statement.apart
    if statement.stance not in COUNTING_STANCES:
        return NOT_COUNTED[statement.stance]
    return NOT_COUNTED[statement.relation.type] if statement.relation else None


def _without_echoes(statements: Sequence[Statement]) -> list[Statement]:
    """Join a figure in a page's own voice to the source that the same page gives for it.

    A headline says "40 dead" where the text says that the governor spoke of at least 40: one voice.
    """
    sources: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.origin and why_apart(statement) is None:
            sources.setdefault(statement.page, []).append(statement)
    mentions: dict[tuple[str, str], tuple[ClaimSpan, ...]] = {}
    kept = []
    for statement in statements:
        named = [s for s in sources.get(statement.page, ()) if _echoes(statement, s)]
        if named and not statement.origin and why_apart(statement) is None:
            key = _key(named[0])
            mentions[key] = mentions.get(key, ()) + statement.claims
        else:
            kept.append(statement)
    return [
        s.model_copy(update={"claims": tuple(sorted(s.claims + mentions[_key(s)], key=_start))})
        if _key(s) in mentions
        else s
        for s in kept
    ]


def _key(statement: Statement) -> tuple[str, str]:
    # The same text on two pages has the same ids.
    return statement.id, statement.page


def _start(span: ClaimSpan) -> int:
    return span.start


def _echoes(statement: Statement, named: Statement) -> bool:
    same_number = size(statement) == size(named) or statement.best == named.best is not None
    return same_number and agree(statement, named)


def _series(quantity: Quantity, members: Sequence[Statement]) -> Series:
    ordered = _without_echoes(sorted(members, key=_in_time))
    counted = [s for s in ordered if why_apart(s) is None]
    apart = [s.model_copy(update={"apart": why_apart(s)}) for s in ordered if why_apart(s)]
    who, where = _commonest(s.who for s in ordered), _commonest(s.where for s in ordered)
    window: Window = ordered[0].window
    first = ordered[0]
    since = "" if quantity.counting == "running" else str(_in_time(first)[0])
    key = f"{quantity!r}|{since}"
    return Series(
        id=hashlib.sha256(key.encode()).hexdigest()[:10],
        title=title_of(quantity, who, where),
        kind=first.kind,
        who=who,
        where=where,
        window=window,
        counting=quantity.counting,
        verdict=verdict(counted),
        statements=tuple(counted),
        apart=tuple(apart),
    )


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


def _linked(built: Sequence[tuple[Quantity, Series]]) -> list[Series]:
    """Add links between series whose places lie in one another, all else being equal."""
    by_rest: dict[tuple[str, People, str, Counting], list[tuple[Place, Series]]] = {}
    for quantity, series in built:
        rest = (quantity.kind, quantity.people, quantity.unit, quantity.counting)
        by_rest.setdefault(rest, []).append((quantity.place, series))
    linked = []
    for group in by_rest.values():
        for place, series in group:
            links = [
                Link(to=other.id, type="contained" if place.lies_in(elsewhere) else "contains")
                for elsewhere, other in group
                if place.lies_in(elsewhere) or elsewhere.lies_in(place)
            ]
            linked.append(series.model_copy(update={"links": tuple(links)}))
    return linked


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
    statements = sorted((s for one in ordered for s in one.statements), key=_in_time)
    wide, *narrow = ordered
    inside = " and ".join(str(one.where) for one in narrow)
    return Line(tuple(ordered), verdict(statements), f"{inside}: in {wide.where}")
