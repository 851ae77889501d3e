"""What people decide of claims and series, and what comes of it."""

import hashlib
import json
from typing import Literal

from pydantic import Field

from reportedly.records.values import Moment, Record

ReviewType = Literal["accept", "correct", "reject", "add", "note", "join", "part", "undo"]
"""What a review does. The first four judge a claim; `join` and `part` speak of series."""

Verdict = Literal["accepted", "corrected", "rejected", "added"]
"""What a claim is by its reviews."""

ReviewStanding = Literal["in force", "undone", "settled"]
"""Whether a review holds: it may be taken back, or a later one settles what people disagree on."""

JUDGING = frozenset({"accept", "correct", "reject", "add"})
"""The reviews that say what a claim is."""

DIGITS = 16


class Anchor(Record):
    """The words that a review is about, and where they were seen: found again by the words, not by offsets.

    `words`, `prefix` and `suffix` are a text quote selector of the W3C's Web Annotation Data Model.
    """

    claim: str = Field(description="id of the claim as it was seen, or, added, as it was made")
    text_hash: str = Field(description="SHA-256 of the text in which it was seen")
    page: str = Field(description="path or URL of the page as it was read")
    url: str | None = Field(None, description="the address that the page said it has")
    words: str = Field(min_length=1, description="the figure's words, exactly")
    prefix: str = Field("", description="text right before the words")
    suffix: str = Field("", description="text right behind the words")
    start: int = Field(ge=0, description="offset of the words in that text, in characters")


class HandMade(Record):
    """What a claim without a page stands in: words that a person wrote down."""

    text: str = Field(min_length=1)
    published: Moment | None = Field(None, description="the day of which it is")
    publisher: str | None = None


class Review(Record):
    """A person's decision on a claim or on series. Never changed, never removed.

    Its id is made of all that it says: the same review has the same id in every ledger.
    """

    id: str
    decision: ReviewType
    reviewer: str
    at: Moment
    step: int = Field(
        0,
        ge=0,
        description="reviews that its ledger held before: the order of those of one moment",
    )
    anchors: tuple[Anchor, ...] = Field(
        (), description="the claim; of series, claims of those that are joined or parted"
    )
    before: dict[str, object] = Field(
        default_factory=dict, description="the claim's fields as the reviewer saw them"
    )
    after: dict[str, object] = Field(
        default_factory=dict, description="the fields that the reviewer gave"
    )
    hand_made: HandMade | None = Field(
        None, description="of a claim that was added without a page: what was written down"
    )
    note: str | None = None
    undoes: str | None = Field(None, description="id of the review that is taken back")
    settles: tuple[str, ...] = Field(
        (), description="ids of reviews that disagreed, which this one answers for good"
    )

    def identified(self) -> "Review":
        """The same review with its id."""
        said = self.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        whole = json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")
        return self.model_copy(update={"id": hashlib.sha256(whole).hexdigest()[:DIGITS]})


class JudgedReview(Review):
    """A review with what became of it."""

    standing: ReviewStanding
    attached: tuple[str, ...] = Field(
        (),
        description="ids of the claims that it now holds for; none where its words are not found",
    )


class ClaimReview(Record):
    """What a claim is by its reviews, as the ledger keeps it beside the claim."""

    verdict: Verdict
    by: tuple[str, ...] = Field(description="whose reviews hold, in the order of deciding")
    at: Moment = Field(description="when the last of them was made")
    before: dict[str, object] = Field(
        default_factory=dict, description="of fields that people changed: what was read"
    )
    disputed: bool = Field(False, description="whether reviewers disagree on it")
    reviews: tuple[str, ...] = Field((), description="ids of the reviews that hold")


class Disagreement(Record):
    """Reviewers who judge one claim differently, and in what."""

    claim: str
    page: str
    figure: str
    on: tuple[str, ...] = Field(
        description="fields of which they give different values; `verdict`: it stands, or not"
    )
    reviews: tuple[JudgedReview, ...] = Field(description="the reviews that disagree, in order")


DoubtType = Literal["disagreement", "conflict", "low confidence", "not reviewed"]
"""Why a claim waits for a person, the most pressing first."""


class ImportedReviews(Record):
    """What came of a file of reviews from another ledger."""

    file: str
    reviews: int = Field(ge=0, description="in the file")
    new: int = Field(ge=0, description="that the ledger did not have")
    orphans: int = Field(ge=0, description="new ones whose words are on no page of the ledger")
    names: int = Field(0, ge=0, description="decisions on names that the ledger did not have")
    stories: int = Field(0, ge=0, description="decisions on stories that the ledger did not have")
    disagreements: int = Field(ge=0, description="claims on which reviewers now disagree")
