"""The one door out of a ledger: a page's bytes and all its words are deleted, and a tombstone stays.

What stays: the hashes of bytes and texts, how long they were, whence and when they came, and why and when they
were forgotten. With the bytes go the text, what was read in it, what people decided on its claims (a decision
quotes the words), its sketch, and names that no other page uses.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, delete, insert, or_, select, update

from reportedly.errors import UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import phrase_meanings, stale_texts, tellings
from reportedly.ledger.reviewed import review_anchors, review_attachments, reviews
from reportedly.ledger.tables import (
    articles,
    blocks,
    captures,
    claims,
    likenesses,
    page_readings,
    pages,
    phrases,
    readings,
    sentences,
    signature_bands,
    signatures,
    statements,
    texts,
    tolls,
    tombstones,
)
from reportedly.ledger.watched import watched_changes
from reportedly.records import Capture, Forgotten, Tombstone


class _Found(NamedTuple):
    """What hangs together: bytes, the texts in them, and what was read of these."""

    pages: list[int]
    texts: list[int]
    articles: list[int]
    readings: list[int]


class Forgetting(Connected):
    """The methods that take pages out of a ledger, and that know which ones were."""

    @contextmanager
    def forgetting(
        self, page: str, reason: str, at: str
    ) -> Iterator[tuple[Kept, list[int], Forgotten]]:
        """Forget a page and all that hangs on it, in one transaction that the caller's block is part of.

        In the block the claims are gone and the texts are empty: whoever keeps accounts of them works
        these out anew there. What the accounts referred to is deleted behind the block.

        Args:
            page: its path, address or canonical URL, or the SHA-256 of its bytes or its text; the path of
                a hand-kept table for all of its rows.
            reason: why, for those who come upon the tombstone.
            at: when, ISO 8601.

        Yields:
            What is kept, the numbers of the texts that were forgotten, and what came of it.

        Raises:
            UsageError: no such page is in the ledger, or it was forgotten before.
        """
        with self._writing() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(
                    "PRAGMA secure_delete = ON"
                )  # what is freed is overwritten
            found = _together(connection, _pages_of(connection, page))
            forgotten = _told(connection, page, found, Tombstone(page=page, reason=reason, at=at))
            _set_stones(connection, found, forgotten)
            names = _empty(connection, found, forgotten)
            yield Kept(connection), found.texts, forgotten
            _clear(connection, found, names)
        self._wipe()

    def tombstone(self, capture: Capture, text_hash: str | None = None) -> Tombstone | None:
        """The tombstone of a page, by its bytes, its address or its text; None where it has none."""
        query = select(tombstones).where(tombstones.c.value.in_(_values(capture, text_hash)))
        with self._reading() as connection:
            row = connection.execute(query.order_by(tombstones.c.id.desc())).first()
        return None if row is None else Tombstone(page=row.page, reason=row.reason, at=row.at)

    def tombstones(self) -> list[Tombstone]:
        """Every page that was forgotten, in the order in which they were."""
        columns = tombstones.c.page, tombstones.c.reason, tombstones.c.at
        with self._reading() as connection:
            found = connection.execute(select(*columns).order_by(tombstones.c.id))
            told = dict.fromkeys((row.page, row.reason, row.at) for row in found)
        return [Tombstone(page=page, reason=reason, at=at) for page, reason, at in told]

    def lift(self, capture: Capture, text_hash: str | None = None) -> None:
        """Take away the tombstones of a page, so that it can be stored again."""
        values = _values(capture, text_hash)
        with self._writing() as connection:
            connection.execute(delete(tombstones).where(tombstones.c.value.in_(values)))
            gone = pages.c.hash == capture.page_hash, pages.c.forgotten_reason.is_not(None)
            connection.execute(delete(pages).where(*gone))
            if text_hash is not None:
                empty = texts.c.hash == text_hash, texts.c.forgotten_reason.is_not(None)
                number = select(texts.c.id).where(*empty)
                connection.execute(delete(stale_texts).where(stale_texts.c.text_id.in_(number)))
                connection.execute(delete(texts).where(*empty))

    def _wipe(self) -> None:
        """Bring what was overwritten from SQLite's log into the file, as far as nobody else is reading."""
        if self._engine.dialect.name == "sqlite":
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.close()


def _values(capture: Capture, text_hash: str | None) -> list[str]:
    return [one for one in (capture.page_hash, text_hash, *_addresses(capture)) if one]


def _addresses(capture: Capture) -> list[str]:
    """Under which addresses a page is forgotten. A path can be that of another page tomorrow."""
    given = (capture.location, capture.canonical_url)
    return [one for one in given if one and one.lower().startswith(("http://", "https://"))]


