"""What many processes read, as Parquet: claims, the pages that they stand in, and what failed.

A part is one file of one table of one archive. Its bytes depend on its rows alone: rows are grouped by
their number, and no clock, path or process stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np

from reportedly.ledger import identity
from reportedly.ledger.sentences import roles, sentence_spans
from reportedly.publishing import parquet
from reportedly.publishing.columns import CLAIM
from reportedly.records import Capture, Failure, Reading

TABLES = ("pages", "failures", "claims")
"""The tables, in the order in which their parts are made known: whoever sees claims sees their pages."""

CLAIMS_AT_ONCE, PAGES_AT_ONCE = 50_000, 500
"""Rows of a group: some megabytes of either table, which is what a worker holds."""

MADE_AT_ONCE = 2_000
"""Claims that are made into columns together: so many objects stay near the processor."""


@dataclass(frozen=True)
class ReadPage:
    """One page of an archive with its reading.

    Attributes:
        capture: where and when it was had.
        place: archive, offset in it and id of the record, as messages have it.
        reading: what was read in it.
        signature: by which copies of it are found; None where it is too short.
    """

    capture: Capture
    place: str
    reading: Reading
    signature: bytes | None = None


_COLUMNS_OF_CLAIM = (
    *("figure", "low", "high", "best", "comparator", "hedge", "kind", "counted", "who", "where"),
    *("when", "window", "source", "cites", "via", "stance", "quoted", "stated", "relation"),
    *("confidence", "start", "end"),
)
_of_claim = attrgetter(*_COLUMNS_OF_CLAIM)
_OF_PAGE = ("page", "url", "title", "publisher", "agency", "published", "text_hash", "archive")


@dataclass(frozen=True)
class _Claims:
    """The claims of one page as columns, worked out as far as one page tells."""

    page: tuple[str | None, ...]
    rows: list[tuple[Any, ...]]
    ids: list[str]
    statements: list[str]
    sentences: list[str]
    roles: list[str]


def claims_of(page: ReadPage, archive: str, text_hash: str) -> _Claims:
    """The claims of a page with their identities, statements and sentences, as a ledger would give them."""
    reading = page.reading
    article, claims = reading.article, reading.claims
    statement_of = {
        index: found.id for found in identity.group(text_hash, claims) for index in found.claims
    }
    longest: dict[int, int] = {}
    spans = sentence_spans(reading)
    for span in spans:
        longest[span.start] = max(span.end, longest.get(span.start, 0))
    of_page = (page.capture.location, article.url, article.title, article.publisher, article.agency)
    return _Claims(
        (*of_page, article.published, text_hash, archive),
        [_of_claim(claim) for claim in claims],
        identity.claim_ids(text_hash, claims),
        [statement_of[index] for index in range(len(claims))],
        [article.text[span.start : longest[span.start]] for span in spans],
        roles(article, [claim.span for claim in claims]),
    )


def claims_table(found: Sequence[_Claims]) -> Any:
    """The claims of some pages as one table of Arrow: the columns of `export`, role and archive."""
    arrow = parquet.library("pyarrow")
    by_claim = chain.from_iterable(one.rows for one in found)
    of_claims: dict[str, Any] = dict(
        zip(_COLUMNS_OF_CLAIM, zip(*by_claim, strict=True), strict=True)
    )
    for name in ("when", "stated"):
        stretches = of_claims.pop(name)
        of_claims[f"{name}_start"] = [one and one.start for one in stretches]
        of_claims[f"{name}_end"] = [one and one.end for one in stretches]
    of_claims["relation"] = [one and one.type for one in of_claims["relation"]]
    of_claims["id"] = list(chain.from_iterable(one.ids for one in found))
    of_claims["statement"] = list(chain.from_iterable(one.statements for one in found))
    of_claims["sentence"] = list(chain.from_iterable(one.sentences for one in found))
    of_claims["role"] = list(chain.from_iterable(one.roles for one in found))
    # What a page says of itself is made once a page, and pointed to by its claims.
    at = arrow.array(np.repeat(np.arange(len(found)), [len(one.ids) for one in found]))
    of_pages = dict(zip(_OF_PAGE, zip(*(one.page for one in found), strict=True), strict=True))
    columns = []
    for column in (schema := schema_of("claims")):
        if column.name in of_pages:
            columns.append(arrow.array(of_pages[column.name], column.type).take(at))
        elif column.name in of_claims:
            columns.append(_array(of_claims[column.name], column.type))
        else:  # what only a ledger knows: reviews, and pages that were withdrawn
            columns.append(arrow.nulls(len(at), column.type))
    return arrow.Table.from_arrays(columns, schema=schema)


def _array(values: Sequence[Any], of: Any) -> Any:
    arrow = parquet.library("pyarrow")
    try:
        return arrow.array(values, of)
    except arrow.ArrowInvalid:  # a whole number of more digits than a double has
        return arrow.array([None if one is None else float(one) for one in values], of)


def page_row(page: ReadPage, archive: str, text_hash: str) -> dict[str, Any]:
    """A row of `pages`: all that a ledger needs to take the page in without reading it again."""
    article, capture = page.reading.article, page.capture
    return {
        "page": capture.location,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "published": article.published,
        "updated": article.updated,
        "claims": len(page.reading.claims),
        "archive": archive,
        "place": page.place,
        "page_hash": capture.page_hash,
        "text_hash": text_hash,
        "signature": page.signature,
        "capture": capture.model_dump_json(exclude_defaults=True),
        "reading": page.reading.model_dump_json(
            exclude={"article": {"text"}}, exclude_defaults=True
        ),
        "text": article.text,
    }


def failure_row(failure: Failure, archive: str, place: str | None) -> dict[str, Any]:
    """A row of `failures`."""
    row = failure.model_dump(exclude={"outcome", "location"})
    return row | {"page": failure.location, "archive": archive, "place": place}


_WORDS = {
    "pages": (
        *("page", "url", "title", "publisher", "agency", "published", "updated", "claims"),
        *("archive", "place", "page_hash", "text_hash", "signature", "capture", "reading", "text"),
    ),
    "failures": ("page", "reason", "message", "page_hash", "archive", "place"),
}


def schema_of(table: str) -> Any:
    """The schema of a table.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = parquet.library("pyarrow")
    if table == "claims":
        known = parquet.schema(CLAIM)
        return known.append(arrow.field("role", arrow.string())).append(
            arrow.field("archive", arrow.string())
        )
    special = {"claims": arrow.int64(), "signature": arrow.binary()}
    return arrow.schema(
        [arrow.field(name, special.get(name, arrow.string())) for name in _WORDS[table]]
    )


