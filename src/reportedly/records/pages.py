"""What the pages stage returns: articles in blocks, captures, failures."""

import hashlib
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from reportedly.records.values import Moment, Record, Role, Span

READ_ROLES: frozenset[Role] = frozenset(
    {"headline", "summary", "body", "caption", "quote", "list", "table", "entry", "correction"}
)
"""Roles of blocks that are read for claims; the others are the page's furniture and frame."""


class Block(Record):
    """A run of an article's text with one role; offsets are into `Article.text`."""

    start: int = Field(ge=0)
    end: int
    role: Role

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"block [{self.start}, {self.end}) is empty")
        return self

    @property
    def span(self) -> Span:
        """The block's characters as a span of `Article.text`."""
        return Span(self.start, self.end)


class Article(Record):
    """One page as read: its text unchanged, and what was learnt about it.

    `text` is the page's own text for plain text, exactly as decoded, and the extracted text for HTML.
    All offsets of everything read later refer to it.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    summary: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = Field(None, description="the wire agency that the page credits")
    published: Moment | None = None
    updated: Moment | None = None
    language: str | None = Field(None, description="ISO 639-1 code")
    url: str | None = Field(None, description="the address the page says it has")
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _blocks_inside(self) -> Self:
        reached = 0
        for block in self.blocks:
            if block.start < reached:
                raise ValueError(f"block [{block.start}, {block.end}) overlaps the one before it")
            reached = block.end
        if reached > len(self.text):
            raise ValueError(f"a block ends at {reached}, the text at {len(self.text)}")
        return self

    def text_hash(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal: the text's identity in a ledger."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """The page of a printed report, from 1, on which a character of `text` stands; else None.

        Form feeds part the pages in the text of a report that is read from PDF.
        """
        return self.text.count("\f", 0, offset) + 1 if "\f" in self.text else None

    def read_blocks(self) -> Iterator[Block]:
        """The blocks that are read for claims, in order."""
        return (block for block in self.blocks if block.role in READ_ROLES)


class Capture(Record):
    """One fetching of one address, or one reading of one file, at one time."""

    location: str = Field(description="path or URL as given")
    canonical_url: str | None = None
    retrieved: Moment | None = None
    status: int | None = Field(None, description="HTTP status; null for files")
    headers: tuple[tuple[str, str], ...] = ()
    page_hash: str | None = Field(None, description="SHA-256 of the bytes; null where none came")
    withdrawn: str | None = Field(None, description="why the page is known to be withdrawn")


class Failure(Record):
    """A page that gave no article: why, in words and in a code that can be counted."""

    location: str
    outcome: Literal["failed", "skipped"]
    reason: str
    message: str
    page_hash: str | None = None


class Tombstone(Record):
    """What is left of a page that was forgotten on purpose."""

    page: str = Field(description="path or URL as read")
    reason: str
    at: Moment


class Forgotten(Tombstone):
    """What one call of `forget` took out of the ledger. Counts are of what is no longer there."""

    pages: tuple[str, ...] = Field(
        description="all paths and URLs at which its texts had been read, copies to the letter included"
    )
    texts: int = Field(ge=0)
    claims: int = Field(ge=0, description="mentions, those of superseded readings included")
    alike: tuple[str, ...] = Field(
        (), description="pages that stay and print nearly the same: look whether they should"
    )
