"""Values of number words and digits: "3.5 million", "a hundred and fifty", "dozens", "9,99,999".

Pure functions over lexemes. A number is read at one place and as long as it goes; hedges, units and
what is counted are the affair of `quantities`.
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportedly.reading.quantities import powers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.records import Comparator, Number
from reportedly.vocabulary import Entry, load

MOST_DIGITS = 15
"""Longer runs of digits are identifiers, not counts; they also lose digits as floating point."""

_WESTERN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")


class Numeral(NamedTuple):
    """A number as its words name it, before any hedge; `stop` is the index of the lexeme behind it."""

    stop: int
    value: Number | None
    low: Number | None
    high: Number | None
    comparator: Comparator
    scale: int = 1
    words: bool = False

    @property
    def vague(self) -> bool:
        """Whether the words name no number: dozens, several."""
        return self.comparator == "vague"


class _Tables(NamedTuple):
    small: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, int]
    vague: dict[str, int]
    vague_multipliers: dict[str, int]
    few: dict[tuple[str, ...], tuple[int, ...]]
    fractions: dict[str, float]
    few_first: frozenset[str]
    zero: frozenset[str]
    zero_first: frozenset[str]
    units: frozenset[str]
    not_units: frozenset[str]
    losing: frozenset[str]
    soldiers: frozenset[str]
    openers: frozenset[str]
    vulgar: dict[str, float]
    metres: frozenset[str]
    raced: frozenset[str]
    ordinals: frozenset[str]


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    entry: Entry = load("numbers")
    return _Tables(
        small={**entry["units"], **entry["teens"]},
        tens=dict(entry["tens"]),
        scales=dict(entry["scales"]),
        attached=dict(entry["attached"]),
        vague=dict(entry["vague"]),
        vague_multipliers=dict(entry["vague_multipliers"]),
        few={tuple(words.split()): tuple(ends) for words, ends in entry["few"].items()},
        fractions=dict(entry["fractions"]),
        few_first=frozenset(words.split()[0] for words in entry["few"]),
        zero=frozenset(entry["zero"]["words"]),
        zero_first=frozenset(words.split()[0] for words in entry["zero"]["words"]),
        units=frozenset(entry["military"]["units"]),
        not_units=frozenset(entry["military"]["not_before"]),
        losing=frozenset(entry["military"]["losing"]),
        soldiers=frozenset(entry["military"]["soldiers"]),
        openers=_openers(entry),
        vulgar=dict(entry["vulgar"]),
        metres=frozenset(entry["metres"]["before"]),
        raced=frozenset(entry["metres"]["raced"]),
        ordinals=frozenset(entry["ordinals"]["words"]),
    )


def _openers(entry: Entry) -> frozenset[str]:
    """The first words of all numbers, zeros, shares and units that are words."""
    words = [*entry["units"], *entry["teens"], *entry["tens"], *entry["scales"], *entry["vague"]]
    words += [
        *entry["vague_multipliers"],
        *entry["few"],
        *entry["zero"]["words"],
        *entry["fractions"],
    ]
    words += [*entry["military"]["units"], "a", "an", "couple", "company"]
    return frozenset(word.split()[0] for word in words)


def whole(value: Decimal | float) -> Number:
    """The value as an int where it is one, else as a float."""
    return int(value) if value == int(value) else float(value)


def digits_value(digits: str) -> Decimal | None:
    """The value of digits with grouping and decimal point; None where they name no number."""
    if len(digits) > 2 * MOST_DIGITS or sum(c.isdigit() for c in digits) > MOST_DIGITS:
        return None
    if not (_PLAIN.fullmatch(digits) or _WESTERN.fullmatch(digits) or _INDIAN.fullmatch(digits)):
        return None
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        return None
    return Decimal(digits.replace(",", ""))


def exact(value: Decimal, stop: int, *, scale: int = 1, words: bool = False) -> Numeral:
    """A numeral that names one number."""
    number = whole(value)
    return Numeral(stop, number, number, number, "exactly", scale, words)


def read(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """The longest number that begins at lexeme `at`, or None."""
    if at >= len(lexemes):
        return None
    if lexemes[at].sort == "digits":
        return _from_digits(lexemes, at)
    if lexemes[at].sort != "word":
        return None
    return _few(lexemes, at) or _vague(lexemes, at) or _half(lexemes, at) or _words(lexemes, at)


def _lower(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].lower if 0 <= at < len(lexemes) else ""


def _scales(lexemes: list[Lexeme], at: int) -> tuple[int, int]:
    """The product of the scale words from `at` on ("hundred thousand"), and where they end."""
    scales, product = tables().scales, 1
    while True:
        step = at
        if product == 1 and _lower(lexemes, at) == "-":
            step += 1
        scale = scales.get(_lower(lexemes, step))
        if scale is None or product * scale > 10**15:
            return product, at
        product *= scale
        at = step + 1


def _from_digits(lexemes: list[Lexeme], at: int) -> Numeral | None:
    value, stop = _digits(lexemes, at)
    if value is None:
        return None
    if stop < len(lexemes) and lexemes[stop - 1].joins(lexemes[stop]):
        scale = tables().attached.get(lexemes[stop].lower)
        if scale is not None and not _is_power(lexemes, stop + 1) and not _metres(lexemes, stop):
            return exact(value * scale, stop + 1, scale=scale)
    part = _part_behind(lexemes, stop)
    if part is not None:
        value, stop = value + part[0], part[1]
    scale, stop = _scales(lexemes, stop)
    return exact(value * scale, stop, scale=scale)


def _digits(lexemes: list[Lexeme], at: int) -> tuple[Decimal | None, int]:
    """The value of digits as they are written, and where they end: "10 000", "1.6 x 10^8", "€1,5 million"."""
    written = lexemes[at].lower
    stop = at + 1
    if _COMMA.fullmatch(written) and _lower(lexemes, stop) in tables().scales:
        return Decimal(written.replace(",", ".")), stop
    groups = _groups_behind(lexemes, at)
    if groups:
        return digits_value(written + "".join(groups)), at + 1 + len(groups)
    value = digits_value(written)
    if value is None:
        return None, stop
    power = powers.of_ten(lexemes, stop)
    if power is not None:
        return value * power[0], power[1]
    return powers.fraction(lexemes, at) or (value, stop)


_COMMA = re.compile(r"\d{1,3},\d{1,2}")


def _groups_behind(lexemes: list[Lexeme], at: int) -> list[str]:
    """The groups of three digits behind spaces that go on a number: "12 000", "1 234 567"."""
    if not lexemes[at].lower.isdigit() or len(lexemes[at].lower) > 3 or lexemes[at].lower == "0":
        return []
    groups: list[str] = []
    stop = at + 1
    while stop < len(lexemes) and len(lexemes[stop].lower) == 3 and lexemes[stop].lower.isdigit():
        if lexemes[stop].start != lexemes[stop - 1].end + 1:
            break
        groups.append(lexemes[stop].lower)
        stop += 1
    return groups if len(groups) > 1 or groups == ["000"] else []


def _metres(lexemes: list[Lexeme], at: int) -> bool:
    """Whether an "m" written onto a number is metres: "the 100m final", "800m deep", "won the 200m in 20 seconds"."""
    if lexemes[at].lower != "m":
        return False
    raced = _lower(lexemes, at - 2) == "the" and lexemes[at - 1].lower in tables().raced
    return raced or _lower(lexemes, at + 1) in tables().metres


def _part_behind(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """A part of one that goes on a whole number: "and a half", "1/2", "½"."""
    added = _and_part(lexemes, at)
    if added is not None:
        return added
    vulgar = tables().vulgar.get(_lower(lexemes, at))
    if vulgar is not None:
        return Decimal(str(vulgar)), at + 1
    hyphened = _lower(lexemes, at) == "-" and at + 1 < len(lexemes)
    if hyphened and lexemes[at - 1].joins(lexemes[at]) and lexemes[at].joins(lexemes[at + 1]):
        hanging = powers.fraction(lexemes, at + 1)
        whole_before = lexemes[at - 1].lower.isdigit()
        return hanging if hanging is None or whole_before else (Decimal(0), hanging[1])
    part = powers.fraction(lexemes, at)
    return part if part is not None and not lexemes[at - 1].joins(lexemes[at]) else None


def _is_power(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a digit is glued on behind a letter: the square metres of "32m2"."""
    powered = at < len(lexemes) and lexemes[at].lower in ("2", "3", "^")
    return powered and lexemes[at - 1].joins(lexemes[at])


