"""When a figure's happening was, and over what window it is counted.

The rulings on time in `docs/figures.md`: what is counted has the time of the happening, never that of the
statement; a running total ends with the article; a sentence without a date takes its neighbour's.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import attribution_of
from reportedly.reading.times import calendars
from reportedly.reading.times.calendars import union
from reportedly.reading.times.finding import day_at
from reportedly.reading.times.nearby import dated, in_sentence, own_expression, running_since
from reportedly.reading.times.neighbours import neighbour, same_length
from reportedly.reading.times.statements import in_the_mouth
from reportedly.reading.times.windows import WindowConstruction, brief, clause_around, window_in
from reportedly.reading.tokens import Tokens, word_set
from reportedly.records import Attribution, Kind, Mark, Span, Stretch, TimeExpression, Window

WhenConstruction = Literal[
    "joined expressions",
    "level now",
    "neighbouring sentence",
    "own sentence",
    "running total",
    "same length elsewhere",
]
"""What dates a figure's happening; `vocabulary/constructions.toml` says of each what it is."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The window of a figure and the stretch of its happening, with the expression that gave it.

    `counted_by` and `dated_by` are the constructions of the window and of the stretch.
    """

    window: Window
    when: Stretch | None
    expression: TimeExpression | None
    counted_by: WindowConstruction
    dated_by: WhenConstruction


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


def timing_of(
    doc: Doc,
    span: Span,
    kind: Kind | None = None,
    trigger: Span | None = None,
    attribution: Attribution | None = None,
) -> Timing:
    """Window and time of a figure, read together: each depends on the other.

    `trigger` is the word that says what happened, `attribution` who says so, where they are known.
    """
    tokens = Tokens.of(doc)
    base = day_at(doc, span.start)
    own = own_expression(doc, tokens, span)
    if own is not None and _of_the_deed(tokens, own, kind, trigger):
        own = None
    dated_by: WhenConstruction = "own sentence"
    if own is not None:
        meant = in_the_mouth(doc, own, attribution)
        own = joined(doc, tokens, meant, attribution)
        dated_by = "own sentence" if own is meant else "joined expressions"
    window, counted_by = window_in(doc, tokens, span, own, kind)
    if window == "cumulative":
        return Timing(window, _running(tokens, own, base), own, counted_by, "running total")
    if window == "state":
        level = _state(clause_around(tokens, span), own, base)
        now = own is None or own.stretch is None
        return Timing(window, level, own, counted_by, "level now" if now else dated_by)
    if own is not None:
        return Timing(window, _until(own.stretch, base), own, counted_by, dated_by)
    if window == "period":
        short = brief(doc, tokens, span)
        near = same_length(doc, short) if short is not None else None
        if near is not None:
            near = in_the_mouth(doc, near, attribution_of(doc, Span(near.start, near.end)))
        if short is None or near is not None:
            days = near.stretch if near else None
            return Timing(window, days, near, counted_by, "same length elsewhere")
    near = neighbour(doc, tokens, span, base, kind)
    days = _until(near.stretch, base) if near else None
    return Timing(window, days, near, counted_by, "neighbouring sentence")


def _of_the_deed(
    tokens: Tokens, own: TimeExpression, kind: Kind | None, trigger: Span | None
) -> bool:
    """Whether an expression dates what somebody is tried for, not the trial."""
    if kind != "detained" or trigger is None:
        return False
    if tokens.lower(tokens.at(trigger.start)) not in word_set("places", "tried"):
        return False
    if not trigger.start - BESIDE_TRIAL <= own.start <= trigger.end + BESIDE_TRIAL:
        return True
    return bool(_DEED.search(tokens.text[trigger.end : max(trigger.end, own.start)]))


BESIDE_TRIAL = 20
"""Characters between a verb of courts and the day of the trial: "was charged on Monday"."""
_DEED = re.compile(r"\b(?:with|of|over|for|in connection)\b")


def joined(
    doc: Doc, tokens: Tokens, own: TimeExpression, attribution: Attribution | None
) -> TimeExpression:
    """An expression with the one that is joined to it: "today and yesterday", "from Monday to Wednesday"."""
    for other in in_sentence(doc, tokens, tokens.sentence[tokens.at(own.start)]):
        first, second = (own, other) if own.start < other.start else (other, own)
        between = tokens.text[first.end : second.start]
        if other.start == own.start or between not in _JOINING or not dated(other):
            continue
        stretch = union(own.stretch, in_the_mouth(doc, other, attribution).stretch)
        if stretch is not None:
            return own.model_copy(
                update={
                    "start": first.start,
                    "end": second.end,
                    "stretch": stretch,
                    "type": "DURATION",
                }
            )
    return own


_JOINING = frozenset({" and ", " to ", " and on ", " until ", " through "})


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
