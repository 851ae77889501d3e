"""Why a figure is said to stand to another one as it does, and why a claim has its confidence."""

from pydantic import JsonValue

from reportedly.reading.claims import Origin
from reportedly.reading.explaining.entries import Found, entry, phrase_in
from reportedly.reading.explaining.fields import field
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Span
from reportedly.vocabulary import load

_BEFORE: dict[str, tuple[str, ...]] = {
    "earlier toll": ("earlier_said", "earlier"),
    "earlier version": ("earlier",),
    "rate before": ("rate_units",),
    "up from": ("earlier_said",),
}
_INSIDE: dict[str, tuple[str, ...]] = {"also": ("on_top",), "another": ("on_top",)}
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
    return field(tokens.text, "relation", value, by, claim.relation.of)


def _words(text: str, origin: Origin, by: str) -> Found | None:
    """The words of the vocabulary that say the relation."""
    figure, noun = origin.mention.span, origin.mention.noun_span
    reach = _FAR if by == "earlier version" else _NEAR
    before = Span(max(0, figure.start - reach), figure.start)
    end = max(figure.end, noun.end)
    inside = Span(min(figure.start, noun.start), end)
    behind = Span(end, min(len(text), end + _NEAR))
    if by in _BEFORE:
        return phrase_in("relations", _BEFORE[by], text, before, last=True)
    if by in _BEHIND:
        return phrase_in("relations", _BEHIND[by], text, behind)
    if by in _INSIDE:
        return phrase_in("relations", _INSIDE[by], text, inside) or phrase_in(
            "relations", _INSIDE[by], text, behind
        )
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
