"""`accept_claim`, `correct_claim`, `reject_claim`, `add_claim`, `note_claim`, `undo_review`: a person decides."""

import hashlib
from collections.abc import Mapping
from typing import Any, Required, TypedDict, Unpack

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.ledger.anchoring import anchor_of, quote_of
from reportedly.ledger.applying import fields_of
from reportedly.ledger.judging import disagreed
from reportedly.ledger.reviewing import hand_made_article
from reportedly.reconciling import copies
from reportedly.records import (
    JUDGING,
    Anchor,
    Claim,
    HandMade,
    JudgedReview,
    RecordedClaim,
    Review,
    ReviewType,
    Span,
    ValidationError,
)
from reportedly.verbs.correcting import changed, claim_of, place_of

LONGEST = 2_000
"""Characters of the longest name or note."""

LONGEST_BY_HAND = 20_000
"""Characters of the longest text that is written down by hand."""


class Deciding(TypedDict, total=False):
    """Who decides, when and why."""

    by: Required[str]
    """The reviewer's name."""
    at: Required[str]
    """When, as `2025-11-01T09:00Z`."""
    note: str | None
    """Why, in their words."""
    settle: bool
    """Whether this answers, for good, what reviewers of the claim disagree on."""


def accept_claim(ledger: Ledger, claim: str, **deciding: Unpack[Deciding]) -> JudgedReview:
    """Record that a claim is right as it is shown. It stays so, whatever is read later.

    Args:
        ledger: that has the claim.
        claim: its id, or a beginning of it.
        deciding: who, when, why; see `Deciding`.

    Returns:
        The review. Where the same person has said the same of the claim as it is, that review.

    Raises:
        UsageError: no claim has the id, or several do; the reviewer's name or the moment is none; there
            is nothing to settle.
        LedgerError: the ledger cannot be written.
    """
    return _judge(ledger, ledger.claim(claim), "accept", {}, deciding)


def reject_claim(ledger: Ledger, claim: str, **deciding: Unpack[Deciding]) -> JudgedReview:
    """Record that a claim is none: it leaves series, tolls and conflicts. As `accept_claim`."""
    return _judge(ledger, ledger.claim(claim), "reject", {}, deciding)


def correct_claim(
    ledger: Ledger, claim: str, fields: Mapping[str, object], **deciding: Unpack[Deciding]
) -> JudgedReview:
    """Record other values for fields of a claim.

    Args:
        ledger: that has the claim.
        claim: its id, or a beginning of it.
        fields: new values as `claims --json` has them, by the names of the fields. A new `figure` brings
            its numbers with it, where they are not given.
        deciding: who, when, why; see `Deciding`.

    Raises:
        UsageError: as `accept_claim`; a field is none, or its value is; nothing would change.
    """
    found = ledger.claim(claim)
    return _judge(ledger, found, "correct", changed(ledger, found, fields), deciding)


def note_claim(ledger: Ledger, claim: str, note: str, *, by: str, at: str) -> JudgedReview:
    """Record a remark on a claim, which changes nothing else. As `accept_claim`."""
    if not note.strip():
        raise UsageError("a note needs words")
    found = ledger.claim(claim)
    return keep(ledger, _review(ledger, found, "note", {}, {"by": by, "at": at, "note": note}))


def undo_review(
    ledger: Ledger, review: str, *, by: str, at: str, note: str | None = None
) -> JudgedReview:
    """Record that a review is taken back: what held before it holds again. Both stay on record.

    Args:
        ledger: that has the review.
        review: its id, or a beginning of it.
        by: who takes it back.
        at: when.
        note: why.

    Raises:
        UsageError: no review has the id, or several do, or it was taken back before.
        LedgerError: the ledger cannot be written.
    """
    known = ledger.reviews()
    wanted = review.strip().lower()
    found = [one for one in known if wanted and one.id.startswith(wanted)]
    if not found:
        raise UsageError(f"no review has the id {review!r}; `reportedly reviews` lists them")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:5])
        raise UsageError(f"several reviews begin with {review!r}: {ids}; give more of the id")
    (undone,) = found
    if undone.standing == "undone":
        raise UsageError(f"review {undone.id} was taken back before")
    back = made("undo", undone.anchors, {"by": by, "at": at, "note": note}, undoes=undone.id)
    return keep(ledger, back)


def add_claim(
    ledger: Ledger,
    page: str,
    words: str,
    fields: Mapping[str, object],
    *,
    start: int | None = None,
    **deciding: Unpack[Deciding],
) -> JudgedReview:
    """Record a claim that reading missed, by its words in a page.

    Args:
        ledger: that has the page.
        page: its path or URL or a part of it, or the hash of its text.
        words: of the figure, exactly as the page has them.
        fields: `kind`, and what else is known; numbers are read from the words where they are not given.
        start: offset of the words in the page's text, where they stand in it several times.
        deciding: who, when, why; see `Deciding`.

    Raises:
        UsageError: no page fits, or several do; the words are not in it, or several times; a field is
            none; the claim is there already.
        LedgerError: the ledger cannot be written.
    """
    location, url, text_hash = ledger.page_like(page)
    text = ledger.article(text_hash).text
    span = place_of(text, words, start, location)
    claim = claim_of(text, span, fields)
    _check_missing(ledger, text_hash, claim)
    anchor = _anchor(text, span, text_hash, location, url)
    return keep(ledger, made("add", (anchor,), deciding, after=fields_of(claim)))