def _and_part(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The part that "and a half", "and three-quarters", perhaps with hyphens, adds, and where it ends."""
    if _lower(lexemes, at) not in ("and", "-"):
        return None
    words: list[str] = []
    stop = at
    while len(words) < len(_AND_A_PART) and stop < len(lexemes):
        if lexemes[stop].lower != "-":
            words.append(lexemes[stop].lower)
        stop += 1
    if words[:2] == ["and", "three"] and words[2:] in (["quarter"], ["quarters"]):
        return Decimal("0.75"), stop
    part = _PARTS.get(words[-1]) if words[:2] == _AND_A_PART[:2] else None
    return None if part is None else (part, stop)


_AND_A_PART = ["and", "a", "half"]


def _few(lexemes: list[Lexeme], at: int) -> Numeral | None:
    found = tables().few
    if lexemes[at].lower not in tables().few_first:
        return _couple(lexemes, at)
    for length in (3, 2, 1):
        words = tuple(item.lower for item in lexemes[at : at + length])
        ends = found.get(words)
        if ends is None or len(words) < length:
            continue
        stop = at + length
        behind_of = stop + 1 if _lower(lexemes, stop) == "of" else stop
        scale, after = _scales(lexemes, behind_of)
        if scale == 1 or len(ends) == 1:
            high = ends[1] if len(ends) > 1 else None
            return Numeral(stop, None, ends[0], high, "vague", words=True)
        return Numeral(after, None, ends[0] * scale, ends[1] * scale, "vague", scale, words=True)
    return _couple(lexemes, at)


def _couple(lexemes: list[Lexeme], at: int) -> Numeral | None:
    start = at + 1 if _lower(lexemes, at) == "a" else at
    if _lower(lexemes, start) != "couple":
        return None
    stop = start + 1
    scale, after = _scales(lexemes, stop + 1 if _lower(lexemes, stop) == "of" else stop)
    if scale == 1:
        return Numeral(stop, 2, 2, 2, "about", words=True)
    return Numeral(after, 2 * scale, 2 * scale, 2 * scale, "about", scale, words=True)


def _vague(lexemes: list[Lexeme], at: int) -> Numeral | None:
    table = tables()
    first = _lower(lexemes, at)
    multiplier = table.vague_multipliers.get(first)
    if multiplier and _lower(lexemes, at + 1) == "of":
        base = table.vague.get(_lower(lexemes, at + 2))
        if base and base > table.vague.get(first, 0):
            return Numeral(at + 3, None, base * multiplier, None, "vague", words=True)
    floor = table.vague.get(first)
    if floor is None:
        return None
    stop = at + 1
    if _lower(lexemes, stop) in ("upon", "and") and _lower(lexemes, stop + 1) == first:
        stop += 2
    return Numeral(stop, None, floor, None, "vague", words=True)


def _half(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """Half a million, half a dozen, a half million, a quarter of a million."""
    start = at + 1 if _lower(lexemes, at) in ("a", "one") else at
    share = _PARTS.get(_lower(lexemes, start))
    if share is None:
        return None
    stop = start + 1
    while _lower(lexemes, stop) in ("a", "of", "-"):
        stop += 1
    scale, after = _scales(lexemes, stop)
    return exact(share * scale, after, scale=scale, words=True) if scale > 1 else None


_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def _words(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """Cardinal words: "twenty-six", "two hundred and six thousand", "a hundred", "ten million"."""
    total, stop, limit, greatest = Decimal(0), at, 10**18, 1
    while limit > 1:
        step = stop + 1 if stop > at and _lower(lexemes, stop) == "and" else stop
        group = _group(lexemes, step, first=stop == at)
        if group is None or (step > stop and group[0] >= 1000):
            break
        value, after = group
        scale, behind = _scales(lexemes, after)
        if scale >= limit:
            break
        if stop > at and value * scale >= limit:
            break
        total, stop, limit = total + value * scale, behind, scale
        greatest = max(greatest, scale)
    if stop == at:
        return None
    added = _and_part(lexemes, stop)
    if added is None:
        return exact(total, stop, scale=greatest, words=True)
    part, stop = added
    if greatest >= 1000:
        return exact(total + greatest * part, stop, scale=greatest, words=True)
    scale, behind = _scales(lexemes, stop)
    return exact((total + part) * scale, behind, scale=scale, words=True)


def _group(lexemes: list[Lexeme], at: int, *, first: bool) -> tuple[Decimal, int] | None:
    """A number under a thousand, and where it ends; a leading "a" counts before a scale word."""
    table = tables()
    if first and _lower(lexemes, at) in ("a", "an"):
        if _lower(lexemes, at + 1) not in table.scales:
            return None
        if _lower(lexemes, at + 1) != "hundred":
            return Decimal(1), at + 1
        rest = _after_hundred(lexemes, at + 2)
        return Decimal(100) + rest[0], rest[1]
    pair = _below_hundred(lexemes, at)
    if pair is None:
        return None
    value, stop = pair
    hundred = stop + 1 if _lower(lexemes, stop) == "-" else stop
    if 0 < value < 100 and _lower(lexemes, hundred) == "hundred":
        rest = _after_hundred(lexemes, hundred + 1)
        return Decimal(value * 100 + rest[0]), rest[1]
    return Decimal(value), stop


def _after_hundred(lexemes: list[Lexeme], at: int) -> tuple[int, int]:
    step = at + 1 if _lower(lexemes, at) == "and" else at
    return _below_hundred(lexemes, step) or (0, at)


def _below_hundred(lexemes: list[Lexeme], at: int) -> tuple[int, int] | None:
    table = tables()
    word = _lower(lexemes, at)
    if word in table.small:
        return table.small[word], at + 1
    tens = table.tens.get(word)
    if tens is None:
        return None
    step = at + 2 if _lower(lexemes, at + 1) == "-" else at + 1
    unit = table.small.get(_lower(lexemes, step), 0)
    return (tens + unit, step + 1) if 0 < unit < 10 else (tens, at + 1)
