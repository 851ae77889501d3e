"""Why a figure has its number, its bounds, its unit and its direction."""

import re

from pydantic import JsonValue

from reportedly.reading.explaining.constructions import ComparatorConstruction, ValueConstruction
from reportedly.reading.explaining.entries import entry, entry_at, holding, phrase_in
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
    if mention.sort == "money":
        code = mention.unit or ""
        known = load("currencies").get(code)
        found = entry("currencies", code, code) if known is not None else None
        return field(text, "unit", figure.unit, "currency", _beside(text, figure, "money"), found)
    if mention.unit is not None:
        name = mention.unit.removesuffix(" of age")
        found = entry("units", name, name) if name in load("units") else None
        return field(
            text, "unit", figure.unit, "unit of measure", _beside(text, figure, "unit"), found
        )
    return field(text, "unit", figure.unit, "counted noun", figure.counted_span)


_SIGN = re.compile(r"[^\s\d.,;:()]+ ?\Z")
_BEHIND = re.compile(r" ?-?[^\s\d.,;:()]+")


def _beside(text: str, figure: Figure, sort: str) -> Span | None:
    """The word or sign that touches a number: behind it, else of money inside or before it."""
    inside = re.match(r"[^\d\s\w]+", figure.span.of(text))
    if sort == "money" and inside is not None:
        return Span(figure.start, figure.start + inside.end())
    found = _BEHIND.match(text, figure.end)
    if found is None:
        return None
    start = found.start() + len(found[0]) - len(found[0].lstrip(" -"))
    return Span(start, found.end()) if start < found.end() else None


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
