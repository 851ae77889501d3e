"""Plain text as paragraphs: the units that get roles, with what their shape says about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
EDGE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00"
"""Invisible characters that are no spaces to Python; they too are left outside a paragraph's edges."""

WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*(?:\([^()]{1,40}\))?$|,[\"”’»]$")
SENTENCE_INSIDE = re.compile(r"[a-z0-9)\"”][.!?][\"”’]?\s+[\"“‘]?[A-Z]")
BYLINE = re.compile(r"by\s+[A-Z]")
LONGEST_WRAP = 110
"""Lines of hard-wrapped text are at most this long: mail and teletype wrap at 60 to 80 characters."""

LEAST_BROKEN = 6
"""Words; a shorter line before one in lower case is a line of its own."""

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
        return _words(self.head)

    @cached_property
    def terminal(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(TERMINAL.search(self.tail))

    @cached_property
    def lower_share(self) -> float:
        """Share of words in lower case: high in prose, low in menus and headings."""
        return _lower_share(self.head)

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


# The shape of one text is asked for when its role is guessed, by its neighbours, and when the article is
# judged.
@lru_cache(maxsize=512)
def _words(head: str) -> tuple[str, ...]:
    return tuple(WORD.findall(head))


@lru_cache(maxsize=512)
def _lower_share(head: str) -> float:
    words = _words(head)
    return sum(map(str.islower, map(itemgetter(0), words))) / len(words) if words else 0.0


def split(text: str) -> list[Paragraph]:
    """Cut a text into paragraphs: its lines, with lines joined where a paragraph was hard-wrapped."""
    lines = list(_lines(text))
    width = max((line.end - line.start for line in lines), default=0)
    wrapped = width <= LONGEST_WRAP and _looks_wrapped(lines, width)
    groups: list[list[Paragraph]] = []
    for line in lines:
        if groups and not line.gap and _continues(groups[-1], line, width if wrapped else None):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(text, group) for group in groups]


def _joined(text: str, group: list[Paragraph]) -> Paragraph:
    first, last = group[0], group[-1]
    if first is last:
        return first
    return Paragraph(text[first.start : last.end], first.start, last.end, first.gap)


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


def _continues(group: list[Paragraph], line: Paragraph, width: int | None) -> bool:
    """Whether a line goes on with the paragraph of the lines before it; `width`: of wrapped lines."""
    last = group[-1]
    if width is not None and _is_full(last.text, line.text, width):
        return True
    # A sentence that a link or an image broke into lines goes on in lower case.
    return (
        line.text[0].islower()
        and BYLINE.match(line.text) is None
        and not last.terminal
        and last.text[-1] not in ">|"
        and (len(group) > 1 or len(last.words) >= LEAST_BROKEN)
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this line."""
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width and len(line) >= 0.6 * width


def _looks_wrapped(lines: list[Paragraph], width: int) -> bool:
    """Whether most lines that have a line right after them were broken for want of room."""
    inner = [
        _is_full(line.text, following.text, width)
        for line, following in pairwise(lines)
        if not following.gap
    ]
    return width >= 40 and len(inner) >= 3 and sum(inner) >= 0.6 * len(inner)
