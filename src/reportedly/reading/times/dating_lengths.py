"""Dating lengths of time, what lies so long ago, what recurs, and words that only point."""

from collections.abc import Mapping
from datetime import date

from reportedly import vocabulary
from reportedly.reading.times import calendars
from reportedly.reading.times.values import (
    SINGULAR,
    Dated,
    Frame,
    Resolver,
    day_value,
    duration_unit,
    month_stretch,
    number_of,
    period_of,
)
from reportedly.records import Stretch

_ROLLING_DAYS = {"week": 7, "weekend": 2, "fortnight": 14}


_ROLLING_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def rolled(number: float | None, unit_word: str, frame: Frame, *, back: bool) -> Dated:
    """The past or coming so many units: a duration that ends or begins on the day of writing."""
    value = period_of(number, duration_unit(unit_word))
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
    word = SINGULAR.get(word, word.rstrip("s"))
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
    number = number_of(parts["number"])
    back = parts["rel"].lower() in {"last", "past", "previous", "preceding"}
    return rolled(number, parts["unit"], frame, back=back)


def _distance(parts: Mapping[str, str], frame: Frame) -> Dated | None:
    """ "Three years ago", "two days later": a date so far from the day of writing or the one named."""
    number, unit, direction = number_of(parts["number"]), parts["unit"], parts["dir"].strip(" -")
    back = direction in {"ago", "earlier", "before that"}
    from_writing = direction in {"ago", "from now", "from today", "hence"}
    named = frame.named.end if frame.named else None
    base = frame.base if from_writing else (named or frame.base)
    word = SINGULAR.get(unit.lower(), unit.lower().rstrip("s"))
    if word in {"hour", "minute", "second"}:
        return Dated("DURATION", period_of(number, duration_unit(unit)), None)
    if number is None or base is None:
        return Dated("DATE", "PAST_REF" if back else "FUTURE_REF")
    moment = _moved(base, -number if back else number, unit)
    if moment is None:
        return None
    return _rounded(moment, word)


def _rounded(moment: date, unit: str) -> Dated:
    """A day so many units away, as coarse as the unit."""
    if unit in {"day", "night"}:
        return day_value(moment, None)
    if unit in {"week", "fortnight", "weekend"}:
        return Dated("DATE", calendars.iso_week(moment), calendars.week_of(moment))
    if unit in {"month", "quarter"}:
        return month_stretch(moment.year, moment.month, None)
    return Dated("DATE", f"{moment.year:04d}", calendars.year_of(moment.year))


def _duration(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", period_of(number_of(parts["number"]), duration_unit(parts["unit"])))


def _and_half(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", period_of(1.5, duration_unit(parts["unit"])))


def _bare(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DURATION", period_of(None, duration_unit(parts["unit"])))


def _recurring(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("SET", vocabulary.load("times")["sets"][parts["word"].lower()])


def _set_every(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    unit = parts["unit"].lower()
    day_parts = vocabulary.load("times")["day_parts"]
    if unit in day_parts:
        return Dated("SET", f"XXXX-XX-XXT{day_parts[unit]}")
    seasons = vocabulary.load("times")["seasons"]
    if unit in seasons:
        return Dated("SET", f"XXXX-{seasons[unit]}")
    number = 2 if "other" in parts else number_of(parts["number"]) if "number" in parts else 1
    return Dated("SET", period_of(number, duration_unit(unit)))


def _set_times(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("SET", period_of(1, duration_unit(parts["unit"])))


def _present(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    stretch = calendars.one_day(frame.base) if frame.base else None
    return Dated("DATE", "PRESENT_REF", stretch)


def _past(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DATE", "PAST_REF")


def _future(parts: Mapping[str, str], frame: Frame) -> Dated | None:  # noqa: ARG001
    return Dated("DATE", "FUTURE_REF")


RESOLVERS: dict[str, Resolver] = {
    "rolling": _rolling,
    "distance": _distance,
    "duration": _duration,
    "half": _duration,
    "and_half": _and_half,
    "bare": _bare,
    "set_every": _set_every,
    "set_times": _set_times,
    "set": _recurring,
    "present": _present,
    "past": _past,
    "unnumbered": _bare,
    "future": _future,
}
"""The functions that date the forms of these constructions."""
