"""What a speaker governs beyond the sentence: blocks and lists behind a colon, further quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.tokens import Doc

from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.tokens import Tokens, word_set
from reportedly.records import Article, Span


def extend_colons(tokens: Tokens, speeches: list[Speech], quotes: list[Span]) -> None:
    """ "The ministry said:" at the end of a line governs the list, quotation or block that follows."""
    text = tokens.text
    lists = dict(_lists(tokens))
    for index, speech in enumerate(speeches):
        if speech.content or speech.colon is None:
            continue
        start = speech.colon + 1
        if speech.colon in lists:
            speech.content = [lists[speech.colon]]
            speech.beyond[lists[speech.colon]] = "list behind"
            continue
        end = _block_end(tokens, speech, islice(speeches, index + 1, index + 1 + FURTHEST))
        while start < end and text[start].isspace():
            start += 1
        stop = len(text[:end].rstrip()) if end - start < 200_000 else end
        quote = covering(quotes, start)
        if quote is not None and quote.start == start:
            stop = min(stop, quote.end)
        elif speech.colon - speech.cue[0].end > 2:
            stop = min(stop, _paragraph_end(text, start))
        if start < stop:
            speech.content = [Span(start, stop)]
            speech.beyond[speech.content[0]] = "block"
    speeches[:] = [speech for speech in speeches if speech.content]


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def extend_lists(tokens: Tokens, speeches: list[Speech]) -> None:
    """ "The ministry reported the following losses:" governs the list or table that follows.

    Of the speeches of the line before a list the last one counts that says something and is no part of
    another's words.
    """
    starts = [speech.cue[0].start for speech in speeches]
    for colon, items in _lists(tokens):
        first = tokens.text.rfind("\n", 0, colon) + 1
        leading = [
            speech
            for speech in speeches[bisect_left(starts, first) : bisect_left(starts, colon)]
            if speech.counts and speech.source is not None
        ]
        if leading and not leading[-1].covers(items):
            leading[-1].content.append(items)
            leading[-1].beyond[items] = "list behind"


_COLON_LINE = re.compile(r":[ \t]*\n[ \t]*\n?")
_ITEM = re.compile(r"[ \t]*(?:[-–—•*·▪●◦‣]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+\S")
# A line of a list without marks is no longer than this, in characters.
LONGEST_ITEM = 120


def _lists(tokens: Tokens) -> Iterator[tuple[int, Span]]:
    """The lists and tables of a text: where the colon before them stands, and what they hold."""
    text = tokens.text
    blocks = _listed_blocks(tokens)
    reached = 0
    for match in _COLON_LINE.finditer(text):
        if match.start() < reached:
            continue  # a line with a colon within a list
        end = _items_end(text, match.end(), blocks)
        if end > match.end():
            reached = end
            yield match.start(), Span(match.end(), end)


def _listed_blocks(tokens: Tokens) -> list[tuple[int, int]]:
    article: Article | None = tokens.doc._.article if Doc.has_extension("article") else None
    if article is None:
        return []
    return [(block.start, block.end) for block in article.blocks if block.role in {"list", "table"}]


def _items_end(text: str, start: int, blocks: list[tuple[int, int]]) -> int:
    """The end of the items that begin at an offset; the offset itself where there are none."""
    end = start
    position = bisect_left(blocks, (start, 0))
    while position < len(blocks) and not text[end : blocks[position][0]].strip():
        end = blocks[position][1]
        position += 1
    if end > start:
        return end
    lines = 0
    line, marked = start, bool(_ITEM.match(text, start))
    while line < len(text):
        stop = _paragraph_end(text, line)
        content = text[line:stop].strip()
        if not content and lines and marked and _ITEM.match(text, stop + 1):
            line = stop + 1  # items with an empty line between them
            continue
        plain = len(content) <= LONGEST_ITEM and content[-1:] not in {".", "”", '"', ":"}
        if not content or not (_ITEM.match(text, line) if marked else plain):
            break
        lines += 1
        end, line = stop, stop + 1
    return end if marked or lines > 1 else start


# So many speeches are looked through for the one that ends a block.
FURTHEST = 2_000


def _speaks_plainly(tokens: Tokens, speech: Speech) -> bool:
    """Whether somebody else speaks, whom no statement in the first person quotes in passing."""
    if speech.verb.base not in word_set("cues", "plain", "words") or speech.source is None:
        return False
    return bool(speech.content) and tokens.lowers[speech.source[0]] not in {"i", "we", "you"}


def _block_end(tokens: Tokens, speech: Speech, later: Iterable[Speech]) -> int:
    """Where the block ends that a colon opened: where another speaks, or with its article.

    Another speaks at the next colon cue, or in the next paragraph that says "X said" in plain words.
    """
    text = tokens.text
    for other in later:
        if _speaks_plainly(tokens, other):
            line = text.rfind("\n", 0, other.cue[0].start) + 1
            return line if line > speech.cue[0].end else other.cue[0].start
        line = text.rfind("\n", 0, other.cue[0].start) + 1
        if not other.content or text[other.cue[0].end : other.cue[0].end + 1] == ":":
            return line if line > speech.cue[0].end else other.cue[0].start
    for label in (
        "\nNotes",
        "\nFurther information",
        "\nBackground",
        "\nMedia enquiries",
        "\nENDS",
    ):
        found = text.find(label, speech.cue[0].end)
        if found >= 0:
            return found
    return len(text)


def add_quotations(tokens: Tokens, speeches: list[Speech], quotes: list[Span]) -> None:
    """A quotation with no cue of its own, behind an attributed one of its paragraph, is the same speaker's."""
    text = tokens.text
    starts = [speech.cue[0].start for speech in speeches]
    reached = {
        number: max(part.end for part in (*speech.content, *speech.cue))
        for number, speech in enumerate(speeches)
        if speech.answers
        and not (speech.trails and speech.unit.order == "mark")
        and any(_has_quote(part, quotes) for part in speech.content)
    }
    speaking = sorted(reached)
    for quote in _untaken(speeches, quotes):
        position = bisect_left(speaking, bisect_left(starts, quote.start)) - 1
        if position < 0:
            continue
        number = speaking[position]
        between = text[reached[number] : min(quote.start, reached[number] + 400)]
        near = len(between) < 300 and between.count("\n") <= 2
        spoken = bisect_left(starts, quote.start) - bisect_left(starts, reached[number] + 1)
        alone = len(between) < 40 or spoken <= 0
        if near and alone and _opens_sentence(text, quote.start) and quote.of(text).count(" ") > 0:
            speeches[number].content.append(quote)
            speeches[number].beyond[quote] = "further quotation"
            reached[number] = max(reached[number], quote.end)


def _untaken(speeches: list[Speech], quotes: list[Span]) -> Iterator[Span]:
    """The quotations that no content covers."""
    taken = sorted((part.start, part.end) for speech in speeches for part in speech.content)
    position, furthest = 0, -1
    for quote in quotes:
        while position < len(taken) and taken[position][0] <= quote.start + 1:
            furthest = max(furthest, taken[position][1])
            position += 1
        if furthest < quote.end - 1:
            yield quote


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n”"’'


def _has_quote(part: Span, quotes: list[Span]) -> bool:
    quote = covering(quotes, max(part.start, part.end - 1)) or covering(quotes, part.start)
    return quote is not None and quote.end - quote.start > 8
