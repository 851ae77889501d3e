"""Quantities of a sentence, read from its words alone: number, hedge, unit, and what they allow.

`scan` needs no parse, so it also decides which sentences are worth parsing. What a quantity counts is
found later, in `counted`.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reportedly.reading.quantities import apart, hedges, measures, numbers
from reportedly.reading.quantities.hedges import Hedge
from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.measures import Sort
from reportedly.reading.quantities.numbers import Numeral
from reportedly.records import Comparator, Number
from reportedly.vocabulary import load

_DASHES = frozenset("-–‑")
GREATEST = 10**18


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge. Offsets are into the article's text.

    `start` to `end` is the figure's span by `docs/figures.md`; `number` is where the number's own
    words begin; `stop` where what it counts may begin, behind unit or currency.
    """

    start: int
    end: int
    number: int
    stop: int
    value: Number | None
    low: Number | None
    high: Number | None
    comparator: Comparator
    hedge: str | None = None
    sort: Sort = "count"
    unit: str | None = None
    words: bool = False
    form: str = "number"
    scale: int = 1


def scan(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All quantities of `text[start:end]`, one sentence, in order, without overlaps."""
    lexemes = lex(text, start, end)
    found: list[Quantity] = []
    openers = numbers.tables().openers
    at, floor = 0, 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if lexeme.sort == "mark" or (lexeme.sort == "word" and lexeme.lower not in openers):
            at += 1
            continue
        quantity, stop = _at(text, lexemes, at, floor)
        if quantity is not None:
            found.append(quantity)
            floor = stop
        at = max(stop, at + 1)
    return _shared(text, found)


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the first of "from 10 to 20 billion dollars" the scale and the unit of the second."""
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start].strip().lower()
        if between != "to" or first.sort != "count" or first.value is None or not second.value:
            continue
        words = text[max(0, first.start - 5) : first.start].lower()
        if not words.endswith("from ") or (second.sort == "count" and second.scale == 1):
            continue
        scale = (
            second.scale
            if first.scale == 1 and first.value * second.scale <= 100 * second.value
            else 1
        )
        low, high = (None if end is None else end * scale for end in (first.low, first.high))
        value = first.value * scale
        found[index] = replace(
            first, value=value, low=low, high=high, sort=second.sort, unit=second.unit
        )
    return found


