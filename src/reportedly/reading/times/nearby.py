"""The time expressions of a sentence, and what each of them dates: a happening, or a statement."""

import re
from bisect import bisect_left

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import account_of
from reportedly.reading.times.finding import expressions
from reportedly.reading.tokens import Tokens
from reportedly.records import Span, TimeExpression


def dated(expression: TimeExpression) -> bool:
    """Whether an expression says when something was: a date or a stretch that is known."""
    if expression.stretch is None or expression.type == "SET":
        return False
    return expression.value != "PRESENT_REF"


def own_expression(doc: Doc, tokens: Tokens, span: Span) -> TimeExpression | None:
    """The expression of the figure's own sentence that dates what is counted."""
    number = tokens.sentence[tokens.at(span.start)]
    found = [item for item in in_sentence(doc, tokens, number) if dated(item)]
    found = [item for item in found if not _of_statement(doc, tokens, item, span)]
    found = [
        item
        for item in found
        if item.start > span.start or not OTHER_CLAUSE.search(_between(tokens.text, item, span))
    ]
    if not found:
        return None
    return min(found, key=lambda item: _cost(tokens.text, item, span))


def in_sentence(doc: Doc, tokens: Tokens, number: int) -> list[TimeExpression]:
    """The expressions that begin in a sentence, in order."""
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


OTHER_CLAUSE = re.compile(
    r"^[^,;]{0,40}\b(?:after|following|since|despite)\b(?! (?:midnight|noon|dawn|dark))"
)


def _of_statement(doc: Doc, tokens: Tokens, expression: TimeExpression, span: Span) -> bool:
    """Whether an expression dates the statement: "said on Monday", and is outside what was said."""
    where = Span(expression.start, expression.end)
    if dateline_date(tokens.text, expression):
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


def dateline_date(text: str, expression: TimeExpression) -> bool:
    """Whether an expression is the day of a wire dateline: "TORVA, May 17 (KNA) --"."""
    line = text.rfind("\n", 0, expression.start) + 1
    return expression.start - line < 70 and bool(_DATELINE_AFTER.match(text, expression.end))


def running_since(text: str, expression: TimeExpression) -> bool:
    """Whether an expression says where a total starts: "since 1 April"."""
    before = text[max(0, expression.start - 14) : expression.start]
    return bool(re.search(r"\bsince(?: (?:the|late|early|mid))?\W*$", before, re.IGNORECASE))


def said_then(doc: Doc, tokens: Tokens, expression: TimeExpression) -> bool:
    """Whether an expression stands outside of all that its sentence reports as said, beside a cue."""
    where = Span(expression.start, expression.end)
    for speech in account_of(doc).near(where):
        first, last = speech.unit.sentence
        same = tokens.starts[first] <= expression.start < tokens.ends[last - 1]
        if same and not any(part.contains(where) for part in speech.content):
            return True
    return False
