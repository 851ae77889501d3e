"""Where quotation marks open and close, over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.records import Span

# Each alternative opens with a letter for letter, and looks back only behind it: so the search leaps
# from mark to mark, where it would else try every character.
_MARK = re.compile(
    r"``|''|“|”|„|«|»|\"|‘(?<!\w‘)(?=\w)|’(?<=[\w.,!?…]’)(?!\w)|'(?<![\w']')(?=\w)"
    r"|'(?<=[\w.,!?]')(?![\w'])|\n[ \t]*\n|\n"
)
_OPENS = {"“": "”", "„": "”“", "«": "»", "``": "''", "‘": "’"}
# A single quotation mark is often an apostrophe: what it opens must close soon.
LONGEST_SINGLE = 400
LONGEST = 6_000


def quotations(text: str) -> list[Span]:
    """The quotations of a text, marks included, in order, none overlapping.

    A quotation left open at the end of its paragraph goes on if the next paragraph opens with a mark
    again, as is the custom for long ones; else it ends with its paragraph.
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    singles: list[Span] = []
    single: int | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark in {"'", "‘", "’"}:
            single = _single(text, match, single, singles)
        elif "\n" in mark:
            single = None
            if opened and not _goes_on(text, match.end(), opened[1]):
                _close(found, opened[0], match.start())
                opened = None
        elif opened is None:
            if mark in _OPENS or mark == '"' or (mark == "''" and _begins_word(text, match.end())):
                opened = (match.start(), _OPENS.get(mark, mark))
        elif _closes(text, match, opened):
            _close(found, opened[0], match.end())
            opened = None
    if opened:
        _close(found, opened[0], len(text))
    return _merge(found, singles)


def _begins_word(text: str, position: int) -> bool:
    return bool(text[position : position + 1].strip())


def _closes(text: str, match: re.Match[str], opened: tuple[int, str]) -> bool:
    """Whether a mark closes what was opened, and does not open its next paragraph or one within."""
    mark = match.group()
    if mark in _OPENS or (mark in {'"', "''"} and _reopens(text, match.start(), opened)):
        return False
    return (
        mark in opened[1] or mark == '"' or (mark == "''" and not _begins_word(text, match.end()))
    )


def _goes_on(text: str, position: int, closing: str) -> bool:
    """Whether the next paragraph opens with a quotation mark of the same kind."""
    rest = text[position : position + 40].lstrip()
    mark = rest[:2] if rest[:2] in {"``", "''"} else rest[:1]
    return mark == closing or _OPENS.get(mark) == closing


def _reopens(text: str, position: int, opened: tuple[int, str]) -> bool:
    """Whether a straight mark opens a further paragraph of a quotation that is open already."""
    before = text[max(0, position - 40) : position]
    return "\n" in before and not before.rsplit("\n", 1)[-1].strip() and opened[0] < position


def _single(text: str, match: re.Match[str], single: int | None, found: list[Span]) -> int | None:
    position = match.start()
    opens = not text[max(0, position - 1) : position].strip() or text[position - 1] in '([“"—–-'
    if single is None:
        return position if opens else None
    if opens:
        return position
    if position - single <= LONGEST_SINGLE:
        found.append(Span(single, match.end()))
    return None


def _close(found: list[Span], start: int, end: int) -> None:
    if end - start > 2:
        found.append(Span(start, min(end, start + LONGEST) if end - start > LONGEST else end))


def _merge(doubles: list[Span], singles: list[Span]) -> list[Span]:
    """Double-marked quotations, and the single-marked ones that stand outside of them."""
    kept = list(doubles)
    starts = [span.start for span in doubles]
    for span in singles:
        before = bisect_right(starts, span.start) - 1
        inside = before >= 0 and doubles[before].end > span.start
        crossing = before + 1 < len(doubles) and doubles[before + 1].start < span.end
        if not inside and not crossing:
            kept.append(span)
    return sorted(kept)


def covering(spans: Sequence[Span], offset: int) -> Span | None:
    """The quotation, of an ordered list, that holds a character."""
    if not spans:
        return None
    index = bisect_right(spans, Span(offset, 1 << 60)) - 1
    if index >= 0 and spans[index].start <= offset < spans[index].end:
        return spans[index]
    return None
