"""Typed links between series: a place in a place, people among people, parts of a sum. Never a merge."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from reportedly import vocabulary
from reportedly.reconciling.names import NOWHERE, People, Place
from reportedly.records import Counting, Link, LinkType, Series

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
        for a, b in combinations(group, 2):
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
    if not _one_time(inner.series, outer.series):
        return None
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


def _one_time(a: Series, b: Series) -> bool:
    """Whether two series can be of one happening: their statements' days overlap, give or take."""
    if "happening" not in (a.counting, b.counting):
        return True
    days = [sorted(str(s.published or "")[:10] for s in (*x.statements, *x.apart)) for x in (a, b)]
    gap: int = vocabulary.load("tolerances")["happening"]["days"]
    return _near(days[0][0], days[1][-1], gap) and _near(days[1][0], days[0][-1], gap)


def _near(first: str, last: str, gap: int) -> bool:
    if not first or not last:
        return True
    return date.fromisoformat(first) <= date.fromisoformat(last) + timedelta(days=gap)
