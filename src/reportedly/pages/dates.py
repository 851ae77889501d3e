"""Dates and times of day as pages print them in their own lines, and which of them a page means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from reportedly import vocabulary

Label = Literal["published", "updated"]
Order = Literal["day", "month"]

LONGEST_DATE_LINE = 300
DIGIT = re.compile(r"\d")
AGO = re.compile(
    r"\b(?:\d+|an?)\s?(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)\b(?:\s(?:ago|read))?",
    re.IGNORECASE,
)
"""How long ago, or how long it takes to read: sites print it for a date, or beside one."""

BETWEEN = re.compile(r"[\s,|/()·•—–-]*(?:at|on|the|T|@)?[\s,|/()·•—–-]*", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedDate:
    """A date as printed: one day, or two where day and month could be either way round.

    `time` is `hh:mm[:ss]`, `zone` the printed zone or offset; `weekday` counts from Monday, 0.
    """

    start: int
    end: int
    days: tuple[date, ...]
    time: str | None = None
    zone: str | None = None
    weekday: int | None = None
    label: Label | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether day and month could be either way round."""
        return len(self.days) > 1


@dataclass(frozen=True)
class _Time:
    start: int
    end: int
    value: str
    zone: str | None


@dataclass(frozen=True)
class _Grammar:
    date: re.Pattern[str]
    month_day: re.Pattern[str]
    time: re.Pattern[str]
    labels: re.Pattern[str]
    weekday: re.Pattern[str]
    beside: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    label_of: dict[str, Label]


def find(line: str) -> list[PrintedDate]:
    """Return the dates of a line of a page, each with its time of day, zone and label if any."""
    line = line[:LONGEST_DATE_LINE]
    return list(_found(line)) if DIGIT.search(line) is not None else []


@lru_cache(maxsize=64)
def _found(line: str) -> tuple[PrintedDate, ...]:
    """The dates of a line; who asks whether it is a dateline, a byline or a credit asks each time."""
    grammar = _grammar()
    times = list(_times(line, grammar))
    found: list[PrintedDate] = []
    for printed in _dates(line, grammar):
        chosen = _time_of(line, printed, times)
        if chosen is not None:
            times.remove(chosen)
            printed = replace(
                printed,
                start=min(printed.start, chosen.start),
                end=max(printed.end, chosen.end),
                time=printed.time or chosen.value,
                zone=chosen.zone,
            )
        reached = found[-1].end if found else 0
        found.append(replace(printed, label=_label_before(line, printed.start, reached, grammar)))
    return (*found, *_times_alone(line, found, times, grammar))


def is_date_line(line: str) -> bool:
    """Whether a line says when, and nothing else: dates, times, labels and marks."""
    rest = without(line)
    if rest is None:
        return False
    words = re.findall(r"[^\W_]+", rest.casefold())
    return all(word in _grammar().beside or word.isdigit() for word in words)


def without(line: str) -> str | None:
    """A short line without its dates, times and their labels; null where it has no date."""
    if len(line) > LONGEST_DATE_LINE:
        return None
    found = find(line)
    if not found and AGO.search(line) is None:
        return None
    grammar = _grammar()
    kept = line
    for item in found:
        kept = kept[: item.start] + " " * (item.end - item.start) + kept[item.end :]
    return grammar.labels.sub(" ", grammar.weekday.sub(" ", AGO.sub(" ", kept)))


def weekdays_in(text: str) -> list[int]:
    """The weekdays that a text names, in order, counted from Monday, 0."""
    grammar = _grammar()
    names = (match[0].casefold().rstrip(".") for match in grammar.weekday.finditer(text))
    return [grammar.weekdays[name] for name in names if len(name) > 3]


def moment(printed: PrintedDate, day: date, offset: str | None) -> str:
    """Write a date as a `Moment`, as precise as it was printed."""
    if printed.time is None:
        return day.isoformat()
    return f"{day.isoformat()}T{printed.time}{offset or ''}"


def month_day(text: str) -> tuple[int, int] | None:
    """Month and day of a date without a year ("March 9", "9 March"), if `text` has one."""
    text = text[:200]
    if DIGIT.search(text) is None:
        return None
    grammar = _grammar()
    match = grammar.month_day.search(text)
    if match is None:
        return None
    name, number = (match[1], match[2]) if match[1] else (match[4], match[3])
    return grammar.months[name.casefold()], int(number)


def nearest(days: Iterable[date], anchors: Iterable[date]) -> date | None:
    """The one of `days` that lies within three days of an anchor, if it is the only one."""
    anchors = tuple(anchors)
    close = [day for day in days if any(abs(day - a) <= timedelta(days=3) for a in anchors)]
    return close[0] if len(close) == 1 else None


def _grammar() -> _Grammar:
    return _built()