def _pages_of(connection: Connection, page: str) -> list[int]:
    """The numbers of the pages that a person means.

    Raises:
        UsageError: there are none, or they were all forgotten before.
    """
    begin = f"{page}#row="
    captured = select(captures.c.page_hash).where(
        or_(
            captures.c.location == page,
            captures.c.canonical_url == page,
            (captures.c.location >= begin) & (captures.c.location < f"{begin}:"),
        )
    )
    read = (
        select(page_readings.c.page_id)
        .join(readings, readings.c.id == page_readings.c.reading_id)
        .join(articles, articles.c.id == readings.c.article_id)
        .join(texts, texts.c.id == articles.c.text_id)
        .where(texts.c.hash == page)
    )
    meant = or_(pages.c.hash.in_(captured), pages.c.hash == page, pages.c.id.in_(read))
    query = select(pages.c.id, pages.c.forgotten_reason, pages.c.forgotten_at)
    rows = connection.execute(query.where(meant)).all()
    if not rows:
        raise UsageError(
            f"no page {page!r} in the ledger; give its path or address as `reportedly claims --json` "
            "has it, or the SHA-256 of its bytes"
        )
    kept = [row.id for row in rows if row.forgotten_reason is None]
    if not kept:
        last = rows[-1]
        raise UsageError(
            f"page {page!r} was forgotten before, at {last.forgotten_at}: {last.forgotten_reason}"
        )
    return kept


def _together(connection: Connection, given: Iterable[int]) -> _Found:
    """Pages, and all others that have a text with one of them in common, with what was read of them."""
    page_ids, reading_ids = set(given), set[int]()
    text_ids, article_ids = set[int](), set[int]()
    while True:
        linked = _ids(connection, page_readings.c.reading_id, page_readings.c.page_id, page_ids)
        article_ids |= _ids(connection, readings.c.article_id, readings.c.id, linked)
        text_ids |= _ids(connection, articles.c.text_id, articles.c.id, article_ids)
        article_ids |= _ids(connection, articles.c.id, articles.c.text_id, text_ids)
        reading_ids |= linked | _ids(connection, readings.c.id, readings.c.article_id, article_ids)
        more = _ids(connection, page_readings.c.page_id, page_readings.c.reading_id, reading_ids)
        if more <= page_ids:
            return _Found(*(sorted(s) for s in (page_ids, text_ids, article_ids, reading_ids)))
        page_ids |= more


def _ids(
    connection: Connection, wanted: Column[Any], known: Column[Any], values: Iterable[int]
) -> set[int]:
    found: set[int] = set()
    for part in parts_of(sorted(values)):
        found.update(connection.execute(select(wanted).where(known.in_(part))).scalars())
    return found


def _told(connection: Connection, page: str, found: _Found, stone: Tombstone) -> Forgotten:
    """What is about to be forgotten, and which pages that stay print nearly the same."""
    others = _ids(connection, likenesses.c.other_id, likenesses.c.text_id, found.texts)
    others |= _ids(connection, likenesses.c.text_id, likenesses.c.other_id, found.texts)
    alike = _of_texts(connection, others - set(found.texts))
    count = len(_ids(connection, claims.c.id, claims.c.reading_id, found.readings))
    hashes = _ids(connection, pages.c.hash, pages.c.id, found.pages)
    places: set[str] = set()
    for part in parts_of(sorted(str(one) for one in hashes)):
        query = select(captures.c.location).where(captures.c.page_hash.in_(part))
        places.update(connection.execute(query).scalars())
    return Forgotten(
        page=page,
        reason=stone.reason,
        at=stone.at,
        pages=tuple(sorted(places)),
        texts=len(found.texts),
        claims=count,
        alike=tuple(sorted(alike - places)),
    )


def _of_texts(connection: Connection, text_ids: Iterable[int]) -> set[str]:
    places: set[str] = set()
    for part in parts_of(sorted(text_ids)):
        query = (
            select(readings.c.location)
            .join(articles, articles.c.id == readings.c.article_id)
            .where(articles.c.text_id.in_(part), readings.c.superseded_by.is_(None))
        )
        places.update(connection.execute(query).scalars())
    return places


