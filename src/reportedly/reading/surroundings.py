"""What stands around a figure: the sentences that may tell of the same, by the blocks of its page."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.tokens import Tokens, article_of, word_set
from reportedly.records import Block, Role


def block_at(doc: Doc, offset: int) -> Block | None:
    """The block that holds a character offset; None between blocks, or where there is no article."""
    article = article_of(doc)
    if article is None or not article.blocks:
        return None
    index = bisect_right(article.blocks, offset, key=lambda block: block.start) - 1
    if index < 0 or article.blocks[index].end <= offset:
        return None
    return article.blocks[index]


# Blocks that tell of something of their own: a picture, another entry of a live blog.
_APART: frozenset[Role] = frozenset({"caption"})
_CLOSED: frozenset[Role] = frozenset({"entry"})


def neighbours(
    doc: Doc, tokens: Tokens, number: int, before: Sequence[int], after: Sequence[int]
) -> Iterator[int]:
    """Of the sentences before and after sentence `number`, in this order, those that may tell of the same.

    Each entry of a live blog tells of its own; what a caption says is of its picture.
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
        if block is not None and block != own and block.role in _APART:
            continue
        if own is not None and own.role in _CLOSED and block != own:
            continue
        yield other


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
