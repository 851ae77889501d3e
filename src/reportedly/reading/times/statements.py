"""When a source said what it said."""

import re

from spacy.tokens import Doc

from reportedly.reading.times import calendars
from reportedly.reading.times.finding import day_of_writing
from reportedly.reading.times.nearby import dated, in_sentence
from reportedly.reading.tokens import Tokens
from reportedly.records import Attribution, Span, Stretch


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
    for item in in_sentence(doc, tokens, number):
        where = Span(item.start, item.end)
        inside = any(part.contains(where) for part in attribution.content)
        if (
            not inside
            and dated(item)
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
