"""What a form of a time expression means: TIMEX3 type and value, and the days that it covers.

Values follow TIMEX3 as TimeML's corpora use it (`1998-08-07`, `1998-W32`, `P3D`, `PRESENT_REF`). What is
relative is resolved against the day of writing; "that day", "the next day" against the day last named.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.reading import calendars
from reportedly.reading.timex import Form
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

    `base` is the day of writing, `named` the day or stretch last named before the form, `ahead` and
    `back` whether the words around point to the future or to the past.
    """

    base: date | None
    named: Stretch | None = None
    ahead: bool = False
    back: bool = False


_UNKNOWN_YEAR = "XXXX"


def resolve(form: Form, frame: Frame) -> Dated | None:
    """Date a form; None where its parts make no date (31 June)."""
    return _RESOLVERS[form.rule](form.parts, frame)


def leaning(text: str, start: int) -> tuple[bool, bool]:
    """Whether the words before a position of its sentence point ahead, and whether they point back."""
    words = vocabulary.load("times")
    window = _CUT.split(text[max(0, start - 60) : start])[-1]
    for word in reversed(_WORDS.findall(window.lower())[-7:]):
        if word in words["back"]["words"]:
            return False, True
        if word in words["ahead"]["words"]:
            return True, False
    return False, False


_CUT = re.compile(r"[.!?\n;]\s|[\n”\",]")
_WORDS = re.compile(r"\w+|['’]ll")


def _number(text: str) -> float | None:
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
        value = 2
    elif text == "a dozen":
        value = 12
    elif text == "a hundred":
        value = 100
    elif re.fullmatch(r"\w+[- ]\w+", text) and re.split(r"[- ]", text)[0] in numbers:
        tens, ones = re.split(r"[- ]", text)
        value = numbers[tens] + numbers.get(ones, 0)
    elif text in numbers:
        value = numbers[text]
    else:
        return None
    return value + 0.5 if halved else value


def _amount(number: float | None) -> str:
    if number is None:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:g}"


_SINGULAR = {"centuries": "century"}


def _unit(text: str) -> str:
    """The TIMEX3 letter of a unit's word: `D` for "days"."""
    word = text.lower()
    word = _SINGULAR.get(word, word.rstrip("s"))
    units: Mapping[str, str] = vocabulary.load("times")["units"]
    return units.get(word, "D")


def _period(number: float | None, unit: str) -> str:
    """A TIMEX3 duration."""
    if unit in {"H", "M'", "S", "MIN"}:
        letter = "M" if unit == "MIN" else unit
        if number is not None and number != int(number) and letter == "H":
            return f"PT{int(number * 60)}M"
        return f"PT{_amount(number)}{letter}"
    if unit in {"DE", "CE", "F"}:
        factor, letter = {"DE": (10, "Y"), "CE": (100, "Y"), "F": (2, "W")}[unit]
        return f"P{_amount(None if number is None else number * factor)}{letter}"
    if unit == "Q":
        return f"P{_amount(None if number is None else number * 3)}M"
    if unit == "WE":
        return f"P{_amount(number)}WE"
    return f"P{_amount(number)}{unit}"


def _duration_unit(word: str) -> str:
    lowered = word.lower().rstrip("s")
    if lowered == "minute":
        return "MIN"
    if lowered == "night":
        return "D"
    return _unit(word)


def _month_number(name: str) -> int:
    months: Mapping[str, int] = vocabulary.load("times")["months"]
    return months[name.rstrip(".").lower()]


def _weekday_number(name: str) -> int:
    weekdays: Mapping[str, int] = vocabulary.load("times")["weekdays"]
    return weekdays.get(name.lower()) or weekdays[name.rstrip(".").lower()]


def _day_value(moment: date, day_part: str | None) -> Dated:
    stretch = calendars.one_day(moment)
    if day_part:
        code = vocabulary.load("times")["day_parts"][day_part]
        return Dated("TIME", f"{moment.isoformat()}T{code}", stretch)
    return Dated("DATE", moment.isoformat(), stretch)


# --- calendar dates -----------------------------------------------------------------------------


def _nearest_day(month: int, number: int, frame: Frame) -> date | None:
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


