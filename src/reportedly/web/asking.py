"""A question in English, read into filters by the stage that reads pages.

"How many soldiers were killed in Oro by May" has no number, which is all that reading looks for: one
takes the place of the words that ask for it, and what is read of its claim are the filters.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.records import Article, Block, Claim, Reading, Span, TimeExpression

NUMBER = "1,234"
"""Stands in the question for what is asked for."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_YEAR = re.compile(r"\d{4}")
_MARKED = {"kind": "kind", "who": "who", "counted": "who", "where": "where", "source": "source"}


@dataclass(frozen=True)
class Understood:
    """A question as filters.

    Attributes:
        filters: by their names.
        left: words that were not understood.
    """

    filters: dict[str, str]
    left: tuple[str, ...] = ()


def read_question(question: str, latest: str | None) -> Understood:
    """The filters that a question asks for.

    Args:
        question: in English, in a line.
        latest: the day of the ledger's youngest page: "by February" is the one before it.
    """
    from reportedly import reading  # noqa: PLC0415 (loads the language model)

    text = _with_number(question)
    if not _WORD.search(text.removeprefix(NUMBER)):
        return Understood({})
    blocks = (Block(start=0, end=len(text), role="body"),)
    read = reading.read(Article(text=text, blocks=blocks, published=latest, language="en"))
    claim = next((one for one in read.claims if one.start < len(NUMBER)), None)
    filters, known = _of_claim(claim)
    for name, day, span in _days(read, text, latest):
        filters[name] = day
        known.append(span)
    return Understood(filters, tuple(_left(text, known)))


def _with_number(question: str) -> str:
    """The question as a statement that gives the number it asks for."""
    text = " ".join(question.split()).rstrip("?!. ")
    openers = sorted(vocabulary.load("questions")["openers"], key=len, reverse=True)
    for opener in openers:
        if text.casefold().startswith(f"{opener} "):
            return f"{NUMBER} {text[len(opener) + 1 :]}."
    return f"{NUMBER} {text}."


def _of_claim(claim: Claim | None) -> tuple[dict[str, str], list[Span]]:
    if claim is None:
        return {}, []
    filters: dict[str, str] = {}
    if claim.kind != "other":
        filters["kind"] = claim.kind
    who = claim.who or claim.counted
    if who and who.casefold() not in ("people", claim.kind):
        filters["who"] = who
    if claim.where:
        filters["where"] = claim.where
    if claim.source:
        filters["source"] = claim.source
    known = [Span(mark.start, mark.end) for mark in claim.marks if mark.field in _MARKED]
    return filters, [claim.span, *known]


def _days(read: Reading, text: str, latest: str | None) -> Iterator[tuple[str, str, Span]]:
    """The bounds that the question's times set, with the words that say so."""
    bounds = vocabulary.load("questions")["bounds"]
    for time in read.times:
        before = _WORD.findall(text[: time.start])
        word = before[-1].casefold() if before else ""
        yield from _bounds(_past(time, text, latest), word, bounds)


def _past(time: TimeExpression, text: str, latest: str | None) -> TimeExpression:
    """A time as a question to a ledger means it: "by May", asked in March, is last year's May."""
    stretch = time.stretch
    if stretch is None or latest is None or _YEAR.search(time.span.of(text)):
        return time
    start = stretch.start or stretch.end
    if start is None or start.isoformat() <= latest:
        return time
    ends = {name: _year_before(day) for name, day in stretch if day is not None}
    return time.model_copy(update={"stretch": stretch.model_copy(update=ends)})


def _year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    ends_month = (day + timedelta(days=1)).month != day.month
    return day.replace(year=day.year - 1, day=last if ends_month else min(day.day, last))


def _bounds(
    time: TimeExpression, word: str, bounds: dict[str, list[str]]
) -> Iterator[tuple[str, str, Span]]:
    if time.stretch is None:
        return
    start, end = time.stretch.start, time.stretch.end
    if word not in bounds["until"] and start is not None:
        yield "since", start.isoformat(), time.span
    if word not in bounds["since"] and end is not None:
        yield "until", end.isoformat(), time.span


def _left(text: str, known: list[Span]) -> Iterator[str]:
    """The words that no filter was read from and that could have meant one."""
    small = set(vocabulary.load("questions")["small"])
    for found in _WORD.finditer(text):
        span = Span(*found.span())
        if found.group().casefold() in small or found.start() < len(NUMBER):
            continue
        if not any(span.overlaps(one) for one in known):
            yield found.group()
