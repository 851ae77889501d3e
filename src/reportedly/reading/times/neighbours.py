"""The time of the same happening, from the sentences around a figure's own."""

import re
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from reportedly.reading.surroundings import neighbours
from reportedly.reading.times.finding import expressions
from reportedly.reading.times.nearby import (
    OTHER_CLAUSE,
    dated,
    dateline_date,
    in_sentence,
    running_since,
    said_then,
)
from reportedly.reading.tokens import Tokens, kept_as, word_set
from reportedly.records import Kind, Span, TimeExpression

BACK, ON, ON_FROM_HEADLINE = 8, 3, 6
"""So many sentences back, and on, the time of the same happening is looked for."""

# What is done about a happening later, by courts and paymasters: it has its own time or none.
_LATER: frozenset[str] = frozenset({"detained", "aid", "cost"})


def neighbour(
    doc: Doc, tokens: Tokens, span: Span, base: date | None, kind: Kind | None = None
) -> TimeExpression | None:
    """The date of the happening in the sentences before, then in those just after."""
    if kind in _LATER:
        return None
    number = tokens.sentence[tokens.at(span.start)]
    further = ON_FROM_HEADLINE if number == 0 else ON
    before = range(number - 1, max(-1, number - 1 - BACK), -1)
    after = range(number + 1, min(number + 1 + further, len(tokens.bounds)))
    for other in neighbours(doc, tokens, number, before, after):
        found = _happening(doc, tokens, other, base)
        if found is not None:
            return found
    return None


def same_length(doc: Doc, short: TimeExpression) -> TimeExpression | None:
    """The dated stretch of the same length that is told elsewhere: "over the past two days" for "in 2 days"."""
    for item in islice(expressions(doc), EXPRESSIONS):
        if item.type == "DURATION" and item.value == short.value and item.stretch is not None:
            return item
    return None


EXPRESSIONS = 40
"""So many expressions of the article are asked for the same length."""


def _happening(doc: Doc, tokens: Tokens, number: int, base: date | None) -> TimeExpression | None:
    """The expression that dates what a sentence tells, if one day or a few, and past, are meant.

    Kept with the document: neighbouring figures ask for the same sentences.
    """
    kept: dict[tuple[int, date | None], TimeExpression | None] = doc.user_data.setdefault(
        kept_as(doc, "happenings"), {}
    )
    if (number, base) not in kept:
        kept[number, base] = _dated_happening(doc, tokens, number, base)
    return kept[number, base]


def _dated_happening(
    doc: Doc, tokens: Tokens, number: int, base: date | None
) -> TimeExpression | None:
    found = [
        item
        for item in in_sentence(doc, tokens, number)
        if _of_days(item, base)
        and not running_since(tokens.text, item)
        and not _hour_alone(tokens.text, item)
    ]
    for item in found:
        if _owns_happening(tokens, item):
            return item
    for item in found:
        if dateline_date(tokens.text, item) or said_then(doc, tokens, item):
            continue
        if OTHER_CLAUSE.search(tokens.text[item.end : item.end + 60]):
            continue
        return item
    return None


def _of_days(item: TimeExpression, base: date | None) -> bool:
    """Whether an expression is a day or a few, and not ahead of the day of writing."""
    stretch = item.stretch
    if stretch is None or stretch.start is None or stretch.end is None or not dated(item):
        return False
    if item.type == "DURATION" or (stretch.end - stretch.start).days > 8:
        return False
    return base is None or stretch.start <= base


_HOUR = re.compile(r"T\d")


def _hour_alone(text: str, item: TimeExpression) -> bool:
    """Whether an expression is a time of day without its day: the one it is resolved to is a guess."""
    if not _HOUR.search(item.value):
        return False
    weekdays = word_set("times", "weekdays")
    return not any(word.lower() in weekdays for word in text[item.start : item.end].split())


_OWNED = re.compile(r"['’]s?((?: [\w-]+){1,5})")


def _owns_happening(tokens: Tokens, item: TimeExpression) -> bool:
    """Whether an expression has a happening of its own: "Sunday's deadly Oro bombing"."""
    behind = _OWNED.match(tokens.text, item.end, item.end + 70)
    if behind is None:
        return False
    return any(word.lower() in word_set("places", "happenings") for word in behind[1].split())
