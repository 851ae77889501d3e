"""What people decided of claims and series: added one by one, never changed, never removed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, or_, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import rows, writing
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.judging import in_order, standings
from reportedly.ledger.renewing import load, put, renew
from reportedly.ledger.reviewed import review_anchors, review_attachments, reviews
from reportedly.ledger.tables import articles, claims, readings, texts
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
            known = load(connection, None if claim is None else _about(connection, claim))
            attached: dict[str, list[str]] = {}
            at = review_attachments.c
            query = select(review_attachments).order_by(at.number, at.text_id)
            if claim is not None:
                query = query.where(at.review_id.in_([one.id for one in known]))
            for row in connection.execute(query):
                attached.setdefault(row.review_id, []).append(row.claim)
        standing = standings(known)
        return [
            JudgedReview(
                **{name: getattr(one, name) for name in Review.model_fields},
                standing=standing[one.id],
                attached=tuple(dict.fromkeys(attached.get(one.id, ()))),
            )
            for one in in_order(known)
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

    def page_like(self, page: str) -> tuple[str, str | None, str]:
        """The one page of a path, a URL, a part of either, or the hash of its text.

        Returns:
            Its path or URL as read, the address that it says it has, and the hash of its text.

        Raises:
            UsageError: there is none, or there are several; the message names them.
        """
        query = (
            select(readings.c.location, readings.c.url, texts.c.hash)
            .join(articles, articles.c.id == readings.c.article_id)
            .join(texts, texts.c.id == articles.c.text_id)
            .where(readings.c.superseded_by.is_(None))
            .order_by(readings.c.id)
            .limit(20)
        )
        column = readings.c
        wheres = (
            or_(column.location == page, column.url == page, texts.c.hash == page),
            or_(
                column.location.contains(page, autoescape=True),
                column.url.contains(page, autoescape=True),
            ),
        )
        with self._reading() as connection:
            for where in wheres if page.strip() else ():
                found = {row.hash: row for row in connection.execute(query.where(where))}
                if len(found) > 1:
                    shown = ", ".join(sorted(row.location for row in found.values())[:5])
                    raise UsageError(f"several pages fit {page!r}: {shown}; give more of it")
                if found:
                    (row,) = found.values()
                    return row.location, row.url, row.hash
        raise UsageError(f"no page fits {page!r}: give the path or URL that was read")

    def places_of(self, claim_ids: Iterable[str]) -> dict[str, tuple[str, int, int]]:
        """Where claims stand now: the hash of the text, start and end, by their ids."""
        found: dict[str, tuple[str, int, int]] = {}
        query = (
            select(claims.c.key, claims.c.start_offset, claims.c.end_offset, texts.c.hash)
            .join(readings, readings.c.id == claims.c.reading_id)
            .join(articles, articles.c.id == readings.c.article_id)
            .join(texts, texts.c.id == articles.c.text_id)
            .where(readings.c.superseded_by.is_(None))
        )
        with self._reading() as connection:
            for part in parts_of(sorted(set(claim_ids))):
                for row in connection.execute(query.where(claims.c.key.in_(part))):
                    found[row.key] = (row.hash, row.start_offset, row.end_offset)
        return found

    def reviewed_claims(self) -> set[str]:
        """The ids of claims that reviews are anchored to, or hold for now."""
        with self._reading() as connection:
            found = set(connection.execute(select(review_attachments.c.claim)).scalars())
            return found | set(connection.execute(select(review_anchors.c.claim)).scalars())


def _about(connection: Connection, claim: str) -> list[str]:
    """The ids of the reviews of one claim, by whichever id they know it, with those that answer them."""
    anchors, at = review_anchors.c, review_attachments.c
    attached = select(at.review_id).where(at.claim == claim)
    names = select(anchors.claim).where(anchors.review_id.in_(attached))
    known = {claim, *connection.execute(names).scalars()}
    found = select(anchors.review_id).where(anchors.claim.in_(known))
    return sorted(set(connection.execute(found).scalars()))


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
