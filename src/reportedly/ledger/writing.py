"""Storing pages with their readings: any number of pages in one transaction, a table at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, insert, select, update

from reportedly.ledger import rows
from reportedly.ledger.inserting import ids, insert_all, parts_of, scoped_ids, unique
from reportedly.ledger.keeping import mark_stale
from reportedly.ledger.renewing import renew
from reportedly.ledger.rows import Page
from reportedly.ledger.storing import store_claims
from reportedly.ledger.tables import (
    articles,
    blocks,
    captures,
    failures,
    page_readings,
    pages,
    readings,
    texts,
)
from reportedly.ledger.versions import is_newer
from reportedly.ledger.withdrawing import refresh_withdrawn
from reportedly.records import Failure


@dataclass(frozen=True)
class Ingested:
    """What became of one page that was given to the ledger."""

    page_hash: str
    text_hash: str
    new_page: bool
    """Whether these bytes were not in the ledger before."""
    new_reading: bool
    """Whether this reading was not: false where the page, or an equal article, was read before."""
    claims: int = 0
    """Claims newly stored."""
    superseded: int = 0
    """Readings by older versions that this one replaces."""


def store(connection: Connection, given: Sequence[Page]) -> list[Ingested]:
    """Store pages with their readings, inside the connection's writing transaction.

    Bytes that are in the ledger, read by this version or a newer one, add a capture and nothing else.
    """
    page_ids, new_pages = ids(connection, pages.c.hash, unique(given, "hash"), rows.page_row)
    insert_all(connection, captures, (rows.capture_row(page.capture) for page in given))
    _resolve_failures(connection, given)
    old_pages = [name for name in page_ids if name not in new_pages]
    seen = _Seen(connection, old_pages)
    unread = [index for index, page in enumerate(given) if seen.add(page)]
    stored: dict[int, _Stored] = {}
    if unread:
        to_read = {index: given[index] for index in unread}
        stored = _store_readings(connection, to_read, page_ids, old_pages)
    # A new capture of what was withdrawn brings it back, be it in the same bytes or in others.
    seen_before = [page.hash for index, page in enumerate(given) if not _is_new(stored, index)]
    refresh_withdrawn(connection, [page_ids[name] for name in {*old_pages, *seen_before}])
    renew(connection, *_reviewable(given))
    results = []
    for index, page in enumerate(given):
        done = stored.get(index, _Stored(new=False, superseded=0))
        results.append(
            Ingested(
                page.hash,
                page.text_hash,
                new_page=page.hash in new_pages,
                new_reading=done.new,
                claims=len(page.reading.claims) if done.new else 0,
                superseded=done.superseded,
            )
        )
        new_pages.discard(page.hash)
    return results


def is_known(connection: Connection, page_hash: str, version: str) -> bool:
    """Whether reading these bytes with this version would add nothing."""
    forgotten = select(pages.c.id).where(
        pages.c.hash == page_hash, pages.c.forgotten_reason.is_not(None)
    )
    if connection.execute(forgotten).first() is not None:
        return True
    found = connection.execute(_versions_of().where(pages.c.hash == page_hash))
    return any(_covers(row.version, row.superseding, version) for row in found)


def captured_again(connection: Connection, page_hash: str) -> None:
    """Follow up a new capture of a page that is in the ledger: if it was withdrawn, it is back."""
    known = connection.execute(select(pages.c.id).where(pages.c.hash == page_hash)).scalar()
    if known is not None:
        refresh_withdrawn(connection, [known])


def _reviewable(given: Iterable[Page]) -> tuple[set[str], set[str]]:
    """The hashes of pages' texts, and the addresses by which reviews may know the pages."""
    hashes, addresses = set(), set()
    for page in given:
        hashes.add(page.text_hash)
        capture = page.capture
        known = (capture.location, capture.canonical_url, page.reading.article.url)
        addresses |= {address for address in known if address}
    return hashes, addresses


class _Stored(NamedTuple):
    new: bool
    superseded: int


def _is_new(stored: Mapping[int, _Stored], index: int) -> bool:
    return index in stored and stored[index].new


class _Seen:
    """Which version has read which page, counting those that this transaction is about to store."""

    def __init__(self, connection: Connection, old_pages: Iterable[str]) -> None:
        self._read: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self._forgotten: set[str] = set()
        for part in parts_of(old_pages):
            for row in connection.execute(_versions_of().where(pages.c.hash.in_(part))):
                self._read[row.hash].append((row.version, row.superseding))
            gone = select(pages.c.hash).where(
                pages.c.hash.in_(part), pages.c.forgotten_reason.is_not(None)
            )
            self._forgotten.update(connection.execute(gone).scalars())

    def add(self, page: Page) -> bool:
        """Whether the page is still to be read; from now on it is taken as read."""
        version = page.reading.version
        if page.hash in self._forgotten:
            return False
        if any(_covers(old, superseding, version) for old, superseding in self._read[page.hash]):
            return False
        self._read[page.hash].append((version, None))
        return True


def _covers(old: str, superseding: str | None, version: str) -> bool:
    if old == version:
        return superseding is None or is_newer(superseding, version)
    return is_newer(old, version)


def _versions_of() -> Select[Any]:
    # What people made of a reading is no version of the program, and replaces none.
    later = readings.alias("later")
    replaced = and_(later.c.id == readings.c.superseded_by, later.c.reviewed_from.is_(None))
    return (
        select(pages.c.hash, readings.c.version, later.c.version.label("superseding"))
        .join(page_readings, page_readings.c.page_id == pages.c.id)
        .join(readings, readings.c.id == page_readings.c.reading_id)
        .join(later, replaced, isouter=True)
        .where(readings.c.reviewed_from.is_(None))
    )


