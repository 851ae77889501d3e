"""Bytes of a page to an `Article`: what kind of page it is, and which reader it goes to."""

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages.text import from_text
from reportedly.records import READ_ROLES, Article

__all__ = ["from_text", "parse"]


def parse(
    data: bytes, *, location: str, media: str | None = None, charset: str | None = None
) -> Article:
    """Read one page, HTML or plain text, into an article.

    Args:
        data: the page as it was received, decompressed.
        location: path or URL, for messages.
        media: the media type that was declared, for example `text/html`.
        charset: the character set that was declared.

    Raises:
        InputError: the bytes are no text (`empty`, `binary`), or a page that cannot be parsed.
        SkippedInputError: it is readable but not for us (`language`, `not_article`).
    """
    text = data.decode(charset or "utf-8", errors="replace")
    if not text.strip():
        raise InputError(
            f"{location}: nothing in it but blank space; give a page with text", "empty"
        )
    article = from_text(text)
    if not any(block.role in READ_ROLES for block in article.blocks):
        raise SkippedInputError(f"{location}: no running text, not an article", "not_article")
    return article
