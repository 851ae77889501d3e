"""A page's text with what was read in it marked in place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.records import READ_ROLES, Article, Span

LONGEST_PIECE = 4_000
"""Characters of one run of text that are shown; a line of megabytes is no reading matter."""

AROUND = 6_000
"""Characters before and behind a claim that are shown with it."""


@dataclass(frozen=True)
class Marked:
    """Some characters of a text that mean something.

    Attributes:
        start, end: characters of the text.
        name: what they are: `figure`, `source`, `cue`, `where`, `when` …, `other` for other claims.
        link: where a reader comes from them.
    """

    start: int
    end: int
    name: str
    link: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of text of one meaning; `left` characters of it are not shown."""

    words: str
    names: tuple[str, ...] = ()
    link: str = ""
    left: int = 0


@dataclass(frozen=True)
class ShownBlock:
    """A block of a page, cut into pieces."""

    role: str
    pieces: tuple[Piece, ...]
    is_read: bool
    start: int
    end: int


def blocks_of(
    article: Article, marks: Iterable[Marked], within: Span | None = None
) -> list[ShownBlock]:
    """The blocks of an article, and the text between them, cut where marks begin and end.

    Args:
        article: whose text is shown.
        marks: in any order; they may overlap.
        within: the characters that are shown; None: all.
    """
    window = within or Span(0, len(article.text))
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    shown = []
    for role, start, end in _runs(article):
        first, last = max(start, window.start), min(end, window.end)
        if first >= last or not article.text[first:last].strip():
            continue
        inside = [mark for mark in ordered if mark.start < last and mark.end > first]
        pieces = tuple(_pieces(article.text, first, last, inside))
        shown.append(ShownBlock(role, pieces, role in READ_ROLES, first, last))
    return shown


def _runs(article: Article) -> Iterator[tuple[str, int, int]]:
    """All of a text: its blocks, and what lies between them as furniture."""
    reached = 0
    for block in article.blocks:
        if block.start > reached:
            yield "furniture", reached, block.start
        yield block.role, block.start, block.end
        reached = block.end
    if reached < len(article.text):
        yield "furniture", reached, len(article.text)


def _pieces(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterator[Piece]:
    edges = {start, end}
    for mark in marks:
        edges |= {max(start, mark.start), min(end, mark.end)}
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        over = [mark for mark in marks if mark.start <= first and last <= mark.end]
        names = tuple(dict.fromkeys(mark.name for mark in over))
        link = next((mark.link for mark in over if mark.link), "")
        left = max(0, last - first - LONGEST_PIECE)
        yield Piece(text[first : last - left], names, link, left)


def around(article: Article, claim: Span) -> Span:
    """The part of a text that a claim is shown in: whole blocks, where they are not too long."""
    text = article.text
    start, end = max(0, claim.start - AROUND), min(len(text), claim.end + AROUND)
    for block in article.blocks:
        if block.start < start < block.end and block.end - block.start < AROUND:
            start = block.start
        if block.start < end < block.end and block.end - block.start < AROUND:
            end = block.end
    return Span(start, end)
