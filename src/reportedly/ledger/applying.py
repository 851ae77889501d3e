"""The claims of a reading as people reviewed them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.ledger import identity
from reportedly.ledger.attaching import Attached, Missed
from reportedly.ledger.judging import Judgement, judged
from reportedly.records import (
    Claim,
    ClaimReview,
    RecordedClaim,
    ReviewStanding,
    Span,
    ValidationError,
    Verdict,
)

CORRIGIBLE = (
    *("figure", "low", "high", "best", "comparator", "hedge", "kind", "counted", "who", "where"),
    *("when", "window", "source", "cites", "via", "stance", "quoted", "stated", "relation"),
)
"""The fields of a claim that a person can put right: all but where it stands and what read it."""

_VALUES = tuple(name for name in CORRIGIBLE if name != "figure")


@dataclass(frozen=True)
class Reviewed:
    """A claim as it is by its reviews; without a review, as it was read.

    Attributes:
        id: of the claim.
        claim: with its fields as people gave them.
        review: what people decided.
    """

    id: str
    claim: Claim
    review: ClaimReview | None = None

    @property
    def rejected(self) -> bool:
        """Whether people say that it is no claim."""
        return self.review is not None and self.review.verdict == "rejected"


def fields_of(claim: Claim) -> dict[str, Any]:
    """The fields of a claim that a person can put right, as JSON has them."""
    return claim.model_dump(mode="json", include=set(CORRIGIBLE))


def applied(
    attached: Attached,
    standing: Mapping[str, ReviewStanding],
    text: str,
    text_hash: str,
    claims: Sequence[RecordedClaim],
) -> tuple[list[Reviewed], dict[int, str]]:
    """The claims of a text with what people decided, and the ids of those that were missed.

    Args:
        attached: the reviews by claim.
        standing: of each review, whether it holds.
        text: of the page.
        text_hash: its hash.
        claims: as they were read.

    Returns:
        The claims in the order of their places; and of each of `attached.missed`, by its number, the id
        that its claim has or would have.
    """
    found = []
    for claim in claims:
        judgement = judged(attached.reviews.get(claim.id, ()), standing)
        found.append(_judged(claim, judgement, text, text_hash))
    taken = {one.id for one in found}
    ids: dict[int, str] = {}
    for number, missed in enumerate(attached.missed):
        first = _claim_of(missed, {**missed.reviews[0].before, **missed.reviews[0].after}, text)
        ordinal = 0
        while (key := _id_of(missed, first, text_hash, ordinal)) in taken:
            ordinal += 1
        taken.add(key)
        ids[number] = key
        judgement = judged(missed.reviews, standing)
        final = _claim_of(missed, judgement.values, text) or first
        if judgement.reviews and judgement.stands and final is not None:
            verdict: Verdict = "added" if judgement.added else "accepted"
            found.append(Reviewed(key, final, judgement.told(verdict, {})))
    return sorted(found, key=lambda one: (one.claim.start, one.claim.end)), ids


def _judged(claim: RecordedClaim, judgement: Judgement, text: str, text_hash: str) -> Reviewed:
    """A claim that was read, as it is by its reviews."""
    read = Claim(**{name: getattr(claim, name) for name in Claim.model_fields})
    if not judgement.reviews:
        return Reviewed(claim.id, read)
    if not judgement.stands:
        return Reviewed(claim.id, read, judgement.told("rejected", {}))
    final = _put_right(read, judgement, text, text_hash)
    old, new = fields_of(read), fields_of(final)
    before = {name: old[name] for name in CORRIGIBLE if old[name] != new[name]}
    verdict: Verdict = "corrected" if before else "accepted"
    return Reviewed(claim.id, final, judgement.told(verdict, before))


def _put_right(read: Claim, judgement: Judgement, text: str, text_hash: str) -> Claim:
    """A claim with the fields that people gave; the last one's alone where they do not go together."""
    last = judgement.reviews[-1]
    for values in (judgement.values, {**last.before, **last.after}):
        new = {name: values[name] for name in _VALUES if name in values}
        here = all(a.text_hash == text_hash for one in judgement.reviews for a in one.anchors)
        if not here and "relation" in new:
            new["relation"] = _without_place(new["relation"])
        old = fields_of(read)
        changed = {name for name, value in new.items() if old[name] != value}
        marks = [mark for mark in read.marks if mark.field not in changed]
        whole = read.model_dump() | new | {"marks": marks}
        if "figure" in judgement.given:
            whole |= _figure(text, read.span, str(values.get("figure")))
        try:
            return Claim.model_validate(whole)
        except ValidationError:
            continue
    return read


def _without_place(relation: Any) -> Any:
    return relation | {"of": None} if isinstance(relation, dict) else relation


def _figure(text: str, span: Span, words: str) -> dict[str, Any]:
    """Where the words of a figure stand that overlap those that were read; nothing where they do not."""
    start = text.find(words, max(0, span.start - len(words) + 1), span.end + len(words) - 1)
    if not words or start < 0:
        return {}
    return {"start": start, "end": start + len(words), "figure": words}


def _claim_of(missed: Missed, values: Mapping[str, Any], text: str) -> Claim | None:
    """The claim that people say some words are; None where what they say makes none."""
    span = missed.span
    fields = {name: values[name] for name in _VALUES if name in values}
    place = {"start": span.start, "end": span.end, "figure": span.of(text)}
    if fields.get("relation"):
        fields["relation"] = _without_place(fields["relation"])
    try:
        return Claim.model_validate({"low": None, "high": None, **fields, **place})
    except ValidationError:
        return None


def _id_of(missed: Missed, claim: Claim | None, text_hash: str, ordinal: int) -> str:
    if claim is not None:
        return identity.claim_id(text_hash, claim, ordinal)
    whole = f"{text_hash}\n{missed.span}\n{ordinal}".encode()
    return hashlib.sha256(whole).hexdigest()[: identity.DIGITS]
