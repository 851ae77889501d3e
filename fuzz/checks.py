"""What must hold of whatever was read, whatever it was read from."""

import json
import math
import re
from collections.abc import Iterable
from itertools import pairwise

from reportedly.errors import InputError
from reportedly.ledger.sentences import roles, sentence_spans
from reportedly.pages.parsing import body_of
from reportedly.publishing import annotations
from reportedly.records import Article, Attribution, Reading, Span, TimeExpression

_VALUE = re.compile(r"[-+\w:.,]+", re.ASCII)


def article(read: Article, text: str | None = None) -> None:
    """Blocks stand in order inside the text, hold words, and survive JSON; the text is that given."""
    if text is not None:
        assert read.text == text, "the text was changed"
    reached = 0
    for block in read.blocks:
        assert reached <= block.start < block.end <= len(read.text), "a block outside its place"
        assert read.text[block.start : block.end].strip(), "a block without words"
        reached = block.end
    assert Article.model_validate_json(read.model_dump_json()) == read, "JSON changes the article"
    body_of(read)


def refusal(error: InputError) -> None:
    """A page was refused for what it is, not for a fault of ours behind a broad `except`."""
    cause = error.__cause__
    if error.reason != "malformed" or cause is None:
        return
    last = cause.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is not None and "/reportedly/" in last.tb_frame.f_code.co_filename:
        raise cause


def spans(found: Iterable[Span], text: str, *, apart: bool = False) -> None:
    """Spans lie inside the text and hold something; `apart`: in order, and none overlaps another."""
    kept = list(found)
    for span in kept:
        assert 0 <= span.start < span.end <= len(text), f"{span} is outside of the text"
    if apart:
        for left, right in pairwise(kept):
            assert left.end <= right.start, f"{left} and {right} overlap"


def attributions(found: Iterable[Attribution], text: str) -> None:
    """All roles lie inside the text, in order, and names are not empty."""
    for attribution in found:
        for role in (attribution.source, attribution.cue, attribution.content):
            spans(role, text, apart=True)
        assert attribution.name is None or attribution.name.strip(), "a source without a name"


def times(found: Iterable[TimeExpression], text: str) -> None:
    """Expressions lie inside the text, apart from each other, with values of TIMEX3's alphabet."""
    kept = list(found)
    spans((item.span for item in kept), text, apart=True)
    for item in kept:
        assert _VALUE.fullmatch(item.value), f"{item.value!r} is no value of TIMEX3"


def numbers(*given: float | None) -> None:
    """Numbers are finite."""
    for number in given:
        assert number is None or math.isfinite(number), f"{number} is no number"


def reading(read: Reading) -> None:
    """All layers of a reading hold, survive JSON, and can be printed as a line of `annotate`."""
    text = read.article.text
    places = [item.span for item in read.figures]
    assert places == sorted(places), "figures out of order"
    spans(places, text)
    for figure in read.figures:
        numbers(figure.value, figure.low, figure.high)
    for claim in read.claims:
        numbers(claim.best, claim.low, claim.high)
    for toll in read.tolls:
        numbers(toll.low, toll.high, toll.best)
    attributions(read.attributions, text)
    times(read.times, text)
    for claim in read.claims:
        assert claim.figure == text[claim.start : claim.end]
        assert claim.figure.strip(), "a figure without words"
    sentences = sentence_spans(read)
    for claim, sentence in zip(read.claims, sentences, strict=True):
        assert sentence.contains(claim.span), "a claim outside of its sentence"
    roles(read.article, sentences)
    assert Reading.model_validate_json(read.model_dump_json()) == read, "JSON changes the reading"
    line = json.dumps(annotations.line(read, "page", with_text=True), allow_nan=False)
    assert json.loads(line)["text"] == text
