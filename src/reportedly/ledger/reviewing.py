"""What people decided of claims and series: added one by one, never changed, never removed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import rows, writing
from reportedly.ledger.connecting import Connected
from reportedly.ledger.judging import in_order, standings
from reportedly.ledger.renewing import load, put, renew
from reportedly.ledger.reviewed import review_anchors, review_attachments, reviews
from reportedly.records import (
    Anchor,
    Article,
    Block,
    Capture,
    HandMade,
    JudgedReview,
    Reading,
    Review,
)

BY_HAND = "by hand"
"""The version of a reading in which nothing is read: its claims are what people added."""


class Reviewing(Connected):
    """The methods that keep reviews, and say what became of them."""

    def add_reviews(self, given: Sequence[Review], *, seen: int | None = None) -> list[Review]:
        """Store reviews, and let them take effect; those that the ledger has are left as they are.

        Args:
            given: with their ids.
            seen: how many reviews the ledger held when these were made; None: any number.

        Returns:
            Those that are new.

        Raises:
            UsageError: a review has an id that is not made of what it says.
            LedgerError: somebody reviewed since `seen` were counted, or the ledger cannot be written.
        """
        for one in given:
            if one.identified().id != one.id:
                raise UsageError(
                    f"review {one.id!r} was changed: its id is not made of what it says"
                )
        pages = {page.hash: page for one in given if one.hand_made for page in [_hand_made(one)]}
        with self._writing() as connection:
            count = connection.execute(select(func.count()).select_from(reviews)).scalar_one()
            if seen is not None and count != seen:
                raise LedgerError(
                    f"ledger {self.location}: somebody reviewed meanwhile; look again, then decide"
                )
            new = put(connection, given)
            wanted = {anchor for one in new for anchor in one.anchors}
            added = [page for page in pages.values() if page.text_hash in _hashes(wanted)]
            if added:
                writing.store(connection, added)
            renew(connection, _hashes(wanted), _addresses(wanted))
        return new

    def reviews(self, *, claim: str | None = None) -> list[JudgedReview]:
        """What people decided, in the order of deciding, and whether and where it holds.

        Args:
            claim: of the claim of this id alone, as it was seen or as it is now.
        """
        with self._reading() as connection:
            known = load(connection)
            attached: dict[str, list[str]] = {}
            query = select(review_attachments).order_by(
                review_attachments.c.text_id, review_attachments.c.number
            )
            for row in connection.execute(query):
                attached.setdefault(row.review_id, []).append(row.claim)
        standing = standings(known)
        found = [
            JudgedReview(
                **{name: getattr(one, name) for name in Review.model_fields},
                standing=standing[one.id],
                attached=tuple(dict.fromkeys(attached.get(one.id, ()))),
            )
            for one in in_order(known)
        ]
        if claim is None:
            return found
        return [
            one
            for one in found
            if claim in one.attached or any(anchor.claim == claim for anchor in one.anchors)
        ]

    def has_reviews(self, *decisions: str) -> bool:
        """Whether anybody made a review, or one of some kinds."""
        query = select(reviews.c.id).limit(1)
        if decisions:
            query = query.where(reviews.c.decision.in_(decisions))
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def count_reviews(self) -> int:
        """How many reviews the ledger holds."""
        with self._reading() as connection:
            count = select(func.count()).select_from(reviews)
            return int(connection.execute(count).scalar_one())

    def reviewed_claims(self) -> set[str]:
        """The ids of claims that reviews are anchored to, or hold for now."""
        with self._reading() as connection:
            found = set(connection.execute(select(review_attachments.c.claim)).scalars())
            return found | set(connection.execute(select(review_anchors.c.claim)).scalars())


def _hashes(anchors: Iterable[Anchor]) -> set[str]:
    return {one.text_hash for one in anchors}


def _addresses(anchors: Iterable[Anchor]) -> set[str]:
    return {address for one in anchors for address in (one.page, one.url) if address}


def hand_made_article(made: HandMade) -> Article:
    """The words that a person wrote down, as the article of a page that was never printed."""
    return Article(
        text=made.text,
        publisher=made.publisher,
        published=made.published,
        blocks=(Block(start=0, end=len(made.text), role="body"),),
        language="en",
    )


def _hand_made(review: Review) -> rows.Page:
    """The page of a claim without one."""
    assert review.hand_made is not None  # noqa: S101 (the caller asks for these alone)
    article = hand_made_article(review.hand_made)
    capture = Capture(location=review.anchors[0].page, retrieved=review.at)
    reading = Reading(version=BY_HAND, article=article)
    return rows.page_of(capture, article.text.encode(), "text/plain", reading)
