"""When a figure's happening was, and over what window it is counted.

The rulings on time in `docs/figures.md`: what is counted has the time of the happening, never that of the
statement; a running total ends with the article; a sentence without a date takes its neighbour's.
"""

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from reportedly.reading.times import calendars
from reportedly.reading.times.finding import day_of_writing
from reportedly.reading.times.nearby import own_expression, running_since
from reportedly.reading.times.neighbours import neighbour
from reportedly.reading.times.windows import brief, clause_around, window_in
from reportedly.reading.tokens import Tokens
from reportedly.records import Kind, Mark, Span, Stretch, TimeExpression, Window


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
    own = own_expression(doc, tokens, span)
    window = window_in(doc, tokens, span, own, kind)
    if window == "cumulative":
        return Timing(window, _running(tokens, own, base), own)
    if window == "state":
        return Timing(window, _state(clause_around(tokens, span), own, base), own)
    if own is not None:
        return Timing(window, _until(own.stretch, base), own)
    if window == "period" and not brief(doc, tokens, span):
        return Timing(window, None, None)
    near = neighbour(doc, tokens, span, base, kind)
    return Timing(window, _until(near.stretch, base) if near else None, near)


def _until(stretch: Stretch | None, base: date | None) -> Stretch | None:
    """A stretch that is still running ("this week") ends, for what happened in it, with the day of writing."""
    if stretch is None or base is None or stretch.start is None or stretch.end is None:
        return stretch
    if stretch.start <= base < stretch.end and (stretch.end - stretch.start).days > 2:
        return Stretch(start=stretch.start, end=base)
    return stretch


def _running(tokens: Tokens, own: TimeExpression | None, base: date | None) -> Stretch | None:
    """A running total: from where the text says it starts, to the day of writing."""
    start = None
    if own is not None and own.stretch is not None:
        if running_since(tokens.text, own) or own.type == "DURATION" or _runs_to_now(own, base):
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
