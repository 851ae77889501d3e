"""Units and currencies around a number: "7.62mm", "200 million yuan", "US$1.2bn", "two tonnes"."""

from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.symbols import symbol_behind
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


HUNDREDTH = 0.01
"""The share of a currency that cents and pence are."""


class _Tables(NamedTuple):
    units: dict[tuple[str, ...], Unit]
    attached: dict[str, Unit]
    cased: dict[str, Unit]
    signs: dict[tuple[str, ...], str]
    currencies: dict[tuple[str, ...], Unit]
    nations: dict[tuple[str, tuple[str, ...]], str]
    """The currency that a sign means with a nation's word behind the number: "$75 U.S."."""
    spaced: frozenset[tuple[str, ...]]
    """Signs of several lexemes that may have a space between them: "HK $"."""
    written: frozenset[str]
    """The signs as the vocabulary writes them."""
    glued: frozenset[str]
    """Signs of letters that are none unless they touch their number."""
    words: frozenset[str]
    """Codes of currencies that are words or distress calls, too."""
    lines: frozenset[str]
    """Heights of pictures that are written like pence, letter first: "p1080"."""
    ends: frozenset[str]
    """The last lexemes of the signs."""
    longest: dict[str, int]
    """For each first word of a unit or a currency how many words the longest has that begins so."""


def _key(words: str) -> tuple[str, ...]:
    return tuple(item.lower for item in lex(words))


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    units: dict[tuple[str, ...], Unit] = {}
    attached: dict[str, Unit] = {}
    cased: dict[str, Unit] = {}
    for name, entry in load("units").items():
        unit = Unit(name, cast("Sort", entry["sort"]))
        units.update({_key(words): unit for words in entry["words"]})
        cased.update(dict.fromkeys(entry.get("cased", []), unit))
        written = entry.get("attached", [])
        attached.update(dict.fromkeys(written, unit))
        attached.update({words.lower(): unit for words in written if len(words) > 1})
    signs: dict[tuple[str, ...], str] = {}
    currencies: dict[tuple[str, ...], Unit] = {}
    nations: dict[tuple[str, tuple[str, ...]], str] = {}
    glued: set[str] = set()
    signs_written: set[str] = set()
    spaced: set[tuple[str, ...]] = set()
    for code, entry in load("currencies").items():
        written = (*entry.get("signs", []), *entry.get("glued", []))
        signs.update({_key(sign): code for sign in written})
        nations.update({(sign, _key(words)): code for sign, words in entry.get("nations", [])})
        signs_written.update(written)
        spaced.update(_key(sign) for sign in written if " " in sign)
        glued.update(sign.lower() for sign in entry.get("glued", []))
        for name in (*entry["words"], *entry.get("shared", [])):
            currencies[_key(name)] = Unit(code, "money")
        for name in entry.get("hundredths", []):
            currencies[_key(name)] = Unit(code, "money", HUNDREDTH)
        attached.update(dict.fromkeys(entry.get("attached", []), Unit(code, "money", HUNDREDTH)))
    longest: dict[str, int] = {}
    for words in (*units, *currencies):
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return _Tables(
        units=units,
        attached=attached,
        cased=cased,
        signs=signs,
        currencies=currencies,
        nations=nations,
        spaced=frozenset(spaced),
        written=frozenset(signs_written),
        glued=frozenset(glued),
        words=frozenset(load("numbering")["codes_like_words"]),
        lines=frozenset(f"p{lines}" for lines in load("numbering")["lines"]),
        ends=frozenset(words[-1] for words in signs),
        longest=longest,
    )


def _longest(lexemes: list[Lexeme], at: int) -> int:
    return tables().longest.get(lexemes[at].lower, 0) if at < len(lexemes) else 0


