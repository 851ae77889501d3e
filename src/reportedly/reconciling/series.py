"""Series: the same quantity over many reports, in order of when it was said.

A series holds statements of one kind about the same people (or things) and the same place, of the same
happening or the same running total. Places that lie in one another are linked, never merged.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reconciling.names import NOWHERE, People, Place, identities, people_of, place_of
from reportedly.reconciling.verdicts import stated_on, verdict
from reportedly.records import Link, Series, Statement, Window

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
    running: str


def build(statements: Iterable[Statement]) -> list[Series]:
    """Group statements into series; the result does not depend on their order.

    Raises nothing: a statement that fits nowhere is a series of one.
    """
    known = sorted(statements, key=lambda s: s.id)
    origin_of = identities(s.source for s in known if s.source)
    named = [s.model_copy(update={"origin": origin_of[s.source]}) if s.source else s for s in known]
    buckets: dict[Quantity, list[Statement]] = {}
    for statement in named:
        buckets.setdefault(quantity_of(statement), []).append(statement)
    _place_the_placeless(buckets)
    built: list[tuple[Quantity, Series]] = []
    for quantity in sorted(buckets):
        groups = [buckets[quantity]] if quantity.running else _happenings(buckets[quantity])
        built += [(quantity, _series(quantity, group)) for group in groups]
    return sorted(_linked(built), key=lambda s: (-len(s), s.kind, s.title, s.id))


def quantity_of(statement: Statement) -> Quantity:
    """The quantity that a statement is about, its names folded."""
    running = "running" if statement.window in ("cumulative", "state") else ""
    if statement.window == "period" and statement.when:
        running = f"{statement.when.start}..{statement.when.end}"
    return Quantity(
        statement.kind,
        people_of(statement.who or statement.counted),
        _unit(statement),
        place_of(statement.where),
        running,
    )


def _unit(statement: Statement) -> str:
    """What one is: a battalion is not a man, a dollar not a house."""
    if statement.kind in ("cost", "aid"):
        return statement.counted or ""
    units = vocabulary.load("groups")["military_units"]["words"]
    words = (statement.counted or "").casefold().split()
    return next((unit for unit in units if unit in words or f"{unit}s" in words), "")


def _place_the_placeless(buckets: dict[Quantity, list[Statement]]) -> None:
    """Move statements without a place to the one series that they can belong to, if there is just one."""
    for quantity in [q for q in sorted(buckets) if q.place == NOWHERE]:
        rivals = [
            other
            for other in sorted(buckets)
            if other.place != NOWHERE
            and (other.kind, other.people, other.unit, other.running)
            == (quantity.kind, quantity.people, quantity.unit, quantity.running)
        ]
        if len(rivals) == 1:
            buckets[rivals[0]].extend(buckets.pop(quantity))


def _in_time(statement: Statement) -> tuple[date, str, str]:
    return (
        stated_on(statement) or date.min,
        statement.published or "",
        statement.id,
    )


def _happenings(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Cut the statements of one quantity where nothing was said for many days."""
    gap = timedelta(days=vocabulary.load("tolerances")["happening"]["days"])
    groups: list[list[Statement]] = []
    for statement in sorted(statements, key=_in_time):
        day = _in_time(statement)[0]
        if groups and day - _in_time(groups[-1][-1])[0] <= gap:
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def why_apart(statement: Statement) -> str | None:
    """Why a statement does not count in its series, or None where it does."""
    if statement.apart:
        return statement.apart
    if statement.stance not in COUNTING_STANCES:
        return NOT_COUNTED[statement.stance]
    return NOT_COUNTED[statement.relation.type] if statement.relation else None


def _series(quantity: Quantity, members: Sequence[Statement]) -> Series:
    ordered = sorted(members, key=_in_time)
    counted = [s for s in ordered if why_apart(s) is None]
    apart = [s.model_copy(update={"apart": why_apart(s)}) for s in ordered if why_apart(s)]
    who, where = _commonest(s.who for s in ordered), _commonest(s.where for s in ordered)
    window: Window = ordered[0].window
    first = ordered[0]
    key = "|".join((repr(quantity), str(_in_time(first)[0]) if not quantity.running else ""))
    return Series(
        id=hashlib.sha256(key.encode()).hexdigest()[:10],
        title=title_of(quantity, who, where, window),
        kind=first.kind,
        who=who,
        where=where,
        window=window,
        verdict=verdict(counted),
        statements=tuple(counted),
        apart=tuple(apart),
    )


def title_of(quantity: Quantity, who: str | None, where: str | None, window: Window) -> str:
    """A line that names a series: `casualties: North Korean soldiers, Kursk region (running total)`."""
    counted = who or quantity.people.group or "unspecified"
    if quantity.unit:
        counted = (
            f"{quantity.unit}s of {counted}"
            if quantity.kind not in ("cost", "aid")
            else quantity.unit
        )
    place = f", {where}" if where else ""
    marks = {"cumulative": " (running total)", "state": " (level)", "period": " (stretch)"}
    return f"{quantity.kind}: {counted}{place}{marks.get(window, '')}"


def _commonest(values: Iterable[str | None]) -> str | None:
    counts: dict[str, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def _linked(built: Sequence[tuple[Quantity, Series]]) -> list[Series]:
    """Add links between series whose places lie in one another, all else being equal."""
    by_rest: dict[tuple[str, People, str, bool], list[tuple[Place, Series]]] = {}
    for quantity, series in built:
        rest = (quantity.kind, quantity.people, quantity.unit, bool(quantity.running))
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


def lines(series: Sequence[Series]) -> list[list[Series]]:
    """The series as a reader sees them: those linked by containment of running totals together.

    Each line starts with the widest place. Order of lines is that of `series`.
    """
    by_id = {one.id: one for one in series}
    seen: set[str] = set()
    shown = []
    for one in series:
        if one.id in seen:
            continue
        line, waiting = [], [one.id]
        while waiting:
            at = waiting.pop()
            if at in seen or at not in by_id:
                continue
            seen.add(at)
            line.append(by_id[at])
            waiting += [link.to for link in by_id[at].links if by_id[at].window == "cumulative"]
        line.sort(key=lambda s: (any(k.type == "contained" for k in s.links), s.id))
        shown.append(line)
    return shown
