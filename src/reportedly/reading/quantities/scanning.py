"""Quantities of a sentence, read from its words alone: number, hedge, unit, and what they allow.

`scan` needs no parse, so it also decides which sentences are worth parsing. What a quantity counts is
found later, in `counted`.
"""

from dataclasses import dataclass
from decimal import Decimal

from reportedly.reading.quantities import ages, apart, hedges, measures, numbers, ranges, signs
from reportedly.reading.quantities.formations import formation
from reportedly.reading.quantities.hedges import Hedge
from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.measures import Sort
from reportedly.reading.quantities.numbers import Numeral
from reportedly.reading.quantities.place import Place
from reportedly.reading.quantities.quantity import Quantity
from reportedly.reading.quantities.shares import part_of_unit, share
from reportedly.reading.quantities.zeros import zero

__all__ = ["Quantity", "scan"]

GREATEST = 10**18


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
        if lexeme.lower == "scores" and at == floor > 0:
            at += 1
            continue
        quantity, stop = _at(text, lexemes, at, floor)
        if quantity is not None:
            found.append(quantity)
            floor = stop
        at = max(stop, at + 1)
    return ranges.shared(text, found)


def _at(text: str, lexemes: list[Lexeme], at: int, floor: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at lexeme `at`, if any, and the index to go on from."""
    passed = apart.set_phrase(lexemes, at)
    if passed > at:
        return None, passed
    whole = zero(lexemes, at)
    if whole is not None:
        return whole
    part = share(lexemes, at) or part_of_unit(lexemes, at)
    if part is not None:
        return _hedged(text, lexemes, at, part, floor)
    unit = formation(lexemes, at, floor)
    if unit is not None:
        return unit
    numeral = numbers.read(lexemes, at)
    if numeral is None or _inside_hedge(lexemes, at):
        return None, at + 1
    return _hedged(text, lexemes, at, numeral, floor)


def _inside_hedge(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a number word is a part of a hedge: "as many as", "as few as"."""
    before = lexemes[at - 1].lower if at > 0 else ""
    behind = lexemes[at + 1].lower if at + 1 < len(lexemes) else ""
    if lexemes[at].lower == "many" and (before == "how" or behind == "of"):
        return True
    return before == behind == "as"


def _hedged(
    text: str, lexemes: list[Lexeme], at: int, numeral: Numeral, floor: int
) -> tuple[Quantity | None, int]:
    """The quantity of a numeral at lexeme `at`: its range, unit, hedges and bounds."""
    alone = Place(text, lexemes, at, numeral.stop, numeral)
    joined = ranges.joined(text, lexemes, at, numeral)
    unit = _unit(text, lexemes, at, joined)
    counting = unit.sort in ("count", "votes", "score")
    if joined is numeral:
        named = unit.sort == "measure" and apart.names_place(alone)
        if named or (counting and apart.counts_nothing(alone)):
            return None, numeral.stop
    if joined.value is not None and abs(joined.value) > GREATEST:
        return None, joined.stop
    number_at = unit.start
    minus = signs.minus_before(lexemes, number_at, measured=not counting)
    if minus is not None and minus >= floor and joined.value is not None:
        number_at, joined = minus, signs.negative(joined)
    between = joined.comparator == "between"
    first = number_at
    if between:
        first = max(floor, ranges.opening(lexemes, number_at))
    prefix = hedges.before(lexemes, first)
    spent = unit.sort == "duration" and prefix and hedges.leads_time(lexemes, *prefix)
    if prefix is not None and (prefix[0] < floor or spent):
        prefix = None
    start = prefix[0] if prefix else first
    suffix = None if prefix or between else hedges.after(lexemes, joined.stop)
    hedge = prefix[1] if prefix else suffix[1] if suffix else None
    stop = suffix[0] if suffix else joined.stop
    behind = max(unit.stop, stop)
    sort = unit.sort
    if sort in ("count", "duration") and _tells_age(alone, joined):
        sort = "age"
    last = stop - 1
    while last > at and lexemes[last].lower in _OPENING_UNITS:
        last -= 1
    end = lexemes[last].end
    span = (lexemes[start].start, end, lexemes[number_at].start, max(end, lexemes[behind - 1].end))
    return _quantity(span, joined, hedge, unit, sort), behind


_OPENING_UNITS = frozenset({"a", "an", "of"})
"""What ends the words of a part and belongs to its unit: "half | an hour", "a quarter | of a mile"."""


def _tells_age(alone: Place, joined: Numeral) -> bool:
    """Whether a number is an age, or the range that begins with it is one of ages."""
    if ages.is_age(alone):
        return True
    return joined.stop != alone.stop and ages.is_age(alone._replace(stop=joined.stop))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What measures a number: where number and sign begin, where the unit ends, and its name."""

    start: int
    stop: int
    sort: Sort = "count"
    name: str | None = None
    share: float = 1


def _unit(text: str, lexemes: list[Lexeme], at: int, numeral: Numeral) -> _Measure:
    if numeral.scale == -1:
        return _Measure(at, numeral.stop, "percent", "percent")
    bare = numeral.scale == 1 and len(lexemes[at].lower) < 3
    sign = measures.sign_before(text, lexemes, at, bare=bare)
    if sign is not None:
        code, start = sign
        currency = measures.currency_behind(lexemes, numeral.stop)
        glued = lexemes[at - 1].joins(lexemes[at])
        if currency is None:
            code, stop = measures.nation_behind(lexemes, code, numeral.stop)
        else:
            stop = currency[1]
        return _Measure(start if glued else at, stop, "money", code)
    unit = measures.measured_behind(text, lexemes, numeral.stop, scale=numeral.scale)
    if unit is None:
        return _Measure(at, numeral.stop)
    return _Measure(at, unit[1], unit[0].sort, unit[0].name, unit[0].share)


def _quantity(
    span: tuple[int, int, int, int],
    numeral: Numeral,
    hedge: Hedge | None,
    unit: _Measure,
    sort: Sort,
) -> Quantity:
    bounds = hedges.bound(numeral, hedge)
    if unit.share == 1:
        value, low, high = numeral.value, bounds.low, bounds.high
    else:
        value, low, high = (
            None if end is None else numbers.whole(Decimal(str(end)) * Decimal(str(unit.share)))
            for end in (numeral.value, bounds.low, bounds.high)
        )
    name = f"{unit.name or 'year'} of age" if sort == "age" else unit.name
    return Quantity(
        *span,
        value=value,
        low=low,
        high=high,
        comparator=bounds.comparator,
        hedge=hedge.entry if hedge else None,
        sort=sort,
        unit=name,
        words=numeral.words,
        scale=max(numeral.scale, 1),
        share=unit.share,
    )