def _calendar_day(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, number = _month_number(parts["month"]), int(parts["day"])
    if not 1 <= number <= 31:
        return None
    year = _named_year(parts, frame) if {"year", "relyear"} & parts.keys() else None
    if year is not None:
        moment = calendars.day(year, month, number)
        return _day_value(moment, None) if moment else None
    moment = _nearest_day(month, number, frame)
    if moment is None:
        return Dated("DATE", f"{_UNKNOWN_YEAR}-{month:02d}-{number:02d}")
    return _day_value(moment, None)


def _iso(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    moment = calendars.day(int(parts["year"]), int(parts["number"]), int(parts["day"]))
    return _day_value(moment, None) if moment else None


def _first_of_range(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    number = int(parts["first"])
    return Dated("DATE", f"XXXX-XX-{number:02d}") if 1 <= number <= 31 else None


def _month_stretch(year: int, month: int, part: str | None) -> Dated:
    part = part.lower() if part else None
    return Dated("DATE", f"{year:04d}-{month:02d}", calendars.part_of_month(year, month, part))


def _month_year(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month = _month_number(parts["month"])
    if "year" in parts:
        return _month_stretch(int(parts["year"]), month, parts.get("part"))
    if frame.base is None:
        return Dated("DATE", f"{_UNKNOWN_YEAR}-{month:02d}")
    shift = {"last": -1, "this": 0, "next": 1}[parts["rel"]]
    return _month_stretch(frame.base.year + shift, month, parts.get("part"))


def _month(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, base = _month_number(parts["month"]), frame.base
    if base is None:
        return Dated("DATE", f"{_UNKNOWN_YEAR}-{month:02d}")
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
    return _month_stretch(year, month, parts.get("part"))


# --- weekdays -----------------------------------------------------------------------------------


def _weekday(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    number = _weekday_number(parts["weekday"])
    if parts.get("plural"):
        return Dated("SET", f"XXXX-WXX-{number}")
    if frame.base is None:
        return Dated("DATE", f"XXXX-WXX-{number}")
    moment = _weekday_near(number, parts.get("rel", "").lower(), frame.base, frame)
    return _day_value(moment, parts.get("daypart")) if moment else None


def _weekday_near(number: int, rel: str, base: date, frame: Frame) -> date | None:
    behind = (base.isoweekday() - number) % 7
    if rel == "next" or rel == "the following":
        return calendars.shift_days(base, 7 - behind)
    if rel == "this":
        return calendars.shift_days(base, number - base.isoweekday())
    if rel == "last" or rel == "the previous":
        return calendars.shift_days(base, -(behind or 7))
    if frame.ahead and not rel:
        return calendars.shift_days(base, (7 - behind) % 7)
    return calendars.shift_days(base, -behind)


def _weekday_later(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    if frame.base is None:
        return None
    number = _weekday_number(parts["weekday"])
    moment = calendars.shift_days(frame.base, 14 - (frame.base.isoweekday() - number) % 7)
    return _day_value(moment, None) if moment else None


# --- today and around it ------------------------------------------------------------------------

_DAY_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}


def _day_word(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    word = parts["word"].lower()
    if frame.base is None:
        return Dated("DATE", "PRESENT_REF") if word == "today" else Dated("DATE", "XXXX-XX-XX")
    if word == "overnight":
        before = frame.base - timedelta(days=1)
        return Dated("TIME", f"{before.isoformat()}TNI", Stretch(start=before, end=frame.base))
    moment = frame.base + timedelta(days=_DAY_SHIFTS[word])
    return _day_value(moment, "night" if word == "tonight" else parts.get("daypart"))


def _day_part(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, day_part = parts["rel"].lower(), parts["daypart"]
    named = frame.named.end if frame.named else None
    base = frame.base if rel in {"this", "last", "next"} else (named or frame.base)
    if base is None:
        return Dated("TIME", f"XXXX-XX-XXT{vocabulary.load('times')['day_parts'][day_part]}")
    shift = {"this": 0, "last": -1, "that": 0, "the same": 0, "the previous": -1}.get(rel, 1)
    moment = calendars.shift_days(base, shift)
    return _day_value(moment, day_part) if moment else None


def _same_day(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, unit = parts["rel"].lower(), parts["unit"]
    shift = {"the next": 1, "the following": 1, "the previous": -1, "the preceding": -1}.get(rel, 0)
    named = frame.named.end if frame.named else None
    if unit != "day":
        base = named or frame.base
        if base is None:
            return None
        return _shifted(unit, shift, base, None)
    base = named or frame.base
    moment = calendars.shift_days(base, shift) if base else None
    return _day_value(moment, None) if moment else Dated("DATE", "XXXX-XX-XX")


def _days_before(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    if frame.base is None:
        return None
    moment = frame.base + timedelta(days=-2 if parts["rel"].startswith("before") else 2)
    return _day_value(moment, None)


# --- weeks, months, quarters and years ----------------------------------------------------------


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
        return _month_stretch(moment.year, moment.month, part) if moment else None
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


_ROLLING_DAYS = {"week": 7, "weekend": 2, "fortnight": 14}
_ROLLING_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _relative(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    rel, unit = parts["rel"].lower(), parts["unit"]
    part = parts.get("part", "").lower() or None
    part = {"middle": "mid", "later": None}.get(part, part) if part else None
    if rel == "past":
        return _rolled(1, unit, frame, back=True)
    if rel == "coming":
        return _rolled(1, unit, frame, back=False)
    named = frame.named.end if frame.named else None
    base = (named or frame.base) if rel in {"following", "previous", "same", "that"} else frame.base
    if base is None:
        return Dated("DATE", "PRESENT_REF") if rel in {"this", "current"} else None
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0)
    if unit == "weekend" and rel == "last" and base.isoweekday() >= 6:
        shift = -1
    return _shifted(unit, shift, base, part)


def _weekend(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    """ "Over the weekend": the last one that has begun, or the coming one where that is meant."""
    if frame.base is None:
        return None
    shift = 0 if frame.base.isoweekday() >= 6 or frame.ahead else -1
    return _shifted("weekend", shift, frame.base, None)


def _rolled(number: float | None, unit_word: str, frame: Frame, *, back: bool) -> Dated:
    """The past or coming so many units: a duration that ends or begins on the day of writing."""
    value = _period(number, _duration_unit(unit_word))
    stretch = None
    if frame.base is not None and number is not None:
        sign = -1 if back else 1
        other = _moved(frame.base, sign * number, unit_word)
        if other is not None:
            ends = (other, frame.base) if back else (frame.base, other)
            stretch = Stretch(start=ends[0], end=ends[1])
    return Dated("DURATION", value, stretch)


def _moved(base: date, number: float, unit_word: str) -> date | None:
    """The day so many units away."""
    word = unit_word.lower()
    word = _SINGULAR.get(word, word.rstrip("s"))
    if word in {"second", "minute"}:
        return base
    if word == "hour":
        return calendars.shift_days(base, -1 if number < 0 and number >= -24 else int(number / 24))
    if word in {"day", "night"}:
        return calendars.shift_days(base, int(number))
    if word in _ROLLING_DAYS:
        return calendars.shift_days(base, int(number * _ROLLING_DAYS[word]))
    return calendars.shift_months(base, int(number * _ROLLING_MONTHS[word]))


def _rolling(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    number = _number(parts["number"])
    back = parts["rel"].lower() in {"last", "past", "previous", "preceding"}
    return _rolled(number, parts["unit"], frame, back=back)


def _distance(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    """ "Three years ago", "two days later": a date so far from the day of writing or the one named."""
    number, unit, direction = _number(parts["number"]), parts["unit"], parts["dir"].strip(" -")
    back = direction in {"ago", "earlier", "before that"}
    from_writing = direction in {"ago", "from now", "from today", "hence"}
    named = frame.named.end if frame.named else None
    base = frame.base if from_writing else (named or frame.base)
    word = _SINGULAR.get(unit.lower(), unit.lower().rstrip("s"))
    if word in {"hour", "minute", "second"}:
        return Dated("DURATION", _period(number, _duration_unit(unit)), None)
    if number is None or base is None:
        return Dated("DATE", "PAST_REF" if back else "FUTURE_REF")
    moment = _moved(base, -number if back else number, unit)
    if moment is None:
        return None
    return _rounded(moment, word)


def _rounded(moment: date, unit: str) -> Dated:
    """A day so many units away, as coarse as the unit."""
    if unit in {"day", "night"}:
        return _day_value(moment, None)
    if unit in {"week", "fortnight", "weekend"}:
        return Dated("DATE", calendars.iso_week(moment), calendars.week_of(moment))
    if unit in {"month", "quarter"}:
        return _month_stretch(moment.year, moment.month, None)
    return Dated("DATE", f"{moment.year:04d}", calendars.year_of(moment.year))


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
    moment = _nearest_day(_month_number(parts["month"]), int(parts["day"]), frame)
    return Dated("DATE", calendars.iso_week(moment), calendars.week_of(moment)) if moment else None


def _quarter(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    ordinals = {**vocabulary.load("times")["ordinals"], "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
    number, unit = ordinals[parts["ordinal"].lower()], parts["unit"]
    year = _named_year(parts, frame)
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


def _named_year(parts: Mapping[str, str], frame: Frame) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if frame.base is None:
        return None
    return frame.base.year + {"last": -1, "next": 1}.get(parts.get("relyear", ""), 0)


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


# --- durations and sets -------------------------------------------------------------------------


def _duration(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", _period(_number(parts["number"]), _duration_unit(parts["unit"])))


def _and_half(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", _period(1.5, _duration_unit(parts["unit"])))


def _bare(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", _period(None, _duration_unit(parts["unit"])))


def _set(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("SET", vocabulary.load("times")["sets"][parts["word"].lower()])


def _set_every(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    unit = parts["unit"]
    day_parts = vocabulary.load("times")["day_parts"]
    if unit in day_parts:
        return Dated("SET", f"XXXX-XX-XXT{day_parts[unit]}")
    number = _number(parts["number"]) if "number" in parts else 1
    return Dated("SET", _period(number, _duration_unit(unit)))


def _set_weekday(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("SET", f"XXXX-WXX-{_weekday_number(parts['weekday'])}")


# --- times of day -------------------------------------------------------------------------------


def _on_day(parts: Mapping[str, str], frame: Frame, clock: str) -> Dated:
    """A time of day, on the weekday beside it, else on the day last named, else that of writing."""
    moment: date | None
    if "weekday" in parts and frame.base:
        moment = _weekday_near(_weekday_number(parts["weekday"]), "", frame.base, frame)
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
    number = _number(parts.get("number") or parts["hour"])
    if number is None or number > 24:
        return None
    afternoon = parts.get("daypart") in {"afternoon", "evening", "night"} and number < 12
    return _on_day(parts, frame, f"{int(number) + (12 if afternoon else 0):02d}:00")


# --- words that only point ----------------------------------------------------------------------


def _present(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    stretch = calendars.one_day(frame.base) if frame.base else None
    return Dated("DATE", "PRESENT_REF", stretch)


def _past(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DATE", "PAST_REF")


def _future(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DATE", "FUTURE_REF")


def _holiday(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    month, number = vocabulary.load("times")["holidays"][parts["word"].lower()]
    if "year" in parts:
        moment = calendars.day(int(parts["year"]), month, number)
    else:
        moment = _nearest_day(month, number, frame)
    if moment is None:
        return Dated("DATE", f"XXXX-{month:02d}-{number:02d}")
    return _day_value(moment, None)


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
    return _day_value(moment, None)


_RESOLVERS: dict[str, Callable[[Mapping[str, str], Frame], Dated | None]] = {
    "iso": _iso,
    "month_day": _calendar_day,
    "day_month": _calendar_day,
    "day_range": _first_of_range,
    "month_year": _month_year,
    "month": _month,
    "weekday": _weekday,
    "weekday_later": _weekday_later,
    "day_word": _day_word,
    "day_part": _day_part,
    "same_day": _same_day,
    "days_before": _days_before,
    "relative": _relative,
    "weekend": _weekend,
    "relative_season": _relative_season,
    "season": _season,
    "rolling": _rolling,
    "distance": _distance,
    "duration": _duration,
    "half": _duration,
    "and_half": _and_half,
    "bare": _bare,
    "edge": _edge,
    "quarter": _quarter,
    "fiscal": _year,
    "week_of": _week_of,
    "decade": _decade,
    "decade_word": _decade_word,
    "century": _century,
    "years": _years,
    "year": _year,
    "clock": _clock,
    "clock24": _clock,
    "clock_colon": _clock,
    "clock_word": _clock_word,
    "oclock": _oclock,
    "in_the": _oclock,
    "set_every": _set_every,
    "set_weekday": _set_weekday,
    "set": _set,
    "present": _present,
    "past": _past,
    "recent": _past,
    "future": _future,
    "holiday": _holiday,
    "thanksgiving": _thanksgiving,
}
