"""TIMEX3 values: of numbers, units, days and months."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reportedly import vocabulary
from reportedly.reading.times import calendars
from reportedly.records import Stretch, TimexType


@dataclass(frozen=True, slots=True)
class Dated:
    """The meaning of a form; `stretch` is None where no day is known (a duration, an unknown year)."""

    type: TimexType
    value: str
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a form is resolved against.

    `base` is the day of writing, `named` the day last named before the form, `named_long` the day, month
    or year; `ahead` and `back` whether the words around point to the future or to the past.
    """

    base: date | None
    named: Stretch | None = None
    ahead: bool = False
    back: bool = False
    named_long: Stretch | None = None


UNKNOWN_YEAR = "XXXX"


def number_of(text: str) -> float | None:
    """The number that the words name; None for an unknown one ("several")."""
    numbers = vocabulary.load("times")["numbers"]
    text = text.lower().strip()
    halved = text.endswith(" and a half")
    text = text.removesuffix(" and a half")
    if re.fullmatch(r"[\d,.]+", text):
        value = float(text.replace(",", ""))
    elif text.startswith("half"):
        value = 0.5
    elif "couple" in text:
        value = 2.0
    elif text == "a dozen":
        value = 12.0
    elif text == "a hundred":
        value = 100.0
    elif re.fullmatch(r"\w+[- ]\w+", text) and set(re.split(r"[- ]", text)) <= numbers.keys():
        tens, ones = re.split(r"[- ]", text)
        value = numbers[tens] + numbers[ones]
    elif text in numbers:
        value = numbers[text]
    else:
        return None
    return value + 0.5 if halved else value


def amount_of(number: float | None) -> str:
    """A number as TIMEX3 writes it, `X` for an unknown one."""
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:g}"


SINGULAR = {"centuries": "century"}


def unit_of(text: str) -> str:
    """The TIMEX3 letter of a unit's word: `D` for "days"."""
    word = text.lower()
    word = SINGULAR.get(word, word.rstrip("s"))
    units: Mapping[str, str] = vocabulary.load("times")["units"]
    return units.get(word, "D")


def period_of(number: float | None, unit: str) -> str:
    """A TIMEX3 duration."""
    if unit in {"H", "S", "MIN"}:
        letter = "M" if unit == "MIN" else unit
        if number is not None and number != int(number) and letter == "H":
            return f"PT{int(number * 60)}M"
        return f"PT{amount_of(number)}{letter}"
    if unit in {"DE", "CE", "F"}:
        factor, letter = {"DE": (10, "Y"), "CE": (100, "Y"), "F": (2, "W")}[unit]
        return f"P{amount_of(None if number is None else number * factor)}{letter}"
    if unit == "Q":
        return f"P{amount_of(None if number is None else number * 3)}M"
    if unit == "WE":
        return f"P{amount_of(number)}WE"
    return f"P{amount_of(number)}{unit}"


def duration_unit(word: str) -> str:
    """The unit of a length of time, for `period_of`: as `unit_of`, but minutes and nights told apart."""
    lowered = word.lower().rstrip("s")
    if lowered == "minute":
        return "MIN"
    if lowered == "night":
        return "D"
    return unit_of(word)


def month_number(name: str) -> int:
    """The number of a month by its name or its abbreviation."""
    months: Mapping[str, int] = vocabulary.load("times")["months"]
    return months[name.rstrip(".").lower()]


def weekday_number(name: str) -> int:
    """The ISO number of a weekday (Monday is 1) by its name or its abbreviation."""
    weekdays: Mapping[str, int] = vocabulary.load("times")["weekdays"]
    return weekdays.get(name.lower()) or weekdays[name.rstrip(".").lower()]


def day_value(moment: date, day_part: str | None) -> Dated:
    """A day, or a part of it such as "night"."""
    stretch = calendars.one_day(moment)
    if day_part:
        code = vocabulary.load("times")["day_parts"][day_part]
        return Dated("TIME", f"{moment.isoformat()}T{code}", stretch)
    return Dated("DATE", moment.isoformat(), stretch)


def month_stretch(year: int, month: int, part: str | None) -> Dated:
    """A month, or the stretch of its `early`, `mid` or `late` third."""
    part = part.lower() if part else None
    return Dated("DATE", f"{year:04d}-{month:02d}", calendars.part_of_month(year, month, part))


def nearest_day(month: int, number: int, frame: Frame) -> date | None:
    """The day of an unnamed year that lies nearest to the day of writing."""
    if frame.base is None:
        return None
    years = (frame.base.year - 1, frame.base.year, frame.base.year + 1)
    options = [found for year in years if (found := calendars.day(year, month, number))]
    base = frame.base
    # What is not plainly ahead lies back, unless by very little: papers are dated a day late.
    leaning = 0 if frame.ahead else 60

    def distance(moment: date) -> int:
        days = (moment - base).days
        return abs(days) + (leaning if days > 3 else 0)

    return min(options, key=distance, default=None)


def named_year(parts: Mapping[str, str], frame: Frame) -> int | None:
    """The year that a form names, itself or as "last year"; None where it cannot be known."""
    if "year" in parts:
        return int(parts["year"])
    if frame.base is None:
        return None
    return frame.base.year + {"last": -1, "next": 1}.get(parts.get("relyear", ""), 0)


Resolver = Callable[[Mapping[str, str], Frame], Dated | None]
"""From the parts of a form and what it is resolved against to its meaning; None where it has none."""
