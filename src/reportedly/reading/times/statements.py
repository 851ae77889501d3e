"""When a source said what it said, and what "today" and "the past two days" mean in its mouth."""

import re
from datetime import date
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import account_of, quoted
from reportedly.reading.times import calendars
from reportedly.reading.times.finding import day_at, find_in
from reportedly.reading.times.nearby import dated, in_sentence
from reportedly.reading.tokens import Tokens
from reportedly.records import Attribution, Span, Stretch, TimeExpression

BESIDE = 120
"""Characters between a cue and the time beside it, at most."""


StatedConstruction = Literal[
    "beside the cue", "day of writing", "earlier", "neighbouring statement"
]
"""What says when a source spoke; `vocabulary/constructions.toml` says of each what it is."""


class Statement(NamedTuple):
    """When the source said it, by which construction, and the words that say so."""

    stated: Stretch | None
    construction: StatedConstruction
    span: Span | None = None


def stated_of(doc: Doc, attribution: Attribution | None, offset: int = 0) -> Stretch | None:
    """When the source said it: the time beside the cue, "earlier" as before the article, else its day.

    A statement that goes on over several sentences has the time of the one that tells it; what nobody in
    particular says, the day of what stands at `offset`.
    """
    return statement_of(doc, attribution, offset).stated


def statement_of(doc: Doc, attribution: Attribution | None, offset: int = 0) -> Statement:
    """As `stated_of`, with the construction that says so and its words."""
    base = day_at(doc, attribution.cue[0].start if attribution and attribution.cue else offset)
    today = Statement(calendars.one_day(base) if base else None, "day of writing")
    if attribution is None or not attribution.cue:
        return today
    tokens = Tokens.of(doc)
    cue = attribution.cue[0]
    told = _beside(doc, tokens, cue, attribution.content)
    if told is not None:
        return Statement(told.stretch, "beside the cue", Span(told.start, told.end))
    number = tokens.sentence[tokens.at(cue.start)]
    first, last = tokens.bounds[number]
    low, high = max(tokens.starts[first], cue.start - 25), min(tokens.ends[last - 1], cue.end + 25)
    earlier = _EARLIER.search(tokens.text[low:high]) if base else None
    if base and earlier:
        before = Stretch(end=calendars.shift_days(base, -1))
        return Statement(before, "earlier", Span(low + earlier.start(), low + earlier.end()))
    told = _told_by_neighbour(doc, tokens, attribution, number)
    if told is not None:
        return Statement(told.stretch, "neighbouring statement", Span(told.start, told.end))
    return today


_EARLIER = re.compile(r"\b(?:earlier|previously|had said|had told)\b")


def _beside(
    doc: Doc, tokens: Tokens, cue: Span, content: tuple[Span, ...] | list[Span]
) -> TimeExpression | None:
    """The time beside a cue and outside of what is said: "said on Monday"; one behind the cue goes before."""
    beside = [
        item
        for item in in_sentence(doc, tokens, tokens.sentence[tokens.at(cue.start)])
        if item.type in {"DATE", "TIME"}
        and abs(item.start - cue.end) < BESIDE
        and dated(item)
        and not any(part.contains(Span(item.start, item.end)) for part in content)
    ]
    if not beside:
        return None
    return min(beside, key=lambda item: (item.start < cue.start, abs(item.start - cue.end)))


def _told_by_neighbour(
    doc: Doc, tokens: Tokens, attribution: Attribution, number: int
) -> TimeExpression | None:
    """The time of the same source's words in a sentence beside, or of the report that passes them on."""
    first = tokens.bounds[max(0, number - 1)][0]
    last = tokens.bounds[min(len(tokens.bounds) - 1, number + 1)][1]
    if attribution.name is None or last <= first:
        return None
    for speech in account_of(doc).near(Span(tokens.starts[first], tokens.ends[last - 1])):
        if not speech.cue or speech.cue[0] in attribution.cue:
            continue
        passing_on = any(part.contains(attribution.cue[0]) for part in speech.content)
        if speech.name != attribution.name and not passing_on:
            continue
        told = _beside(doc, tokens, speech.cue[0], speech.content)
        if told is not None:
            return told
    return None


_ROLLING = re.compile(r"(?:past|last|previous|preceding) ", re.IGNORECASE)
_DEICTIC = re.compile(
    r"today|yesterday|tonight|overnight|this (?:morning|week|month)|last night", re.IGNORECASE
)


def in_the_mouth(doc: Doc, item: TimeExpression, attribution: Attribution | None) -> TimeExpression:
    """An expression as it is meant by who says it: seen from the day of the statement, where that is another.

    Lengths that end "now" always are; "today" and the like where they are quoted.
    """
    words = Tokens.of(doc).text[item.start : item.end]
    rolling = item.type == "DURATION" and _ROLLING.search(words)
    if not rolling and not (_DEICTIC.fullmatch(words) and quoted(doc, Span(item.start, item.end))):
        return item
    day = _day_said(doc, attribution)
    if day is None or day == day_at(doc, item.start):
        return item
    again = find_in(words, day)
    if len(again) != 1 or again[0].end - again[0].start != len(words):
        return item
    return item.model_copy(update={"stretch": again[0].stretch, "value": again[0].value})


def _day_said(doc: Doc, attribution: Attribution | None) -> date | None:
    if attribution is None:
        return None
    stated = stated_of(doc, attribution)
    single = stated is not None and stated.start == stated.end
    return stated.end if stated is not None and single else None
