"""Words with some text around them: taken from one text, found again in another.

The selector is the text quote selector of the Web Annotation Data Model (W3C, 2017, 4.2.4): exact
words, prefix and suffix. White space is of one kind here, however much of it there is, since readers of
pages differ in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.records import Anchor, RecordedClaim, Span

SHORTEST, LONGEST = 64, 1_024
"""Characters of a prefix or suffix: as few as make the words unique in their text, in these bounds."""

ENOUGH = 0.5
"""Share of prefix and suffix together that must stand around the words in another text. Text that is put
right before the words, or right behind them, takes one of the two away."""

_SPACE = re.compile(r"\s+")


class Quote(NamedTuple):
    """Words with what stands before and behind them."""

    words: str
    prefix: str
    suffix: str


def quote_of(text: str, span: Span) -> Quote:
    """The words of a span with as much around them as makes them the only ones of their kind."""
    length = SHORTEST
    while True:
        prefix = text[max(0, span.start - length) : span.start]
        suffix = text[span.end : span.end + length]
        whole = f"{prefix}{span.of(text)}{suffix}"
        if length >= LONGEST or text.find(whole, text.find(whole) + 1) < 0:
            return Quote(span.of(text), prefix, suffix)
        length *= 2


def anchor_of(claim: RecordedClaim, text: str) -> Anchor:
    """The anchor of a claim, by the words of its figure in the text of its page."""
    quote = quote_of(text, claim.span)
    return Anchor(
        claim=claim.id,
        text_hash=claim.text_hash,
        page=claim.page,
        url=claim.url,
        words=quote.words,
        prefix=quote.prefix,
        suffix=quote.suffix,
        start=claim.start,
    )


def locate(text: str, text_hash: str, anchor: Anchor) -> Span | None:
    """Where the words of an anchor stand in a text; None where they do not.

    In the very text that they were taken from that is where they were. In another text it is the place
    with most of the same characters around it; of several such places the one nearest to the old offset.

    Args:
        text: of a page.
        text_hash: its hash.
        anchor: of a review.
    """
    here = Span(anchor.start, anchor.start + len(anchor.words))
    if text_hash == anchor.text_hash and here.of(text) == anchor.words:
        return here
    folded = _Folded(text)
    prefix, suffix = _fold(anchor.prefix).lstrip(), _fold(anchor.suffix).rstrip()
    words = _fold(anchor.words)
    best: tuple[int, int] | None = None
    found: Span | None = None
    for start in _places(folded.text, words):
        end = start + len(words)
        score = _shared_end(folded.text, start, prefix) + _shared_start(folded.text, end, suffix)
        at = folded.span(start, end)
        rank = score, -abs(at.start - anchor.start)
        if best is None or rank > best:
            best, found = rank, at
    whole = len(prefix) + len(suffix)
    # A row of a table has all its words in common with the next one, but for a few.
    strictly = "#row=" in anchor.page or whole < SHORTEST // 2
    needed = whole if strictly else ENOUGH * whole
    return found if best is not None and best[0] >= needed else None


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text)


class _Folded:
    """A text with single spaces, and where its characters stand in the text as it is."""

    def __init__(self, text: str) -> None:
        self._cuts: list[tuple[int, int]] = [(0, 0)]
        parts: list[str] = []
        done = length = 0
        for space in _SPACE.finditer(text):
            parts += [text[done : space.start()], " "]
            length += space.start() - done + 1
            done = space.end()
            self._cuts.append((length, done))
        parts.append(text[done:])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> Span:
        """The characters of the text as it is that some of the folded text stand for."""
        return Span(self._at(start), self._at(end - 1) + 1)

    def _at(self, offset: int) -> int:
        folded, real = self._cuts[bisect_right(self._cuts, (offset, float("inf"))) - 1]
        return real + offset - folded


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared_end(text: str, at: int, prefix: str) -> int:
    """How many characters before a place are those of a prefix, counted from the place."""
    tail = text[max(0, at - len(prefix)) : at]
    shared = 0
    for one, other in zip(reversed(tail), reversed(prefix), strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _shared_start(text: str, at: int, suffix: str) -> int:
    shared = 0
    for one, other in zip(text[at : at + len(suffix)], suffix, strict=False):
        if one != other:
            break
        shared += 1
    return shared
