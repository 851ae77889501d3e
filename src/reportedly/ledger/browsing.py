"""What a person who looks around in a ledger asks: pages in lists, where a text was read, what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select, union

from reportedly.ledger.columns import holds
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.kept import tellings
from reportedly.ledger.tables import (
    articles,
    failures,
    page_readings,
    pages,
    readings,
    statements,
    texts,
)
from reportedly.records import Failure


@dataclass(frozen=True)
class ReadPage:
    """One reading of one page, without its text.

    Attributes:
        location: path or URL as read.
        text_hash: SHA-256 of its text.
        claims: how many were read.
        version: of the program that read it.
        superseded: whether a newer version of the program has read it since.
    """

    location: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    text_hash: str
    claims: int
    version: str
    withdrawn: str | None
    superseded: bool


class Browsing(Connected):
    """The methods that answer with a part of a long list, and the mark by which answers grow old."""

    def change_mark(self) -> str:
        """What differs after anybody has changed the ledger; the same may mean that nobody has.

        On SQLite the sizes and times of its files, on PostgreSQL the next transaction that writes.
        """
        if self._engine.dialect.name == "postgresql":
            with self._reading() as connection:
                query = "SELECT pg_snapshot_xmax(pg_current_snapshot())"
                return str(connection.exec_driver_sql(query).scalar_one())
        path = Path(self.location.removeprefix("sqlite:///"))
        marks = []
        for file in (path, path.with_name(path.name + "-wal")):
            try:
                found = file.stat()
            except FileNotFoundError:
                continue
            marks.append(f"{found.st_size}.{found.st_mtime_ns}")
        return "/".join(marks)

    def latest_day(self) -> str | None:
        """The day of the youngest page, as `2025-01-31`; None where no page has a day."""
        with self._reading() as connection:
            found = connection.execute(select(func.max(articles.c.published))).scalar()
        return found[:10] if found else None

    def pages(
        self, *, words: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[ReadPage]:
        """Pages as they were read last, the youngest first.

        Args:
            words: that the title, the publisher or the location must hold.
            limit: at most so many.
            offset: how many to leave out before.
        """
        query = _read_pages(_CURRENT, *_holding(words)).order_by(*_YOUNGEST_FIRST)
        if offset and not words:
            moment, before = self._moment_at(offset)
            query = query.where(readings.c.ordered_by <= moment)
            offset -= before
        return self._pages(query.limit(limit).offset(offset))

    def _moment_at(self, offset: int) -> tuple[str, int]:
        """The moment of the current page at a place of the list, and how many are younger than that.

        Both are found in an index: what lies before a part of the list is not looked at.
        """
        moment = readings.c.ordered_by
        at = select(moment).where(_CURRENT).order_by(moment.desc()).limit(1).offset(offset)
        with self._reading() as connection:
            found = connection.execute(at).scalar()
            if found is None:
                return "", 0
            younger = select(func.count()).select_from(readings).where(_CURRENT, moment > found)
            return found, int(connection.execute(younger).scalar_one())

    def page_numbers(self, words: str, at_most: int) -> list[int] | None:
        """The pages that `pages` lists by words, in its order, by numbers that `pages_numbered` takes.

        Args:
            words: that the title, the publisher or the location must hold.
            at_most: so many pages; None is returned where there are more.
        """
        found = _numbers_holding(words).subquery()
        current = select(found.c.id).join(readings, readings.c.id == found.c.id).where(_CURRENT)
        some = current.limit(at_most + 1).subquery()
        query = select(some.c.id).join(readings, readings.c.id == some.c.id)
        with self._reading() as connection:
            numbers = list(connection.execute(query.order_by(*_YOUNGEST_FIRST)).scalars())
        return numbers if len(numbers) <= at_most else None

    def pages_numbered(self, numbers: Sequence[int]) -> list[ReadPage]:
        """Some pages by their numbers, the youngest first."""
        return [
            page
            for part in parts_of(numbers)
            for page in self._pages(_read_pages(readings.c.id.in_(part)).order_by(*_YOUNGEST_FIRST))
        ]

    def count_pages(self) -> int:
        """How many pages `pages` has to list."""
        query = select(func.count()).select_from(readings).where(_CURRENT)
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def readings_of(self, text_hash: str) -> list[ReadPage]:
        """Where a text was read, current readings first."""
        query = _read_pages(texts.c.hash == text_hash)
        return self._pages(query.order_by(_CURRENT.desc(), readings.c.location, readings.c.id))

    def readings_at(self, locations: Sequence[str], limit: int = 100) -> list[ReadPage]:
        """What was read at some locations: all versions of a page, the earliest first."""
        query = _read_pages(readings.c.location.in_(locations))
        return self._pages(query.order_by(readings.c.ordered_by, readings.c.id).limit(limit))

    def text_of_page(self, page_hash: str) -> str | None:
        """The hash of the text that the bytes of a hash were last read as; None where they were not."""
        query = (
            select(texts.c.hash)
            .join(articles, articles.c.text_id == texts.c.id)
            .join(readings, readings.c.article_id == articles.c.id)
            .join(page_readings, page_readings.c.reading_id == readings.c.id)
            .join(pages, pages.c.id == page_readings.c.page_id)
            .where(pages.c.hash == page_hash)
            .order_by(_CURRENT.desc(), readings.c.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    def _pages(self, query: Select[tuple[object, ...]]) -> list[ReadPage]:
        with self._reading() as connection:
            found = connection.execute(query).mappings().all()
        return [
            ReadPage(
                **{name: row[name] for name in row if name != "superseded_by"},
                superseded=row["superseded_by"] is not None,
            )
            for row in found
        ]

    def series_of(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The ids of the kept series that statements stand in, by the ids of the statements."""
        found: dict[str, str] = {}
        with self._reading() as connection:
            for part in parts_of(statement_ids):
                query = (
                    select(statements.c.key, tellings.c.series_id)
                    .join(tellings, tellings.c.statement_id == statements.c.id)
                    .where(statements.c.key.in_(part), tellings.c.series_id.is_not(None))
                    .order_by(tellings.c.id)
                )
                for row in connection.execute(query):
                    found.setdefault(row.key, row.series_id)
        return found

    def failures_listed(self, limit: int, offset: int = 0) -> list[Failure]:
        """A part of the inputs that gave no article and were not read later, in order of place."""
        query = (
            select(failures)
            .where(failures.c.standing)
            .order_by(failures.c.location, failures.c.reason, failures.c.page_hash, failures.c.id)
            .limit(limit)
            .offset(offset)
        )
        with self._reading() as connection:
            found = connection.execute(query).mappings().all()
        return [Failure(**{name: row[name] for name in Failure.model_fields}) for row in found]

    def versions_of_program(self) -> list[tuple[str, int]]:
        """By which versions of the program the current readings were made, and how many by each."""
        query = (
            select(readings.c.version, func.count())
            .where(_CURRENT)
            .group_by(readings.c.version)
            .order_by(readings.c.version)
        )
        with self._reading() as connection:
            return [(version, count) for version, count in connection.execute(query)]


