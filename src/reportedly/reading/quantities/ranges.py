"""Two numbers that are one: "40 to 50", "between 40 and 50", "1 per cent to 1.5 per cent", "two or three"."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from reportedly.reading.quantities import apart, hedges, measures, moving, numbers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.numbers import Numeral
from reportedly.reading.quantities.place import Place
from reportedly.reading.quantities.quantity import Quantity
from reportedly.vocabulary import load

_DASHES = frozenset("-–‑")


@cache
def _ranging() -> frozenset[str]:
    return frozenset(load("numbering")["ranging"])


def joined(text: str, lexemes: list[Lexeme], at: int, numeral: Numeral) -> Numeral:
    """The range that begins with `numeral` at lexeme `at`, or `numeral` itself."""
    if numeral.comparator != "exactly" or numeral.scale == -1:
        return numeral
    opened = opening(lexemes, at) < at
    joint, unit = _joint(text, lexemes, numeral.stop)
    if joint + 1 >= len(lexemes):
        return numeral
    signed = measures.sign_before(text, lexemes, at, bare=False)
    whole = unit is not None or signed is not None
    if not _may_join(lexemes, at, joint, opened=opened, whole=whole):
        return numeral
    second_at = joint + 1
    if lexemes[second_at].lower == "-" and second_at + 1 < len(lexemes):
        second_at += 1
    second_at = _over_sign(lexemes, second_at)
    second = numbers.read(lexemes, second_at)
    if second is None or second.comparator != "exactly":
        return numeral
    measured = measures.measured_behind(text, lexemes, second.stop)
    if signed is not None and measured is not None and measured[0].sort != "money":
        return numeral
    if unit is None:
        counting = [(at, numeral)] if measured else [(at, numeral), (second_at, second)]
        places = [Place(text, lexemes, begin, item.stop, item) for begin, item in counting]
        if any(apart.counts_nothing(place) for place in places):
            return numeral
    elif measured is None or measured[0].name != unit:
        return numeral
    return _span(numeral, second, alternative=lexemes[joint].lower == "or") or numeral


def _over_sign(lexemes: list[Lexeme], at: int) -> int:
    """Where the number begins behind a currency sign at lexeme `at`; `at` where there is none."""
    for length in (3, 2, 1):
        words = tuple(item.lower for item in lexemes[at : at + length])
        if words in measures.tables().signs and at + length < len(lexemes):
            return at + length
    return at


def _span(first: Numeral, second: Numeral, *, alternative: bool) -> Numeral | None:
    """The range from one number to the other, where they can be its ends: "10 to 20 million", "two or three"."""
    low, high = first.value, second.value
    if low is None or high is None:
        return None
    if first.scale == 1 and second.scale > 1 and low < high / second.scale:
        low = numbers.whole(Decimal(str(low)) * second.scale)
    if not low < high or (alternative and not (high <= 2 * low or high == low + 1)):
        return None
    return Numeral(second.stop, None, low, high, "between", second.scale, words=first.words)


def opening(lexemes: list[Lexeme], at: int) -> int:
    """Where "between", or "between the ages of", before lexeme `at` begins; `at` where there is none."""
    if at < 1 or lexemes[at - 1].lower not in ("between", "of", "ages"):
        return at
    for words in (("between",), ("between", "the", "ages", "of"), ("between", "ages")):
        first = at - len(words)
        if first >= 0 and tuple(item.lower for item in lexemes[first:at]) == words:
            return first
    return at


def _joint(text: str, lexemes: list[Lexeme], stop: int) -> tuple[int, str | None]:
    """Where the word that joins two numbers stands, behind the first and its unit; and that unit."""
    hanging = [item.lower for item in lexemes[stop : stop + 2]]
    if hanging in (["-", "to"], ["-", "or"]) and lexemes[stop - 1].joins(lexemes[stop]):
        return stop + 1, None
    unit = measures.measured_behind(text, lexemes, stop)
    return (stop, None) if unit is None else (unit[1], unit[0].name)


def _may_join(lexemes: list[Lexeme], at: int, joint: int, *, opened: bool, whole: bool) -> bool:
    """Whether the word at `joint` makes one range; two numbers, each with its unit, are an amount and a level."""
    word = lexemes[joint].lower
    if opened:
        return word in ("and", "to") or word in _DASHES
    if word in _DASHES:
        return lexemes[joint - 1].joins(lexemes[joint]) == lexemes[joint].joins(lexemes[joint + 1])
    if word != "to":
        return word == "or"
    hedge = hedges.before(lexemes, at)
    origin = (hedge[0] if hedge else at) - 1
    while origin >= 0 and (lexemes[origin].lower,) in measures.tables().signs:
        origin -= 1
    if origin < 0:
        return True
    before = lexemes[origin].lower
    if before == "from":
        around = {item.lower for item in lexemes[max(0, origin - 4) : origin]}
        return bool(around & _ranging())
    return not (whole and (before == "by" or moving.moves(before)))


def shared(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Give the ends of "from 10 to 20 billion dollars", "from 40 pounds to 30" each what the other says."""
    given = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        words = text[max(0, first.start - 12) : first.start].lower()
        if not words.rstrip().endswith(("from", "from about", "from around")):
            continue
        if first.low is None or not second.value:
            continue
        between = text[first.end : second.start].strip().lower()
        joint = text[first.stop : second.start].strip().lower()
        if (
            between == "to"
            and first.value is not None
            and first.sort == "count"
            and not _bare(second)
        ):
            given[index] = _scaled(first, second)
        elif joint == "to" and first.sort != "count" and _bare(second):
            given[index + 1] = replace(second, sort=first.sort, unit=first.unit)
    return given


def _bare(quantity: Quantity) -> bool:
    return quantity.sort == "count" and quantity.scale == 1


def _scaled(first: Quantity, second: Quantity) -> Quantity:
    """The first number with the unit of the second, and with its scale where that fits."""
    if first.value is None or second.value is None:
        return first
    below = first.scale == 1 and first.value * second.scale <= 100 * second.value
    scale = second.scale if below else 1
    low, high = (None if end is None else end * scale for end in (first.low, first.high))
    value = first.value * scale
    return replace(first, value=value, low=low, high=high, sort=second.sort, unit=second.unit)
