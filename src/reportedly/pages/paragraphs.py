"""Plain text as paragraphs: the units that get roles, with what their shape says about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
EDGE = " \t\u00a0\u2000-\u200a\u200b\u200e\u200f\u202f\u3000\ufeff\x00"
WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*(?:\([^()]{1,40}\))?$|[\"”»]$")
SENTENCE_INSIDE = re.compile(r"[a-z0-9)\"”][.!?][\"”’]?\s+[\"“‘]?[A-Z]")
LONGEST_WRAP = 110
"""Lines of hard-wrapped text are at most this long: mail and teletype wrap at 60 to 80 characters."""

SHAPE_LIMIT = 4000
"""The shape of a paragraph is read from this many of its first characters, however long it is."""


@dataclass(frozen=True)
class Paragraph:
    """Characters `start` to `end` of a text that belong together, without surrounding spaces.

    `gap` says that a blank line stands before it; `hint` is what the page's own markup calls it.
    """

    text: str
    start: int
    end: int
    gap: bool = True
    hint: str | None = field(default=None, compare=False)

    @cached_property
    def head(self) -> str:
        """Its first characters: enough to tell what it is."""
        return self.text[:SHAPE_LIMIT]

    @cached_property
    def tail(self) -> str:
        """Its last characters, where credits stand."""
        return self.text[-300:]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, without numbers and marks."""
        return tuple(WORD.findall(self.head))

    @cached_property
    def terminal(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(TERMINAL.search(self.tail))

    @cached_property
    def lower_share(self) -> float:
        """Share of words in lower case: high in prose, low in menus and headings."""
        if not self.words:
            return 0.0
        return sum(word[0].islower() for word in self.words) / len(self.words)

    @cached_property
    def prose(self) -> bool:
        """Whether it reads like a paragraph of an article: a sentence or more, and not a short one."""
        long_enough = len(self.words) >= 9 or (len(self.words) >= 5 and self.quoted_speech)
        return long_enough and self.terminal and self.lower_share >= 0.4

    @cached_property
    def strong_prose(self) -> bool:
        """Whether it is too long and too whole to be anything but running text."""
        return self.prose and len(self.words) >= 18

    @cached_property
    def quoted_speech(self) -> bool:
        """Whether it opens with a quotation mark."""
        return self.text[:1] in '"“‘«„'

    @cached_property
    def several_sentences(self) -> bool:
        """Whether a sentence ends and another starts inside it."""
        return bool(SENTENCE_INSIDE.search(self.head))


def split(text: str) -> list[Paragraph]:
    """Cut a text into paragraphs: its lines, with lines joined where a paragraph was hard-wrapped."""
    lines = list(_lines(text))
    width = max((line.end - line.start for line in lines), default=0)
    wrapped = width <= LONGEST_WRAP and _looks_wrapped(lines, width)
    paragraphs: list[Paragraph] = []
    for line in lines:
        previous = paragraphs[-1] if paragraphs else None
        if (
            previous is not None
            and not line.gap
            and _continues(text, previous, line, wrapped, width)
        ):
            joined = text[previous.start : line.end]
            paragraphs[-1] = Paragraph(joined, previous.start, line.end, previous.gap)
        else:
            paragraphs.append(line)
    return paragraphs


def _lines(text: str) -> Iterator[Paragraph]:
    reached = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        while start < end and (text[start].isspace() or text[start] in EDGE):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in EDGE):
            end -= 1
        if start < end:
            gap = reached == 0 or len(LINE_END.findall(text, reached, start)) > 1
            yield Paragraph(text[start:end], start, end, gap)
            reached = end


def _continues(text: str, previous: Paragraph, line: Paragraph, wrapped: bool, width: int) -> bool:
    last = previous.text[_last_break(previous.text) :]
    if wrapped and _is_full(last, line.text, width):
        return True
    # A sentence that a link or an image broke into lines goes on in lower case.
    return (
        line.text[0].islower()
        and len(previous.words) >= 6
        and not previous.terminal
        and previous.text[-1] not in ">|"
    ) or (
        line.text[0].islower()
        and len(previous.words) > 0
        and LINE_END.search(previous.text[-400:]) is not None
        and not previous.terminal
    )


def _last_break(text: str) -> int:
    found = 0
    for match in LINE_END.finditer(text, max(0, len(text) - 400)):
        found = match.end()
    return found


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this line."""
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width and len(line) >= 0.6 * width


def _looks_wrapped(lines: list[Paragraph], width: int) -> bool:
    """Whether most lines that have a line right after them were broken for want of room."""
    inner = [
        _is_full(line.text, following.text, width)
        for line, following in zip(lines, lines[1:], strict=False)
        if not following.gap
    ]
    return width >= 40 and len(inner) >= 3 and sum(inner) >= 0.6 * len(inner)