def _set_stones(connection: Connection, found: _Found, forgotten: Forgotten) -> None:
    """Write down the hashes and addresses by which what was forgotten is known again."""
    page_of: dict[str, str] = {}
    for part in parts_of(found.pages):
        query = (
            select(captures, pages.c.hash)
            .join(pages, pages.c.hash == captures.c.page_hash)
            .where(pages.c.id.in_(part))
        )
        for row in connection.execute(query):
            capture = Capture(location=row.location, canonical_url=row.canonical_url)
            for value in (row.hash, *_addresses(capture)):
                page_of.setdefault(value, row.location)
    for part in parts_of(found.texts):
        for value in connection.execute(select(texts.c.hash).where(texts.c.id.in_(part))).scalars():
            page_of.setdefault(value, forgotten.page)
    known = {"reason": forgotten.reason, "at": forgotten.at}
    rows = [{"value": value, "page": page} | known for value, page in sorted(page_of.items())]
    if rows:
        connection.execute(insert(tombstones), rows)


def _empty(connection: Connection, found: _Found, forgotten: Forgotten) -> set[int]:
    """Delete bytes, texts and claims; return the phrases that the claims were made of."""
    gone = {"data": None, "forgotten_reason": forgotten.reason}
    bare = update(captures).values(headers=())  # those of a hand-kept table hold its first line
    connection.execute(bare.where(captures.c.location == forgotten.page))
    for part in parts_of(found.pages):
        hashes = select(pages.c.hash).where(pages.c.id.in_(part))
        connection.execute(bare.where(captures.c.page_hash.in_(hashes)))
        of_page = gone | {"coding": "identity", "forgotten_at": forgotten.at}
        connection.execute(update(pages).where(pages.c.id.in_(part)).values(of_page))
    for part in parts_of(found.texts):
        connection.execute(update(texts).where(texts.c.id.in_(part)).values(gone))
    names: set[int] = set()
    for part in parts_of(found.readings):
        for column in _PHRASES:
            used = select(column).where(claims.c.reading_id.in_(part), column.is_not(None))
            names.update(connection.execute(used.distinct()).scalars())
    for table in (claims, tolls, sentences):
        _delete(connection, table.c.reading_id, found.readings)
    return names


_PHRASES = (
    claims.c.counted_id,
    claims.c.who_id,
    claims.c.where_id,
    claims.c.source_id,
    claims.c.cites_id,
)


def _clear(connection: Connection, found: _Found, names: set[int]) -> None:
    """Delete what was read, now that nothing refers to it."""
    _delete(connection, tellings.c.reading_id, found.readings)
    for part in parts_of(found.readings):
        for column in (readings.c.id, readings.c.superseded_by):
            alone = update(readings).where(column.in_(part)).values(superseded_by=None)
            connection.execute(alone)
        alone = update(readings).where(readings.c.id.in_(part)).values(reviewed_from=None)
        connection.execute(alone)
    _delete(connection, page_readings.c.reading_id, found.readings)
    _delete(connection, readings.c.id, found.readings)
    _delete(connection, blocks.c.article_id, found.articles)
    _delete(connection, articles.c.id, found.articles)
    for column in (
        *(statements.c.text_id, signature_bands.c.text_id, signatures.c.text_id),
        *(likenesses.c.text_id, likenesses.c.other_id, stale_texts.c.text_id),
        review_attachments.c.text_id,
    ):
        _delete(connection, column, found.texts)
    _clear_reviews(connection, found)
    _clear_changes(connection, found)
    used = {one for column in _PHRASES for one in _ids(connection, column, column, names)}
    for column in (phrase_meanings.c.phrase_id, phrases.c.id):
        _delete(connection, column, names - used)


def _clear_reviews(connection: Connection, found: _Found) -> None:
    """Delete what people decided of a forgotten text, for it holds words of it, and what took that back."""
    hashes: list[str] = []
    for part in parts_of(found.texts):
        hashes += connection.execute(select(texts.c.hash).where(texts.c.id.in_(part))).scalars()
    about = select(review_anchors.c.review_id).where(review_anchors.c.text_hash.in_(hashes))
    ids = sorted(connection.execute(about.distinct()).scalars())
    ids += sorted(
        connection.execute(select(reviews.c.id).where(reviews.c.undoes.in_(ids))).scalars()
    )
    for column in (review_attachments.c.review_id, review_anchors.c.review_id, reviews.c.id):
        connection.execute(delete(column.table).where(column.in_(ids)))


def _clear_changes(connection: Connection, found: _Found) -> None:
    """Empty the changes that `watch` told of a forgotten text, for they hold words of it."""
    bare = update(watched_changes).values(data=None, text_hash=None, against=None)
    for part in parts_of(found.texts):
        hashes = select(texts.c.hash).where(texts.c.id.in_(part))
        for column in (watched_changes.c.text_hash, watched_changes.c.against):
            connection.execute(bare.where(column.in_(hashes)))


def _delete(connection: Connection, column: Column[Any], values: Iterable[int]) -> None:
    for part in parts_of(sorted(values)):
        connection.execute(delete(column.table).where(column.in_(part)))
