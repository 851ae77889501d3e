"""Words, digits and marks of a stretch of text, with offsets: what numbers are read from.

The language pipeline's tokens cut "20k", "$1.2bn" and "40-50" as its treebanks do; numbers need to see
what is glued to what, so they are read from these lexemes, and need no parse.
"""

import re
from typing import Literal, NamedTuple

Sort = Literal["word", "digits", "mark"]

_LEXEME = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*|(?<![\w.,])\.\d+)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>\S)"
)


class Lexeme(NamedTuple):
    """A word, a run of digits, or one mark; `start` and `end` are offsets into the article's text."""

    lower: str
    start: int
    end: int
    sort: Sort

    def joins(self, following: "Lexeme") -> bool:
        """Whether `following` stands directly behind, with no space between."""
        return self.end == following.start


def lex(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order; offsets are into the whole of `text`."""
    found = _LEXEME.finditer(text, start, len(text) if end is None else end)
    # Made without the class's own constructor, which takes half the time of reading numbers.
    return [_made(Lexeme, (match[0].lower(), *match.span(), match.lastgroup)) for match in found]


_made = tuple.__new__
