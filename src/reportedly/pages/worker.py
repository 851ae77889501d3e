"""Parsing in a process of its own, so that a page that breaks the parser costs one page."""

from types import TracebackType
from typing import Self

from reportedly.pages.options import ReadOptions
from reportedly.records import Article, Moment


class Parser:
    """Parses pages; use as a context manager."""

    def __init__(self, options: ReadOptions | None = None) -> None:
        self.options = options or ReadOptions()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process, if there is one."""

    def parse(
        self, data: bytes, *, location: str, media: str | None = None, charset: str | None = None
    ) -> Article:
        """`parsing.parse`, with limits."""
        from reportedly.pages import parsing  # noqa: PLC0415

        return parsing.parse(data, location=location, media=media, charset=charset)

    def from_text(
        self,
        text: str,
        *,
        published: Moment | None = None,
        url: str | None = None,
        whole: bool = False,
    ) -> Article:
        """`parsing.from_text`, with limits."""
        from reportedly.pages import parsing  # noqa: PLC0415

        return parsing.from_text(text, published=published, url=url, whole=whole)
