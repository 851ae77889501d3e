"""When a figure's happening was, and over what window it is counted.

The rulings on time in `docs/figures.md`: what is counted has the time of the happening, never that of the
statement; a running total ends with the article; a sentence without a date takes its neighbour's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Doc

from reportedly import vocabulary
from reportedly.reading import calendars
from reportedly.reading.attributions import account_of
from reportedly.reading.timing import day_of_writing, expressions
from reportedly.reading.tokens import STOPS, Tokens, word_set
from reportedly.records import (
    Attribution,
    Kind,
    Mark,
    Span,
    Stretch,
    TimeExpression,
    Window,
    day_of,
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The window of a figure and the stretch of its happening, with the expression that gave it."""

    window: Window
    when: Stretch | None
    expression: TimeExpression | None


def when_of(doc: Doc, span: Span, kind: Kind | None = None) -> tuple[Stretch | None, Mark | None]:
    """The days of what is counted by the figure at `span`, and the words they were read from.

    None where the text says nothing, or no year can be known.
    """
    timing = timing_of(doc, span, kind)
    if timing.when is None:
        return None, None
    mark = None
    if timing.expression is not None:
        mark = Mark(start=timing.expression.start, end=timing.expression.end, field="when")
    return timing.when, mark


def window_of(doc: Doc, span: Span, kind: Kind | None = None) -> Window:
    """Whether the figure counts one happening, a stretch of time, a running total, or a level now."""
    return timing_of(doc, span, kind).window


def timing_of(doc: Doc, span: Span, kind: Kind | None = None) -> Timing:
    """Window and time of a figure, read together: each depends on the other."""
    tokens = Tokens.of(doc)
    base = day_of_writing(doc)
    clause = _clause(tokens, span)
    own = _own_expression(doc, tokens, span)
    window = _window(tokens, span, clause, own, kind)
    if window == "cumulative":
        return Timing(window, _running(doc, tokens, span, own, base), own)
    if window == "period" and own is not None:
        return Timing(window, _within(own, base), own)
    if window == "state":
        return Timing(window, _state(clause, own, base), own)
    if own is not None:
        return Timing(window, own.stretch, own)
    if window == "period":
        return Timing(window, None, None)
    neighbour = _neighbour(doc, tokens, span)
    return Timing(window, neighbour.stretch if neighbour else None, neighbour)


# --- the sentence's own time ----------------------------------------------------------------------

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def _dated(expression: TimeExpression) -> bool:
    """Whether an expression says when something was: a date or a stretch that is known."""
    if expression.stretch is None or expression.type == "SET":
        return False
    return expression.value != "PRESENT_REF"


def _own_expression(doc: Doc, tokens: Tokens, span: Span) -> TimeExpression | None:
    """The expression of the figure's own sentence that dates what is counted."""
    number = tokens.sentence[tokens.at(span.start)]
    found = [item for item in _in_sentence(doc, tokens, number) if _dated(item)]
    found = [item for item in found if not _of_statement(doc, tokens, item, span)]
    if not found:
        return None
    return min(found, key=lambda item: _cost(tokens.text, item, span))


def _in_sentence(doc: Doc, tokens: Tokens, number: int) -> list[TimeExpression]:
    first, last = tokens.bounds[number]
    if last <= first:
        return []
    items = expressions(doc)
    starts = [item.start for item in items]
    low = bisect_left(starts, tokens.starts[first])
    high = bisect_left(starts, tokens.ends[last - 1])
    return items[low:high]


def _cost(text: str, expression: TimeExpression, span: Span) -> tuple[int, int]:
    """How far an expression is from a figure: characters, and the clauses between."""
    low, high = (
        (expression.end, span.start)
        if expression.start < span.start
        else (span.end, expression.start)
    )
    between = text[low:high] if high > low else ""
    marks = len(_BREAKS.findall(between[:400]))
    return len(between) + 45 * marks, expression.start


_BREAKS = re.compile(
    r"[;:]|, (?:and|but|while|who|which|where|when|after|before)\b|\b(?:who|which|where|after|before|following)\b"
)


def _of_statement(doc: Doc, tokens: Tokens, expression: TimeExpression, span: Span) -> bool:
    """Whether an expression dates the statement: "said on Monday", and is outside what was said."""
    where = Span(expression.start, expression.end)
    if _dateline_date(tokens.text, expression):
        return True
    for speech in account_of(doc).near(where):
        inside = any(part.contains(where) for part in speech.content)
        first, last = speech.unit.sentence
        same = tokens.starts[first] <= expression.start < tokens.ends[last - 1]
        if not inside and same and any(part.overlaps(span) for part in speech.content):
            return True
    return False


