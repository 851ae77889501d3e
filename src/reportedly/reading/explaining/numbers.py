"""Why a figure has its number, its bounds, its unit and its direction."""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from reportedly.reading.explaining.constructions import ComparatorConstruction, ValueConstruction
from reportedly.reading.explaining.entries import Found, entry, entry_at, holding, phrase_in
from reportedly.reading.explaining.fields import field
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Figure, Span, VocabularyEntry
from reportedly.vocabulary import load

_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+|[½¼¾⅓⅔⅛]")
_PLAIN = ("scales", "tens", "teens", "units", "fractions", "vulgar", "attached")


def value(text: str, mention: Mention) -> ExplainedField:
    """Why the number is what it is; a range and a vague word give both their ends."""
    span = _without_hedge(text, mention)
    named: JsonValue = mention.value
    if named is None:
        named = [mention.low, mention.high]
    construction, found = _named_by(text, mention, span)
    return field(text, "value", named, construction, span, found)


def _without_hedge(text: str, mention: Mention) -> Span:
    hedge = hedge_of(text, mention)
    start, end = mention.start, mention.end
    if hedge is not None and mention.comparator != "between":
        if hedge.start == start:
            start = hedge.end
        elif hedge.end == end:
            end = hedge.start
    words = text[start:end]
    inner = words.strip(" -\n\t")
    start += len(words) - len(words.lstrip(" -\n\t"))
    return Span(start, start + len(inner)) if inner else mention.span


def _named_by(
    text: str, mention: Mention, span: Span
) -> tuple[ValueConstruction, VocabularyEntry | None]:
    words = _WORD.findall(span.of(text).lower())
    if mention.form == "article":
        return "article", None
    if mention.comparator == "between":
        return "range", None
    if mention.sort == "zero":
        return "none", holding("numbers", ["zero.words"], [" ".join(words), *words])
    return _by_words(text, mention, span, words)


def _by_words(
    text: str, mention: Mention, span: Span, words: list[str]
) -> tuple[ValueConstruction, VocabularyEntry | None]:
    soldiers = holding("numbers", ["military.units"], words[-1:])
    if soldiers is not None or words[-1:] == ["company"]:
        return "unit of soldiers", soldiers
    small = phrase_in("numbers", ["few"], text, span)
    if small is not None:
        return "small number", small.entry
    vague = holding("numbers", ["vague"], reversed(words))
    if vague is not None:
        return "vague word", vague
    if mention.unit == "percent" and _is_share(text, mention, words):
        return "share", holding("numbers", ["fractions"], words)
    known = holding("numbers", _PLAIN, [*words, *_attached(words)])
    if not any(word[0].isdigit() for word in words):
        return "number words", known
    return ("digits and words" if known else "digits"), known


def _attached(words: list[str]) -> list[str]:
    """Letters that are written onto a number: the "k" of "20k"."""
    return [word[1:] for word in words if word[:1].isdigit() and word[1:].isalpha()]


def _is_share(text: str, mention: Mention, words: list[str]) -> bool:
    """Whether a percentage is told as a part: "two-thirds", "one in five"."""
    behind = text[mention.end : mention.end + 12].lower().lstrip(" -")
    return bool(words) and not behind.startswith(("%", "per", "pct"))


def comparator(text: str, mention: Mention) -> ExplainedField:
    """Why the number is bounded as it is: by a hedge, as a range, as a vague word, or not at all."""
    if mention.comparator == "between":
        return field(text, "comparator", "between", "range", mention.span)
    if mention.comparator == "vague":
        _, word = _named_by(text, mention, _without_hedge(text, mention))
        return field(text, "comparator", "vague", "vague word", mention.span, word)
    side, found = _hedge_entry(mention)
    if found is None:
        return field(text, "comparator", mention.comparator, "no hedge")
    span = hedge_of(text, mention)
    by: ComparatorConstruction = "hedge before" if side == "before" else "hedge behind"
    return field(text, "comparator", mention.comparator, by, span, found)


