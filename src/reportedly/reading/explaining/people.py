"""Why a figure counts what it counts, and is about whom it is about."""

import re

from reportedly.reading.claims import Origin
from reportedly.reading.explaining.entries import forms_at, holding
from reportedly.reading.explaining.fields import field
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Span, VocabularyEntry

_CLASSES = (
    "combatants",
    "persons",
    "animals",
    "vehicles",
    "structures",
    "weapons",
    "goods",
    "military_units",
)
_CUES: dict[str, tuple[str, ...]] = {
    "aimed at": ("aims", "hits"),
    "amount before": ("giving", "receiving", "helps", "costing", "pricing", "harm"),
    "bearer": ("bearing",),
    "campaign against": ("campaigns",),
    "payee": ("giving", "receiving", "helps"),
    "priced thing": ("costing", "pricing", "harm"),
    "target of others": ("aims", "hits"),
}
"""Constructions that go by words of `affected.toml` between a figure and those affected."""

FAR = 20_000
"""Characters on either side of a figure in which the words of those affected are looked for."""


def counted(text: str, origin: Origin) -> ExplainedField | None:
    """Why a figure counts what it counts."""
    found = origin.counted
    if found.construction is None:
        return None
    return field(text, "counted", found.words, found.construction, found.span)


def who(tokens: Tokens, origin: Origin) -> ExplainedField | None:
    """Why a figure is about these people or things."""
    found = origin.affected
    if found.construction is None or found.who is None:
        return None
    span = found.span
    if span is None and found.construction != "people":
        span = _nearest(tokens.text, found.who, origin.mention.span)
    entry = _entry(tokens, origin, span) if span is not None else None
    return field(tokens.text, "who", found.who, found.construction, span, entry)


def _nearest(text: str, words: str, figure: Span) -> Span | None:
    """Where words stand that are nearest to a figure, however the text breaks its lines."""
    low, high = max(0, figure.start - FAR), figure.end + FAR
    spelled = r"\s+".join(re.escape(word) for word in words.split())
    found = [
        Span(low + match.start(), low + match.end())
        for match in re.finditer(rf"(?<!\w){spelled}(?!\w)", text[low:high], re.IGNORECASE)
    ]
    return min(found, key=lambda span: _gap(span, figure), default=None)


def _gap(span: Span, figure: Span) -> int:
    return span.start - figure.end if span.start >= figure.end else max(0, figure.start - span.end)


def _entry(tokens: Tokens, origin: Origin, span: Span) -> VocabularyEntry | None:
    """The word that leads to those affected, else the class of noun that they are."""
    by = origin.affected.construction or ""
    last = tokens.at(span.end - 1)
    if by == "forces of a state":
        return holding("affected", ["forces"], forms_at(tokens, last))
    if by in _CUES:
        figure = origin.mention.span
        low, high = min(span.start, figure.start), max(span.end, figure.end)
        for index in range(max(0, tokens.at(low) - 2), tokens.at(high - 1) + 1):
            found = holding("affected", _CUES[by], forms_at(tokens, index))
            if found is not None:
                return found
        return None
    return holding("nouns", _CLASSES, forms_at(tokens, last))
