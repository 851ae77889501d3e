"""On which days the figures of a series were stated: what a filter by day asks for, kept with the series."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Insert, and_, case, func, insert, or_, select

from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.kept import kept_series, series_days, tellings
from reportedly.ledger.tables import articles, claims, readings

_EARLIEST, _LATEST = "", "~"
"""The ends of a stretch that is open: before and behind all days, as text is sorted."""

_OF = series_days.c


def days_of(series: Iterable[str]) -> Insert:
    """Keep the days of some series, by their ids; those that were kept are gone already.

    The days of a claim are those of `ClaimFilter`: when the source said it or, where that is not known, that
    of the page.
    """
    stated = claims.c.stated_start, claims.c.stated_end
    unknown = and_(*(end.is_(None) for end in stated))
    published = func.substr(articles.c.published, 1, 10)
    first, last = (
        case((unknown, published), else_=func.coalesce(end, open_end))
        for end, open_end in zip(stated, (_EARLIEST, _LATEST), strict=True)
    )
    same = and_(
        claims.c.reading_id == tellings.c.reading_id,
        claims.c.statement_id == tellings.c.statement_id,
    )
    found = (
        select(tellings.c.series_id, first, last)
        .join(claims, same)
        .join(readings, readings.c.id == tellings.c.reading_id)
        .join(articles, articles.c.id == readings.c.article_id)
        .where(tellings.c.series_id.in_(series), or_(~unknown, published.is_not(None)))
        .distinct()
    )
    return insert(series_days).from_select([_OF.series_id, _OF.first_day, _OF.last_day], found)


def is_of_series(asked: ClaimFilter) -> bool:
    """Whether what is kept with series says which of them have a claim that fits: no claim is looked at."""
    return asked == ClaimFilter(kind=asked.kind, since=asked.since, until=asked.until)


def conditions_of(asked: ClaimFilter) -> list[ColumnElement[bool]]:
    """What kept series must be to have a claim that fits a filter, as far as it asks for kinds and days."""
    found = []
    if asked.kind is not None:
        found.append(kept_series.c.kind == asked.kind)
    within = []
    if asked.since is not None:
        within.append(_OF.last_day >= str(asked.since))
    if asked.until is not None:
        within.append(_OF.first_day <= str(asked.until))
    if within:
        own = _OF.series_id == kept_series.c.id
        found.append(select(_OF.series_id).where(own, *within).exists())
    return found
