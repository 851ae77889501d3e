"""The time expressions of a sentence, and what each of them dates: a happening, or a statement."""

import re
from bisect import bisect_left
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import account_of
from reportedly.reading.times.finding import expressions
from reportedly.reading.tokens import Tokens, word_set
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
    found = [item for item in found if not _of_record(tokens.text, item)]
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
    starts: list[int] | None = doc.user_data.get(_STARTS_KEY)
    if starts is None:
        starts = [item.start for item in items]
        doc.user_data[_STARTS_KEY] = starts
    low = bisect_left(starts, tokens.starts[first])
    return items[low : bisect_left(starts, tokens.ends[last - 1], low)]


_STARTS_KEY = "reportedly.times.starts"


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
    if expression.start - line >= 70:
        return False
    return bool(_DATELINE_AFTER.match(text, expression.end)) or _alone(text, line, expression)


def _alone(text: str, line: int, expression: TimeExpression) -> bool:
    """Whether a line is nothing but a date: it dates the page."""
    end = text.find("\n", expression.end, expression.end + 12)
    end = end if end >= 0 else min(len(text), expression.end + 12)
    before, after = text[line : expression.start], text[expression.end : end]
    return not any(char.isalnum() for char in before + after) and end - expression.end < 12


def running_since(text: str, expression: TimeExpression) -> bool:
    """Whether an expression says where a total starts: "since 1 April"."""
    before = text[max(0, expression.start - SINCE_REACH) : expression.start]
    return bool(_SINCE.search(before)) and not records().search(before)


def _of_record(text: str, expression: TimeExpression) -> bool:
    """Whether an expression only measures a record: "the worst fire since 1998"."""
    before = text[max(0, expression.start - SINCE_REACH) : expression.start]
    return bool(_SINCE.search(before)) and bool(records().search(before))


@cache
def records() -> re.Pattern[str]:
    """What "since" measures a record by: "the worst fire since", "the first attack since"."""
    words = "|".join(sorted(word_set("windows", "records")))
    return re.compile(rf"\b(?:{words})\b[^.;]{{0,90}}?\bsince\b", re.IGNORECASE)


SINCE_REACH = 90
"""Characters between "since" and the date of its clause: "since heavy rains set in in October"."""
_SINCE = re.compile(
    r"\bsince(?: (?:the|late|early|mid))?\W*$|\bsince [^,;:.\n]{1,80}$", re.IGNORECASE
)


def said_then(doc: Doc, tokens: Tokens, expression: TimeExpression) -> bool:
    """Whether an expression dates a statement: it stands by a cue, or outside of all that its sentence reports."""
    where = Span(expression.start, expression.end)
    outside = inside = False
    for speech in account_of(doc).near(where):
        if any(part.contains(where) for part in speech.content):
            inside = True
            continue
        first, last = speech.unit.sentence
        if tokens.starts[first] <= expression.start < tokens.ends[last - 1]:
            outside = True
            if any(0 <= expression.start - cue.end <= BY_CUE for cue in speech.cue):
                return True
    return outside and not inside


BY_CUE = 4
"""Characters between a cue and the time beside it: "said on Monday"."""