class _Articles(NamedTuple):
    """The articles of pages, stored: their texts by hash, themselves by digest."""

    text_ids: dict[str, int]
    new_texts: set[str]
    ids: dict[str, int]
    old: list[int]


def _store_articles(connection: Connection, unread: Iterable[Page]) -> _Articles:
    by_text, by_digest = unique(unread, "text_hash"), unique(unread, "digest")
    text_ids, new_texts = ids(connection, texts.c.hash, by_text, rows.text_row)
    article_ids, new = ids(
        connection,
        articles.c.digest,
        by_digest,
        lambda page: rows.article_row(page, text_ids[page.text_hash]),
    )
    block_rows = (
        row
        for digest, page in by_digest.items()
        if digest in new
        for row in rows.block_rows(page.reading.article, article_ids[digest])
    )
    insert_all(connection, blocks, block_rows)
    old = [article_ids[digest] for digest in by_digest if digest not in new]
    return _Articles(text_ids, new_texts, article_ids, old)


def _store_readings(
    connection: Connection,
    unread: Mapping[int, Page],
    page_ids: Mapping[str, int],
    old_pages: Iterable[str],
) -> dict[int, _Stored]:
    """Store the readings of pages that are in the ledger; return what came of each, by its index."""
    stored_articles = _store_articles(connection, unread.values())
    by_key: dict[tuple[int, str], Page] = {}
    for page in unread.values():
        by_key.setdefault((stored_articles.ids[page.digest], page.reading.version), page)
    reading_ids, new_readings = scoped_ids(
        connection,
        (readings.c.article_id, readings.c.version),
        by_key,
        lambda key, page: rows.reading_row(page, key[0]),
        old_scopes=stored_articles.old,
    )
    new = [(reading_ids[key], by_key[key]) for key in by_key if reading_ids[key] in new_readings]
    store_claims(connection, new, stored_articles.text_ids, stored_articles.new_texts)
    links = {
        index: (
            page_ids[page.hash],
            reading_ids[stored_articles.ids[page.digest], page.reading.version],
        )
        for index, page in unread.items()
    }
    superseded = _link(connection, links.values(), [page_ids[name] for name in old_pages])
    mark_stale(connection, stored_articles.text_ids.values())
    stored = {}
    for index, (page_id, reading_id) in links.items():
        stored[index] = _Stored(reading_id in new_readings, superseded.pop(page_id, 0))
        new_readings.discard(reading_id)
    return stored


def _link(
    connection: Connection, links: Iterable[tuple[int, int]], old_pages: Iterable[int]
) -> dict[int, int]:
    """Link pages to their new readings; return for each page how many others these replaced."""
    readings_of: dict[int, list[int]] = defaultdict(list)
    for page_id, reading_id in dict.fromkeys(links):
        readings_of[page_id].append(reading_id)
    before: set[tuple[int, int]] = set()
    for part in parts_of(old_pages):
        old = select(page_readings).where(page_readings.c.page_id.in_(part))
        before.update((row.page_id, row.reading_id) for row in connection.execute(old))
    missing = [
        {"page_id": page_id, "reading_id": reading_id}
        for page_id, reading_id in dict.fromkeys(links)
        if (page_id, reading_id) not in before
    ]
    insert_all(connection, page_readings, missing)
    read_before = {page_id for page_id, _ in before}
    return {
        page_id: _supersede(connection, page_id, reading_ids[-1])
        for page_id, reading_ids in readings_of.items()
        if page_id in read_before or len(reading_ids) > 1
    }


def _supersede(connection: Connection, page_id: int, reading_id: int) -> int:
    """Let this reading take the place of the page's others; return how many it replaced."""
    others = select(page_readings.c.reading_id).where(page_readings.c.page_id == page_id)
    current = readings.c.id.in_(others), readings.c.superseded_by.is_(None)
    of_text = select(articles.c.text_id).join(readings, readings.c.article_id == articles.c.id)
    mark_stale(connection, connection.execute(of_text.where(*current)).scalars())
    replaced = connection.execute(
        update(readings)
        .where(
            readings.c.id.in_(others),
            readings.c.id != reading_id,
            readings.c.superseded_by.is_(None),
        )
        .values(superseded_by=reading_id)
    ).rowcount
    connection.execute(
        update(readings)
        .where(readings.c.id == reading_id, readings.c.superseded_by.is_not(None))
        .values(superseded_by=None)
    )
    return replaced


def put_failure(connection: Connection, failure: Failure, moment: str | None) -> None:
    """Store why an input gave no article; the same failure again adds no second row."""
    same = (
        failures.c.location == failure.location,
        failures.c.outcome == failure.outcome,
        failures.c.reason == failure.reason,
        failures.c.page_hash.is_not_distinct_from(failure.page_hash),
    )
    row = failure.model_dump() | {"failed_at": moment, "standing": True}
    if connection.execute(update(failures).where(*same).values(row)).rowcount == 0:
        connection.execute(insert(failures), row)


_RESOLVED = (
    update(failures)
    .where(failures.c.location.in_(bindparam("places", expanding=True)), failures.c.standing)
    .values(standing=False)
)


def _resolve_failures(connection: Connection, given: Iterable[Page]) -> None:
    for part in parts_of({page.capture.location: None for page in given}):
        connection.execute(_RESOLVED, {"places": part})
