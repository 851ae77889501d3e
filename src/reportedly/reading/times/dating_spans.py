"""Dating weeks, months, years, decades and their parts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reportedly import vocabulary
from reportedly.reading.times import calendars
from reportedly.reading.times.dating_lengths import rolled
from reportedly.reading.times.values import (
    UNKNOWN_YEAR,
    Dated,
    Frame,
    Resolver,
    day_value,
    month_number,
    month_stretch,
    named_year,
    nearest_day,
)
from reportedly.records import Stretch


def _month_year(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month = month_number(parts["month"])
    if "year" in parts:
        return month_stretch(int(parts["year"]), month, parts.get("part"))
    if frame.base is None:
        return Dated("DATE", f"{UNKNOWN_YEAR}-{month:02d}")
    shift = {"last": -1, "this": 0, "next": 1}[parts["rel"]]
    return month_stretch(frame.base.year + shift, month, parts.get("part"))


def _month(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, base = month_number(parts["month"]), frame.base
    if base is None:
        return Dated("DATE", f"{UNKNOWN_YEAR}-{month:02d}")
    rel = parts.get("rel", "").lower()
    if rel == "next" or (frame.ahead and rel == ""):
        year = (
            base.year if month > base.month or (month == base.month and not rel) else base.year + 1
        )
    elif rel == "last":
        year = base.year if month < base.month else base.year - 1
    elif rel == "this":
        year = base.year
    else:
        # "In March", written in February, is more often the coming one: the past one is "last March".
        soon = 0 < (month - base.month) % 12 <= 2 and not frame.back
        year = base.year - (month > base.month) + soon
    return month_stretch(year, month, parts.get("part"))


def _same_day(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, unit = parts["rel"].lower(), parts["unit"].lower()
    shift = {"the next": 1, "the following": 1, "the previous": -1, "the preceding": -1}.get(rel, 0)
    named = frame.named.end if frame.named else None
    if unit != "day":
        base = _seen_from(unit, named, frame)
        if base is None:
            return None
        return _shifted(unit, shift, base, None)
    base = named or frame.base
    moment = calendars.shift_days(base, shift) if base else None
    return day_value(moment, None) if moment else Dated("DATE", "XXXX-XX-XX")


def _seen_from(unit: str, named: date | None, frame: Frame) -> date | None:
    """The day that "that week" and "that year" are seen from: for a year or month also one named as such."""
    longer = frame.named_long.end if unit in {"month", "year"} and frame.named_long else None
    return longer or named or frame.base


def _shifted(unit: str, shift: int, base: date, part: str | None) -> Dated | None:
    """This, last or next week, month and so on, seen from a day."""
    if unit in {"week", "weekend", "fortnight"}:
        moment = calendars.shift_days(base, 7 * shift)
        if moment is None:
            return None
        week = calendars.iso_week(moment)
        if unit == "weekend":
            return Dated("DATE", f"{week}-WE", calendars.weekend_of(moment))
        return Dated("DATE", week, calendars.week_of(moment))
    if unit == "month":
        moment = calendars.shift_months(base, shift)
        return month_stretch(moment.year, moment.month, part) if moment else None
    if unit == "quarter":
        moment = calendars.shift_months(base, 3 * shift)
        return _quarter_of(moment.year, (moment.month - 1) // 3 + 1) if moment else None
    return _shifted_years(unit, shift, base, part)


def _shifted_years(unit: str, shift: int, base: date, part: str | None) -> Dated | None:
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (base.year // size + shift) * size if size > 1 else base.year + shift
    if not calendars.FIRST_YEAR <= first <= calendars.LAST_YEAR - size:
        return None
    value = f"{first:04d}"[: 4 - len(str(size)) + 1] + "X" * (len(str(size)) - 1)
    return Dated("DATE", value, calendars.part_of_years(first, first + size - 1, part))


def _quarter_of(year: int, number: int) -> Dated:
    first = calendars.month_of(year, number * 3 - 2)
    last = calendars.month_of(year, number * 3)
    return Dated("DATE", f"{year:04d}-Q{number}", Stretch(start=first.start, end=last.end))


def _relative(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, unit = parts["rel"].lower(), parts["unit"].lower()
    part = parts.get("part", "").lower() or None
    part = {"middle": "mid", "later": None}.get(part, part) if part else None
    if rel == "past":
        return rolled(1, unit, frame, back=True)
    if rel == "coming":
        return rolled(1, unit, frame, back=False)
    named = frame.named.end if frame.named else None
    pointing = rel in {"following", "previous", "same", "that"}
    base = _seen_from(unit, named, frame) if pointing else frame.base
    if base is None:
        return Dated("DATE", "PRESENT_REF") if rel in {"this", "current"} else None
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0)
    if unit == "weekend" and rel == "last" and base.isoweekday() >= 6:
        shift = -1
    return _shifted(unit, shift, base, part)


def _before_last(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    return None if frame.base is None else _shifted(parts["unit"].lower(), -2, frame.base, None)


def _weekend(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    """ "Over the weekend": the last one that has begun, or the coming one where that is meant."""
    if frame.base is None:
        return None
    shift = 0 if frame.base.isoweekday() >= 6 or frame.ahead else -1
    return _shifted("weekend", shift, frame.base, None)


def _year(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    year = int(parts["year"])
    part = parts.get("part", "").lower()
    part_of_year = part if part in {"early", "mid", "late"} else None
    stretch = calendars.part_of_years(year, year, part_of_year)
    if part == "post":
        stretch = Stretch(start=date(year, 1, 1))
    if part == "pre":
        stretch = Stretch(end=date(year, 12, 31))
    return Dated("DATE", f"{year:04d}", stretch)


def _years(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    first, last = parts["first"], parts["last"]
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return None
    return Dated(
        "DURATION", f"P{int(last) - int(first)}Y", calendars.years_of(int(first), int(last))
    )


def _decade(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    century = parts.get("century") or _century_of(int(parts["tens"]), frame)
    if parts["tens"] == "0" and parts.get("century", "20") != "20":
        first = int(century) * 100
        return Dated("DATE", f"{century}XX", calendars.years_of(first, first + 99))
    first = int(f"{century}{parts['tens']}0")
    return _decade_from(first, parts.get("part"))


def _decade_from(first: int, part: str | None) -> Dated:
    part = part.lower() if part else None
    return Dated("DATE", f"{first // 10}X", calendars.part_of_years(first, first + 9, part))


def _century_of(tens: int, frame: Frame) -> str:
    this = frame.base.year if frame.base else 2000
    return str(this // 100) if this // 100 * 100 + tens * 10 <= this else str(this // 100 - 1)


def _decade_word(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    tens = vocabulary.load("times")["decades"][parts["word"].lower()]
    return _decade_from(int(f"{_century_of(tens, frame)}{tens}0"), parts.get("part"))


def _century(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    number = int(parts["number"]) - 1
    if not 10 <= number <= 29:
        return None
    return Dated("DATE", f"{number:02d}XX", calendars.years_of(number * 100, number * 100 + 99))


def _season(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return _season_of(int(parts["year"]), parts["season"])


_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def _season_of(year: int, name: str) -> Dated:
    code = vocabulary.load("times")["seasons"][name]
    first, last = _SEASON_MONTHS[code]
    start = calendars.month_of(year, first).start
    end = calendars.month_of(year + 1 if last < first else year, last).end
    return Dated("DATE", f"{year:04d}-{code}", Stretch(start=start, end=end))


def _relative_season(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    if frame.base is None:
        return None
    rel, code = parts["rel"].lower(), vocabulary.load("times")["seasons"][parts["season"]]
    begins = _SEASON_MONTHS[code][0]
    year = frame.base.year
    if rel == "last" and begins + 2 >= frame.base.month:
        year -= 1
    if rel == "past" and begins > frame.base.month:
        year -= 1
    if rel == "next" and begins <= frame.base.month:
        year += 1
    return _season_of(year, parts["season"])


def _week_of(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    moment = nearest_day(month_number(parts["month"]), int(parts["day"]), frame)
    return Dated("DATE", calendars.iso_week(moment), calendars.week_of(moment)) if moment else None


def _quarter(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    ordinals = {**vocabulary.load("times")["ordinals"], "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
    number, unit = ordinals[parts["ordinal"].lower()], parts["unit"].lower()
    year = named_year(parts, frame)
    if unit == "half":
        if number > 2 or ("year" not in parts and "relyear" not in parts):
            return None
        if year is None:
            return Dated("DATE", f"XXXX-H{number}")
        months = (1, 6) if number == 1 else (7, 12)
        stretch = calendars.span(
            calendars.month_of(year, months[0]), calendars.month_of(year, months[1])
        )
        return Dated("DATE", f"{year:04d}-H{number}", stretch)
    if year is None:
        return Dated("DATE", f"XXXX-Q{number}")
    if "year" not in parts and "relyear" not in parts and frame.base and not frame.ahead:
        begins = date(year, number * 3 - 2, 1)
        year -= begins > frame.base
    return _quarter_of(year, number)


def _quarter_sign(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return _quarter_of(int(parts["year"]), int(parts["ordinal"]))


def _edge(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    """ "The end of the year": dated as the whole, which is how TIMEX3 does it."""
    if "year" in parts:
        year = int(parts["year"])
        whole: Dated | None = Dated("DATE", f"{year:04d}", calendars.year_of(year))
    elif frame.base is None:
        return None
    else:
        shift = {"last": -1, "next": 1}.get(parts["rel"], 0)
        whole = _shifted(parts["unit"], shift, frame.base, None)
    if whole is None or whole.stretch is None:
        return whole
    return replace(whole, stretch=_edge_of(parts["edge"].lower(), whole.stretch))


def _edge_of(edge: str, whole: Stretch) -> Stretch:
    if whole.start is None or whole.end is None:
        return whole
    third = (whole.end - whole.start) // 3
    if edge in {"beginning", "start", "turn"}:
        return Stretch(start=whole.start, end=whole.start + third)
    if edge in {"end", "close"}:
        return Stretch(start=whole.end - third, end=whole.end)
    if edge == "middle":
        return Stretch(start=whole.start + third, end=whole.end - third)
    half = (whole.end - whole.start) // 2
    if edge == "first half":
        return Stretch(start=whole.start, end=whole.start + half)
    return Stretch(start=whole.start + half, end=whole.end)


RESOLVERS: dict[str, Resolver] = {
    "month_year": _month_year,
    "month": _month,
    "same_day": _same_day,
    "relative": _relative,
    "weekend": _weekend,
    "before_last": _before_last,
    "quarter_sign": _quarter_sign,
    "relative_season": _relative_season,
    "season": _season,
    "edge": _edge,
    "quarter": _quarter,
    "fiscal": _year,
    "week_of": _week_of,
    "decade": _decade,
    "decade_word": _decade_word,
    "century": _century,
    "years": _years,
    "year": _year,
}
"""The functions that date the forms of these constructions."""