def _at(text: str, lexemes: list[Lexeme], at: int, floor: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at lexeme `at`, if any, and the index to go on from."""
    zero = _zero(lexemes, at)
    if zero is not None:
        return zero
    share = _fraction(lexemes, at)
    if share is not None:
        return _hedged(text, lexemes, at, share, floor)
    unit = _military_unit(lexemes, at, floor)
    if unit is not None:
        return unit
    numeral = numbers.read(lexemes, at)
    if numeral is None or _inside_hedge(lexemes, at):
        return None, at + 1
    return _hedged(text, lexemes, at, numeral, floor)


def _inside_hedge(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a number word is a part of a hedge: "as many as", "as few as"."""
    if lexemes[at].lower == "many" and at > 0 and lexemes[at - 1].lower == "how":
        return True
    if lexemes[at].lower == "many" and [item.lower for item in lexemes[at + 1 : at + 2]] == ["of"]:
        return True
    around = [item.lower for item in lexemes[max(0, at - 1) : at + 2]]
    return len(around) == 3 and around[0] == around[2] == "as"


def _military_unit(lexemes: list[Lexeme], at: int, floor: int) -> tuple[Quantity, int] | None:
    """A unit of soldiers as the number itself: "up to a battalion", and bare: "lost battalion of"."""
    table = numbers.tables()
    words = [item.lower for item in lexemes[at : at + 3]] + ["", "", ""]
    size = 2 if words[0] in ("a", "an") else 1
    unit = words[size - 1]
    behind = [item.lower for item in lexemes[at + size + 1 : at + size + 5]]
    of_soldiers = words[size] == "of" and any(word in table.soldiers for word in behind)
    if unit == "company" and size == 2 and of_soldiers:
        pass
    elif unit not in table.units or words[size] in table.not_units:
        return None
    if size == 1 and not (at > 0 and lexemes[at - 1].lower in table.losing):
        return None
    prefix = hedges.before(lexemes, at) if size == 2 else None
    start = prefix[0] if prefix and prefix[0] >= floor else at
    hedge = prefix[1] if prefix and prefix[0] >= floor else None
    bounds = hedges.bound(numbers.exact(Decimal(1), at + size), hedge)
    end = lexemes[at + size - 1].end
    quantity = Quantity(
        lexemes[start].start,
        end,
        lexemes[at].start,
        lexemes[at + size - 1].start if size == 2 else lexemes[at].start + 1,
        1,
        *bounds,
        hedge=hedge.entry if hedge else None,
        words=True,
        form="unit",
    )
    return quantity, at + size


def _zero(lexemes: list[Lexeme], at: int) -> tuple[Quantity, int] | None:
    if lexemes[at].sort != "word":
        return None
    for length in (3, 2, 1):
        words = " ".join(item.lower for item in lexemes[at : at + length])
        if words in numbers.tables().zero and len(lexemes) >= at + length:
            break
    else:
        return None
    behind = lexemes[at + length].lower if at + length < len(lexemes) else ""
    if words in ("no", "not one") and behind in _NOT_ZERO_BEFORE:
        return None
    if words == "no" and [item.lower for item in lexemes[at + 1 : at + 3]] == ["more", "than"]:
        return None
    if words == "neither" and behind != "of":
        return None
    start, end = lexemes[at].start, lexemes[at + length - 1].end
    if words == "no one":
        end = lexemes[at].end
    stop = lexemes[at + length - 1].end
    zero = Quantity(
        start, end, start, stop, 0, 0, 0, "exactly", sort="zero", words=True, form="zero"
    )
    return zero, at + length


_NOT_ZERO_BEFORE = frozenset(
    {
        "longer",
        "fewer",
        "less",
        "later",
        "doubt",
        "matter",
        "sooner",
        "way",
        ",",
        ".",
        "!",
        "other",
        "better",
    }
)


def _fraction(lexemes: list[Lexeme], at: int) -> Numeral | None:
    """A share of a whole as percent: two-thirds, half of, one in three, nine out of ten."""
    shares = numbers.tables().fractions
    words = [item.lower for item in lexemes[at : at + 5]]
    words += [""] * (5 - len(words))
    first = numbers.tables().small.get(words[0])
    if words[0] == "half" and words[1] in ("of", "the", "its", "their"):
        return _percent(Decimal(50), at + 1)
    if words[0] in ("a", "one") and words[1] in shares and words[2] == "of" and words[3] != "a":
        return _percent(Decimal(100) * Decimal(shares[words[1]]), at + 2)
    if first is None and lexemes[at].sort == "digits" and words[0].isdigit() and len(words[0]) < 4:
        first = int(words[0])
    if not first:
        return None
    offset = 2 if words[1] == "-" else 1
    named = words[offset] in shares and (offset == 2 or words[offset].endswith(("s", "half")))
    if named and (words[offset] != "quarters" or words[offset + 1] in ("of", "the")):
        return _percent(first * Decimal(100) * Decimal(shares[words[offset]]), at + offset + 1)
    return _of_so_many(lexemes, at, words, first)


def _of_so_many(lexemes: list[Lexeme], at: int, words: list[str], first: int) -> Numeral | None:
    """A share by two numbers: "one in three", "nine out of ten"."""
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


def _hedged(
    text: str, lexemes: list[Lexeme], at: int, numeral: Numeral, floor: int
) -> tuple[Quantity | None, int]:
    """The quantity of a numeral at lexeme `at`: its range, unit, hedges and bounds."""
    alone = apart.Place(text, lexemes, at, numeral.stop, numeral)
    joined = _range(text, lexemes, at, numeral)
    unit = _unit(lexemes, at, joined)
    if (
        unit.sort in ("count", "votes", "score")
        and joined is numeral
        and apart.counts_nothing(alone)
    ):
        return None, numeral.stop
    if joined.value is not None and abs(joined.value) > GREATEST:
        return None, joined.stop
    number_at = unit.start
    between = "between" if joined.comparator == "between" else ""
    first = number_at
    if between and number_at > floor and lexemes[number_at - 1].lower == "between":
        first = number_at - 1
    prefix = hedges.before(lexemes, first)
    if prefix is not None and prefix[0] < floor:
        prefix = None
    start = prefix[0] if prefix else first
    suffix = None if prefix or between else hedges.after(lexemes, joined.stop)
    hedge = prefix[1] if prefix else suffix[1] if suffix else None
    stop = suffix[0] if suffix else joined.stop
    behind = max(unit.stop, stop)
    sort = unit.sort
    whole = alone._replace(stop=joined.stop)
    if sort in ("count", "duration") and (apart.is_age(alone) or apart.is_age(whole)):
        sort = "age"
    quantity = _quantity(lexemes, joined, hedge, unit, sort)
    end = lexemes[stop - 1].end
    span = (lexemes[start].start, end, lexemes[number_at].start, max(end, lexemes[behind - 1].end))
    quantity = replace(quantity, start=span[0], end=span[1], number=span[2], stop=span[3])
    return quantity, behind


@dataclass(frozen=True, slots=True)
class _Measure:
    """What measures a number: where number and sign begin, where the unit ends, and its name."""

    start: int
    stop: int
    sort: Sort = "count"
    name: str | None = None
    share: float = 1


def _unit(lexemes: list[Lexeme], at: int, numeral: Numeral) -> _Measure:
    if numeral.scale == -1:
        return _Measure(at, numeral.stop, "percent", "percent")
    bare = numeral.scale == 1 and len(lexemes[at].lower) < 3
    sign = measures.sign_before(lexemes, at, bare=bare)
    currency = measures.currency_behind(lexemes, numeral.stop)
    if sign is not None:
        code, start = sign
        glued = lexemes[at - 1].joins(lexemes[at])
        stop = currency[1] if currency else numeral.stop
        return _Measure(start if glued else at, stop, "money", code)
    unit = measures.unit_behind(lexemes, numeral.stop)
    if unit is not None and (currency is None or unit[1] > currency[1]):
        return _Measure(at, unit[1], unit[0].sort, unit[0].name)
    if currency is not None:
        return _Measure(at, currency[1], "money", currency[0].name, currency[0].share)
    return _Measure(at, numeral.stop)


def _quantity(
    lexemes: list[Lexeme], numeral: Numeral, hedge: Hedge | None, unit: _Measure, sort: Sort
) -> Quantity:
    bounds = hedges.bound(numeral, hedge)
    if unit.share == 1:
        value, low, high = numeral.value, bounds.low, bounds.high
    else:
        value, low, high = (
            None if end is None else numbers.whole(Decimal(str(end)) * Decimal(str(unit.share)))
            for end in (numeral.value, bounds.low, bounds.high)
        )
    name = "year of age" if sort == "age" else unit.name
    return Quantity(
        *(lexemes[0].start, lexemes[0].end, 0, 0),
        value=value,
        low=low,
        high=high,
        comparator=bounds.comparator,
        hedge=hedge.entry if hedge else None,
        sort=sort,
        unit=name,
        words=numeral.words,
        scale=max(numeral.scale, 1),
    )


def _range(text: str, lexemes: list[Lexeme], at: int, numeral: Numeral) -> Numeral:
    """The range that begins with `numeral` ("40 to 50", "two or three"), or `numeral` itself."""
    stop = numeral.stop
    opened = at > 0 and lexemes[at - 1].lower == "between"
    currency = measures.currency_behind(lexemes, stop) if opened else None
    joint = currency[1] if currency else stop
    if numeral.comparator != "exactly" or numeral.scale == -1 or joint + 1 >= len(lexemes):
        return numeral
    word = lexemes[joint].lower
    second_at = joint + 1
    sign = measures.tables().signs
    if (lexemes[second_at].lower,) in sign and second_at + 1 < len(lexemes):
        second_at += 1
    if not _may_join(lexemes, at, joint, word, opened=opened):
        return numeral
    second = numbers.read(lexemes, second_at)
    if second is None or second.value is None or second.comparator != "exactly":
        return numeral
    low, high = numeral.value, second.value
    if low is None:
        return numeral
    if numeral.scale == 1 and second.scale > 1 and low < high / second.scale:
        low = numbers.whole(Decimal(str(low)) * second.scale)
    if not low < high or (word == "or" and not (high <= 2 * low or high == low + 1)):
        return numeral
    place = apart.Place(text, lexemes, at, numeral.stop, numeral)
    last = apart.Place(text, lexemes, second_at, second.stop, second)
    if any(apart.counts_nothing(item) for item in (place, last)):
        return numeral
    return Numeral(second.stop, None, low, high, "between", second.scale, words=numeral.words)


def _may_join(lexemes: list[Lexeme], at: int, joint: int, word: str, *, opened: bool) -> bool:
    if opened:
        return word in ("and", "to") or word in _DASHES
    if word in _DASHES:
        return lexemes[joint - 1].joins(lexemes[joint]) == lexemes[joint].joins(lexemes[joint + 1])
    if word == "to":
        origin = at - 1
        if at > 0 and hedges.before(lexemes, at):
            origin = hedges.before(lexemes, at)[0] - 1  # type: ignore[index]
        if origin >= 0 and lexemes[origin].lower == "from":
            around = {item.lower for item in lexemes[max(0, origin - 4) : origin]}
            return bool(around & set(load("numbering")["ranging"]))
        return True
    return word == "or"
