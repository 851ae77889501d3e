"""Scales of a chart: days from left to right, numbers from bottom to top; both with readable ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

SPAN_OF_LOGARITHMS = 50
"""From such a quotient of the greatest and the least number on, a linear scale would hide the small ones."""

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def day_in_words(day: date) -> str:
    """An unambiguous short date: `5 Jan 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class DayScale:
    """Days as positions between `left` and `right`, in pixels."""

    first: date
    last: date
    left: float
    right: float

    def __call__(self, day: date) -> float:
        """Where a day stands; days outside stand at the edge."""
        span = (self.last - self.first).days
        if span == 0:
            return (self.left + self.right) / 2
        gone = min(max((day - self.first).days, 0), span)
        return self.left + (self.right - self.left) * gone / span

    def ticks(self, most: int) -> list[tuple[date, str]]:
        """At most `most` days with their labels, each of which can be read by itself; at least two."""
        found = self._round_ticks(most)
        if len(found) > 1 or self.first == self.last:
            return found
        return [(day, day_in_words(day)) for day in (self.first, self.last)]

    def _round_ticks(self, most: int) -> list[tuple[date, str]]:
        for days in _DAY_STEPS:
            found = self._by_days(days)
            if len(found) <= most:
                return [(day, day_in_words(day)) for day in found]
        for months in _MONTH_STEPS:
            found = self._by_months(months)
            if len(found) <= most:
                return [(day, f"{_MONTHS[day.month - 1]} {day.year}") for day in found]
        for years in _YEAR_STEPS:
            found = self._by_months(12 * years)
            if len(found) <= most:
                break
        return [(day, str(day.year)) for day in found[:most]]

    def _by_days(self, step: int) -> list[date]:
        span = (self.last - self.first).days
        if span > 400:
            return [self.first] * 1_000
        # From the last day back: the newest figure stands at a tick.
        return [self.last - timedelta(gone) for gone in range(0, span + 1, step)][::-1]

    def _by_months(self, step: int) -> list[date]:
        months = range(
            ceil_to(self.first.year * 12 + self.first.month - (self.first.day == 1), step),
            self.last.year * 12 + self.last.month,
            step,
        )
        return [date(month // 12, month % 12 + 1, 1) for month in months if month >= 12]


def ceil_to(value: int, step: int) -> int:
    """The next multiple of a step that is no less."""
    return -(-value // step) * step


@dataclass(frozen=True)
class NumberScale:
    """Numbers as heights between `bottom` and `top`, in pixels (`top` is the smaller one).

    Attributes:
        least: the number at `floor`.
        greatest: the number at `top`.
        logarithmic: whether equal heights are equal quotients; `bottom` then stands for 0, and `floor` above
            it for the least number.
    """

    least: float
    greatest: float
    bottom: float
    floor: float
    top: float
    logarithmic: bool

    def __call__(self, value: float) -> float:
        """How high a number stands."""
        if self.logarithmic:
            if value <= 0:
                return self.bottom
            share = log10(max(value, self.least) / self.least) / log10(self.greatest / self.least)
        else:
            share = (value - self.least) / (self.greatest - self.least)
        return self.floor - (self.floor - self.top) * min(max(share, 0.0), 1.0)

    def ticks(self, most: int = 6) -> list[tuple[float, str]]:
        """Numbers with their labels, from below."""
        if not self.logarithmic:
            step = _step(self.greatest - self.least, most)
            count = round((self.greatest - self.least) / step)
            values = [self.least + step * index for index in range(count + 1)]
            return [(value, number_in_words(value)) for value in values]
        decades = log10(self.greatest / self.least)
        inside = self._inside((1, 2, 5) if decades < 3 else (1,))
        inside = inside[:: ceil(len(inside) / (most + 3))]
        zero = [(0.0, "0")] if self.floor != self.bottom else []
        return zero + [(value, number_in_words(value)) for value in inside]

    def _inside(self, parts: tuple[int, ...]) -> list[float]:
        exponents = range(floor(log10(self.least)), ceil(log10(self.greatest)) + 1)
        values = [part * 10.0**exponent for exponent in exponents for part in parts]
        # Numbers that are the same but for the rounding of logarithms are at the edge, not outside.
        return [v for v in values if self.least * 0.999 <= v <= self.greatest * 1.001]


def number_scale(
    values: Sequence[float], counted: Sequence[float], bottom: float, top: float
) -> NumberScale:
    """The scale of some numbers.

    Args:
        values: all that must have room.
        counted: those that say whether the scale is logarithmic.
        bottom: where the scale ends below, in pixels.
        top: where it ends above.
    """
    positive = [value for value in values if value > 0]
    judged = [value for value in counted if value > 0] or positive
    if min(values) >= 0 and judged and max(judged) >= SPAN_OF_LOGARITHMS * min(judged):
        least, greatest = _below(min(positive)), _above(max(positive))
        room = min(26.0, (bottom - top) / 5) if min(values) == 0 else 0.0
        return NumberScale(least, greatest, bottom, bottom - room, top, logarithmic=True)
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    step = _step(high - low, 6)
    low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    return NumberScale(low, high, bottom, bottom, top, logarithmic=False)


def number_in_words(value: float) -> str:
    """A number of an axis: `3,000`, `1.5 million`."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def _step(span: float, most: int) -> float:
    raw = span / most
    power = 10.0 ** floor(log10(raw))
    step = power * next(nice for nice in _NICE if nice * power >= raw * 0.9999)
    return max(1.0, round(step)) if span >= 3 else step  # persons come whole


def _below(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return power * max(part for part in (1, 2, 5) if part * power <= value * 1.001)


def _above(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return power * min(part for part in (1, 2, 5, 10) if part * power >= value * 0.999)
