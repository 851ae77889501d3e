"""Units and currencies around a number: "7.62mm", "200 million yuan", "US$1.2bn", "two tonnes"."""

from functools import cache
from typing import Literal, NamedTuple, cast

from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.vocabulary import load

Sort = Literal[
    "count",
    "zero",
    "money",
    "percent",
    "measure",
    "amount",
    "duration",
    "age",
    "frequency",
    "votes",
    "score",
]
"""What a number does: counts, is none, or measures; only some of them can be claims."""


class Unit(NamedTuple):
    """A unit's name as figures give it, its sort, and the share of it that the word names."""

    name: str
    sort: Sort
    share: float = 1


class _Tables(NamedTuple):
    units: dict[tuple[str, ...], Unit]
    attached: dict[str, Unit]
    signs: dict[tuple[str, ...], str]
    currencies: dict[tuple[str, ...], Unit]
    longest: dict[str, int]
    """For each first word of a unit or a currency how many words the longest has that begins so."""


CENTS = frozenset({"cent", "cents", "pence", "eurocents"})


def _key(words: str) -> tuple[str, ...]:
    return tuple(item.lower for item in lex(words))


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    units: dict[tuple[str, ...], Unit] = {}
    attached: dict[str, Unit] = {}
    for name, entry in load("units").items():
        unit = Unit(name, cast("Sort", entry["sort"]))
        units.update({_key(words): unit for words in entry["words"]})
        attached.update({words.lower(): unit for words in entry.get("attached", [])})
    signs: dict[tuple[str, ...], str] = {}
    currencies: dict[tuple[str, ...], Unit] = {}
    for code, entry in load("currencies").items():
        signs.update(
            {tuple(item.lower for item in lex(sign)): code for sign in entry.get("signs", [])}
        )
        for name in (*entry["words"], *entry.get("shared", [])):
            share = 0.01 if name in CENTS else 1.0
            currencies[_key(name)] = Unit(code, "money", share)
    longest: dict[str, int] = {}
    for words in (*units, *currencies):
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return _Tables(units, attached, signs, currencies, longest)


def _longest(lexemes: list[Lexeme], at: int) -> int:
    return tables().longest.get(lexemes[at].lower, 0) if at < len(lexemes) else 0


def unit_behind(lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The unit of measure that begins at lexeme `at`, perhaps behind a hyphen, and where it ends."""
    table = tables()
    step = at + 1 if at < len(lexemes) and lexemes[at].lower == "-" else at
    for length in range(min(_longest(lexemes, step), len(lexemes) - step), 0, -1):
        unit = table.units.get(tuple(item.lower for item in lexemes[step : step + length]))
        if unit is not None:
            return unit, step + length
    if 0 < at < len(lexemes) and lexemes[at - 1].joins(lexemes[at]):
        unit = table.attached.get(lexemes[at].lower)
        if unit is not None:
            return unit, at + 1
    return None


def currency_behind(lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The currency word that begins at lexeme `at` ("US dollars"), and where it ends."""
    table = tables()
    step = at + 1 if at < len(lexemes) and lexemes[at].lower == "-" else at
    for length in range(min(_longest(lexemes, step), len(lexemes) - step), 0, -1):
        words = tuple(item.lower for item in lexemes[step : step + length])
        unit = table.currencies.get(words)
        if unit is not None and not (words == ("us",) and _is_pronoun(lexemes, step)):
            return unit, step + length
    return None


def _is_pronoun(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a lone "US" is more likely the country or the pronoun than dollars: not in brackets."""
    behind = lexemes[at + 1].lower if at + 1 < len(lexemes) else ""
    return behind != ")"


def sign_before(lexemes: list[Lexeme], at: int, *, bare: bool) -> tuple[str, int] | None:
    """The currency sign that ends right before lexeme `at`: its code, and the index where it begins.

    A one-letter sign ("N500m") must touch its number, and the number must not be `bare`, that is
    short and without a multiplier: else it is a model's name.
    """
    table = tables()
    for length in (4, 3, 2, 1):
        if length > at:
            continue
        words = tuple(item.lower for item in lexemes[at - length : at])
        code = table.signs.get(words)
        if code is None:
            continue
        single = length == 1 and len(words[0]) == 1 and words[0].isalpha()
        if single and (bare or not lexemes[at - 1].joins(lexemes[at])):
            continue
        if single and lexemes[at - 1].sort != "word":
            continue
        return code, at - length
    return None
