"""Why a figure has its place, its time and its window, and when its source said so."""

import re

from reportedly.reading.claims import Origin
from reportedly.reading.explaining.entries import Found, holding, phrase_in
from reportedly.reading.explaining.fields import field
from reportedly.reading.times.windows import brief, clause_around
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Span, TimeExpression, VocabularyEntry

_TIMES = (
    "weekdays",
    "months",
    "day_parts",
    "seasons",
    "holidays",
    "decades",
    "present.words",
    "past.words",
    "future.words",
    "sets",
    "units",
)
_WINDOWS = {
    "level words": "state",
    "period words": "period",
    "rate words": "rate",
    "running words": "cumulative",
}
"""Constructions of windows that go by words of `windows.toml`."""


def where(tokens: Tokens, origin: Origin) -> ExplainedField | None:
    """Why a figure has its place."""
    found = origin.whereabouts
    if found is None:
        return None
    entry = _tied_by(tokens, found.place.first, found.place.last) if found.place else None
    return field(tokens.text, "where", found.name, found.construction, found.span, entry)


def _tied_by(tokens: Tokens, first: int, last: int) -> VocabularyEntry | None:
    """The preposition before a place, else what happened there behind it, else the noun of places in it."""
    prepositions = ("prepositions.leading", "prepositions.leaving", "prepositions.going")
    for index in range(first - 1, max(-1, first - 4), -1):
        found = holding("places", prepositions, [tokens.lower(index)])
        if found is not None:
            return found
    behind = [tokens.lower(index) for index in (last, last + 1)]
    found = holding("places", ["happenings"], behind)
    if found is not None:
        return found
    return holding("places", ["nouns.areas", "nouns.sites"], tokens.lowers[first:last])


def time_entry(text: str, expression: TimeExpression) -> VocabularyEntry | None:
    """The first word of a time expression that the vocabulary has."""
    words = re.findall(r"[^\W\d_]+\.?", text[expression.start : expression.end].lower())
    forms = [form for word in words for form in (word, word.rstrip("."), word.rstrip(".s"))]
    return holding("times", _TIMES, forms)


def when(text: str, origin: Origin) -> ExplainedField | None:
    """Why what a figure counts was at its time."""
    claim, expression = origin.claim, origin.timing.expression
    if claim.when is None:
        return None
    span = entry = None
    if expression is not None:
        span, entry = expression.span, time_entry(text, expression)
    days = claim.when.model_dump(mode="json")
    return field(text, "when", days, origin.timing.dated_by, span, entry)


def window(tokens: Tokens, origin: Origin) -> ExplainedField:
    """Why a figure is counted over what it is counted over."""
    span, entry = _window_words(tokens, origin)
    claim = origin.claim
    return field(tokens.text, "window", claim.window, origin.timing.counted_by, span, entry)


def _window_words(tokens: Tokens, origin: Origin) -> tuple[Span | None, VocabularyEntry | None]:
    by, figure, own = origin.timing.counted_by, origin.mention.span, origin.timing.expression
    before, after = clause_around(tokens, figure)
    ahead = Span(figure.start - len(before), figure.start)
    behind = Span(figure.end, figure.end + len(after))
    if by in _WINDOWS:
        found = _said(tokens.text, f"{_WINDOWS[by]}", ahead, behind)
        return (found.span, found.entry) if found is not None else (None, None)
    if by == "short length":
        own = brief(tokens.doc, tokens, figure)
    if by == "since" and own is not None:
        low = max(0, own.start - len("since") - 90)
        since = tokens.text.lower().rfind("since", low, own.start)
        return (Span(since, own.end) if since >= 0 else own.span), None
    if by in ("stretch of time", "short length") and own is not None:
        return own.span, time_entry(tokens.text, own)
    if by == "present perfect":
        return _nearest_word(tokens.text, _HAVE, ahead, behind), None
    if by == "sent forces":
        return _nearest_word(tokens.text, _SENT, ahead, behind), None
    return None, None


_HAVE = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_SENT = re.compile(r"\b(?:were|was) \w+\b", re.IGNORECASE)


def _said(text: str, name: str, ahead: Span, behind: Span) -> Found | None:
    """The words of a window that stand nearest to the figure, those before it first."""
    return phrase_in("windows", [f"{name}.before"], text, ahead, last=True) or phrase_in(
        "windows", [f"{name}.after"], text, behind
    )


def _nearest_word(text: str, words: re.Pattern[str], ahead: Span, behind: Span) -> Span | None:
    found = words.search(text, behind.start, behind.end)
    if found is None:
        found = next(reversed(list(words.finditer(text, ahead.start, ahead.end))), None)
    return Span(*found.span()) if found is not None else None


def stated(text: str, origin: Origin) -> ExplainedField | None:
    """Why the source said it when it did."""
    statement = origin.statement
    if statement.stated is None:
        return None
    days = statement.stated.model_dump(mode="json")
    return field(text, "stated", days, statement.construction, statement.span)
