"""Series by the claims that they hold: found by days and kinds that are kept with them, or by the claims."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Select,
    and_,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from reportedly.ledger import dating, queries
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.kept import phrase_meanings, series_days, tellings
from reportedly.ledger.tables import claims
from reportedly.ledger.tabling import AnyTable


class Choosing(AnyTable):
    """The questions which series hold what, and what answers them sooner."""

    def keep_days(self, series: Iterable[str]) -> None:
        """Find anew on which days the figures of some series were stated; of those that are no more, none."""
        for part in parts_of(sorted(set(series))):
            self._connection.execute(delete(series_days).where(series_days.c.series_id.in_(part)))
            self._connection.execute(dating.days_of(part))

    def series_fitting(
        self,
        asked: ClaimFilter,
        people: ColumnElement[bool] | None = None,
        place: ColumnElement[bool] | None = None,
        among: Iterable[str] | None = None,
    ) -> list[str]:
        """The ids of the series with a statement, a mention of which fits.

        Args:
            asked: of the claims.
            people: what the meaning of the phrase for whom a claim counts must be.
            place: what the meaning of the phrase for its place must be.
            among: only of these series; None: of all.
        """
        no_phrase = people is None and place is None
        if among is None and no_phrase and _is_found_by_words(asked):
            return self.series_saying(asked) or []
        query = self._fitting(asked, people, place)
        if among is not None:
            return self._each(query, tellings.c.series_id, among)
        return sorted(self._connection.execute(query.distinct()).scalars())

    def series_saying(self, asked: ClaimFilter, at_most: int | None = None) -> list[str] | None:
        """The ids of the series with a fitting claim whose sentence holds some words.

        Args:
            asked: of the claims, nothing but words, a kind and days.
            at_most: sentences that are looked at; None is returned where more of them hold the words.
        """
        found = queries.sentences_with(asked.text or "")
        if at_most is not None:
            found = found.limit(at_most + 1)
        saying = found.cte("saying").prefix_with("MATERIALIZED")
        query = self._fitting(replace(asked, text=None), saying=saying)
        # As one of two questions it begins with these sentences; alone, SQLite goes through all series.
        counted = select(null(), func.count()).select_from(saying)
        both = union_all(query.add_columns(literal(0)).distinct(), counted)
        series: dict[str | None, int] = dict(self._connection.execute(both).all())
        count = series.pop(None)
        if at_most is not None and count > at_most:
            return None
        return sorted(one for one in series if one is not None)

    def _fitting(
        self,
        asked: ClaimFilter,
        people: ColumnElement[bool] | None = None,
        place: ColumnElement[bool] | None = None,
        saying: CTE | None = None,
    ) -> Select[Any]:
        """The series that each claim that fits stands in; `saying`: only of these sentences."""
        same = and_(
            tellings.c.reading_id == claims.c.reading_id,
            tellings.c.statement_id == claims.c.statement_id,
        )
        query = queries.fitting(asked, tellings.c.series_id, few=True).join(tellings, same)
        query = query.where(tellings.c.series_id.is_not(None))
        if saying is not None:
            sentence = and_(
                saying.c.reading_id == claims.c.reading_id,
                saying.c.start_offset == claims.c.sentence_start,
            )
            query = query.join(saying, sentence)
        if asked.publisher is not None:
            # Readings are few where publishers are: claims are then found by them.
            query = query.where(tellings.c.reading_id.in_(queries.readings_by(asked.publisher)))
            query = query.where(claims.c.reading_id.in_(queries.readings_by(asked.publisher)))
        meaning = select(phrase_meanings.c.phrase_id)
        if people is not None:
            found = meaning.where(people)
            query = query.where(or_(claims.c.who_id.in_(found), claims.c.counted_id.in_(found)))
        if place is not None:
            query = query.where(claims.c.where_id.in_(meaning.where(place)))
        return query

    def _each(self, query: Select[Any], column: Column[Any], values: Iterable[Any]) -> list[str]:
        """What a query finds, each once, where a column has one of some values."""
        return sorted(
            {
                one
                for part in parts_of(values)
                for one in self._connection.execute(
                    query.where(column.in_(part)).distinct()
                ).scalars()
            }
        )


def _is_found_by_words(asked: ClaimFilter) -> bool:
    """Whether nothing else than words says which few claims may fit."""
    return asked.text is not None and dating.is_of_series(replace(asked, text=None))
