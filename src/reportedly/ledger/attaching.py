"""Which claims reviews are about, in a text as it is read today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.ledger.anchoring import locate
from reportedly.ledger.judging import in_order
from reportedly.records import JUDGING, Anchor, RecordedClaim, Review, Span


@dataclass
class Missed:
    """Words that a reading made no claim of, and reviews that say they are one.

    Attributes:
        span: of the words.
        kinds: that the reviews give.
        known: ids by which the reviews know the claim.
        reviews: of it.
    """

    span: Span
    kinds: set[object] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    reviews: list[Review] = field(default_factory=list)


@dataclass
class Attached:
    """Reviews with the claims of one reading that they are about.

    Attributes:
        reviews: by the id of a claim of the reading.
        missed: of words that the reading has no claim of.
        anchors: of each review and anchor by its number, the claim's id, or the missed words.
    """

    reviews: dict[str, list[Review]] = field(default_factory=lambda: defaultdict(list))
    missed: list[Missed] = field(default_factory=list)
    anchors: dict[tuple[str, int], str | Missed] = field(default_factory=dict)


@dataclass(frozen=True)
class _Found:
    """An anchor of a review, and where its words stand."""

    review: Review
    number: int
    anchor: Anchor
    span: Span

    @property
    def kind(self) -> object:
        """The kind of figure that the reviewer saw, or gave."""
        review = self.review
        return review.before.get("kind", review.after.get("kind"))


def attach(
    reviews: Iterable[Review], text: str, text_hash: str, claims: Sequence[RecordedClaim]
) -> Attached:
    """Find the claims that reviews are about, by the words that they are anchored to.

    A claim of the same id is the same claim. Else it is a claim on the same words, of the same kind
    before others, unless reviews know that one by its own id; and where there is none, the words are
    missed. A claim that was added is never taken for one of another kind.

    Args:
        reviews: that may be about the text.
        text: of the page.
        text_hash: its hash.
        claims: what a reading found in it.
    """
    found = [
        _Found(review, number, anchor, span)
        for review in in_order(reviews)
        if review.decision != "undo"
        for number, anchor in enumerate(review.anchors)
        if (span := locate(text, text_hash, anchor)) is not None
    ]
    known = {claim.id: claim for claim in claims}
    direct = {one.anchor.claim for one in found if _is_known(one, known)}
    attached = Attached()
    for one in found:
        claim = known[one.anchor.claim] if _is_known(one, known) else _on(one, claims, direct)
        if claim is not None:
            attached.anchors[one.review.id, one.number] = claim.id
            attached.reviews[claim.id].append(one.review)
            continue
        missed = _missed(one, attached.missed)
        if missed is not None:
            attached.anchors[one.review.id, one.number] = missed
            missed.reviews.append(one.review)
    return attached


def _is_known(found: _Found, known: Mapping[str, RecordedClaim]) -> bool:
    claim = known.get(found.anchor.claim)
    return claim is not None and claim.span.overlaps(found.span)


def _on(found: _Found, claims: Sequence[RecordedClaim], taken: set[str]) -> RecordedClaim | None:
    """The claim on some words that a review of another reading is about."""
    there = [claim for claim in claims if claim.span.overlaps(found.span)]
    alike = [claim for claim in there if claim.kind == found.kind]
    if not alike and found.review.decision != "add":
        alike = [claim for claim in there if claim.id not in taken]
    seen = found.review.before
    return max(
        alike,
        key=lambda claim: (
            (claim.low, claim.high) == (seen.get("low"), seen.get("high")),
            min(claim.end, found.span.end) - max(claim.start, found.span.start),
            -claim.start,
        ),
        default=None,
    )


def _missed(found: _Found, before: list[Missed]) -> Missed | None:
    """The missed claim that a review is about; the first one to speak of it makes it."""
    for one in before:
        same = found.kind in one.kinds or found.anchor.claim in one.known
        if one.span.overlaps(found.span) and same:
            break
    else:
        if found.review.decision not in JUDGING:
            return None  # a note, or a word on series: nothing that a claim could be made of
        one = Missed(found.span)
        before.append(one)
    one.kinds |= {found.review.after.get("kind", found.kind), found.kind} - {None}
    one.known.add(found.anchor.claim)
    return one
