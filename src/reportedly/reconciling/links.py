"""Typed links between series: a place in a place, people among people, parts of a sum. Never a merge."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """A series with its quantity and what its place lies in; and its story, where that alone tells it."""

    quantity: Quantity
    series: Series
    around: frozenset[str] = frozenset()
    story: str = ""


def linked(built: Sequence[Built]) -> list[Series]:
    """The series with links to those that contain them or that they are summed up in."""
    links: dict[str, set[tuple[str, LinkType]]] = defaultdict(set)
    at: dict[Key, list[Built]] = defaultdict(list)
    for one in built:
        at[key_of(one.quantity, one.story)].append(one)
    for inner in built:
        for key, kind in outside(inner):
            for outer in at.get(key, ()):
                if may_link(country_and_days(inner), country_and_days(outer)):
                    links[inner.series.id].add((outer.series.id, kind))
                    links[outer.series.id].add((inner.series.id, OPPOSITE[kind]))
    return [with_links(one.series, links.get(one.series.id, ())) for one in built]


def with_links(series: Series, links: Iterable[tuple[str, LinkType]]) -> Series:
    """A series with links, in order."""
    found = tuple(Link(to=to, type=kind) for to, kind in sorted(links))
    return series.model_copy(update={"links": found})


Key = tuple[Quantity, str, str]
"""A quantity wherever it may be, the name of its place, and its story, where nothing else tells it."""


def key_of(quantity: Quantity, story: str = "") -> Key:
    """By what series are looked up by those that they contain, or that are a part of them."""
    return replace(quantity, place=NOWHERE), quantity.place.name, story


def outside(inner: Built) -> Iterator[tuple[Key, LinkType]]:
    """Where series would be that contain a series, or that it is a part of."""
    quantity, place = inner.quantity, inner.quantity.place
    if place != NOWHERE:
        for name in sorted({*inner.around, place.country} - {"", place.name}):
            yield key_of(replace(quantity, place=Place(name, ""))), "contained"
    group = quantity.people.group
    for wider, among in vocabulary.load("series")["among"].items():
        if group in among:
            people = People(quantity.people.nation, wider)
            yield key_of(replace(quantity, people=people), inner.story), "contained"
    for whole, parts in vocabulary.load("series")["sums"].items():
        if quantity.kind in parts:
            yield key_of(replace(quantity, kind=whole), inner.story), "sum"


Extent = tuple[str, str, date, date]
"""Name and country of a series' place, and the first and last day when it was printed."""


def country_and_days(one: Built) -> Extent:
    """What tells whether two series can be of one happening."""
    return one.quantity.place.name, one.quantity.place.country, *_days(one)


def may_link(inner: Extent, outer: Extent) -> bool:
    """Whether a series that stands where an outer one would is of the same place and time.

    What counts all until now can stand beside anything of its kind.
    """
    if inner[0] == outer[0] and inner[1] != outer[1]:
        return False
    gap = timedelta(days=vocabulary.load("tolerances")["happening"]["days"])
    return _apart(inner, outer) <= gap and _apart(outer, inner) <= gap


def _apart(one: Extent, other: Extent) -> timedelta:
    """From the last day of one series to the first of another; less than nothing where they overlap."""
    return one[2] - other[3]


def _days(one: Built) -> tuple[date, date]:
    """The first and the last day when statements of a series were printed."""
    if one.quantity.counting == "running":
        return date.min, date.max
    statements = (*one.series.statements, *one.series.apart)
    days = [day_of(s.published) if s.published else None for s in statements]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if len(known) == len(days) else (date.min, date.max)
