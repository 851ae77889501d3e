"""Keeping readings as people reviewed them up to date: when a page is read, and when somebody decides.

What the program read is never changed. Where people reviewed the claims of a reading, a second reading of
the same article stands beside it: its claims as people left them. It takes the place of the first one
in all questions, and is made anew, from that one and the reviews, whenever either changes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    delete,
    insert,
    or_,
    select,
    update,
)

from reportedly.ledger import identity, queries, rows
from reportedly.ledger.applying import Reviewed, applied
from reportedly.ledger.attaching import Attached, attach
from reportedly.ledger.inserting import insert_all, parts_of
from reportedly.ledger.judging import standings
from reportedly.ledger.keeping import mark_stale
from reportedly.ledger.reviewed import review_anchors, review_attachments, reviews
from reportedly.ledger.storing import store_claims
from reportedly.ledger.tables import (
    articles,
    blocks,
    captures,
    claims,
    page_readings,
    pages,
    readings,
    sentences,
    texts,
    tolls,
)
from reportedly.records import Anchor, Capture, Reading, Review, Span

REVIEWED = "+reviewed"
"""Ends the version of a reading as people left it."""


def renew(connection: Connection, hashes: Collection[str], addresses: Collection[str]) -> None:
    """Make the reviewed readings of some pages anew, inside the connection's writing transaction.

    Args:
        connection: in a writing transaction.
        hashes: of texts that were read, or that reviews speak of.
        addresses: of pages: a review of a page holds for all texts that the page was read as.
    """
    if connection.execute(select(reviews.c.id).limit(1)).first() is None:
        return
    known = anchored(connection, hashes, addresses)
    if not known:
        return
    anchors = [one for review in known for one in review.anchors]
    places = {address for one in anchors for address in (one.page, one.url) if address}
    text_ids = _texts_at(connection, places)
    text_ids |= _texts_of(connection, {one.text_hash for one in anchors}, hashes, places)
    for part in parts_of(sorted(one.id for one in known)):
        attached = review_attachments.c.review_id.in_(part)
        text_ids.update(
            connection.execute(select(review_attachments.c.text_id).where(attached)).scalars()
        )
    for text_id in sorted(text_ids):
        _renew_text(connection, text_id)


def anchored(
    connection: Connection, hashes: Iterable[str], addresses: Iterable[str]
) -> list[Review]:
    """The reviews that are anchored in some texts, or in pages of some addresses."""
    found: set[str] = set()
    columns = review_anchors.c
    for column, values in (
        (columns.text_hash, hashes),
        (columns.page, addresses),
        (columns.url, addresses),
    ):
        for part in parts_of(sorted(set(values))):
            query = select(columns.review_id).where(column.in_(part))
            found.update(connection.execute(query).scalars())
    return load(connection, sorted(found))


def load(connection: Connection, ids: Iterable[str] | None = None) -> list[Review]:
    """Reviews with their anchors, in no order; all where no ids are given."""
    if ids is None:
        return _built(
            connection.execute(select(reviews)).all(),
            connection.execute(_ANCHORS).all(),
        )
    found: list[Review] = []
    for part in parts_of(ids):
        heads = connection.execute(select(reviews).where(reviews.c.id.in_(part))).all()
        anchors = connection.execute(_ANCHORS.where(review_anchors.c.review_id.in_(part))).all()
        found += _built(heads, anchors)
    return found


_ANCHORS: Select[Any] = select(review_anchors).order_by(
    review_anchors.c.review_id, review_anchors.c.number
)


def _built(heads: Sequence[Row[Any]], anchors: Sequence[Row[Any]]) -> list[Review]:
    of: dict[str, list[Anchor]] = {}
    for row in anchors:
        fields = {name: getattr(row, name) for name in Anchor.model_fields}
        of.setdefault(row.review_id, []).append(Anchor(**fields))
    return [
        Review.model_validate(dict(row._mapping) | {"anchors": of.get(row.id, ())})  # noqa: SLF001
        for row in heads
    ]


def put(connection: Connection, given: Sequence[Review]) -> list[Review]:
    """Store reviews; return those that the ledger did not have."""
    known: set[str] = set()
    for part in parts_of(sorted({one.id for one in given})):
        query = select(reviews.c.id).where(reviews.c.id.in_(part))
        known.update(connection.execute(query).scalars())
    new = {one.id: one for one in given if one.id not in known}
    heads, anchors = [], []
    for one in new.values():
        row = one.model_dump(mode="json", exclude={"anchors"})
        heads.append(row | {"settles": list(one.settles)})
        anchors += [
            anchor.model_dump() | {"review_id": one.id, "number": number}
            for number, anchor in enumerate(one.anchors)
        ]
    insert_all(connection, reviews, heads)
    insert_all(connection, review_anchors, anchors)
    return list(new.values())


def _texts_of(
    connection: Connection, anchored_in: set[str], read: Iterable[str], addresses: set[str]
) -> set[int]:
    """The texts that reviews are anchored in, and those among the texts just read that are of their pages."""
    found: set[int] = set()
    for part in parts_of(sorted(anchored_in)):
        query = select(texts.c.id).where(texts.c.hash.in_(part))
        found.update(connection.execute(query).scalars())
    for part in parts_of(sorted(read)):
        of_text = (
            select(texts.c.id, readings.c.location, readings.c.url)
            .join(articles, articles.c.text_id == texts.c.id)
            .join(readings, readings.c.article_id == articles.c.id)
            .where(texts.c.hash.in_(part))
        )
        rows_of = connection.execute(of_text)
        found.update(row.id for row in rows_of if {row.location, row.url} & addresses)
    return found


def _texts_at(connection: Connection, addresses: Iterable[str]) -> set[int]:
    """The texts that pages of some addresses were read as."""
    found: set[int] = set()
    for part in parts_of(sorted(addresses)):
        same = or_(captures.c.location.in_(part), captures.c.canonical_url.in_(part))
        query = (
            select(articles.c.text_id)
            .join(readings, readings.c.article_id == articles.c.id)
            .join(page_readings, page_readings.c.reading_id == readings.c.id)
            .join(pages, pages.c.id == page_readings.c.page_id)
            .join(captures, captures.c.page_hash == pages.c.hash)
            .where(same)
        )
        found.update(connection.execute(query.distinct()).scalars())
    return found


def _addresses_of(connection: Connection, text_id: int) -> set[str]:
    """The addresses of the pages that were read as a text."""
    of_text = (
        select(readings.c.id, readings.c.location, readings.c.url)
        .join(articles, articles.c.id == readings.c.article_id)
        .where(articles.c.text_id == text_id)
    )
    found = connection.execute(of_text).all()
    addresses = {address for row in found for address in (row.location, row.url)}
    for part in parts_of(sorted(row.id for row in found)):
        query = (
            select(captures.c.location, captures.c.canonical_url)
            .join(pages, pages.c.hash == captures.c.page_hash)
            .join(page_readings, page_readings.c.page_id == pages.c.id)
            .where(page_readings.c.reading_id.in_(part))
        )
        addresses |= {address for row in connection.execute(query) for address in row}
    return {address for address in addresses if address}


@dataclass(frozen=True)
class _Text:
    """A text that reviews speak of."""

    id: int
    hash: str
    words: str
    reviews: Sequence[Review]


def _renew_text(connection: Connection, text_id: int) -> None:
    """Make the reviewed readings of one text anew."""
    row = connection.execute(select(texts).where(texts.c.id == text_id)).one()
    words = "" if row.data is None else rows.text_of(row.data)
    known = anchored(connection, [row.hash], _addresses_of(connection, text_id)) if words else []
    text = _Text(text_id, row.hash, words, known)
    connection.execute(delete(review_attachments).where(review_attachments.c.text_id == text_id))
    of_text = (
        select(readings)
        .join(articles, articles.c.id == readings.c.article_id)
        .where(articles.c.text_id == text_id)
        .order_by(readings.c.id)
    )
    found = connection.execute(of_text).all()
    made = {one.reviewed_from: one for one in found if one.reviewed_from is not None}
    places: dict[tuple[str, int], str] = {}
    for base in (one for one in found if one.reviewed_from is None):
        second = made.get(base.id)
        if second is not None and base.superseded_by == second.id and second.superseded_by:
            # Another reading has taken the place of what people made of this one: of both, then.
            _supersede(connection, base.id, second.superseded_by)
            _empty(connection, second.id)
        elif base.superseded_by is None or (second and base.superseded_by == second.id):
            places |= _renew_reading(connection, text, base, second)
    _keep_attachments(connection, text_id, places)
    mark_stale(connection, [text_id])


def _renew_reading(
    connection: Connection, text: _Text, base: Row[Any], second: Row[Any] | None
) -> dict[tuple[str, int], str]:
    """Make what people left of one reading; return the claims that reviews are about."""
    read = [
        rows.recorded_claim(row)
        for row in connection.execute(
            queries.whole(select(claims.c.id).where(claims.c.reading_id == base.id))
        ).mappings()
    ]
    attached = attach(text.reviews, text.words, text.hash, read)
    standing = standings(text.reviews)
    found, ids = applied(attached, standing, text.words, text.hash, read)
    if any(one.review is not None for one in found):
        _write(connection, text, base, second, found)
    elif second is not None:
        _empty(connection, second.id)
        _supersede(connection, second.id, base.id)
        _supersede(connection, base.id, None)
    return _places(attached, ids)


def _places(attached: Attached, ids: dict[int, str]) -> dict[tuple[str, int], str]:
    numbers = {id(missed): ids[number] for number, missed in enumerate(attached.missed)}
    return {
        key: where if isinstance(where, str) else numbers[id(where)]
        for key, where in attached.anchors.items()
    }


def _keep_attachments(
    connection: Connection, text_id: int, places: dict[tuple[str, int], str]
) -> None:
    insert_all(
        connection,
        review_attachments,
        (
            {"text_id": text_id, "review_id": review, "number": number, "claim": claim}
            for (review, number), claim in sorted(places.items())
        ),
    )


def _supersede(connection: Connection, reading_id: int, by: int | None) -> None:
    changed = update(readings).where(readings.c.id == reading_id)
    connection.execute(changed.values(superseded_by=by))


def _empty(connection: Connection, reading_id: int) -> None:
    """Take the claims out of a reading as people left it: they can be worked out again."""
    for table in (claims, sentences, tolls):
        connection.execute(delete(table).where(table.c.reading_id == reading_id))


def _write(
    connection: Connection,
    text: _Text,
    base: Row[Any],
    second: Row[Any] | None,
    found: Sequence[Reviewed],
) -> None:
    """Store a reading as people left it, in the place of the one that it was made from."""
    reading = _as_left(connection, base, found)
    parts = _parts(text.hash, reading, found)
    told = {
        **{name: getattr(base, name) for name in _SHARED},
        "version": reading.version,
        "reviewed_from": base.id,
        "superseded_by": None,
        "claims": len(found),
        "statements": len(parts.statements),
    }
    if second is None:
        added = connection.execute(insert(readings).returning(readings.c.id), told)
        number = int(added.scalar_one())
    else:
        number = int(second.id)
        connection.execute(update(readings).where(readings.c.id == number).values(told))
        _empty(connection, number)
    _link(connection, base.id, number)
    _supersede(connection, base.id, number)
    page = rows.Page(Capture(location=base.location), "", b"", None, reading, text.hash, "", parts)
    store_claims(connection, [(number, page)], {text.hash: text.id})


_SHARED = ("article_id", "read_at", "location", "url", "ordered_by", "withdrawn")


def _as_left(connection: Connection, base: Row[Any], found: Sequence[Reviewed]) -> Reading:
    """What was read in an article, with the claims that people left standing or set apart."""
    whole = select(articles, texts.c.data).join(texts, texts.c.id == articles.c.text_id)
    row = connection.execute(whole.where(articles.c.id == base.article_id)).one()
    there = connection.execute(
        select(blocks).where(blocks.c.article_id == base.article_id).order_by("start_offset")
    )
    said = connection.execute(
        select(sentences.c.start_offset, sentences.c.end_offset)
        .where(sentences.c.reading_id == base.id)
        .order_by("start_offset")
    )
    given = connection.execute(
        select(tolls).where(tolls.c.reading_id == base.id).order_by(tolls.c.number)
    )
    return Reading(
        version=f"{base.version}{REVIEWED}",
        article=rows.article_of(row, there),
        claims=tuple(one.claim for one in found),
        tolls=tuple(rows.toll_of(one) for one in given),
        sentences=tuple(Span(one.start_offset, one.end_offset) for one in said),
    )


def _parts(text_hash: str, reading: Reading, found: Sequence[Reviewed]) -> rows.Parts:
    """The rows of reviewed claims. Those that people rejected are mentions of statements of their own."""
    whole = rows.Parts([], {}, set(), [])
    by_start: dict[int, rows.Row] = {}
    for rejected in (False, True):
        chosen = [one for one in found if one.rejected == rejected]
        these = tuple(one.claim for one in chosen)
        parts = rows.parts(reading.model_copy(update={"claims": these}), text_hash)
        for row, one in zip(parts.claims, chosen, strict=True):
            row["key"] = one.id
            row["review"] = one.review.model_dump(mode="json") if one.review else None
            if rejected:
                row["statement"] = identity.rejected(row["statement"])
            whole.statements.add(row["statement"])
        for row in parts.sentences:
            kept = by_start.get(row["start_offset"])
            if kept is None or kept["end_offset"] < row["end_offset"]:
                by_start[row["start_offset"]] = row
        whole.phrases.update(parts.phrases)
        whole.claims.extend(parts.claims)
    whole.sentences.extend(by_start.values())
    return whole


def _link(connection: Connection, base: int, second: int) -> None:
    """Let a reading as people left it be of all pages of the one that it was made from."""
    linked = page_readings.c.page_id
    of = [
        set(connection.execute(select(linked).where(page_readings.c.reading_id == one)).scalars())
        for one in (base, second)
    ]
    insert_all(
        connection,
        page_readings,
        ({"page_id": page, "reading_id": second} for page in sorted(of[0] - of[1])),
    )
