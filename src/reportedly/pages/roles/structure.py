"""Tables and live-blog entries of plain text."""

import re

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles.guesses import Guess
from reportedly.pages.roles.lines import CLOCK

CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
DIGIT = re.compile(r"\d")
LEAST_ROWS = 3
LEAST_ANNOUNCING, LONGEST_ITEM = 4, 20
"""Words."""

LONGEST_ROW = 400
LEAST_SHARE = 0.6
"""Of the rows of a table that have numbers; of a live blog's words that follow its first time."""


def cells(text: str) -> list[str]:
    """The cells of a line that bars, tabs or runs of spaces cut into columns."""
    return [cell for cell in CELL.split(text.strip(" |")) if cell]


def tables(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Three or more lines right under each other with equally many cells, some of numbers."""
    counts = [len(cells(p.head)) if len(p.text) < LONGEST_ROW else 1 for p in paragraphs]
    start = 0
    while start < len(paragraphs):
        end = start + 1
        while end < len(paragraphs) and counts[end] == counts[start] > 1:
            end += 1
        rows = paragraphs[start:end]
        with_numbers = sum(DIGIT.search(row.text) is not None for row in rows)
        if len(rows) >= LEAST_ROWS and with_numbers >= LEAST_SHARE * (len(rows) - 1):
            for i in range(start, end):
                guesses[i] = Guess("table", "cells")
        start = end


def announced(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Lines under a paragraph that ends in a colon are the list that it announces."""
    for i, paragraph in enumerate(paragraphs):
        if (
            guesses[i] is not None
            or paragraph.text[-1] != ":"
            or len(paragraph.words) < LEAST_ANNOUNCING
        ):
            continue
        end = i + 1
        while end < len(paragraphs) and guesses[end] is None and _is_item(paragraphs[end]):
            end += 1
        items = range(i + 1, end)
        if len(items) > 1 or (items and not paragraphs[i + 1].gap):
            for j in items:
                guesses[j] = Guess("list", "announced")


def _is_item(paragraph: Paragraph) -> bool:
    return not paragraph.terminal and len(paragraph.words) <= LONGEST_ITEM


def entries(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Paragraphs that open with a time of day, or stand under one, are the entries of a live blog.

    There must be two times, and most of the page's running text after the first.
    """
    clocks = [i for i, found in enumerate(guesses) if found is not None and found.reason == "clock"]
    openings = [
        i
        for i, paragraph in enumerate(paragraphs)
        if guesses[i] is None and len(paragraph.words) >= 4 and CLOCK.match(paragraph.text)
    ]
    times = sorted(clocks + openings)
    if len(times) < 2 or not _mostly_after(paragraphs, times[0]):
        return
    for i in openings:
        guesses[i] = Guess("entry", "opens with a time")
    if not clocks:
        return
    for i in range(clocks[0], len(paragraphs)):
        if guesses[i] is None and len(paragraphs[i].words) >= 2:
            guesses[i] = Guess("entry", "under a time")


def _mostly_after(paragraphs: list[Paragraph], first: int) -> bool:
    words = [len(paragraph.words) if paragraph.prose else 0 for paragraph in paragraphs]
    return sum(words[first:]) >= LEAST_SHARE * sum(words)
