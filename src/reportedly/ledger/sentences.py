"""Where the sentence of a claim stands."""

import bisect
import re
from collections.abc import Sequence

from reportedly.records import Article, Reading, Span

_END = re.compile(r"[.!?][\"'”’)\]]?\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n")
_LONGEST = 2_000


def sentence_spans(reading: Reading) -> list[Span]:
    """The sentence of each claim of a reading, in the claims' order, as spans of the article's text.

    A reading that gives its sentences is followed. Where it gives none for a claim (a reading made by
    hand, a row of a table), the claim's line is cut at full stops, question and exclamation marks
    that a capital or a digit follows. Always covers the claim's figure.
    """
    sentences = sorted(reading.sentences)
    starts = [sentence.start for sentence in sentences]
    spans = []
    for claim in reading.claims:
        place = bisect.bisect_right(starts, claim.start) - 1
        if place >= 0 and sentences[place].contains(claim.span):
            spans.append(sentences[place])
        else:
            spans.append(_plain_sentence(reading.article, claim.span))
    return spans


def roles(article: Article, spans: Sequence[Span]) -> list[str]:
    """The role of the block that each span starts in; `body` where the text has no block there."""
    starts = [block.start for block in article.blocks]
    found: list[str] = []
    for span in spans:
        place = bisect.bisect_right(starts, span.start) - 1
        inside = place >= 0 and span.start < article.blocks[place].end
        found.append(article.blocks[place].role if inside else "body")
    return found


def _plain_sentence(article: Article, span: Span) -> Span:
    low, high = max(0, span.start - _LONGEST), min(len(article.text), span.end + _LONGEST)
    for block in article.blocks:
        if block.span.contains(span):
            low, high = max(low, block.start), min(high, block.end)
    start, end = low, high
    for boundary in _END.finditer(article.text, low, high):
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end - 1:
            end = boundary.start() if boundary[0].isspace() else boundary.start() + 1
            break
    words = article.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(min(start, span.start), max(end, span.end))
