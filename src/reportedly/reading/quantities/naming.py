"""The normal names of units: "dollar", "percentage", "kilometre", "tonne per day"."""

from collections.abc import Sequence
from functools import cache

from babel.numbers import get_currency_name

from reportedly.reading.quantities import measures
from reportedly.reading.quantities.measures import Sort
from reportedly.vocabulary import load


@cache
def unit_name(unit: str, sort: Sort, share: float = 1) -> str:
    """The normal name of a unit as the scan gives it: of a currency by its ISO 4217 code ("USD": "dollar").

    Currencies are called as CLDR calls one of them, in lower case, where the vocabulary has no other name.
    """
    if sort == "money":
        entry = load("currencies").get(unit, {})
        if share != 1:
            return str(entry.get("hundredth", "cent"))
        return str(entry.get("name") or get_currency_name(unit, count=1, locale="en").lower())
    return "percentage" if unit == "percent" else unit


_NOT_RATES = frozenset({"ago", "later", "earlier", "before", "after", "old", "apart", "away"})
_MORE_OF_IT = frozenset({"two", "so", "more", "three", "a", "half", "less", "few"})
"""Behind "and" and "or" these words go on a length of time: "a year or so", "a day and a half"."""


def per(lowers: Sequence[str], at: int) -> tuple[str, int] | None:
    """The unit that the words from `at` on divide by ("per square foot", "a day"), and where they end."""
    words = [word.rstrip(".") for word in lowers[at : at + 6] if word != "-"]
    skipped = [index for index in range(at, min(at + 6, len(lowers))) if lowers[index] != "-"]
    if len(words) < 2 or words[0] not in ("per", "a", "an", "each", "every", "/"):
        return None
    known = measures.tables().units
    for length in (2, 1):
        unit = known.get(tuple(words[1 : 1 + length]))
        if unit is None or len(words) < 1 + length:
            continue
        behind = [*words[1 + length : 3 + length], "", ""]
        longer = behind[0] in ("or", "and") and behind[1] in _MORE_OF_IT
        if words[0] not in ("per", "/") and (behind[0] in _NOT_RATES or longer):
            return None
        if unit.sort in ("duration", "measure", "amount"):
            return unit.name, skipped[length] + 1
    if words[0] == "per" and words[1].isalpha() and words[1] not in ("cent", "cents", "capita"):
        return words[1], skipped[1] + 1
    return None
