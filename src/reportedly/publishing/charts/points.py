"""What a chart shows of each statement: when, how many by its words, on whose word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Literal

from reportedly.reconciling.listed import LinePoint, is_running
from reportedly.records import Series, Statement, day_of, figure_in_words

Form = Literal["point", "floor", "ceiling", "range"]

SMALLEST = 1e-6
"""Figures nearer to 0 are drawn at 0."""

GREATEST = 1e15
"""Figures beyond it are drawn at it: no axis has room for more."""


@dataclass(frozen=True)
class Point:
    """One statement as a chart has it.

    Attributes:
        id: of the statement.
        day: when the source said it.
        low: least number of its words; None has no floor.
        high: greatest number of its words; None has no ceiling.
        at: the number at which its shape stands.
        voice: who spoke.
        level: whether it is a running total, which holds until its source revises it.
        days: first and last day of a stretch that it counts, where it counts one.
        apart: why it is not counted.
        figure: its words.
        publisher: who printed it.
        sentence: the words that it stands in.
    """

    id: str
    day: date
    low: float | None
    high: float | None
    at: float
    voice: str
    level: bool
    days: tuple[date, date] | None
    apart: str | None
    figure: str
    publisher: str
    sentence: str

    @property
    def form(self) -> Form:
        """How its words bound the number."""
        if self.low is None:
            return "ceiling"
        if self.high is None:
            return "floor"
        return "point" if self.low == self.high else "range"

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers that the axis must have room for."""
        return tuple(v for v in (self.low, self.at, self.high) if v is not None)


def points_of(series: Series) -> list[Point]:
    """The statements of a series that have a day, in the order of their days."""
    made = (point_of(one, series) for one in (*series.statements, *series.apart))
    return sorted((one for one in made if one is not None), key=lambda one: one.day)


def point_of(statement: Statement, series: Series) -> Point | None:
    """One statement as a chart has it; None where nothing says when it was made."""
    day = stated_day(statement)
    low, high = _drawn(statement.low), _drawn(statement.high)
    at = _middle(low, high, _drawn(statement.best))
    if day is None or at is None:
        return None
    return Point(
        id=statement.id,
        day=day,
        low=low,
        high=high,
        at=at,
        voice=voice_of(statement),
        level=is_running(series),
        days=_days(statement),
        apart=statement.apart,
        figure=figure_in_words(statement),
        publisher=statement.publisher or statement.page,
        sentence=statement.sentence or "",
    )


def small_point(one: LinePoint, *, level: bool) -> Point | None:
    """A figure as a small drawing has it; None where nothing says when it was made."""
    low, high = _drawn(one.low), _drawn(one.high)
    at = _middle(low, high, _drawn(one.best))
    if one.day is None or at is None:
        return None
    # A drawing without tooltips shows no more than these.
    return Point("", one.day, low, high, at, one.voice, level, None, None, one.figure, "", "")


def stated_day(statement: Statement) -> date | None:
    """The day from which a statement counts: when it was made, else when it was printed."""
    stated = statement.stated
    said = (stated.end or stated.start) if stated else None
    return said or (day_of(statement.published) if statement.published else None)


def voice_of(statement: Statement) -> str:
    """Who spoke; the publisher, where the page speaks in its own voice."""
    return statement.origin or statement.publisher or statement.page


def voices_of(points: Iterable[Point]) -> list[str]:
    """Who spoke, those with the most counted figures first."""
    counted: Counter[str] = Counter()
    for one in points:
        counted[one.voice] += 0 if one.apart else 1
    return sorted(counted, key=lambda voice: (-counted[voice], voice))


def _drawn(value: float | None) -> float | None:
    if value is None:
        return None
    if abs(value) >= GREATEST:  # whole numbers may be too large for a float
        return GREATEST if value > 0 else -GREATEST
    if not isfinite(value):
        return None
    return float(value) if abs(value) >= SMALLEST else 0.0


def _middle(low: float | None, high: float | None, best: float | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    if best is not None and low <= best <= high:
        return best
    return (low + high) / 2


def _days(statement: Statement) -> tuple[date, date] | None:
    when = statement.when
    if statement.window != "period" or when is None or when.start is None or when.end is None:
        return None
    return when.start, when.end
