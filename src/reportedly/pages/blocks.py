"""From paragraphs with roles to blocks: datelines, credits and calls to click are cut off."""

import re

from reportedly.pages import agencies, datelines
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles import Guess, crediting
from reportedly.records import Block, Role

LONGEST_CALL = 60
"""Characters of a call to click or subscribe that ends a paragraph."""

SENTENCE_START = re.compile(r"[.!?…][\"”’)]?\s+(?=[A-Z])")


def cut(units: list[Paragraph], guesses: list[Guess]) -> list[Block]:
    """The blocks of paragraphs: datelines and closing credits cut off, rows of a table joined."""
    blocks: list[Block] = []
    first = True
    last = max((i for i, guess in enumerate(guesses) if guess.role == "body"), default=-1)
    for i, (unit, guess) in enumerate(zip(units, guesses, strict=True)):
        pieces = _pieces(unit, guess, first, i == last)
        first = first and guess.role != "body"
        if guess.role == "table" and blocks and blocks[-1].role == "table" and not unit.gap:
            blocks[-1] = Block(start=blocks[-1].start, end=unit.end, role="table")
            continue
        blocks += [
            Block(start=start, end=end, role=role) for start, end, role in pieces if end > start
        ]
    return blocks


def _pieces(unit: Paragraph, guess: Guess, first: bool, last: bool) -> list[tuple[int, int, Role]]:
    call = _call_at_end(unit) if guess.role in ("body", "caption", "list") else None
    if call is None:
        return _split(unit, guess.role, first, last)
    kept = Paragraph(
        unit.text[:call].rstrip(), unit.start, unit.start + len(unit.text[:call].rstrip())
    )
    return [*_split(kept, guess.role, first, last), (unit.start + call, unit.end, "furniture")]


def _call_at_end(unit: Paragraph) -> int | None:
    """Where a paragraph's last sentence starts, if it is a call such as "Click to enlarge (2 MB)"."""
    base = max(0, len(unit.text) - LONGEST_CALL)
    for match in SENTENCE_START.finditer(unit.text, base):
        if phrases("furniture", "calls").start(unit.text[match.end() :]):
            return match.end()
    return None


def _split(unit: Paragraph, role: Role, first: bool, last: bool) -> list[tuple[int, int, Role]]:
    start, end = unit.start, unit.end
    pieces: list[tuple[int, int, Role]] = []
    if role == "body":
        dateline = datelines.find(unit.text[:400], first=first)
        if dateline is not None:
            pieces.append((start, start + dateline.end, "dateline"))
            start += dateline.body
    closing = None
    if role in ("body", "caption", "list", "quote", "entry"):
        found = agencies.at_end(unit.text, last=last)
        closing = unit.start + found[0] if found is not None else None
    if role == "caption" and closing is None:
        at = crediting.picture_at_end(unit.text) or crediting.bracket_at_end(unit.text)
        closing = unit.start + at if at else None
    if closing is None or closing <= start:
        return [*pieces, (start, end, role)]
    until = closing
    while until > start and unit.text[until - unit.start - 1].isspace():
        until -= 1
    return [*pieces, (start, until, role), (closing, end, "credit")]
