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
from reportedly.reading.attributions.finding import account_of
from reportedly.reading.times import calendars
from reportedly.reading.times.finding import day_of_writing, expressions
from reportedly.reading.tokens import Tokens
from reportedly.records import (
    Attribution,
    Kind,
    Mark,
    Span,
    Stretch,
    TimeExpression,
    Window,
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
    return happening(timing_of(doc, span, kind))


def happening(timing: Timing) -> tuple[Stretch | None, Mark | None]:
    """The days of a timing, and the words they were read from; None where none are known."""
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
    own = _own_expression(doc, tokens, span)
    window = _window(doc, tokens, span, own, kind)
    if window == "cumulative":
        return Timing(window, _running(tokens, own, base), own)
    if window == "state":
        return Timing(window, _state(_clause(tokens, span), own, base), own)
    if own is not None:
        return Timing(window, _until(own.stretch, base), own)
    if window == "period" and not _brief(doc, tokens, span):
        return Timing(window, None, None)
    neighbour = _neighbour(doc, tokens, span, base)
    return Timing(window, _until(neighbour.stretch, base) if neighbour else None, neighbour)


def _until(stretch: Stretch | None, base: date | None) -> Stretch | None:
    """A stretch that is still running ("this week") ends, for what happened in it, with the day of writing."""
    if stretch is None or base is None or stretch.start is None or stretch.end is None:
        return stretch
    if stretch.start <= base < stretch.end and (stretch.end - stretch.start).days > 2:
        return Stretch(start=stretch.start, end=base)
    return stretch


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
    found = [
        item
        for item in found
        if item.start > span.start or not _OTHER_CLAUSE.search(_between(tokens.text, item, span))
    ]
    if not found:
        return None
    return min(found, key=lambda item: _cost(tokens.text, item, span))


def _in_sentence(doc: Doc, tokens: Tokens, number: int) -> list[TimeExpression]:
    first, last = tokens.bounds[number]
    if last <= first:
        return []
    items = expressions(doc)
    low = bisect_left(items, tokens.starts[first], key=lambda item: item.start)
    high = bisect_left(items, tokens.ends[last - 1], key=lambda item: item.start)
    return items[low:high]


def _cost(text: str, expression: TimeExpression, span: Span) -> tuple[int, int]:
    """How far an expression is from a figure: characters, and the clauses between."""
    between = _between(text, expression, span)
    return len(between) + 45 * len(_BREAKS.findall(between)), expression.start


def _between(text: str, expression: TimeExpression, span: Span) -> str:
    if expression.start < span.start:
        return text[max(expression.end, span.start - 400) : span.start]
    return text[span.end : min(expression.start, span.end + 400)]


_BREAKS = re.compile(
    r"[;:]|, (?:and|but|while|who|which|where|after|before)\b|\b(?:who|which|where|after|before|following)\b"
)
# "Met on Monday after a blast killed 20": Monday is not when the 20 were killed.
_OTHER_CLAUSE = re.compile(
    r"^[^,;]{0,40}\b(?:after|following|since|despite)\b(?! (?:midnight|noon|dawn|dark))"
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
    r"[ ,0-9]{0,18} ?\([A-Z][\w /-]{1,25}\) ?(?:--|—|–|-)|[ ,0-9]{0,18} ?(?:--|—|–) "
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
    doc: Doc, tokens: Tokens, span: Span, own: TimeExpression | None, kind: Kind | None
) -> Window:
    whole = _clause(tokens, span)
    clause = _narrow(whole)
    if _says("rate", (clause[0][-60:], clause[1][:60])):
        return "period"
    if own is not None and _since(tokens.text, own):
        return "cumulative"
    if own is not None and own.type == "DURATION":
        return "period"
    if _says("cumulative", whole):
        return "cumulative"
    if (own is None and _brief(doc, tokens, span)) or _says("period", whole):
        return "period"
    if _level(clause, kind):
        return "state"
    if own is None and kind not in _ONCE and _perfect(clause):
        return "cumulative"
    return "event"


# Kinds whose perfect ("40 people have been killed") is mostly the toll of the one happening told of.
_ONCE: frozenset[str] = frozenset(
    {"killed", "injured", "missing", "rescued", "captured", "affected", "casualties", "other"}
)
# Kinds that are no level: what happened has happened.
_DONE: frozenset[str] = frozenset(
    {
        "killed",
        "injured",
        "destroyed",
        "damaged",
        "intercepted",
        "attacks",
        "casualties",
        "cost",
        "aid",
    }
)


def _narrow(clause: tuple[str, str]) -> tuple[str, str]:
    """The words of the figure's own clause: up to a comma or a word that starts another."""
    before = _CLAUSE_CUT.split(clause[0])[-1]
    after = _CLAUSE_CUT.split(clause[1])[0]
    return before, after


_CLAUSE_CUT = re.compile(
    r"[,;:“”\"]| (?:and|but|while|who|which|after|when|that|where|because|since) "
)


def _level(clause: tuple[str, str], kind: Kind | None) -> bool:
    """Whether the clause tells how many there are now, not how many it happened to."""
    if kind in _DONE:
        return False
    if kind == "missing":
        return bool(re.search(r"\bstill\b", clause[0][-40:] + " " + clause[1][:40]))
    return _says("state", clause)


def _since(text: str, expression: TimeExpression) -> bool:
    before = text[max(0, expression.start - 14) : expression.start]
    return bool(re.search(r"\bsince(?: (?:the|late|early|mid))?\W*$", before, re.IGNORECASE))


_WITHIN = re.compile(r"\b(?:in|over|within|during)(?: the)?(?: just| only)? $", re.IGNORECASE)


def _brief(doc: Doc, tokens: Tokens, span: Span) -> bool:
    """Whether the sentence counts over a length of days that is not dated: "lost 40 in two days"."""
    number = tokens.sentence[tokens.at(span.start)]
    for item in _in_sentence(doc, tokens, number):
        measured = item.type == "DURATION" and re.fullmatch(r"P\d+[DWMY]|PT\d+H", item.value)
        if (
            measured
            and item.stretch is None
            and _WITHIN.search(tokens.text[max(0, item.start - 20) : item.start])
        ):
            return True
    return False


def _perfect(clause: tuple[str, str]) -> bool:
    """Whether the clause is in the present perfect: "150 cases have been registered"."""
    return any(
        re.search(r"(?<!to )(?<!may )(?<!might )(?<!could )\b(?:has|have)\b(?! to\b)", part)
        for part in clause
    )


# --- stretches ------------------------------------------------------------------------------------


def _running(tokens: Tokens, own: TimeExpression | None, base: date | None) -> Stretch | None:
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


def _neighbour(doc: Doc, tokens: Tokens, span: Span, base: date | None) -> TimeExpression | None:
    """The date of the happening in the sentences before, then in those just after."""
    number = tokens.sentence[tokens.at(span.start)]
    further = 7 if number == 0 else 4
    numbers = [
        *range(number - 1, max(-1, number - 9), -1),
        *range(number + 1, min(number + further, len(tokens.bounds))),
    ]
    for other in numbers:
        found = _happening(doc, tokens, other, base)
        if found is not None:
            return found
    return None


def _happening(doc: Doc, tokens: Tokens, number: int, base: date | None) -> TimeExpression | None:
    """The expression that dates what a sentence tells, if one day or a few, and past, are meant."""
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
        if base is not None and stretch.start > base:
            continue
        if _dateline_date(tokens.text, item) or _said_then(doc, tokens, item):
            continue
        if _OTHER_CLAUSE.search(tokens.text[item.end : item.end + 60]):
            continue
        return item
    return None


def _said_then(doc: Doc, tokens: Tokens, expression: TimeExpression) -> bool:
    """Whether an expression stands outside of all that its sentence reports as said, beside a cue."""
    where = Span(expression.start, expression.end)
    for speech in account_of(doc).near(where):
        first, last = speech.unit.sentence
        same = tokens.starts[first] <= expression.start < tokens.ends[last - 1]
        if same and not any(part.contains(where) for part in speech.content):
            return True
    return False


def stated_of(
    doc: Doc,
    span: Span,  # noqa: ARG001
    attribution: Attribution | None,
) -> Stretch | None:
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
