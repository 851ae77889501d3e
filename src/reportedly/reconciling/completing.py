"""What statements of a unit of pages leave unsaid, and others of it say: countries, sides, nations."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.reconciling.names import People, Place, countries_in, words_of
from reportedly.reconciling.told import Told


def completed(told: Sequence[Told]) -> list[Told]:
    """Statements with what other statements of their unit say of the same places and people."""
    return _with_nations(_with_sides(_with_countries(told)))


def _with_countries(told: Sequence[Told]) -> list[Told]:
    """Give a place the country that other mentions of its name have, where they have one only."""
    known: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.place.country:
            known[one.place.name].add(one.place.country)
    return [
        replace(one, place=Place(one.place.name, min(known[one.place.name])))
        if not one.place.country and len(known.get(one.place.name, ())) == 1
        else one
        for one in told
    ]


_OWN = re.compile(
    r"\b(?:its|their|our) (?:own )?(?:losses|casualties|dead|soldiers|troops|forces|men)\b"
    r"|\bof (?:its|their|our) own\b"
)


def _with_sides(told: Sequence[Told]) -> list[Told]:
    """Give a side's own losses its nation: "the Tarnish staff puts its losses at 20 soldiers"."""
    nations = {nation for one in told for nation in one.people.nation.split(" + ") if nation}
    return [
        replace(
            one, people=People(side, "forces" if one.people.group == "own" else one.people.group)
        )
        if not one.people.nation
        and one.statement.source
        and _OWN.search(one.statement.sentence or "")
        and (side := _side_of(one.statement.source, nations))
        else one
        for one in told
    ]


def _side_of(source: str, nations: set[str]) -> str:
    """The nation among those of a story that a source's name begins like: `Ilmeria's General Staff`."""
    named, words = countries_in(words_of(source))
    known = [nation for nation in named if nation in nations]
    alike = [n for n in sorted(nations) if any(len(w) > 4 and n[:5] == w[:5] for w in words)]
    return next(iter([*known, *alike]), "")


def _with_nations(told: Sequence[Told]) -> list[Told]:
    """Give forces without a nation the one of whom another page of the story says the very same."""
    known: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in told:
        if one.people.nation and one.story:
            known[_figure(one)].add(one.people.nation)
    return [
        replace(one, people=People(min(known[_figure(one)]), one.people.group))
        if not one.people.nation and len(known.get(_figure(one), ())) == 1
        else one
        for one in told
    ]


def _figure(one: Told) -> tuple[object, ...]:
    said = one.statement
    return one.story, said.kind, one.people.group, one.unit, one.place, said.low, said.high