_CURRENT: ColumnElement[bool] = readings.c.superseded_by.is_(None)
_YOUNGEST_FIRST = readings.c.ordered_by.desc(), readings.c.location, readings.c.id


def _read_pages(*where: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return (
        select(
            readings.c.location,
            readings.c.url,
            articles.c.title,
            articles.c.publisher,
            articles.c.published,
            texts.c.hash.label("text_hash"),
            readings.c.claims,
            readings.c.version,
            readings.c.withdrawn,
            readings.c.superseded_by,
        )
        .join(articles, articles.c.id == readings.c.article_id)
        .join(texts, texts.c.id == articles.c.text_id)
        .where(*where)
    )


def _holding(words: str | None) -> list[ColumnElement[bool]]:
    if not words:
        return []
    columns = articles.c.title, articles.c.publisher, readings.c.location
    return [or_(*(holds(column, words) for column in columns))]


def _numbers_holding(words: str) -> CompoundSelect[tuple[int]]:
    """The readings whose title, publisher or location holds some words.

    Each table is gone through by itself: to look up the article of every reading takes three times as long.
    """
    titled = or_(holds(articles.c.title, words), holds(articles.c.publisher, words))
    by_title = select(readings.c.id).where(
        readings.c.article_id.in_(select(articles.c.id).where(titled))
    )
    return union(by_title, select(readings.c.id).where(holds(readings.c.location, words)))
