"""Signs before a number that turn it below zero: "minus 5 degrees", "-1.4%"."""

from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.numbers import Numeral

_MARKS = frozenset("-−–")


def minus_before(lexemes: list[Lexeme], at: int, *, measured: bool) -> int | None:
    """Where the sign before lexeme `at` begins, or None.

    A bare dash counts only before what is measured, or has decimals: before a count it is a list's or
    a sentence's.
    """
    if at < 1:
        return None
    first = at - 1
    if lexemes[first].lower in _MARKS and lexemes[first].joins(lexemes[at]):
        if first > 0 and lexemes[first - 1].lower == "minus":
            return first - 1
        free = first == 0 or not lexemes[first - 1].joins(lexemes[first])
        opened = first > 0 and lexemes[first - 1].lower == "("
        measured = measured or "." in lexemes[at].lower
        return first if measured and (free or opened) else None
    tolerance = first > 0 and lexemes[first - 1].lower == "or"
    return first if lexemes[first].lower == "minus" and not tolerance else None


def negative(numeral: Numeral) -> Numeral:
    """The numeral below zero; a range or a vague word stays what it is."""
    if numeral.value is None:
        return numeral
    value = -numeral.value
    return numeral._replace(value=value, low=value, high=value)