@cache
def _built() -> _Grammar:
    entries = vocabulary.load("page_dates")
    months = {name: i for i, names in enumerate(entries["months"], 1) for name in names}
    weekdays = {name: i for i, names in enumerate(entries["weekdays"]) for name in names}
    label_of: dict[str, Label] = dict.fromkeys(entries["published"], "published")
    label_of |= dict.fromkeys(entries["updated"], "updated")
    month = _any(months)
    year = r"(?:19|20)\d\d"
    form = "|".join(
        (
            rf"(?P<iso>{year})[-/.](?P<iso_month>\d\d?)[-/.](?P<iso_day>\d\d?)",
            rf"(?P<d1>\d\d?)(?:st|nd|rd|th)?\s*(?:of\s+)?[-\s]?(?P<m1>{month})\.?\s?[-,]?\s?(?P<y1>{year})",
            rf"(?P<m2>{month})\.?\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?\s?,?\s+(?P<y2>{year})",
            rf"(?P<n1>\d\d?)(?P<mark>[-/.])(?P<n2>\d\d?)(?P=mark)(?P<y3>{year}|\d\d)",
        )
    )
    zone = (
        r"(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-−]\d\d?:?\d\d\b|(?:GMT|UTC)[+-]\d\d?\b|(?-i:[A-Z]{2,5}\b))"
    )
    suffix = r"(?P<half>[ap])\.?\s?m\b\.?"
    return _Grammar(
        date=re.compile(
            rf"(?<![\d/.-])(?:(?P<weekday>{_any(weekdays)})\.?,?\s+)?(?:{form})(?![\d/]|[-.]\d)",
            re.IGNORECASE,
        ),
        month_day=re.compile(
            rf"\b(?:({month})\.?\s+(\d{{1,2}})|(\d{{1,2}})\s+({month}))\b", re.IGNORECASE
        ),
        time=re.compile(
            rf"(?<![\d:.+])(?P<hour>[01]?\d|2[0-4])"
            rf"(?:[:h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?:\s?{suffix})?"
            rf"|[.](?P<minute2>[0-5]\d)\s?(?:{suffix.replace('half', 'half2')}|(?=hrs|hours|[A-Z]{{3,4}}\b))"
            rf"|(?P<minute4>[0-5]\d)\s?(?=hrs|hours|GMT|UTC|IST)"
            rf"|\s?{suffix.replace('half', 'half3')})"
            rf"(?!\d|:\d)(?:\s?(?:hrs|hours)\.?)?(?:\s?\(?{zone}\)?)?",
            re.IGNORECASE,
        ),
        labels=re.compile(rf"(?<!\w)(?:{_any(label_of)})(?!\w)", re.IGNORECASE),
        weekday=re.compile(rf"(?<!\w)(?:{_any(weekdays)})(?!\w)", re.IGNORECASE),
        beside=frozenset(entries["beside"]),
        months=months,
        weekdays=weekdays,
        label_of=label_of,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _dates(line: str, grammar: _Grammar) -> Iterator[PrintedDate]:
    for match in grammar.date.finditer(line):
        days = tuple(_days(match, grammar))
        if days:
            named = match["weekday"]
            weekday = grammar.weekdays[named.casefold()] if named else None
            if weekday is not None and len(days) > 1:
                days = tuple(day for day in days if day.weekday() == weekday) or days
            yield PrintedDate(match.start(), match.end(), days, weekday=weekday)


def _days(match: re.Match[str], grammar: _Grammar) -> Iterator[date]:
    if match["iso"]:
        numbers = [(match["iso"], int(match["iso_month"]), match["iso_day"])]
    elif match["m1"]:
        numbers = [(match["y1"], grammar.months[match["m1"].casefold()], match["d1"])]
    elif match["m2"]:
        numbers = [(match["y2"], grammar.months[match["m2"].casefold()], match["d2"])]
    else:
        full = match["y3"] if len(match["y3"]) == 4 else f"20{match['y3']}"
        numbers = [(full, int(match["n2"]), match["n1"])]
        # With dots, dates are written day first wherever they are written at all.
        if match["mark"] != "." and match["n1"] != match["n2"]:
            numbers.append((full, int(match["n1"]), match["n2"]))
    for year, month, day in numbers:
        try:
            yield date(int(year), month, int(day))
        except ValueError:
            continue


def _times(line: str, grammar: _Grammar) -> Iterator[_Time]:
    for match in grammar.time.finditer(line):
        half = match["half"] or match["half2"] or match["half3"]
        hour = int(match["hour"])
        if half:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if half.casefold() == "p" else 0)
        if hour == 24:
            continue
        minute = match["minute"] or match["minute2"] or match["minute4"] or "00"
        second = f":{match['second']}" if match["second"] else ""
        yield _Time(match.start(), match.end(), f"{hour:02}:{minute}{second}", match["zone"])


def _time_of(line: str, printed: PrintedDate, times: list[_Time]) -> _Time | None:
    for time in times:
        if time.start >= printed.end and BETWEEN.fullmatch(line, printed.end, time.start):
            return time
    for time in times:
        between = line[time.end : printed.start]
        if time.end <= printed.start and (
            BETWEEN.fullmatch(between) or BETWEEN.fullmatch(_grammar().weekday.sub("", between))
        ):
            return time
    return None


def _label_before(line: str, start: int, reached: int, grammar: _Grammar) -> Label | None:
    labels = list(grammar.labels.finditer(line, reached, start))
    if not labels:
        return None
    last = labels[-1]
    between = line[last.end() : start]
    if re.search(r"[A-Za-z]{3,}", grammar.weekday.sub("", between)):
        return None
    return grammar.label_of[last[0].casefold()]


def _times_alone(
    line: str, found: list[PrintedDate], times: list[_Time], grammar: _Grammar
) -> list[PrintedDate]:
    """A time with a label and no date of its own means the day named before it."""
    more = []
    for time in times:
        before = [item for item in found if item.end <= time.start]
        if before:
            label = _label_before(line, time.start, before[-1].end, grammar)
            if label is not None:
                days = before[-1].days
                more.append(
                    PrintedDate(time.start, time.end, days, time.value, time.zone, None, label)
                )
    return more
