"""What stands around a figure: the sentences that may tell of the same, by the blocks of its page."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.tokens import Tokens, any_word, article_of, word_set
from reportedly.records import Block, Role, Span


def block_at(doc: Doc, offset: int) -> Block | None:
    """The block that holds a character offset; None between blocks, or where there is no article."""
    article = article_of(doc)
    if article is None or not article.blocks:
        return None
    starts: list[int] | None = doc.user_data.get(_STARTS_KEY)
    if starts is None:
        starts = [block.start for block in article.blocks]
        doc.user_data[_STARTS_KEY] = starts
    index = bisect_right(starts, offset) - 1
    if index < 0 or article.blocks[index].end <= offset:
        return None
    return article.blocks[index]


_STARTS_KEY = "reportedly.block_starts"


def is_outside(doc: Doc, offset: int) -> bool:
    """Whether a character stands in what is no part of the report: furniture, links to other stories, credits."""
    block = block_at(doc, offset)
    return block is not None and block.role in OUTSIDE


# Blocks that tell of something of their own: a picture, another entry of a live blog.
_APART: frozenset[Role] = frozenset({"caption"})
_CLOSED: frozenset[Role] = frozenset({"entry"})
# What is no part of the report: an advertisement has places and days, too.
OUTSIDE: frozenset[Role] = frozenset({"furniture", "related", "credit"})
# What a closed block shares with its page.
_LEADING: frozenset[Role] = frozenset({"headline", "summary"})


def neighbours(
    doc: Doc, tokens: Tokens, number: int, before: Sequence[int], after: Sequence[int]
) -> Iterator[int]:
    """Of the sentences before and after sentence `number`, in this order, those that may tell of the same.

    Each entry of a live blog tells of its own, under the page's headline; what a caption says is of its picture.
    """
    own = block_at(doc, _start(tokens, number))
    closed = opens_anew(tokens, number)
    for other in (*before, *after):
        if other < number:
            if closed:
                continue
            closed = opens_anew(tokens, other)
        elif other in after and opens_anew(tokens, other):
            return
        block = block_at(doc, _start(tokens, other))
        if block is not None and block.role in OUTSIDE:
            continue
        # Roles first: to compare two blocks takes long.
        if block is not None and block.role in _APART and block != own:
            continue
        closed_block = own is not None and own.role in _CLOSED and block != own
        if closed_block and (block is None or block.role not in _LEADING):
            continue
        yield other


@dataclass(frozen=True, slots=True)
class Headers:
    """What heads a `cell` of a table: the first cell of its row, and that of its column in the first row.

    `subject` is the head of the column of row headers: what the rows are of ("District"), and
    `of_places` whether those are places; `sums_up` is whether the row sums up the others ("Total").
    """

    cell: Span
    row: Span
    column: Span | None
    subject: Span | None
    of_places: bool
    sums_up: bool


def headers_of(doc: Doc, text: str, offset: int) -> Headers | None:
    """The headers of the table's cell at a character offset; None outside of tables and in their first column."""
    block = block_at(doc, offset)
    if block is None or block.role != "table":
        return None
    low = text.rfind("\n", block.start, offset) + 1 or block.start
    row = _cells(text, max(low, block.start), block.end)
    at = next((index for index, cell in enumerate(row) if cell.start <= offset < cell.end), 0)
    if at == 0:
        return None
    heads = _cells(text, block.start, block.end) if low > block.start else []
    column = heads[at] if len(heads) == len(row) else None
    subject = heads[0] if len(heads) == len(row) else None
    name = " ".join(row[0].of(text).lower().split())
    areas = any_word("places.nouns.areas", "places.nouns.sites")
    of_places = subject is not None and subject.of(text).lower() in areas
    sums_up = name in word_set("tables", "totals")
    return Headers(row[at], row[0], column, subject, of_places, sums_up)


_CELL = re.compile(r"[^|\t\n ]+(?: [^|\t\n ]+)*")
LONGEST_ROW = 400
"""Characters of a row that are looked at."""


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of the row that begins at an offset: cut by bars, tabs, and runs of spaces."""
    stop = text.find("\n", start, end)
    stop = min(stop if stop >= 0 else end, start + LONGEST_ROW)
    return [Span(found.start(), found.end()) for found in _CELL.finditer(text, start, stop)]


def opens_anew(tokens: Tokens, number: int) -> bool:
    """Whether a sentence opens with words that turn to another happening: "Elsewhere, ..."."""
    start = _start(tokens, number)
    head = tokens.text[start : start + OPENING].lower()
    return head.startswith(_openings())


OPENING = 40
"""Characters of the longest words that turn to another happening."""


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(word_set("windows", "openings")))


def _start(tokens: Tokens, number: int) -> int:
    return tokens.starts[tokens.bounds[number][0]]
