"""Storing pages with their readings: any number of pages in one transaction, a table at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select, update

from reportedly.ledger import rows
from reportedly.ledger.inserting import ids, insert_all, parts_of, unique
from reportedly.ledger.rows import Page, Row
from reportedly.ledger.tables import (
    articles,
    blocks,
    captures,
    claims,
    failures,
    page_readings,
    pages,
    phrases,
    readings,
    sentences,
    statements,
    texts,
    tolls,
)
from reportedly.ledger.versions import is_newer
from reportedly.ledger.withdrawing import refresh_withdrawn


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
    connection.execute(insert(captures), [rows.capture_row(page.capture) for page in given])
    _resolve_failures(connection, given)
    seen = _Seen(connection, page_ids)
    unread = [index for index, page in enumerate(given) if seen.add(page)]
    stored = _store_readings(connection, {index: given[index] for index in unread}, page_ids)
    refresh_withdrawn(connection, [page_ids[old] for old in page_ids if old not in new_pages])
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


class _Stored(NamedTuple):
    new: bool
    superseded: int


class _Seen:
    """Which version has read which page, counting those that this transaction is about to store."""

    def __init__(self, connection: Connection, page_ids: Mapping[str, int]) -> None:
        self._read: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        self._forgotten: set[str] = set()
        for part in parts_of(page_ids):
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
    later = readings.alias("later")
    return (
        select(pages.c.hash, readings.c.version, later.c.version.label("superseding"))
        .join(page_readings, page_readings.c.page_id == pages.c.id)
        .join(readings, readings.c.id == page_readings.c.reading_id)
        .join(later, later.c.id == readings.c.superseded_by, isouter=True)
    )


def _store_readings(
    connection: Connection, unread: Mapping[int, Page], page_ids: Mapping[str, int]
) -> dict[int, _Stored]:
    text_ids, _ = ids(connection, texts.c.hash, unique(unread.values(), "text_hash"), rows.text_row)
    by_digest = unique(unread.values(), "digest")
    article_ids, new_articles = ids(
        connection,
        articles.c.digest,
        by_digest,
        lambda page: rows.article_row(page, text_ids[page.text_hash]),
    )
    block_rows = (
        row
        for digest in by_digest
        if digest in new_articles
        for row in rows.block_rows(by_digest[digest].reading.article, article_ids[digest])
    )
    insert_all(connection, blocks, block_rows)
    reading_ids, new_readings = _readings(connection, unread.values(), article_ids)
    stored: dict[int, _Stored] = {}
    new: list[tuple[int, Page]] = []
    links: dict[tuple[int, int], None] = {}
    for index, page in unread.items():
        page_id, article_id = page_ids[page.hash], article_ids[page.digest]
        reading_id = reading_ids[article_id, page.reading.version]
        is_new = reading_id in new_readings
        if is_new:
            new_readings.remove(reading_id)
            new.append((reading_id, page))
        links[page_id, reading_id] = None
        stored[index] = _Stored(is_new, 0)
    superseded = _link(connection, links)
    for index, page in unread.items():
        stored[index] = stored[index]._replace(superseded=superseded.pop(page_ids[page.hash], 0))
    _store_claims(connection, new, text_ids)
    return stored


def _readings(
    connection: Connection, unread: Iterable[Page], article_ids: Mapping[str, int]
) -> tuple[dict[tuple[int, str], int], set[int]]:
    """The ids of the readings of pages by article and version, and those that are inserted here."""
    key = (readings.c.article_id, readings.c.version, readings.c.id)
    found: dict[tuple[int, str], int] = {}
    for part in parts_of(article_ids.values()):
        for row in connection.execute(select(*key).where(readings.c.article_id.in_(part))):
            found[row.article_id, row.version] = row.id
    missing: dict[tuple[int, str], Row] = {}
    for page in unread:
        name = (article_ids[page.digest], page.reading.version)
        if name not in found:
            missing.setdefault(name, rows.reading_row(page, name[0]))
    new: set[int] = set()
    if missing:
        for row in connection.execute(insert(readings).returning(*key), list(missing.values())):
            found[row.article_id, row.version] = row.id
            new.add(row.id)
    return found, new


def _link(connection: Connection, links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Link pages to their new readings; return for each page how many others these replaced."""
    readings_of: dict[int, list[int]] = defaultdict(list)
    for page_id, reading_id in links:
        readings_of[page_id].append(reading_id)
    before: set[tuple[int, int]] = set()
    for part in parts_of(readings_of):
        old = select(page_readings).where(page_readings.c.page_id.in_(part))
        before.update((row.page_id, row.reading_id) for row in connection.execute(old))
    rows_missing = [
        {"page_id": page_id, "reading_id": reading_id}
        for page_id, reading_id in links
        if (page_id, reading_id) not in before
    ]
    insert_all(connection, page_readings, rows_missing)
    read_before = {page_id for page_id, _ in before}
    return {
        page_id: _supersede(connection, page_id, reading_ids[-1])
        for page_id, reading_ids in readings_of.items()
        if page_id in read_before or len(reading_ids) > 1
    }


def _supersede(connection: Connection, page_id: int, reading_id: int) -> int:
    """Let this reading take the place of the page's others; return how many it replaced."""
    others = select(page_readings.c.reading_id).where(page_readings.c.page_id == page_id)
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


def _store_claims(
    connection: Connection, new: Sequence[tuple[int, Page]], text_ids: Mapping[str, int]
) -> None:
    parts = [(reading_id, page, rows.claim_parts(page)) for reading_id, page in new]
    insert_all(
        connection,
        sentences,
        (
            row | {"reading_id": reading_id}
            for reading_id, _, part in parts
            for row in part.sentences
        ),
    )
    phrase_ids, _ = ids(
        connection,
        phrases.c.words,
        {words: words for _, _, part in parts for words in sorted(part.phrases)},
        rows.phrase_row,
    )
    text_of = {key: text_ids[page.text_hash] for _, page, part in parts for key in part.statements}
    statement_ids, _ = ids(
        connection,
        statements.c.key,
        {key: key for key in sorted(text_of)},
        lambda key: {"key": key, "text_id": text_of[key]},
    )
    claim_rows = []
    for reading_id, _, part in parts:
        for row in part.claims:
            row["reading_id"] = reading_id
            row["statement_id"] = statement_ids[row.pop("statement")]
            for name in rows.PHRASES:
                words = row.pop(name)
                row[f"{name}_id"] = None if words is None else phrase_ids[words]
            claim_rows.append(row)
    insert_all(connection, claims, claim_rows)
    insert_all(
        connection,
        tolls,
        (row for reading_id, page, _ in parts for row in rows.toll_rows(page.reading, reading_id)),
    )


def _resolve_failures(connection: Connection, given: Iterable[Page]) -> None:
    for part in parts_of({page.capture.location for page in given}):
        standing = failures.c.location.in_(part), failures.c.standing
        connection.execute(update(failures).where(*standing).values(standing=False))
