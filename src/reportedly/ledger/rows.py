"""Between records and rows."""

import hashlib
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import RowMapping

from reportedly.errors import InputError, UsageError
from reportedly.ledger import identity
from reportedly.ledger.sentences import roles, sentence_spans
from reportedly.records import (
    Article,
    Block,
    Capture,
    Claim,
    ClaimReview,
    Mark,
    Reading,
    RecordedClaim,
    Relation,
    Span,
    Stretch,
    Toll,
)

Row = dict[str, Any]

_UNDATED = "9999"
"""Sorts after every date: pages without one come last."""


class Parts(NamedTuple):
    """The claims of a page as rows, and what they need stored beside them."""

    sentences: list[Row]
    phrases: dict[str, str]
    """Their words, by hash: claims name them so."""
    statements: set[str]
    """Their keys: claims name them so."""
    claims: list[Row]


class Page(NamedTuple):
    """One captured page with its reading, worked out as far as it can be without the database."""

    capture: Capture
    hash: str
    data: bytes
    media: str | None
    reading: Reading
    text_hash: str
    digest: str
    parts: Parts


def page_of(capture: Capture, data: bytes, media: str | None, reading: Reading) -> Page:
    """Hash what is to be stored, and find the statements in it.

    Raises:
        UsageError: the capture names another hash than that of the bytes.
        InputError: the text has half a surrogate pair in it, which no encoding can write.
    """
    try:
        text_hash = reading.article.text_hash()
        digest = identity.article_digest(reading.article)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{capture.location}: half a surrogate pair at character {error.start} of the text; "
            "write the text as valid Unicode",
            "encoding",
        ) from error
    page_hash = hashlib.sha256(data).hexdigest()
    if capture.page_hash not in (None, page_hash):
        raise UsageError(
            f"{capture.location}: the capture's page_hash {capture.page_hash} is not that of the "
            f"bytes, {page_hash}; give the bytes that were captured"
        )
    return Page(
        capture.model_copy(update={"page_hash": page_hash}),
        page_hash,
        data,
        media,
        reading,
        text_hash,
        digest,
        parts(reading, text_hash),
    )


def capture_row(capture: Capture) -> Row:
    """A row of `captures`."""
    row = capture.model_dump()
    row["headers"] = [list(header) for header in capture.headers]
    return row


def capture_of(row: RowMapping) -> Capture:
    """A capture from its row."""
    headers = tuple((name, value) for name, value in row["headers"])
    return Capture(**{name: row[name] for name in Capture.model_fields} | {"headers": headers})


def page_row(page: Page) -> Row:
    """A row of `pages`."""
    packed = zlib.compress(page.data)
    smaller = len(packed) < len(page.data)
    return {
        "hash": page.hash,
        "media": page.media,
        "size": len(page.data),
        "coding": "zlib" if smaller else "identity",
        "data": packed if smaller else page.data,
    }


def unpacked(data: bytes, coding: str) -> bytes:
    """The bytes of a page as they came."""
    return zlib.decompress(data) if coding == "zlib" else data


def text_row(page: Page) -> Row:
    """A row of `texts`."""
    text = page.reading.article.text
    packed = zlib.compress(text.encode("utf-8"))
    return {"hash": page.text_hash, "length": len(text), "data": packed}


def text_of(data: bytes) -> str:
    """The text of a row of `texts`."""
    return zlib.decompress(data).decode("utf-8")


def article_row(page: Page, text_id: int) -> Row:
    """A row of `articles`."""
    row = page.reading.article.model_dump(exclude={"text", "blocks"})
    row["authors"] = list(row["authors"])
    row["warnings"] = list(row["warnings"])
    return row | {"digest": page.digest, "text_id": text_id}


def block_rows(article: Article, article_id: int) -> list[Row]:
    """The rows of `blocks`."""
    return [
        {
            "article_id": article_id,
            "start_offset": block.start,
            "end_offset": block.end,
            "role": block.role,
        }
        for block in article.blocks
    ]


def reading_row(page: Page, article_id: int) -> Row:
    """A row of `readings`."""
    article = page.reading.article
    return {
        "article_id": article_id,
        "version": page.reading.version,
        "read_at": page.capture.retrieved,
        "location": page.capture.location,
        "url": page.capture.canonical_url or article.url,
        "ordered_by": order_of(article.published),
        "withdrawn": page.capture.withdrawn,
        "claims": len(page.reading.claims),
        "statements": len(page.parts.statements),
    }


def order_of(moment: str | None) -> str:
    """A text that sorts as the moments do that it is made of: in UTC where a zone is known."""
    if moment is None:
        return _UNDATED
    if len(moment) <= 10:
        return moment
    parsed = datetime.fromisoformat(moment)
    if parsed.tzinfo is not None:
        try:
            parsed = parsed.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:  # the first or last day of the calendar
            parsed = parsed.replace(tzinfo=None)
    return parsed.isoformat(timespec="seconds")


def toll_rows(reading: Reading, reading_id: int) -> list[Row]:
    """The rows of `tolls`."""
    return [
        toll.model_dump(exclude={"evidence"})
        | {
            "reading_id": reading_id,
            "number": number,
            "evidence": [list(span) for span in toll.evidence],
        }
        for number, toll in enumerate(reading.tolls)
    ]


