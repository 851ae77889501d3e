"""Ages told apart from counts: "aged 34", "34-year-old", "Juma, 34, said", "she turned 40"."""

from reportedly.reading.quantities import numbers
from reportedly.reading.quantities.place import Place, tables

_DASHES = frozenset("-–‑")


def is_age(place: Place) -> bool:
    """Whether the number is a person's age: "aged 34", "34-year-old", "Juma, 34, said"."""
    table, numeral = tables(), place.numeral
    if place.before in table.ages or (
        place.before == "of" and place.lower(place.at - 2) in ("age", "ages")
    ):
        return True
    if _listed(place):
        return True
    behind = [item.lower for item in place.lexemes[place.stop : place.stop + 6]]
    words = tuple([word for word in behind if word not in _DASHES][:3])
    if (
        words in table.ages_behind
        or words[:2] in table.ages_behind
        or words[:1] in table.ages_behind
    ):
        return True
    if numeral.value is None or not 0 < numeral.value <= 115 or numeral.scale > 1:
        return False
    if _of_person(place) or _bounds_age(place):
        return True
    opened = place.before in (",", "(") and (
        place.capital(place.at - 2) or place.lower(place.at - 2) in table.persons
    )
    closes = {",": (",", ".", "", ")"), "(": (")",)}.get(place.before, ())
    return opened and place.behind in closes and place.lexemes[place.at].sort == "digits"


def _listed(place: Place) -> bool:
    """Whether a bare number goes on a list of ages: "aged nine, 11 and 12"."""
    at = place.at
    while at > 1 and place.lower(at - 1) in _JOINING:
        at -= 1
        while at > 0 and place.lower(at - 1) in _JOINING:
            at -= 1
        before = place.lexemes[at - 1]
        if before.sort != "digits" and before.lower not in numbers.tables().small:
            return False
        at -= 1
        if place.lower(at - 1) in tables().ages:
            return not place.behind.isalpha() or place.behind in tables().behind_age
    return False


_JOINING = frozenset({",", "and", "or"})


def _bounds_age(place: Place) -> bool:
    """Whether a bare number bounds the age of people: "children under 12", "women over 50 who smoke"."""
    table = tables()
    if place.before not in table.age_bounds or place.lower(place.at - 2) not in table.aged:
        return False
    return not place.behind.isalpha() or place.behind in table.behind_age


def _of_person(place: Place) -> bool:
    """A bare number that somebody is, was, or turned: "she is 29", "he will be 35 by May", "she turned 40"."""
    closing = (
        "",
        ".",
        ",",
        ";",
        "when",
        "by",
        "in",
        "on",
        "at",
        "and",
        "next",
        "this",
        "last",
        "but",
    )
    if place.behind not in closing or place.before not in tables().age_verbs:
        return False
    near = [place.lower(index) for index in (place.at - 2, place.at - 3)]
    return any(word in ("he", "she", "i", "who") for word in near)
