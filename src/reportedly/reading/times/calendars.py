"""Days, weeks and months: the arithmetic of stretches of time."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

from reportedly.records import Stretch

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Years outside of these are taken for misread numbers."""


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none such (31 June, or a year out of bounds)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift_days(base: date, number: int) -> date | None:
    """The day `number` days after `base` (before, if negative), None where it leaves the bounds."""
    if abs(number) > 366_000:
        return None
    try:
        moved = base + timedelta(days=number)
    except OverflowError:
        return None
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def shift_months(base: date, number: int) -> date | None:
    """The same day of another month; the month's last where it has no such day."""
    months = base.year * 12 + base.month - 1 + number
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(base.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=64)
def one_day(moment: date) -> Stretch:
    """The stretch that is one day."""
    return Stretch(start=moment, end=moment)


def week_of(moment: date) -> Stretch:
    """The week, Monday to Sunday, that the day lies in."""
    monday = moment - timedelta(days=moment.weekday())
    return Stretch(start=monday, end=monday + timedelta(days=6))


def weekend_of(moment: date) -> Stretch:
    """Saturday and Sunday of the week that the day lies in."""
    monday = moment - timedelta(days=moment.weekday())
    return Stretch(start=monday + timedelta(days=5), end=monday + timedelta(days=6))


def month_of(year: int, month: int) -> Stretch:
    """The first to the last day of a month."""
    return Stretch(
        start=date(year, month, 1), end=date(year, month, calendar.monthrange(year, month)[1])
    )


def year_of(year: int) -> Stretch:
    """The first to the last day of a year."""
    return Stretch(start=date(year, 1, 1), end=date(year, 12, 31))


def years_of(first: int, last: int) -> Stretch:
    """The first day of one year to the last day of another."""
    return Stretch(start=date(first, 1, 1), end=date(last, 12, 31))


def part_of_month(year: int, month: int, part: str | None) -> Stretch:
    """A month, or its early, middle or late third: 1 to 10, 11 to 20, 21 to the last."""
    whole = month_of(year, month)
    if part is None:
        return whole
    if part == "early":
        return Stretch(start=whole.start, end=date(year, month, 10))
    if part == "mid":
        return Stretch(start=date(year, month, 11), end=date(year, month, 20))
    return Stretch(start=date(year, month, 21), end=whole.end)


def part_of_years(first: int, last: int, part: str | None) -> Stretch:
    """A run of years, or its early, middle or late third (a year's thirds are of four months)."""
    if part is None:
        return years_of(first, last)
    months = (last - first + 1) * 12
    third = months // 3
    offset = {"early": 0, "mid": third, "late": months - third}[part]
    begin = date(first + offset // 12, offset % 12 + 1, 1)
    final = offset + third - 1
    return Stretch(start=begin, end=month_of(first + final // 12, final % 12 + 1).end)


def span(first: Stretch, last: Stretch) -> Stretch | None:
    """From the start of one stretch to the end of another; None where that runs backwards."""
    if first.start and last.end and first.start > last.end:
        return None
    if first.start is None and last.end is None:
        return None
    return Stretch(start=first.start, end=last.end)


def union(first: Stretch | None, second: Stretch | None) -> Stretch | None:
    """The shortest stretch that holds two others; None where an end is not known."""
    if first is None or second is None:
        return None
    if None in (first.start, first.end, second.start, second.end):
        return None
    starts = [moment for moment in (first.start, second.start) if moment is not None]
    ends = [moment for moment in (first.end, second.end) if moment is not None]
    return Stretch(start=min(starts), end=max(ends))


def iso_week(moment: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it: `1998-W32`."""
    year, week, _ = moment.isocalendar()
    return f"{year:04d}-W{week:02d}"