_DATELINE_AFTER = re.compile(
    r"[ ,0-9]{0,9} ?\([A-Z][\w /-]{1,25}\) ?(?:--|—|–|-)|[ ,0-9]{0,9} ?(?:--|—|–) "
)


def _dateline_date(text: str, expression: TimeExpression) -> bool:
    line = text.rfind("\n", 0, expression.start) + 1
    return expression.start - line < 70 and bool(_DATELINE_AFTER.match(text, expression.end))


# --- the window -----------------------------------------------------------------------------------

_CLAUSE_REACH = 160


def _clause(tokens: Tokens, span: Span) -> tuple[str, str]:
    """The words of the figure's sentence before and after it, in lower case."""
    number = tokens.sentence[tokens.at(span.start)]
    first, last = tokens.bounds[number]
    start = max(tokens.starts[first], span.start - _CLAUSE_REACH)
    end = min(tokens.ends[last - 1], span.end + _CLAUSE_REACH)
    return tokens.text[start : span.start].lower(), tokens.text[span.end : end].lower()


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    entries = vocabulary.load("windows")
    return {
        name: (_any(entries[name]["before"]), _any(entries[name]["after"]))
        for name in ("cumulative", "period", "state", "rate")
    }


def _any(phrases: list[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(phrase).replace(r"\ \*\ ", r" (?:\w+ ){0,3}") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else re.compile(r"(?!)")


def _says(name: str, clause: tuple[str, str]) -> bool:
    before, after = _patterns()[name]
    return bool(before.search(clause[0]) or after.search(clause[1]))


def _window(
    tokens: Tokens,
    span: Span,
    clause: tuple[str, str],
    own: TimeExpression | None,
    kind: Kind | None,
) -> Window:
    if _says("rate", (clause[0][-60:], clause[1][:60])):
        return "period"
    if own is not None and _since(tokens.text, own):
        return "cumulative"
    if _says("cumulative", clause):
        return "cumulative"
    if own is not None and _is_stretch(tokens.text, own):
        return "period"
    if _says("period", clause):
        return "period"
    if _says("state", clause) and kind not in {
        "killed",
        "injured",
        "destroyed",
        "intercepted",
        "attacks",
    }:
        return "state"
    if own is None and _perfect(tokens, span):
        return "cumulative"
    return "event"


def _since(text: str, expression: TimeExpression) -> bool:
    return bool(
        re.search(
            r"\bsince(?: (?:the|late|early|mid))?\W*$",
            text[max(0, expression.start - 14) : expression.start],
            re.IGNORECASE,
        )
    )


def _is_stretch(text: str, expression: TimeExpression) -> bool:
    """ "Last month", "the past two days", "in 1997": more than the day of one happening."""
    if (
        expression.stretch is None
        or expression.stretch.start is None
        or expression.stretch.end is None
    ):
        return False
    words = text[expression.start : expression.end].lower()
    days = (expression.stretch.end - expression.stretch.start).days
    if expression.type == "DURATION":
        return True
    return days >= 25 and words.startswith(("this ", "last month", "last year")) and False


_PERFECT = re.compile(
    r"\b(?:has|have)(?: \w+ly| also| now| already| since| recently)? (?:been )?(?!been)\w+"
)


def _perfect(tokens: Tokens, span: Span) -> bool:
    """Whether the clause of the figure is in the present perfect: "150 cases have been registered"."""
    number = tokens.sentence[tokens.at(span.start)]
    first, last = tokens.bounds[number]
    after = tokens.text[span.end : min(tokens.ends[last - 1], span.end + 90)]
    after = re.split(r"[,;:]| (?:and|but|while|who|which|after|when|that) ", after)[0]
    before = tokens.text[max(tokens.starts[first], span.start - 60) : span.start]
    before = re.split(r"[;:,]| (?:and|but|while|who|which|after|when|that) ", before)[-1]
    return bool(
        re.search(r"\b(?:has|have)\b(?! to\b)", after)
        or re.search(r"\b(?:has|have)\b(?! to\b)", before)
    )


# --- stretches ------------------------------------------------------------------------------------


def _running(
    doc: Doc, tokens: Tokens, span: Span, own: TimeExpression | None, base: date | None
) -> Stretch | None:
    """A running total: from where the text says it starts, to the day of writing."""
    start = None
    if own is not None and own.stretch is not None:
        if _since(tokens.text, own) or own.type == "DURATION" or _runs_to_now(own, base):
            start = own.stretch.start
        elif own.stretch.end is not None and (base is None or own.stretch.end <= base):
            return Stretch(start=None, end=own.stretch.end)
    if base is None:
        return Stretch(start=start, end=None) if start else None
    if start is not None and start > base:
        return None
    return Stretch(start=start, end=base)


def _runs_to_now(expression: TimeExpression, base: date | None) -> bool:
    """ "This year", "in 2006" written in 2006: a stretch that holds the day of writing."""
    stretch = expression.stretch
    if base is None or stretch is None or stretch.start is None or stretch.end is None:
        return False
    return stretch.start <= base <= stretch.end and (stretch.end - stretch.start).days > 5


def _within(expression: TimeExpression, base: date | None) -> Stretch | None:
    stretch = expression.stretch
    if stretch is None or base is None:
        return stretch
    if stretch.start and stretch.end and stretch.start <= base < stretch.end:
        return Stretch(start=stretch.start, end=stretch.end)
    return stretch


def _state(
    clause: tuple[str, str], own: TimeExpression | None, base: date | None
) -> Stretch | None:
    if own is not None and own.stretch is not None:
        return own.stretch
    if base is not None and re.search(
        r"\b(?:currently|now|still|at present)\b", clause[0][-80:] + clause[1][:80]
    ):
        return calendars.one_day(base)
    return None


# --- the neighbours' time -------------------------------------------------------------------------


def _neighbour(doc: Doc, tokens: Tokens, span: Span) -> TimeExpression | None:
    """The date of the happening in the sentences before, then in those just after."""
    number = tokens.sentence[tokens.at(span.start)]
    for distance in range(1, 9):
        if number - distance < 0:
            break
        found = _happening(doc, tokens, number - distance)
        if found is not None:
            return found
    for following in range(number + 1, min(number + 4, len(tokens.bounds))):
        found = _happening(doc, tokens, following)
        if found is not None:
            return found
    return None


def _happening(doc: Doc, tokens: Tokens, number: int) -> TimeExpression | None:
    """The expression that dates what a sentence tells, if one day or a few are meant."""
    for item in _in_sentence(doc, tokens, number):
        stretch = item.stretch
        if stretch is None or not _dated(item) or stretch.start is None or stretch.end is None:
            continue
        if (
            item.type == "DURATION"
            or (stretch.end - stretch.start).days > 8
            or _since(tokens.text, item)
        ):
            continue
        if _dateline_date(tokens.text, item) or _said_then(doc, tokens, item):
            continue
        return item
    return None


def _said_then(doc: Doc, tokens: Tokens, expression: TimeExpression) -> bool:
    """Whether an expression stands outside of all that its sentence reports as said, beside a cue."""
    where = Span(expression.start, expression.end)
    for speech in account_of(doc).near(where):
        first, last = speech.unit.sentence
        same = tokens.starts[first] <= expression.start < tokens.ends[last - 1]
        if same and speech.answers and not any(part.contains(where) for part in speech.content):
            return True
    return False


def stated_of(doc: Doc, span: Span, attribution: Attribution | None) -> Stretch | None:
    """When the source said it: the time beside the cue, "earlier" as before the article, else its day."""
    base = day_of_writing(doc)
    today = calendars.one_day(base) if base else None
    if attribution is None or not attribution.cue:
        return today
    tokens = Tokens.of(doc)
    cue = attribution.cue[0]
    number = tokens.sentence[tokens.at(cue.start)]
    for item in _in_sentence(doc, tokens, number):
        where = Span(item.start, item.end)
        inside = any(part.contains(where) for part in attribution.content)
        if (
            not inside
            and _dated(item)
            and item.type in {"DATE", "TIME"}
            and abs(item.start - cue.end) < 120
        ):
            return item.stretch
    first, last = tokens.bounds[number]
    around = tokens.text[
        max(tokens.starts[first], cue.start - 25) : min(tokens.ends[last - 1], cue.end + 25)
    ]
    if base and re.search(r"\b(?:earlier|previously|had said|had told)\b", around):
        return Stretch(end=calendars.shift_days(base, -1))
    return today


__all__ = [
    "STOPS",
    "Timing",
    "day_of",
    "stated_of",
    "timing_of",
    "when_of",
    "window_of",
    "word_set",
]
