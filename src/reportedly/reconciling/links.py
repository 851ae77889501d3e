"""Typed links between series: a place in a place, people among people, parts of a sum. Never a merge."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reconciling.names import NOWHERE, People, Place
from reportedly.records import Counting, Link, LinkType, Series, day_of

OPPOSITE: Mapping[LinkType, LinkType] = {"contained": "contains", "sum": "part"}


@dataclass(frozen=True, order=True)
class Quantity:
    """What statements must share to stand in one series."""

    kind: str
    people: People
    unit: str
    place: Place
    counting: Counting


@dataclass(frozen=True)
class Built:
    """A series with its quantity and what its place lies in, narrowest first."""

    quantity: Quantity
    series: Series
    around: frozenset[str] = frozenset()


def linked(built: Sequence[Built]) -> list[Series]:
    """The series with links to those that contain them or that they are summed up in."""
    links: dict[str, set[tuple[str, LinkType]]] = defaultdict(set)
    for group in _candidates(built):
        for a, b in _of_one_time(group):
            for inner, outer in ((a, b), (b, a)):
                kind = _link(inner, outer)
                if kind is not None:
                    links[inner.series.id].add((outer.series.id, kind))
                    links[outer.series.id].add((inner.series.id, OPPOSITE[kind]))
    return [
        one.series.model_copy(
            update={
                "links": tuple(
                    Link(to=to, type=kind) for to, kind in sorted(links.get(one.series.id, ()))
                )
            }
        )
        for one in built
    ]


def _candidates(built: Sequence[Built]) -> list[list[Built]]:
    """Groups of series that may be linked: all but one thing is the same."""
    by_rest: dict[tuple[object, ...], list[Built]] = defaultdict(list)
    for one in built:
        q = one.quantity
        by_rest["place", q.kind, q.people, q.unit, q.counting].append(one)
        by_rest["people", q.kind, q.place, q.unit, q.counting, q.people.nation].append(one)
        by_rest["kind", q.people, q.place, q.unit, q.counting].append(one)
    return [group for group in by_rest.values() if len(group) > 1]


def _link(inner: Built, outer: Built) -> LinkType | None:
    """How a series leads to another one."""
    a, b = inner.quantity, outer.quantity
    if a.kind != b.kind:
        sums: dict[str, list[str]] = vocabulary.load("series")["sums"]
        return "sum" if a.kind in sums.get(b.kind, ()) else None
    if a.place != b.place:
        return "contained" if _lies_in(inner, b.place) else None
    groups: dict[str, list[str]] = vocabulary.load("series")["among"]
    return "contained" if a.people.group in groups.get(b.people.group, ()) else None


def _lies_in(inner: Built, place: Place) -> bool:
    if NOWHERE in (inner.quantity.place, place):
        return False
    return inner.quantity.place.lies_in(place) or place.name in inner.around


def _of_one_time(group: Sequence[Built]) -> Iterator[tuple[Built, Built]]:
    """Pairs of series that can be of one happening: their days overlap, give or take.

    What counts all until now can stand beside anything of its kind.
    """
    gap = timedelta(days=vocabulary.load("tolerances")["happening"]["days"])
    timed = sorted(
        ((*_days(one), index, one) for index, one in enumerate(group)), key=lambda item: item[:3]
    )
    for at, (_, last, _, one) in enumerate(timed):
        for first, _, _, other in timed[at + 1 :]:
            if first - last > gap:
                break
            yield one, other


def _days(one: Built) -> tuple[date, date]:
    """The first and the last day when statements of a series were printed."""
    if one.quantity.counting == "running":
        return date.min, date.max
    statements = (*one.series.statements, *one.series.apart)
    days = [day_of(s.published) if s.published else None for s in statements]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if len(known) == len(days) else (date.min, date.max)
