"""Why a figure is said to stand to another one as it does, and why a claim has its confidence."""

import re
from collections.abc import Sequence

from pydantic import JsonValue

from reportedly.reading.claims import Origin
from reportedly.reading.explaining.entries import Found, entry, holding, phrase_in
from reportedly.reading.explaining.fields import field
from reportedly.reading.mentions.mention import ADDING, REMAINING
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Span
from reportedly.vocabulary import load

_BEFORE: dict[str, tuple[str, ...]] = {
    "earlier toll": ("earlier_said", "earlier"),
    "earlier version": ("earlier",),
    "rate before": ("rate_units",),
    "up from": ("earlier_said",),
}
_BESIDE = {"also": ("also",), "another": ADDING, "the rest": REMAINING}
"""Constructions that go by these words in the noun phrase of the number, or by the verb."""

_BEHIND: dict[str, tuple[str, ...]] = {"rate behind": ("rate_units",)}

_NEAR = 60
"""Characters before and behind a figure among which the words of a relation stand."""
_FAR = 240
"""Characters before a figure among which a withdrawn version is told of."""


def relation(tokens: Tokens, origin: Origin) -> ExplainedField | None:
    """Why a figure is a part of another, comes on top of it, or was said before."""
    claim, by = origin.claim, origin.mention.related_by
    if claim.relation is None or by is None:
        return None
    value: JsonValue = claim.relation.model_dump(mode="json")
    found = _words(tokens.text, origin, by)
    if found is not None:
        return field(tokens.text, "relation", value, by, found.span, found.entry)
    if by in _BESIDE:
        span = _beside(tokens.text, origin, _BESIDE[by])
        said = holding("relations", ["on_top"], [span.of(tokens.text).lower()] if span else [])
        return field(tokens.text, "relation", value, by, span, said)
    return field(tokens.text, "relation", value, by, claim.relation.of)


def _beside(text: str, origin: Origin, words: Sequence[str]) -> Span | None:
    """Where one of the words stands by the number: in its noun phrase, else up to the verb."""
    mention = origin.mention
    edges = [mention.start, mention.end, *mention.noun_span, *(mention.trigger or ())]
    low, high = max(min(edges), mention.start - _NEAR), min(max(edges), mention.end + _NEAR)
    spelled = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    found = [Span(*match.span()) for match in spelled.finditer(text, low, high)]
    return min(found, key=lambda span: abs(span.start - mention.start), default=None)


def _words(text: str, origin: Origin, by: str) -> Found | None:
    """The words of the vocabulary that say the relation."""
    figure, noun = origin.mention.span, origin.mention.noun_span
    reach = _FAR if by == "earlier version" else _NEAR
    before = Span(max(0, figure.start - reach), figure.start)
    end = max(figure.end, noun.end)
    behind = Span(end, min(len(text), end + _NEAR))
    if by in _BEFORE:
        return phrase_in("relations", _BEFORE[by], text, before, last=True)
    if by in _BEHIND:
        return phrase_in("relations", _BEHIND[by], text, behind)
    return None


def confidence(text: str, origin: Origin) -> ExplainedField | None:
    """By which row of the measured shares a claim has its confidence."""
    claim = origin.claim
    if claim.confidence is None:
        return None
    by = origin.mention.construction
    key = by if by in load("confidence")["figure"] else "unmeasured"
    found = entry("confidence", "figure", key)
    return field(text, "confidence", claim.confidence, "measured shares", None, found)