def _hedge_entry(mention: Mention) -> tuple[str, VocabularyEntry | None]:
    for side in ("before", "after"):
        for name, group in load("hedges")[side].items():
            if name == mention.comparator and mention.hedge in group["words"]:
                return side, entry("hedges", f"{side}.{name}.words", str(mention.hedge))
    return "", None


def hedge_of(text: str, mention: Mention) -> Span | None:
    """Where the hedge of a figure stands inside its span."""
    if mention.hedge is None:
        return None
    spelled = r"\s*".join(re.escape(word) for word in mention.hedge.split())
    found = re.search(spelled, mention.span.of(text), re.IGNORECASE)
    if found is None:
        return None
    return Span(mention.start + found.start(), mention.start + found.end())


def levels(text: str, figure: Figure) -> list[ExplainedField]:
    """Why a figure goes from one level to another: "fell from 9 to 7"."""
    given: JsonValue = list(figure.levels or ())
    explained = [
        field(text, "value", given, "levels", figure.span),
        field(text, "comparator", figure.comparator, "levels", figure.span),
    ]
    if figure.change is not None:
        explained.append(field(text, "change", figure.change, "levels", figure.span))
    return explained


def unit(text: str, figure: Figure, mention: Mention) -> ExplainedField | None:
    """Why a figure has its unit."""
    if figure.unit is None:
        return None
    if mention.unit is None:
        return field(text, "unit", figure.unit, "counted noun", figure.counted_span)
    money = mention.sort == "money"
    file, keys = ("currencies", _OF_MONEY) if money else ("units", _OF_UNITS)
    found = _beside(text, figure.span, file, mention.unit.removesuffix(" of age"), keys)
    span, word = (found.span, found.entry) if found else (None, None)
    return field(text, "unit", figure.unit, "currency" if money else "unit of measure", span, word)


_OF_MONEY = ("words", "shared", "hundredths", "signs", "glued", "attached")
_OF_UNITS = ("words", "cased", "attached")
_FOLDED = frozenset({"words", "shared", "hundredths"})
"""Words that are read in any case; signs and symbols as they are written."""

BEFORE, BEHIND = 5, 30
"""Characters before and behind a figure among which its sign or unit stands."""


def _beside(text: str, figure: Span, file: str, name: str, keys: Sequence[str]) -> Found | None:
    """The word or sign of a unit by a figure, and its entry: the longest of each list."""
    low, high = max(0, figure.start - BEFORE), min(len(text), figure.end + BEHIND)
    group = load(file).get(name, {})
    for key in keys:
        for words in sorted(group.get(key, ()), key=lambda item: (-len(item), item)):
            flags = re.IGNORECASE if key in _FOLDED else re.NOFLAG
            found = re.compile(_alone(words), flags).search(text, low, high)
            if found is not None:
                return Found(entry(file, f"{name}.{key}", words), Span(*found.span()))
    return None


def _alone(words: str) -> str:
    """A pattern of words or a sign with no further letters at it; digits may touch it."""
    before = r"(?<![^\W\d_])" if words[0].isalpha() else ""
    behind = r"(?![^\W\d_])" if words[-1].isalpha() else ""
    return before + re.escape(words) + behind


def change(tokens: Tokens, figure: Figure) -> ExplainedField | None:
    """Why a figure is an amount of movement: the verb or adverb nearest to it."""
    if figure.change is None:
        return None
    at = tokens.at(figure.start)
    first, last = tokens.bounds[tokens.sentence[at]]
    keys = [figure.change, "higher" if figure.change == "up" else "lower"]
    near = [*range(at - 1, max(first, at - 10) - 1, -1), *range(at + 1, min(last, at + 6))]
    for index in near:
        if tokens.lowers[index] == figure.change:
            span = Span(tokens.starts[index], tokens.ends[index])
            return field(tokens.text, "change", figure.change, "movement", span)
        found = entry_at(tokens, index, "movements", keys)
        if found is not None:
            span = Span(tokens.starts[index], tokens.ends[found[1]])
            return field(tokens.text, "change", figure.change, "movement", span, found[0])
    return field(tokens.text, "change", figure.change, "movement")