def toll_of(row: Any) -> Toll:
    """A toll from its row."""
    evidence = tuple(Span(start, end) for start, end in row.evidence)
    return Toll(
        kind=row.kind, low=row.low, high=row.high, best=row.best, who=row.who, evidence=evidence
    )


def article_of(row: Any, block_rows: Iterable[Any]) -> Article:
    """An article from its row, that of its text, and those of its blocks in order."""
    fields = {name: getattr(row, name) for name in _ARTICLE_FIELDS}
    return Article(
        text=text_of(row.data),
        blocks=tuple(
            Block(start=block.start_offset, end=block.end_offset, role=block.role)
            for block in block_rows
        ),
        **fields | {name: tuple(fields[name]) for name in ("authors", "warnings")},
    )


_ARTICLE_FIELDS = [name for name in Article.model_fields if name not in ("text", "blocks")]


def parts(reading: Reading, text_hash: str) -> Parts:
    """The rows of a reading's claims, in their order, with what has to be stored beside them."""
    text, claims = reading.article.text, reading.claims
    spans = sentence_spans(reading)
    groups = identity.group(text_hash, claims)
    statement_of = {index: found.id for found in groups for index in found.claims}
    keys = identity.claim_ids(text_hash, claims)
    block_roles = roles(reading.article, [claim.span for claim in claims])
    rows: list[Row] = []
    sentences: dict[int, Row] = {}
    hashes: dict[str | None, str | None] = {None: None}
    for index, claim in enumerate(claims):
        # Two sentences cannot start at one place: a longer one takes the shorter one in.
        span = spans[index]
        kept = sentences.get(span.start)
        if kept is None or kept["end_offset"] < span.end:
            sentences[span.start] = _sentence_row(text, span)
        row = _claim_row(claim)
        row["key"], row["statement"] = keys[index], statement_of[index]
        row["sentence_start"], row["role"] = span.start, block_roles[index]
        for name in PHRASES:
            words = row.pop(name)
            if words not in hashes:
                hashes[words] = identity.phrase_hash(words)
            row[f"{name}_id"] = hashes[words]
        rows.append(row)
    phrases = {key: words for words, key in hashes.items() if words is not None and key is not None}
    return Parts(list(sentences.values()), phrases, set(statement_of.values()), rows)


PHRASES = ("counted", "who", "where", "source", "cites")
"""Fields of a claim that are kept as references to `phrases`."""


def _sentence_row(text: str, span: Span) -> Row:
    return {"start_offset": span.start, "end_offset": span.end, "words": span.of(text)}


def _claim_row(claim: Claim) -> Row:
    when, stated, relation = claim.when, claim.stated, claim.relation
    of = relation.of if relation else None
    return {
        "start_offset": claim.start,
        "end_offset": claim.end,
        "figure": claim.figure,
        "low": claim.low,
        "high": claim.high,
        "best": claim.best,
        "comparator": claim.comparator,
        "hedge": claim.hedge,
        "kind": claim.kind,
        "counted": claim.counted,
        "who": claim.who,
        "where": claim.where,
        "when_start": _day(when.start if when else None),
        "when_end": _day(when.end if when else None),
        "time_window": claim.window,
        "source": claim.source,
        "cites": claim.cites,
        "via": list(claim.via) or None,
        "stance": claim.stance,
        "quoted": claim.quoted,
        "stated_start": _day(stated.start if stated else None),
        "stated_end": _day(stated.end if stated else None),
        "relation_type": relation.type if relation else None,
        "relation_start": of.start if of else None,
        "relation_end": of.end if of else None,
        "confidence": claim.confidence,
        "marks": [[mark.start, mark.end, mark.field] for mark in claim.marks] or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def phrase_row(words: str) -> Row:
    """A row of `phrases`."""
    return {"hash": identity.phrase_hash(words), "words": words, "folded": identity.fold(words)}


def recorded_claim(row: RowMapping) -> RecordedClaim:
    """A claim from a row of `queries.recorded_claims`."""
    of = None
    if row["relation_start"] is not None:
        of = Span(row["relation_start"], row["relation_end"])
    fields = {name: row[name] for name in _PLAIN_FIELDS}
    return RecordedClaim(
        **fields,
        id=row["key"],
        start=row["start_offset"],
        end=row["end_offset"],
        window=row["time_window"],
        when=_stretch(row["when_start"], row["when_end"]),
        stated=_stretch(row["stated_start"], row["stated_end"]),
        via=tuple(row["via"] or ()),
        relation=Relation(type=row["relation_type"], of=of) if row["relation_type"] else None,
        marks=tuple(
            Mark(start=start, end=end, field=field) for start, end, field in row["marks"] or ()
        ),
        sentence=row["sentence"] or "",
        review=ClaimReview.model_validate(row["review"]) if row["review"] else None,
    )


_PLAIN_FIELDS = [
    "figure",
    "low",
    "high",
    "best",
    "comparator",
    "hedge",
    "kind",
    "counted",
    "who",
    "where",
    "source",
    "cites",
    "stance",
    "quoted",
    "confidence",
    "statement",
    "page",
    "url",
    "text_hash",
    "title",
    "publisher",
    "agency",
    "published",
    "role",
    "sentence_start",
    "withdrawn",
]


def _stretch(start: str | None, end: str | None) -> Stretch | None:
    if start is None and end is None:
        return None
    return Stretch(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )
