"""Tables and live-blog entries of plain text."""

import re

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles.lines import CLOCK, Guess

CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
LEAST_ROWS = 3


def cells(text: str) -> list[str]:
    """The cells of a line that bars, tabs or runs of spaces cut into columns."""
    return [cell for cell in CELL.split(text.strip(" |")) if cell]


def tables(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Three or more lines right under each other with equally many cells, some of numbers."""
    counts = [
        len(cells(paragraph.head)) if len(paragraph.text) < 400 else 1 for paragraph in paragraphs
    ]
    start = 0
    while start < len(paragraphs):
        end = start + 1
        while end < len(paragraphs) and counts[end] == counts[start] > 1:
            end += 1
        rows = paragraphs[start:end]
        with_numbers = sum(bool(re.search(r"\d", row.text)) for row in rows)
        if len(rows) >= LEAST_ROWS and with_numbers >= 0.6 * (len(rows) - 1):
            for i in range(start, end):
                guesses[i] = Guess("table", "cells")
        start = end


def entries(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Two or more paragraphs that open with a time of day are the entries of a live blog."""
    openings = [
        i
        for i, paragraph in enumerate(paragraphs)
        if CLOCK.match(paragraph.text) and guesses[i] is None and len(paragraph.words) >= 4
    ]
    if len(openings) >= 2:
        for i in openings:
            guesses[i] = Guess("entry", "opens with a time")
    clocks = [i for i, found in enumerate(guesses) if found and found.reason == "clock"]
    if len(clocks) < 2:
        return
    for i in range(clocks[0], len(paragraphs)):
        if guesses[i] is None and paragraphs[i].prose:
            guesses[i] = Guess("entry", "under a time")
