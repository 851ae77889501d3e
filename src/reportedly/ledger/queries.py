"""The questions that a ledger answers, as SQL that every database understands."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from reportedly.ledger.columns import holds
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.identity import fold
from reportedly.ledger.tables import (
    LOW_CONFIDENCE,
    SURE,
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


_ORDER = (
    readings.c.ordered_by,
    readings.c.location,
    claims.c.reading_id,
    claims.c.start_offset,
    claims.c.id,
)
"""By publication, then page, then place in the page; the same on every database."""


def recorded_claims(asked: ClaimFilter) -> Select[Any]:
    """The claims that a filter asks for, with page, sentence and statement, in order."""
    return whole(fitting(asked, claims.c.id).order_by(*_ORDER).limit(asked.limit))


def mentions(asked: ClaimFilter) -> Select[Any]:
    """All mentions of the statements that some claim which the filter asks for belongs to, in order.

    A statement is of one page: mentions of an equal one in another page do not come with it.
    """
    key = claims.c.reading_id, claims.c.statement_id
    found = fitting(asked, *key).distinct().subquery()
    same = and_(found.c.reading_id == key[0], found.c.statement_id == key[1])
    return whole(select(claims.c.id).join(found, same))


def mentions_of(statement_keys: Iterable[str]) -> Select[Any]:
    """The current claims that are mentions of some statements, in order."""
    chosen = (
        select(claims.c.id)
        .select_from(statements)
        .join(claims, claims.c.statement_id == statements.c.id)
        .join(readings, readings.c.id == claims.c.reading_id)
        .where(statements.c.key.in_(list(statement_keys)), FEW_CURRENT)
    )
    return whole(chosen)


def doubtful(asked: ClaimFilter, *, low: bool) -> Select[Any]:
    """The claims that fit and nobody reviewed, least confident first.

    Args:
        asked: what they must be; at most its `limit`.
        low: whether those below `LOW_CONFIDENCE` are wanted, which an index finds, or the others.
    """
    query = fitting(asked, claims.c.id, few=True).where(claims.c.review.is_(None))
    if low:
        query = query.where(claims.c.confidence < LOW_CONFIDENCE)
        query = query.order_by(claims.c.confidence, claims.c.id)
    else:
        query = query.where(SURE >= LOW_CONFIDENCE).order_by(SURE, claims.c.id)
    return query.limit(asked.limit)


def claims_beginning(key: str) -> Select[Any]:
    """Current claims whose id begins so, in order; enough of them to see whether they are several."""
    same_reading = readings.c.id == claims.c.reading_id
    begins = claims.c.key >= key, claims.c.key < f"{key}g"
    found = select(claims.c.id).join(readings, same_reading).where(*begins, FEW_CURRENT)
    return whole(found.order_by(claims.c.key, claims.c.id).limit(200))


def whole(chosen: Select[Any]) -> Select[Any]:
    """Everything about the claims whose ids a query chooses, in order.

    Choosing first, by the few columns that a filter is about, keeps the wide rows of what is not
    wanted out of the sorting.
    """
    ids = chosen.subquery("chosen")
    plain = [column for column in claims.c if not column.name.endswith("_id")]
    return (
        select(
            *(column for column in plain if column.name != "id"),
            claims.c.reading_id,
            claims.c.statement_id,
            articles.c.text_id,
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
        .select_from(ids)
        .join(claims, claims.c.id == ids.c.id)
        .join(readings, readings.c.id == claims.c.reading_id)
        .join(articles, articles.c.id == readings.c.article_id)
        .join(texts, texts.c.id == articles.c.text_id)
        .join(statements, statements.c.id == claims.c.statement_id)
        .join(sentences, and_(*_SENTENCE))
        .join(_COUNTED, _COUNTED.c.id == claims.c.counted_id, isouter=True)
        .join(_WHO, _WHO.c.id == claims.c.who_id, isouter=True)
        .join(_WHERE, _WHERE.c.id == claims.c.where_id, isouter=True)
        .join(_SOURCE, _SOURCE.c.id == claims.c.source_id, isouter=True)
        .join(_CITES, _CITES.c.id == claims.c.cites_id, isouter=True)
        .order_by(*_ORDER)
    )


_ALL_CURRENT = readings.c.superseded_by.is_(None)
FEW_CURRENT = func.coalesce(readings.c.superseded_by, 0) == 0
"""The same without an index. SQLite takes "is null" for rare, and goes through all current readings
by it: right for whoever pages through all claims, wrong where another index finds the few that fit."""

_SENTENCE = (
    sentences.c.reading_id == claims.c.reading_id,
    sentences.c.start_offset == claims.c.sentence_start,
)


def fitting(asked: ClaimFilter, *columns: ColumnElement[Any], few: bool = False) -> Select[Any]:
    """Some columns of the claims that fit a filter, in no order and without its limit.

    Args:
        asked: what they must be.
        columns: to be returned.
        few: whether what else they must be leaves few of them, so that an index should find these.
    """
    query = (
        select(*columns)
        .select_from(claims)
        .join(readings, readings.c.id == claims.c.reading_id)
        .join(articles, articles.c.id == readings.c.article_id)
    )
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
        said = select(sentences.c.start_offset).where(*_SENTENCE)
        query = query.where(said.where(holds(sentences.c.words, asked.text)).exists())
    if asked.claim is not None:
        query = query.where(claims.c.key == asked.claim)
    if asked.statement is not None:
        same = select(statements.c.id).where(statements.c.key == asked.statement)
        query = query.where(claims.c.statement_id.in_(same))
    return _dated(of_pages(query, asked, few=few), asked)


def of_pages(query: Select[Any], asked: ClaimFilter, *, few: bool = False) -> Select[Any]:
    """Narrow a query over readings and articles to the pages that a filter asks for."""
    if not asked.superseded:
        rare = (asked.who, asked.where, asked.source, asked.statement, asked.claim, asked.text_hash)
        found_by_index = few or any(given is not None for given in rare)
        query = query.where(FEW_CURRENT if found_by_index else _ALL_CURRENT)
    if asked.publisher is not None:
        query = query.where(holds(articles.c.publisher, asked.publisher))
    if asked.page is not None:
        query = query.where(
            or_(holds(readings.c.location, asked.page), holds(readings.c.url, asked.page))
        )
    if asked.text_hash is not None:
        same = select(articles.c.id).join(texts, texts.c.id == articles.c.text_id)
        query = query.where(articles.c.id.in_(same.where(texts.c.hash == asked.text_hash)))
    return query


def readings_by(publisher: str) -> Select[Any]:
    """The readings of pages whose publisher's name holds some words."""
    of = select(articles.c.id).where(holds(articles.c.publisher, publisher))
    return select(readings.c.id).where(readings.c.article_id.in_(of))


def sentences_with(words: str) -> Select[tuple[int, int]]:
    """The sentences that hold some words: their readings, and where they begin."""
    query = select(sentences.c.reading_id, sentences.c.start_offset)
    return query.where(holds(sentences.c.words, words))


def _phrases_with(words: str) -> Select[Any]:
    return select(phrases.c.id).where(phrases.c.folded.contains(fold(words), autoescape=True))


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
