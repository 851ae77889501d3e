"""Hedges: the words around a number that say how near to it the truth may lie ("more than", "or so")."""

from functools import cache
from typing import NamedTuple, cast

from reportedly.reading.quantities import moving
from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.numbers import Numeral
from reportedly.records import Comparator, Number
from reportedly.vocabulary import Entry, load

LONGEST = 5
"""The most lexemes that a hedge of the vocabulary has."""


class Hedge(NamedTuple):
    """One vocabulary entry: its words as lexemes, the entry as written, and its comparator."""

    entry: str
    comparator: Comparator


class _Tables(NamedTuple):
    before: dict[tuple[str, ...], Hedge]
    after: dict[tuple[str, ...], Hedge]
    between: frozenset[tuple[str, ...]]
    last: frozenset[str]
    """The last words of the hedges that stand before a number."""
    between_last: frozenset[str]
    """The last words of what may stand between hedge and number."""
    first: frozenset[str]
    """The first words of the hedges that stand behind a number."""


def _key(words: str) -> tuple[str, ...]:
    return tuple(item.lower for item in lex(words))


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    entry: Entry = load("hedges")
    sides: dict[str, dict[tuple[str, ...], Hedge]] = {}
    for side in ("before", "after"):
        sides[side] = {
            _key(words): Hedge(words, cast("Comparator", comparator))
            for comparator, group in entry[side].items()
            for words in group["words"]
        }
    between = frozenset(_key(words) for words in entry["between"]["words"])
    last = frozenset(words[-1] for words in sides["before"])
    between_last = frozenset(words[-1] for words in between)
    first = frozenset(words[0] for words in sides["after"])
    return _Tables(sides["before"], sides["after"], between, last, between_last, first)


def before(lexemes: list[Lexeme], at: int) -> tuple[int, Hedge] | None:
    """The hedge that ends right before lexeme `at`, and the index where it begins.

    Of two hedges in a row ("at least some 200") the outer one bounds the number, the span takes both.
    """
    found = _one_before(lexemes, at) or _over_a_between_word(lexemes, at)
    if found is None:
        return None
    start, hedge = found
    outer = _one_before(lexemes, start)
    if outer is None:
        return found
    return outer if outer[1].comparator != "about" else (outer[0], hedge)


def _one_before(lexemes: list[Lexeme], at: int) -> tuple[int, Hedge] | None:
    entries, last = tables().before, tables().last
    if at < 1 or lexemes[at - 1].lower not in last:
        return None
    for length in range(min(LONGEST, at), 0, -1):
        hedge = entries.get(tuple(item.lower for item in lexemes[at - length : at]))
        if hedge is not None and not _is_level(lexemes, at - length, hedge):
            return at - length, hedge
    return None


def _is_level(lexemes: list[Lexeme], start: int, hedge: Hedge) -> bool:
    """Whether "up to" belongs to a verb of movement and leads to the level reached: "edged up to 3.6%"."""
    return hedge.entry == "up to" and start > 0 and moving.rises(lexemes[start - 1].lower)


def _over_a_between_word(lexemes: list[Lexeme], at: int) -> tuple[int, Hedge] | None:
    between, last = tables().between, tables().between_last
    if at < 1 or lexemes[at - 1].lower not in last:
        return None
    for length in range(min(3, at), 0, -1):
        if tuple(item.lower for item in lexemes[at - length : at]) in between:
            return _one_before(lexemes, at - length)
    return None


def after(lexemes: list[Lexeme], at: int) -> tuple[int, Hedge] | None:
    """The hedge that begins at lexeme `at`, and the index of the lexeme behind it."""
    entries, first = tables().after, tables().first
    if at >= len(lexemes) or lexemes[at].lower not in first:
        return None
    for length in range(min(LONGEST, len(lexemes) - at), 0, -1):
        hedge = entries.get(tuple(item.lower for item in lexemes[at : at + length]))
        if hedge is not None:
            return at + length, hedge
    return None


def leads_time(lexemes: list[Lexeme], start: int, hedge: Hedge) -> bool:
    """Whether "over" before a length of time is a preposition: "60,000 guests over three days"."""
    if hedge.entry != "over":
        return False
    before = lexemes[start - 1].lower if start > 0 else ""
    return before not in load("hedges")["before_over"]["words"]


class Bounds(NamedTuple):
    """What a hedged number allows, by the table of `docs/figures.md`."""

    low: Number | None
    high: Number | None
    comparator: Comparator


def bound(numeral: Numeral, hedge: Hedge | None) -> Bounds:
    """The interval of `numeral` under `hedge`; a vague word and a range stay what they are."""
    number = numeral.value
    if hedge is None or numeral.comparator in ("vague", "between") or number is None:
        return Bounds(numeral.low, numeral.high, numeral.comparator)
    comparator = hedge.comparator
    if comparator in ("at_least", "more_than"):
        return Bounds(number, None, comparator)
    if comparator in ("at_most", "less_than"):
        return Bounds(None, number, comparator)
    return Bounds(number, number, "about")
