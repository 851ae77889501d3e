"""Dating days and times of day: calendar dates, weekdays, today and around it, clocks, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reading.times import calendars
from reportedly.reading.times.values import (
    UNKNOWN_YEAR,
    Dated,
    Frame,
    Resolver,
    day_value,
    month_number,
    named_year,
    nearest_day,
    number_of,
    weekday_number,
)
from reportedly.records import Stretch


def _calendar_day(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, number = month_number(parts["month"]), int(parts["day"])
    if not 1 <= number <= 31:
        return None
    year = named_year(parts, frame) if {"year", "relyear"} & parts.keys() else None
    if year is not None:
        moment = calendars.day(year, month, number)
        return day_value(moment, None) if moment else None
    moment = nearest_day(month, number, frame)
    if moment is None:
        return Dated("DATE", f"{UNKNOWN_YEAR}-{month:02d}-{number:02d}")
    return day_value(moment, None)


def _iso(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    moment = calendars.day(int(parts["year"]), int(parts["number"]), int(parts["day"]))
    return day_value(moment, None) if moment else None


def _first_of_range(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    number = int(parts["first"])
    return Dated("DATE", f"XXXX-XX-{number:02d}") if 1 <= number <= 31 else None


def _weekday(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    number = weekday_number(parts["weekday"])
    if parts.get("plural"):
        return Dated("SET", f"XXXX-WXX-{number}")
    if frame.base is None:
        return Dated("DATE", f"XXXX-WXX-{number}")
    moment = _weekday_near(number, parts.get("rel", "").lower(), frame.base, frame)
    return day_value(moment, parts.get("daypart")) if moment else None


def _weekday_near(number: int, rel: str, base: date, frame: Frame) -> date | None:
    behind = (base.isoweekday() - number) % 7
    if rel in {"next", "the following"}:
        return calendars.shift_days(base, 7 - behind)
    if rel == "this":
        return calendars.shift_days(base, number - base.isoweekday())
    if rel in {"last", "the previous"}:
        return calendars.shift_days(base, -(behind or 7))
    if frame.ahead and not rel:
        return calendars.shift_days(base, (7 - behind) % 7)
    return calendars.shift_days(base, -behind)


def _weekday_later(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    if frame.base is None:
        return None
    number = weekday_number(parts["weekday"])
    moment = calendars.shift_days(frame.base, 14 - (frame.base.isoweekday() - number) % 7)
    return day_value(moment, None) if moment else None


_DAY_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


def _day_word(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    word = parts["word"].lower()
    if frame.base is None:
        return Dated("DATE", "PRESENT_REF") if word == "today" else Dated("DATE", "XXXX-XX-XX")
    if word == "overnight":
        before = frame.base - timedelta(days=1)
        return Dated("TIME", f"{before.isoformat()}TNI", Stretch(start=before, end=frame.base))
    moment = frame.base + timedelta(days=_DAY_SHIFTS[word])
    return day_value(moment, "night" if word == "tonight" else parts.get("daypart"))


def _day_part(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, day_part = parts["rel"].lower(), parts["daypart"].lower()
    named = frame.named.end if frame.named else None
    base = frame.base if rel in {"this", "last", "next"} else (named or frame.base)
    if base is None:
        return Dated("TIME", f"XXXX-XX-XXT{vocabulary.load('times')['day_parts'][day_part]}")
    shift = {"this": 0, "last": -1, "that": 0, "the same": 0, "the previous": -1}.get(rel, 1)
    moment = calendars.shift_days(base, shift)
    return day_value(moment, day_part) if moment else None


def _days_before(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    if frame.base is None:
        return None
    moment = frame.base + timedelta(days=-2 if parts["rel"].startswith("before") else 2)
    return day_value(moment, None)


def _set_weekday(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("SET", f"XXXX-WXX-{weekday_number(parts['weekday'])}")


def _on_day(parts: Mapping[str, str], frame: Frame, clock: str) -> Dated:
    """A time of day, on the weekday beside it, else on the day last named, else that of writing."""
    moment: date | None
    if "weekday" in parts and frame.base:
        moment = _weekday_near(weekday_number(parts["weekday"]), "", frame.base, frame)
    else:
        named = frame.named
        single = named is not None and named.start == named.end
        moment = named.end if named is not None and single else frame.base
    if moment is None:
        return Dated("TIME", f"XXXX-XX-XXT{clock}")
    return Dated("TIME", f"{moment.isoformat()}T{clock}", calendars.one_day(moment))


def _clock(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    hour, minute = int(parts["hour"]), int(parts.get("minute", 0))
    if "half" in parts:
        hour = hour % 12 + (12 if parts["half"].lower().startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    return _on_day(parts, frame, f"{hour:02d}:{minute:02d}")


def _clock_word(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    clock = "00:00" if parts["word"].lower() == "midnight" else "12:00"
    return _on_day(parts, frame, clock)


def _oclock(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    number = number_of(parts.get("number") or parts["hour"])
    if number is None or number > 24:
        return None
    afternoon = parts.get("daypart") in {"afternoon", "evening", "night"} and number < 12
    return _on_day(parts, frame, f"{int(number) + (12 if afternoon else 0):02d}:00")


def _holiday(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, number = vocabulary.load("times")["holidays"][parts["word"].lower()]
    if "year" in parts:
        moment = calendars.day(int(parts["year"]), month, number)
    else:
        moment = nearest_day(month, number, frame)
    if moment is None:
        return Dated("DATE", f"XXXX-{month:02d}-{number:02d}")
    return day_value(moment, None)


def _moving_holiday(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    """A holiday on a weekday of a month: the first such day from a day of the month on."""
    month, weekday, earliest = vocabulary.load("times")["moving_holidays"][parts["word"].lower()]
    if "year" in parts:
        return day_value(_first_weekday(int(parts["year"]), month, weekday, earliest), None)
    about = nearest_day(month, earliest, frame)
    if about is None:
        return None
    return day_value(_first_weekday(about.year, month, weekday, earliest), None)


def _first_weekday(year: int, month: int, weekday: int, earliest: int) -> date:
    first = date(year, month, earliest)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7)


def _thanksgiving(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    """The fourth Thursday of November."""
    if "year" in parts:
        year = int(parts["year"])
    elif frame.base is None:
        return None
    else:
        year = frame.base.year - (frame.base.month < 8)
    first = date(year, 11, 1)
    moment = first + timedelta(days=(4 - first.isoweekday()) % 7 + 21)
    return day_value(moment, None)


RESOLVERS: dict[str, Resolver] = {
    "iso": _iso,
    "month_day": _calendar_day,
    "day_month": _calendar_day,
    "day_range": _first_of_range,
    "weekday": _weekday,
    "weekday_later": _weekday_later,
    "day_word": _day_word,
    "day_part": _day_part,
    "days_before": _days_before,
    "clock": _clock,
    "clock24": _clock,
    "clock_colon": _clock,
    "clock_word": _clock_word,
    "oclock": _oclock,
    "in_the": _oclock,
    "set_weekday": _set_weekday,
    "holiday": _holiday,
    "moving_holiday": _moving_holiday,
    "thanksgiving": _thanksgiving,
}
"""The functions that date the forms of these constructions."""
