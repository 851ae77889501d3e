"""The time of the same happening, from the sentences around a figure's own."""

from datetime import date

from spacy.tokens import Doc

from reportedly.reading.times.nearby import (
    OTHER_CLAUSE,
    dated,
    dateline_date,
    in_sentence,
    running_since,
    said_then,
)
from reportedly.reading.tokens import Tokens
from reportedly.records import Span, TimeExpression


def neighbour(doc: Doc, tokens: Tokens, span: Span, base: date | None) -> TimeExpression | None:
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
    for item in in_sentence(doc, tokens, number):
        stretch = item.stretch
        if stretch is None or not dated(item) or stretch.start is None or stretch.end is None:
            continue
        if (
            item.type == "DURATION"
            or (stretch.end - stretch.start).days > 8
            or running_since(tokens.text, item)
        ):
            continue
        if base is not None and stretch.start > base:
            continue
        if dateline_date(tokens.text, item) or said_then(doc, tokens, item):
            continue
        if OTHER_CLAUSE.search(tokens.text[item.end : item.end + 60]):
            continue
        return item
    return None