def add_claim_by_hand(
    ledger: Ledger,
    text: str,
    words: str,
    fields: Mapping[str, object],
    *,
    published: str | None = None,
    publisher: str | None = None,
    **deciding: Unpack[Deciding],
) -> JudgedReview:
    """Record a claim that stands on no page: what somebody said on the telephone, a figure on paper.

    Args:
        ledger: where to keep it.
        text: what was said, in one or a few sentences.
        words: of the figure, as the text has them.
        fields: `kind` and `source`, and what else is known.
        published: the day of which it is, as `2025-03-05`.
        publisher: who published it, if somebody did.
        deciding: who, when, why; see `Deciding`.

    Raises:
        UsageError: no source is given; the words are not in the text; a field is none.
        LedgerError: the ledger cannot be written.
    """
    if not str(fields.get("source") or "").strip():
        raise UsageError("a claim without a page needs its source: who says so?")
    if len(text) > LONGEST_BY_HAND:
        raise UsageError(
            f"{len(text):,} characters are too many to be written down by hand: "
            "save them as a file, and read it"
        )
    span = place_of(text, words, None, "the text")
    claim = claim_of(text, span, fields)
    try:
        written = HandMade(text=text, published=published, publisher=publisher)
    except ValidationError as error:
        raise UsageError(f"{published!r} is not a day; write it as 2025-01-31") from error
    text_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    anchor = _anchor(text, span, text_hash, f"by hand: {text_hash[:12]}", None)
    review = made("add", (anchor,), deciding, after=fields_of(claim), hand_made=written)
    kept = keep(ledger, review)
    copies.sign(ledger, [hand_made_article(written)])
    return kept


def _judge(
    ledger: Ledger,
    claim: RecordedClaim,
    decision: ReviewType,
    after: Mapping[str, object],
    deciding: Deciding,
) -> JudgedReview:
    """Record a judgement of a claim as it is shown."""
    history = [one for one in ledger.reviews(claim=claim.id) if one.standing == "in force"]
    held = [one for one in history if one.decision in JUDGING]
    review = _review(ledger, claim, decision, after, deciding)
    if deciding.get("settle"):
        if not disagreed(held):
            raise UsageError(
                f"reviewers of claim {claim.id} do not disagree: there is nothing to settle"
            )
        settles = tuple(one.id for one in held)
        review = review.model_copy(update={"settles": settles}).identified()
    else:
        mine = [one for one in held if one.reviewer == review.reviewer]
        if mine and decision != "correct" and _says_the_same(mine[-1], review):
            return mine[-1]
    return keep(ledger, review)


def _says_the_same(one: Review, other: Review) -> bool:
    return (one.decision, one.before, one.after, one.note) == (
        other.decision,
        other.before,
        other.after,
        other.note,
    )


def _review(
    ledger: Ledger,
    claim: RecordedClaim,
    decision: ReviewType,
    after: Mapping[str, object],
    deciding: Deciding,
) -> Review:
    text = ledger.article(claim.text_hash).text
    anchor = anchor_of(claim, text)
    return made(decision, (anchor,), deciding, before=fields_of(claim), after=dict(after))


def made(
    decision: ReviewType, anchors: tuple[Anchor, ...], deciding: Deciding, **said: Any
) -> Review:
    """A review with its id, checked.

    Raises:
        UsageError: the reviewer's name, the note or the moment is none.
    """
    by, note = deciding["by"].strip(), deciding.get("note")
    if not by:
        raise UsageError("a review needs the name of the reviewer")
    for what, words in (("name", by), ("note", note or "")):
        if len(words) > LONGEST or not words.isprintable():
            raise UsageError(
                f"the {what} {words[:20]!r} cannot be shown in a line: write it without line breaks "
                f"and control characters, in {LONGEST:,} characters at most"
            )
    try:
        review = Review(
            id="",
            decision=decision,
            reviewer=by,
            at=deciding["at"],
            anchors=anchors,
            note=note,
            **said,
        )
    except ValidationError as error:
        raise UsageError(
            f"{deciding['at']!r} is not a moment; write it as 2025-11-01 or 2025-11-01T09:00Z"
        ) from error
    return review.identified()


def keep(ledger: Ledger, review: Review) -> JudgedReview:
    """Store a review behind all others, and give it as the ledger then has it."""
    review = review.model_copy(update={"step": ledger.count_reviews()}).identified()
    ledger.add_reviews([review])
    known = ledger.reviews(claim=review.anchors[0].claim if review.anchors else None)
    return next(one for one in known if one.id == review.id)


def _check_missing(ledger: Ledger, text_hash: str, claim: Claim) -> None:
    """Refuse to add what is there."""
    from reportedly.ledger import ClaimFilter

    for one in ledger.claims(ClaimFilter(text_hash=text_hash)):
        rejected = one.review is not None and one.review.verdict == "rejected"
        if one.span.overlaps(claim.span) and one.kind == claim.kind and not rejected:
            raise UsageError(
                f"there is a claim at these words, {one.figure!r} ({one.id}): correct it instead"
            )


def _anchor(text: str, span: Span, text_hash: str, page: str, url: str | None) -> Anchor:
    quote = quote_of(text, span)
    made = hashlib.sha256(f"{text_hash}\n{span}".encode()).hexdigest()[:12]
    return Anchor(
        claim=f"added-{made}", text_hash=text_hash, page=page, url=url, start=span.start,
        words=quote.words, prefix=quote.prefix, suffix=quote.suffix,
    )  # fmt: skip
