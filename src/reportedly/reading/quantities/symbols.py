"""Symbols of units written as physics writes them: "352 μm", "32m2", "1.3 A/cm2", "12kN".

Prefixes and symbols are read by `pint`, whose registry is made when the first such symbol is met: the
units that news uses are words in the vocabulary, and need it not.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.reading.quantities.lexing import Lexeme
from reportedly.vocabulary import load

if TYPE_CHECKING:
    from pint import UnitRegistry

_PART = r"(?:[A-Za-z\u00b5\u03bc\u03a9]{1,6}|°[CF]?)"
_SYMBOL = re.compile(
    rf"(?P<name>{_PART})(?P<power>\^?[23]|[²³])?"
    rf"(?:/(?P<under>{_PART})(?P<under_power>\^?[23]|[²³])?)?(?![\w/])"
)
_GREEK = frozenset("\u00b5\u03bc\u03a9")
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}


def symbol_behind(text: str, lexemes: list[Lexeme], at: int) -> tuple[str, int] | None:
    """The unit's name whose symbol begins behind lexeme `at - 1`, and the lexeme where it ends.

    A symbol that does not touch its number must have a power, a letter of Greek, or be divided by
    another: it is a word else.
    """
    if not 0 < at < len(lexemes) or lexemes[at].sort != "word":
        return None
    start, glued = lexemes[at].start, lexemes[at - 1].joins(lexemes[at])
    if start - lexemes[at - 1].end > 1:
        return None
    match = _SYMBOL.match(text, start)
    if match is None:
        return None
    powers = match["power"] or match["under_power"]
    greek = not _GREEK.isdisjoint(match[0])
    divided = bool(match["under"]) and len(match["name"]) < 4 and len(match["under"]) < 4
    if not (powers or greek or divided or (glued and len(match["name"]) > 1)):
        return None
    if not (powers or divided) and match["name"].lower() in load("symbols")["never"]:
        return None
    name = _name(match["name"], match["power"])
    if name is not None and match["under"]:
        under = _name(match["under"], match["under_power"])
        name = f"{name} per {under}" if under else None
    if name is None:
        return None
    stop = at
    while stop < len(lexemes) and lexemes[stop].start < match.end():
        stop += 1
    return name, stop


def _name(symbol: str, power: str | None) -> str | None:
    name = _known(symbol)
    if name is None or power is None:
        return name
    return f"{_POWERS[power[-1]]} {name}"


@cache
def _registry() -> "UnitRegistry[float]":
    # Imported here: library and registry cost half a second, and most texts have no such symbol.
    from pint import UnitRegistry  # noqa: PLC0415

    return UnitRegistry()


@cache
def _known(symbol: str) -> str | None:
    """The name of a symbol, as British English spells it, where the vocabulary admits what it measures."""
    table = load("symbols")
    for prefix, unit, plural in _registry().parse_unit_name(symbol):
        if plural or unit not in table["bases"] or prefix not in table["prefixes"]:
            continue
        return prefix + str(table["spelled"].get(unit, unit)).replace("_", " ")
    return None
