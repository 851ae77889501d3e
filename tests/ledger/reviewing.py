"""People who review the claims of an invented ledger."""

from typing import Any

from reportedly.ledger import Ledger
from reportedly.ledger.anchoring import anchor_of
from reportedly.ledger.applying import fields_of
from reportedly.records import RecordedClaim, Review


def claim_with(store: Ledger, words: str, number: int = 0) -> RecordedClaim:
    """A claim whose figure has some words, the first of them unless told."""
    return [claim for claim in store.claims() if claim.figure == words][number]


def decided(store: Ledger, claim: RecordedClaim, decision: Any, **said: Any) -> Review:
    """A decision on a claim as it is shown, not yet stored."""
    text = store.article(claim.text_hash).text
    whole = {"reviewer": "Bea Lindt", "at": "2025-03-07T09:30Z", "before": fields_of(claim)} | said
    return Review(id="", decision=decision, anchors=(anchor_of(claim, text),), **whole).identified()


def decide(store: Ledger, claim: RecordedClaim, decision: Any, **said: Any) -> Review:
    """A decision on a claim as it is shown."""
    review = decided(store, claim, decision, **said)
    store.add_reviews([review])
    return review


def undo(store: Ledger, review: Review, **said: Any) -> Review:
    """The taking back of a review."""
    whole = {"reviewer": "Bea Lindt", "at": "2025-03-07T10:00Z"} | said
    back = Review(
        id="", decision="undo", undoes=review.id, anchors=review.anchors, **whole
    ).identified()
    store.add_reviews([back])
    return back
