"""What a speaker governs beyond the sentence: blocks and lists behind a colon, further quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.tokens import Tokens
from reportedly.records import Span


def extend_colons(tokens: Tokens, speeches: list[Speech], quotes: list[Span]) -> None:
    """ "The ministry said:" at the end of a line governs the block or list that follows."""
    text = tokens.text
    for index, speech in enumerate(speeches):
        if speech.content or not speech.cue:
            continue
        end = _block_end(tokens, speech, speeches[index + 1 :])
        colon = text.find(":", speech.cue[0].end, speech.cue[0].end + 3)
        start = colon + 1
        while start < end and text[start].isspace():
            start += 1
        stop = len(text[:end].rstrip()) if end - start < 200_000 else end
        quote = covering(quotes, start)
        if quote is not None and quote.start == start:
            stop = min(stop, quote.end)
        if colon >= 0 and start < stop:
            speech.content = [Span(start, stop)]
    speeches[:] = [speech for speech in speeches if speech.content]


def _block_end(tokens: Tokens, speech: Speech, later: list[Speech]) -> int:
    """Where the block ends that a colon opened: at the next colon cue, or the end of its article."""
    text = tokens.text
    for other in later:
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
        if speech.answers and any(_has_quote(part, quotes) for part in speech.content)
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
