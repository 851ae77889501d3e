"""The questions that a ledger answers, as SQL that every database understands."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from reportedly.ledger.columns import lowered
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.identity import fold
from reportedly.ledger.tables import (
    articles,
    claims,
    phrases,
    readings,
    sentences,
    statements,
    texts,
)

_COUNTED, _WHO, _WHERE, _SOURCE, _CITES = (
    phrases.alias(name) for name in ("counted", "who", "place", "source", "cites")
)


def recorded_claims() -> Select[Any]:
    """All claims, each with its page, sentence and statement, in no order."""
    plain = [
        column
        for column in claims.c
        if not column.name.endswith("_id") and column.name not in ("id", "withdrawn")
    ]
    return (
        select(
            *plain,
            claims.c.reading_id,
            statements.c.key.label("statement"),
            _COUNTED.c.words.label("counted"),
            _WHO.c.words.label("who"),
            _WHERE.c.words.label("where"),
            _SOURCE.c.words.label("source"),
            _CITES.c.words.label("cites"),
            sentences.c.words.label("sentence"),
            readings.c.location.label("page"),
            readings.c.url,
            readings.c.withdrawn,
            articles.c.title,
            articles.c.publisher,
            articles.c.agency,
            articles.c.published,
            texts.c.hash.label("text_hash"),
        )
        .select_from(claims)
        .join(readings, readings.c.id == claims.c.reading_id)
        .join(articles, articles.c.id == readings.c.article_id)
        .join(texts, texts.c.id == articles.c.text_id)
        .join(statements, statements.c.id == claims.c.statement_id)
        .join(
            sentences,
            and_(
                sentences.c.reading_id == claims.c.reading_id,
                sentences.c.start_offset == claims.c.sentence_start,
            ),
        )
        .join(_COUNTED, _COUNTED.c.id == claims.c.counted_id, isouter=True)
        .join(_WHO, _WHO.c.id == claims.c.who_id, isouter=True)
        .join(_WHERE, _WHERE.c.id == claims.c.where_id, isouter=True)
        .join(_SOURCE, _SOURCE.c.id == claims.c.source_id, isouter=True)
        .join(_CITES, _CITES.c.id == claims.c.cites_id, isouter=True)
    )


def in_order(query: Select[Any]) -> Select[Any]:
    """By publication, then page, then place in the page; the same on every database."""
    return query.order_by(
        readings.c.ordered_by,
        readings.c.location,
        claims.c.reading_id,
        claims.c.start_offset,
        claims.c.id,
    )


def wanted(query: Select[Any], asked: ClaimFilter) -> Select[Any]:
    """Narrow `recorded_claims` to a filter, in order, without its limit."""
    if asked.kind is not None:
        query = query.where(claims.c.kind == asked.kind)
    if asked.stance is not None:
        query = query.where(claims.c.stance == asked.stance)
    for words, column in (
        (asked.who, claims.c.who_id),
        (asked.where, claims.c.where_id),
        (asked.source, claims.c.source_id),
    ):
        if words is not None:
            query = query.where(column.in_(_phrases_with(words)))
    if asked.text is not None:
        query = query.where(_contains(sentences.c.words, asked.text))
    if asked.statement is not None:
        query = query.where(statements.c.key == asked.statement)
    return _dated(of_pages(query, asked), asked)


def with_other_mentions(fitting: Select[Any]) -> Select[Any]:
    """All mentions of the statements, each in its page, that some of the fitting claims belong to."""
    key = claims.c.reading_id, claims.c.statement_id
    found = fitting.with_only_columns(*key).distinct().subquery()
    same = and_(found.c.reading_id == key[0], found.c.statement_id == key[1])
    return recorded_claims().join(found, same)


def of_pages(query: Select[Any], asked: ClaimFilter) -> Select[Any]:
    """Narrow a query over readings, articles and texts to the pages that a filter asks for."""
    if not asked.superseded:
        query = query.where(readings.c.superseded_by.is_(None))
    if asked.publisher is not None:
        query = query.where(_contains(articles.c.publisher, asked.publisher))
    if asked.page is not None:
        query = query.where(
            or_(_contains(readings.c.location, asked.page), _contains(readings.c.url, asked.page))
        )
    if asked.text_hash is not None:
        query = query.where(texts.c.hash == asked.text_hash)
    return query


def _phrases_with(words: str) -> Select[Any]:
    return select(phrases.c.id).where(phrases.c.folded.contains(fold(words), autoescape=True))


def _contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return lowered(column).contains(text.lower(), autoescape=True)


def _dated(query: Select[Any], asked: ClaimFilter) -> Select[Any]:
    if asked.since is None and asked.until is None:
        return query
    published = func.substr(articles.c.published, 1, 10)
    stated = claims.c.stated_start, claims.c.stated_end
    choices = {
        "published": _within(published, published, asked),
        "when": _within(claims.c.when_start, claims.c.when_end, asked),
        "stated": or_(
            _within(*stated, asked),
            and_(*(end.is_(None) for end in stated), _within(published, published, asked)),
        ),
    }
    return query.where(choices[asked.dated_by])


def _within(
    first: ColumnElement[Any], last: ColumnElement[Any], asked: ClaimFilter
) -> ColumnElement[bool]:
    """Whether a stretch, null where open, shares a day with those asked for; both null: it does not."""
    conditions = [or_(first.is_not(None), last.is_not(None))]
    if asked.since is not None:
        conditions.append(or_(last.is_(None), last >= str(asked.since)))
    if asked.until is not None:
        conditions.append(or_(first.is_(None), first <= str(asked.until)))
    return and_(*conditions)