class PartWriter:
    """Writes one part, a group of rows at a time; use it as a context manager."""

    def __init__(self, table: str, out: BinaryIO) -> None:
        self._schema = schema_of(table)
        self._arrow = parquet.library("pyarrow")
        self._writer = parquet.library("pyarrow.parquet").ParquetWriter(
            out, self._schema, compression="zstd"
        )
        self._claims: list[_Claims] = []
        self._rows: list[dict[str, Any]] = []
        self._tables: list[Any] = []
        self._made = self._waiting = self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self._write()
        self._writer.close()

    def add_claims(self, claims: _Claims) -> None:
        """Add the claims of a page to a part of `claims`."""
        if not claims.ids:
            return
        self._claims.append(claims)
        self._waiting += len(claims.ids)
        self.rows += len(claims.ids)
        if self._waiting >= MADE_AT_ONCE:
            self._make()
            if self._made >= CLAIMS_AT_ONCE:
                self._write()

    def add_row(self, row: dict[str, Any]) -> None:
        """Add a row to a part of another table."""
        self._rows.append(row)
        self._waiting += 1
        self.rows += 1
        if self._waiting >= PAGES_AT_ONCE:
            self._write()

    def _make(self) -> None:
        if self._claims:
            self._tables.append(claims_table(self._claims))
        if self._rows:
            self._tables.append(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._made += self._waiting
        self._claims, self._rows, self._waiting = [], [], 0

    def _write(self) -> None:
        self._make()
        if self._tables:
            self._writer.write_table(self._arrow.concat_tables(self._tables))
        self._tables, self._made = [], 0
