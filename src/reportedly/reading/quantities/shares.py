"""Shares of a whole as percent: two-thirds, half of, one in three, nine out of ten."""

from decimal import Decimal

from reportedly.reading.quantities import measures, moving, numbers, powers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.numbers import Numeral
from reportedly.vocabulary import load


def share(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """The share at lexeme `at` as a numeral whose scale is -1, the mark of a percentage."""
    table, lexeme = numbers.tables(), lexemes[at]
    shares = table.fractions
    if lexeme.sort == "digits":
        if not lexeme.lower.isdigit() or len(lexeme.lower) > _LONGEST:
            return None
    elif lexeme.lower not in table.small and lexeme.lower not in ("half", "a", "one"):
        return None
    words = [item.lower for item in lexemes[at : at + 5]]
    words += [""] * (5 - len(words))
    first = table.small.get(words[0])
    if words[0] == "half" and words[1] in ("of", "the", "its", "their"):
        return _percent(Decimal(50), at + 1)
    if words[0] in ("a", "one") and words[1] in shares and _is_share(lexemes, at, words):
        return _percent(Decimal(100) * Decimal(shares[words[1]]), at + 2)
    if lexeme.sort == "digits" and words[1] == "/":
        return _in_digits(lexemes, at)
    if first is None and lexeme.sort == "digits":
        first = int(words[0])
    if not first:
        return None
    offset = 2 if words[1] == "-" else 1
    named = words[offset] in shares and (offset == 2 or words[offset].endswith(("s", "half")))
    hyphened = offset == 2
    if named and (words[offset] != "quarters" or hyphened or words[offset + 1] in ("of", "the")):
        return _percent(first * Decimal(100) * Decimal(shares[words[offset]]), at + offset + 1)
    return _of_so_many(lexemes, at, words, first)


def _is_share(lexemes: list[Lexeme], at: int, words: list[str]) -> bool:
    """Whether "a third" is a share: "a third of the crop", "fell by a third", "more than a fifth since May"."""
    if words[2] == "of" and words[3] not in ("a", "an"):
        return True
    before = lexemes[at - 1].lower if at > 0 else ""
    table = load("numbers")["alone"]
    led = before in table["before"] or moving.moves(before)
    clock = words[2] == "to" and (words[3][:1].isdigit() or words[3] in numbers.tables().small)
    return led and not clock and (not words[2].isalpha() or words[2] in table["behind"])


def _in_digits(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """A share in digits: "3/4 of the land"."""
    part = powers.fraction(lexemes, at)
    if part is None:
        return None
    behind = [item.lower for item in lexemes[part[1] : part[1] + 2]]
    if behind[:1] != ["of"] or behind[1:] in (["a"], ["an"]):
        return None
    return _percent(100 * part[0], part[1])


# The most digits that the first number of a share has: "999 out of 1000".
_LONGEST = 3


def _of_so_many(lexemes: list[Lexeme], at: int, words: list[str], first: int) -> Numeral | None:
    """A share by two numbers: "one in three", "nine out of ten"."""
    if words[1] not in ("in", "out"):
        return None
    behind = {("in",): 2, ("out", "of"): 3, ("in", "every"): 3}
    for joint, length in behind.items():
        if tuple(words[1 : 1 + len(joint)]) != joint:
            continue
        second = numbers.read(lexemes, at + length) if at + length < len(lexemes) else None
        whole = second.value if second else None
        if second is None or not isinstance(whole, int) or not first < whole <= 1000:
            continue
        if joint == ("in",) and not (second.words or whole in (5, 10, 20, 50, 100, 1000)):
            continue
        unit = measures.unit_behind(lexemes, second.stop)
        if unit is None:
            return _percent(Decimal(100) * first / whole, second.stop)
    return None


def _percent(value: Decimal, stop: int) -> Numeral:
    numeral = numbers.exact(round(value, 2), stop, words=True)
    return numeral._replace(scale=-1)


def part_of_unit(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """A part of one unit: "half an hour", "a quarter of a mile", "a tenth of a point", "a quarter point"."""
    shares, article = numbers.tables().fractions, ("a", "an")
    first, behind = lexemes[at].lower, lexemes[at + 1].lower if at + 1 < len(lexemes) else ""
    if behind not in shares and not (first == "half" and behind in article):
        return None
    words = [item.lower for item in lexemes[at : at + 5]] + [""] * 5
    counted = numbers.tables().small.get(words[0], 1 if words[0] in article else 0)
    if words[0] == "half" and words[1] in article:
        size, part = 2, Decimal("0.5")
    elif counted and words[1] in shares and words[2] == "of" and words[3] in article:
        size, part = 4, counted * Decimal(str(shares[words[1]]))
    elif words[0] in article and words[1] in ("half", "quarter"):
        size, part = 2, Decimal(str(shares[words[1]]))
    else:
        return None
    unit = measures.unit_behind(lexemes, at + size)
    if unit is None or unit[0].sort not in ("percent", "measure", "amount", "duration"):
        return None
    return numbers.exact(round(part, 6), at + size, words=True)
