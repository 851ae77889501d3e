"""What a ledger can be asked."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, func, or_, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import queries, rows
from reportedly.ledger.accounts import statements_of
from reportedly.ledger.connecting import Connected
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.reviewed import reviews
from reportedly.ledger.tables import (
    articles,
    blocks,
    captures,
    claims,
    failures,
    pages,
    readings,
    texts,
    tolls,
)
from reportedly.records import (
    Article,
    Capture,
    Failure,
    RecordedClaim,
    Statement,
    Toll,
)


@dataclass(frozen=True)
class Counts:
    """How much a ledger holds; readings, claims and statements are those that are current."""

    captures: int
    pages: int
    readings: int
    claims: int
    statements: int
    failed: int
    skipped: int
    reviews: int
    superseded: int
    """Readings that a newer version has replaced."""


_MADE = readings.alias("made")
_READ_ANEW = (
    readings.c.reviewed_from.is_(None),
    ~select(_MADE.c.id)
    .where(_MADE.c.id == readings.c.superseded_by, _MADE.c.reviewed_from == readings.c.id)
    .exists(),
)
"""Readings that another one has replaced, not only what people made of themselves."""


class Asking(Connected):
    """The methods that leave a ledger as it is."""

    def claims(self, asked: ClaimFilter | None = None) -> list[RecordedClaim]:
        """Claims that fit a filter, in order of publication, page and place in the page."""
        return list(self.each_claim(asked))

    def each_claim(self, asked: ClaimFilter | None = None) -> Generator[RecordedClaim, None, None]:
        """The same as `claims`, one at a time and without holding all of them in memory."""
        query = queries.recorded_claims(asked or ClaimFilter())
        with self._reading() as connection:
            found = connection.execution_options(yield_per=1000).execute(query)
            for row in found.mappings():
                yield rows.recorded_claim(row)

    def doubtful(self, asked: ClaimFilter | None = None) -> list[RecordedClaim]:
        """Claims that nobody reviewed, those that a reading is least sure of first."""
        asked = asked or ClaimFilter()
        found: list[RecordedClaim] = []
        with self._reading() as connection:
            for low in (True, False):
                left = None if asked.limit is None else asked.limit - len(found)
                if left == 0:
                    break
                query = queries.doubtful(replace(asked, limit=left), low=low)
                ids = list(connection.execute(query).scalars())
                by_id: dict[int, RecordedClaim] = {}
                for part in parts_of(ids):
                    whole = queries.whole(select(claims.c.id).where(claims.c.id.in_(part)))
                    numbered = whole.add_columns(claims.c.id.label("number"))
                    for row in connection.execute(numbered).mappings():
                        by_id[row["number"]] = rows.recorded_claim(row)
                found += [by_id[number] for number in ids]
        return found

    def has_more_claims(self, count: int) -> bool:
        """Whether the ledger holds more claims than so many, those that were read anew among them."""
        with self._reading() as connection:
            found = connection.execute(select(claims.c.id).limit(1).offset(count)).first()
        return found is not None

    def claims_of(self, statement_ids: Iterable[str]) -> dict[str, list[RecordedClaim]]:
        """The claims that are mentions of some statements, in order, by the ids of the statements."""
        found: dict[str, list[RecordedClaim]] = {}
        with self._reading() as connection:
            for part in parts_of(sorted(set(statement_ids))):
                for row in connection.execute(queries.mentions_of(part)).mappings():
                    claim = rows.recorded_claim(row)
                    found.setdefault(claim.statement, []).append(claim)
        return found

    def claim(self, identity: str) -> RecordedClaim:
        """One claim by its id, or by a beginning of its id that no other has.

        Where the same text was read from several pages, the claim of the first of them.

        Raises:
            UsageError: no claim has this id, or several do; the message names them.
        """
        wanted = identity.strip().lower()
        if not wanted or not set(wanted) <= set("0123456789abcdef"):
            raise UsageError(f"{identity!r} is not an id of a claim: they look like 3f9a1c07b2de")
        with self._reading() as connection:
            found = connection.execute(queries.claims_beginning(wanted)).mappings().all()
        if not found:
            raise UsageError(f"no claim has the id {identity!r}; `reportedly claims` lists them")
        if len({row["key"] for row in found}) > 1:
            several = {row["key"]: f"{row['key']} ({row['figure']})" for row in found}
            shown = ", ".join(sorted(several.values())[:5])
            raise UsageError(
                f"several claims begin with {identity!r}: {shown}; give more of the id"
            )
        return rows.recorded_claim(found[0])

    def statements(self, asked: ClaimFilter | None = None) -> list[Statement]:
        """Statements with a mention that fits a filter, in order of publication, page and place.

        Each comes with all of its mentions, also those that the filter leaves out.
        """
        asked = asked or ClaimFilter()
        with self._reading() as connection:
            found = connection.execute(queries.mentions(asked)).mappings()
            mentions = [(row["reading_id"], rows.recorded_claim(row)) for row in found]
        return statements_of(mentions)[: asked.limit]

    def tolls(self, asked: ClaimFilter | None = None) -> list[tuple[str, Toll]]:
        """What each page gives as its event's total: (path or URL as read, toll), in order.

        Of the filter, `kind`, `page`, `publisher` and `text_hash` count.
        """
        asked = asked or ClaimFilter()
        query = (
            select(tolls, readings.c.location)
            .join(readings, readings.c.id == tolls.c.reading_id)
            .join(articles, articles.c.id == readings.c.article_id)
            .order_by(readings.c.ordered_by, readings.c.location, readings.c.id, tolls.c.number)
        )
        query = queries.of_pages(query, asked)
        if asked.kind is not None:
            query = query.where(tolls.c.kind == asked.kind)
        with self._reading() as connection:
            return [(row.location, rows.toll_of(row)) for row in connection.execute(query)]

    def article(self, text_hash: str) -> Article:
        """The article of a text, by the text's hash, with its blocks; as it was read last.

        Raises:
            UsageError: no article has this text.
            LedgerError: it was forgotten on purpose.
        """
        query = (
            select(articles, texts.c.data, texts.c.forgotten_reason)
            .join(texts, texts.c.id == articles.c.text_id)
            .where(texts.c.hash == text_hash)
            .order_by(articles.c.id.desc())
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise UsageError(f"no article has the text {text_hash!r}")
            self._check_kept(f"text {text_hash}", row)
            in_order = blocks.c.article_id == row.id
            found = connection.execute(select(blocks).where(in_order).order_by("start_offset"))
            return rows.article_of(row, found)

    def page_bytes(self, page_hash: str) -> bytes:
        """The bytes of a page as they came, by their SHA-256.

        Raises:
            UsageError: no page has this hash.
            LedgerError: they were forgotten on purpose.
        """
        with self._reading() as connection:
            row = connection.execute(select(pages).where(pages.c.hash == page_hash)).first()
        if row is None:
            raise UsageError(f"no page has the hash {page_hash!r}")
        self._check_kept(f"page {page_hash}", row)
        return rows.unpacked(row.data, row.coding)

    def captures(
        self, location: str | None = None, *, page_hash: str | None = None
    ) -> list[Capture]:
        """Captures in the order in which they were recorded.

        Args:
            location: a path or URL as given, or a canonical URL; None for all.
            page_hash: of these bytes alone.
        """
        query = select(captures).order_by(captures.c.id)
        if location is not None:
            same = captures.c.location == location, captures.c.canonical_url == location
            query = query.where(or_(*same))
        if page_hash is not None:
            query = query.where(captures.c.page_hash == page_hash)
        with self._reading() as connection:
            return [rows.capture_of(row) for row in connection.execute(query).mappings()]

    def captures_at(self, locations: Iterable[str]) -> list[Capture]:
        """The captures of many places, paths or URLs as given, in no order to rely on."""
        found: list[Capture] = []
        with self._reading() as connection:
            for part in parts_of(dict.fromkeys(locations)):
                query = select(captures).where(captures.c.location.in_(part))
                found += map(rows.capture_of, connection.execute(query).mappings())
        return found

    def failures(self, *, resolved: bool = False) -> list[Failure]:
        """Inputs that gave no article, failed and skipped ones, in order of place and reason.

        Args:
            resolved: whether those are returned too whose place was read later.
        """
        query = select(failures).order_by(
            failures.c.location, failures.c.reason, failures.c.page_hash, failures.c.id
        )
        if not resolved:
            query = query.where(failures.c.standing)
        with self._reading() as connection:
            found = connection.execute(query).mappings().all()
        return [Failure(**{name: row[name] for name in Failure.model_fields}) for row in found]

    def counts(self) -> Counts:
        """How much the ledger holds."""
        current = readings.c.superseded_by.is_(None)
        with self._reading() as connection:

            def count(table: Table, *where: ColumnElement[bool]) -> int:
                query = select(func.count()).select_from(table).where(*where)
                return int(connection.execute(query).scalar_one())

            sums = (
                func.coalesce(func.sum(one), 0)
                for one in (readings.c.claims, readings.c.statements)
            )
            totals = connection.execute(select(func.count(), *sums).where(current)).one()
            return Counts(
                captures=count(captures),
                pages=count(pages),
                readings=int(totals[0]),
                claims=int(totals[1]),
                statements=int(totals[2]),
                failed=count(failures, failures.c.standing, failures.c.outcome == "failed"),
                skipped=count(failures, failures.c.standing, failures.c.outcome == "skipped"),
                reviews=count(reviews),
                superseded=count(readings, ~current, *_READ_ANEW),
            )

    def _check_kept(self, what: str, row: Row[Any]) -> None:
        if row.data is None:
            raise LedgerError(
                f"ledger {self.location}: {what} was forgotten on purpose: {row.forgotten_reason}"
            )