def unit_behind(lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The unit of measure whose words begin at lexeme `at`, perhaps behind a hyphen, and where they end."""
    table = tables()
    step = at + 1 if at < len(lexemes) and lexemes[at].lower == "-" else at
    for length in range(min(_longest(lexemes, step), len(lexemes) - step), 0, -1):
        unit = table.units.get(tuple(item.lower for item in lexemes[step : step + length]))
        if unit is not None:
            return unit, step + length
    return None


def _written(text: str, lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The unit behind the number, by its own capitals where it is short: "5g" is no "5G", "30 C" no "30 c"."""
    if not 0 < at < len(lexemes):
        return None
    behind = lexemes[at + 1] if at + 1 < len(lexemes) else None
    if behind is not None and behind.sort == "digits" and lexemes[at].joins(behind):
        return None
    word, table = text[lexemes[at].start : lexemes[at].end], tables()
    if word + lexemes[at - 1].lower in table.lines:
        return None
    if not lexemes[at - 1].joins(lexemes[at]):
        unit = table.cased.get(word)
    else:
        unit = table.attached.get(word)
        if unit is None and len(word) > 1:
            unit = table.attached.get(word.lower())
    return None if unit is None else (unit, at + 1)


def _sign_behind(text: str, lexemes: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code stands behind the number, and before no other: "10 €", "500 RUB"."""
    if not 0 < at < len(lexemes) or lexemes[at].start - lexemes[at - 1].end > 1:
        return None
    code = tables().signs.get((lexemes[at].lower,))
    if code is None:
        return None
    written = text[lexemes[at].start : lexemes[at].end]
    named = not written.isalpha() or (written.isupper() and len(written) == ISO_LETTERS)
    behind = lexemes[at + 1] if at + 1 < len(lexemes) else None
    before_number = behind is not None and behind.sort == "digits"
    if not named or before_number or written in tables().words:
        return None
    return Unit(code, "money"), at + 1


ISO_LETTERS = 3
"""The letters of a currency's code."""


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


def measured_behind(
    text: str, lexemes: list[Lexeme], at: int, *, scale: int = 1
) -> tuple[Unit, int] | None:
    """What measures the number before lexeme `at`: unit, currency or symbol; and where it ends.

    `scale` is the number's own multiplier: nobody weighs millions of pounds in one piece.
    """
    step = at + 1 if at < len(lexemes) and lexemes[at].lower == "-" else at
    known = _longest(lexemes, step) > 0
    unit = unit_behind(lexemes, at) if known else None
    currency = currency_behind(lexemes, at) if known else None
    written = _written(text, lexemes, at)
    plain = unit or written
    if plain is not None and _goes_on(text, lexemes[plain[1] - 1].end):
        divided = symbol_behind(text, lexemes, at)
        if divided is not None:
            return Unit(divided[0], "measure"), divided[1]
    if currency is not None and scale < MILLION and _weighs(lexemes, at, currency[1]):
        return Unit("pound-mass", "amount"), currency[1]
    if unit is not None and (currency is None or unit[1] > currency[1]):
        return unit
    if currency is not None:
        return currency
    if written is not None:
        return written
    sign = _sign_behind(text, lexemes, at)
    if sign is not None:
        return sign
    symbol = symbol_behind(text, lexemes, at)
    return None if symbol is None else (Unit(symbol[0], "measure"), symbol[1])


def _goes_on(text: str, end: int) -> bool:
    """Whether a unit's words are the beginning of a symbol: the metres of "3 m/s", of "9.8 m/s2"."""
    return text[end : end + 1] in ("/", "2", "²", "³", "^") and text[end - 1].isalpha()


MILLION = 1_000_000


def _weighs(lexemes: list[Lexeme], at: int, stop: int) -> bool:
    """Whether "pounds" are a weight: "a 500-pound bomb", "40 pounds of flour", "weighed 70 pounds"."""
    if lexemes[stop - 1].lower not in ("pound", "pounds") or lexemes[stop - 2].sort == "word":
        return False
    table = load("money")
    monied = {*table["cost"], *table["aid"], *table["neither"], "money", "cash"}
    near = [item.lower for item in lexemes[max(0, at - 8) : at]]
    if any(word in table["weighing"] for word in near):
        return True
    behind = [item.lower for item in lexemes[stop : stop + 3]]
    if (
        behind[:1] == ["("]
        and behind[2:]
        and behind[2] in ("kilograms", "kg", "kilos", "kilogrammes")
    ):
        return True
    if behind[:1] == ["of"]:
        return not monied & set(behind)
    return lexemes[at].lower == "-" and not monied & set(behind)


def nation_behind(lexemes: list[Lexeme], code: str, at: int) -> tuple[str, int]:
    """The currency of a sign whose nation is named behind the number ("$75 U.S."), and where it ends."""
    nations = tables().nations
    for length in range(min(3, len(lexemes) - at), 0, -1):
        words = tuple(item.lower for item in lexemes[at : at + length])
        found = nations.get((code, words))
        if found is not None and lexemes[at].start > lexemes[at - 1].end:
            return found, at + length
    return code, at


def _is_pronoun(lexemes: list[Lexeme], at: int) -> bool:
    """Whether a lone "US" is more likely the country or the pronoun than dollars: not in brackets."""
    behind = lexemes[at + 1].lower if at + 1 < len(lexemes) else ""
    return behind != ")"


def sign_before(text: str, lexemes: list[Lexeme], at: int, *, bare: bool) -> tuple[str, int] | None:
    """The currency sign that ends right before lexeme `at`: its code, and the index where it begins.

    A one-letter sign ("N500m") must touch its number, and the number must not be `bare`, that is
    short and without a multiplier: else it is a model's name. Letters must be capitals, or written as
    the vocabulary has them ("Rs", but no "ft").
    """
    table = tables()
    if at < 1 or lexemes[at - 1].lower not in table.ends:
        return None
    for length in (4, 3, 2, 1):
        if length > at:
            continue
        words = tuple(item.lower for item in lexemes[at - length : at])
        code = table.signs.get(words)
        if code is None:
            continue
        run = lexemes[at - length : at]
        whole = all(first.joins(second) for first, second in pairwise(run))
        if not whole and words not in table.spaced:
            continue
        written = text[run[0].start : run[-1].end]
        if (
            not written.isupper()
            and written.lower() != written.upper()
            and written not in table.written
        ):
            continue
        letter = len(words[0]) == 1 and words[0].isalpha()
        single = length == 1 and (letter or words[0] in table.glued)
        if single and (bare or not lexemes[at - 1].joins(lexemes[at])):
            continue
        if single and lexemes[at - 1].sort != "word":
            continue
        return code, at - length
    return None
