"""Keeping what places lie in up to date as pages arrive, and for which areas bodies speak."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import areas, unit_areas, unit_seats
from reportedly.reconciling.areas import (
    Areas,
    Around,
    agreed,
    places_spoken_for,
    seated,
    votes_in,
)
from reportedly.reconciling.origins import Spoken
from reportedly.reconciling.stories import DEEPEST
from reportedly.reconciling.units import Unit


def keep_areas(kept: Kept, gone: Iterable[int], units: Mapping[int, Unit]) -> set[int]:
    """Keep what units say that places lie in; return the units in which a body may speak for another area.

    Args:
        kept: to be changed.
        gone: units that are no more.
        units: that are worked out, by their numbers.
    """
    old = sorted({*gone, *units})
    before: dict[int, Counter[Around]] = defaultdict(Counter)
    for row in kept.find(unit_areas.c.unit_id, old):
        before[row["area_key"]][row["outer"], row["level"]] += row["stories"]
    kept.remove(unit_areas.c.unit_id, old)
    kept.remove(unit_seats.c.unit_id, old)
    after: dict[int, Counter[Around]] = defaultdict(Counter)
    new = []
    for number, unit in sorted(units.items()):
        for inner, votes in sorted(votes_in(unit.stories.values()).items()):
            after[number_of(inner)].update(votes)
            new += [{"unit_id": number, **row} for row in _rows(number_of(inner), votes)]
    kept.add(unit_areas, new)
    changed = {key for key in before.keys() | after.keys() if before[key] != after[key]}
    renewed = _recount(kept, {key: (before[key], after[key]) for key in sorted(changed)})
    found = kept.chosen([unit_seats.c.unit_id], unit_seats.c.area_key, renewed)
    return {row.unit_id for row in found}


Change = tuple[Counter[Around], Counter[Around]]
"""What some units said, and what they say now."""


def _recount(kept: Kept, changes: Mapping[int, Change]) -> list[int]:
    """Count what places are said to lie in anew; return those of which something else is agreed now."""
    known = _votes(kept, changes)
    renewed, new = [], []
    for key, (before, after) in changes.items():
        votes = Counter(known[key])
        votes.subtract(before)
        votes.update(after)
        votes = +votes
        if agreed(votes) != agreed(known[key]):
            renewed.append(key)
        new += _rows(key, votes)
    kept.remove(areas.c.area_key, changes)
    kept.add(areas, new)
    return renewed


def _votes(kept: Kept, keys: Iterable[int]) -> dict[int, Counter[Around]]:
    found: dict[int, Counter[Around]] = defaultdict(Counter)
    for row in kept.find(areas.c.area_key, sorted(keys)):
        found[row["area_key"]][row["outer"], row["level"]] = row["stories"]
    return found


def _rows(key: int, votes: Mapping[Around, int]) -> list[dict[str, Any]]:
    return [
        {
            "area_key": key,
            "outer_key": number_of(outer),
            "level": level,
            "outer": outer,
            "stories": count,
        }
        for (outer, level), count in sorted(votes.items())
    ]


def seat(kept: Kept, meant: Mapping[int, Spoken]) -> dict[int, Spoken]:
    """Those who spoke in units, bodies with the areas that they speak for; keeps of which places that tells.

    Args:
        kept: to be changed.
        meant: by the numbers of units, those who spoke.
    """
    places = {number: places_spoken_for(spoken) for number, spoken in meant.items()}
    known = _around(kept, {place for some in places.values() for place in some})
    kept.remove(unit_seats.c.unit_id, sorted(meant))
    kept.add(
        unit_seats,
        [
            {"unit_id": number, "area_key": key}
            for number, some in sorted(places.items())
            for key in sorted({number_of(at) for place in some for at in known.reached(place)})
        ],
    )
    return {number: seated(spoken, known) for number, spoken in meant.items()}


def _around(kept: Kept, places: Iterable[str]) -> Areas:
    """What some places lie in, and what that lies in, as far as it goes."""
    around: dict[str, tuple[Around, ...]] = {}
    edge = set(places)
    for _ in range(DEEPEST):
        votes = _votes(kept, [number_of(place) for place in edge])
        around |= {place: agreed(votes[number_of(place)]) for place in sorted(edge)}
        edge = {outer for place in edge for outer, _ in around[place]} - around.keys()
        if not edge:
            break
    return Areas(around)
