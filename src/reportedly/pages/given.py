"""Pages that somebody hands over: a file that was dropped on a page, a text that was pasted into it.

What a browser calls a file is a label and nothing else: it is shown, and never taken for a path or an address.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from reportedly.errors import InputError
from reportedly.pages.documents import ENDINGS as DOCUMENTS
from reportedly.pages.loading import MEDIA_OF_ENDING, Input, Loaded, bounded, capture_of, too_large
from reportedly.pages.options import ReadOptions
from reportedly.records import Moment

LONGEST_LABEL = 100
"""Characters of a name that are kept."""

FIRST_WORDS = 60
"""Characters of a text by which it is called."""

DIGITS = 8
"""Digits of the hash of a page that tell it from another of the same name."""

How = Literal["dropped", "pasted"]


@dataclass(frozen=True)
class GivenInput(Input):
    """A page whose bytes are here already, with what the person says of it."""

    data: bytes
    how: How
    options: ReadOptions
    published: Moment | None = None
    url: str | None = None

    def load(self) -> Loaded:
        """Decompress the bytes of a file, if they are compressed, under the cap; take a text as it is."""
        if self.how == "pasted":
            return self._text()
        if _ending(self.location) in DOCUMENTS:
            raise InputError(
                f"{self.location} may hold many pages: read it with `reportedly read`",
                "unsupported",
            )
        data = bounded([self.data], self.location, self.options.max_bytes)
        capture = capture_of(self.location, data)
        media = MEDIA_OF_ENDING.get(_ending(self.location))
        return Loaded(data, capture, media=media, published=self.published, url=self.url)

    def _text(self) -> Loaded:
        if len(self.data) > self.options.max_bytes:
            raise too_large(self.location, self.options.max_bytes, f"{len(self.data):,} bytes")
        text = self.data.decode("utf-8")
        if not text.strip():
            raise InputError(f"{self.location} is empty: there is nothing to read", "empty")
        return Loaded(
            self.data,
            capture_of(self.location, self.data),
            text=text,
            media="text/plain",
            charset="utf-8",
            published=self.published,
            url=self.url,
        )


def dropped(
    name: str,
    data: bytes,
    options: ReadOptions,
    *,
    published: Moment | None = None,
    url: str | None = None,
) -> GivenInput:
    """A file as an input; two files of one name are two pages, since they are known by their bytes.

    Args:
        name: as the browser says it is called: any characters, of any length.
        data: its bytes.
        options: the limits of reading.
        published: moment of publication, where the person gives it.
        url: address of the page, where the person gives it.
    """
    location = f"dropped {_digest(data)}: {label(name) or 'a file without a name'}"
    return GivenInput(location, data, "dropped", options, published, url)


def pasted(
    text: str, options: ReadOptions, *, published: Moment | None = None, url: str | None = None
) -> GivenInput:
    """A text as an input, called by its first words. Arguments of `dropped`."""
    data = text.encode("utf-8", "replace")
    words = " ".join(_seen(text[: 4 * LONGEST_LABEL]).split())
    shown = words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rstrip()}…"
    location = f"pasted {_digest(data)}: {shown or 'nothing'}"
    return GivenInput(location, data, "pasted", options, published, url)


def label(name: str) -> str:
    """The last part of a name, without what cannot be seen, cut before its ending where it is long."""
    seen = _seen(re.split(r"[/\\]", name)[-1]).strip()
    if len(seen) <= LONGEST_LABEL:
        return seen
    ending = PurePosixPath(seen).suffix[:10]
    return f"{seen[: LONGEST_LABEL - len(ending) - 1].rstrip()}…{ending}"


def _seen(words: str) -> str:
    """Words with a space for every character that cannot be seen."""
    return "".join(c if c.isprintable() else " " for c in words)


def _ending(location: str) -> str:
    name = location.lower().removesuffix(".gz")
    return PurePosixPath(name).suffix


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGITS]
