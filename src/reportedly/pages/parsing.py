"""Bytes of a page to an `Article`: what kind of page it is, and whether it is an article for us."""

import re
from collections.abc import Collection

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages import judging, languages
from reportedly.pages.decoding import decode_fully
from reportedly.pages.languages import ENGLISH, name_of
from reportedly.pages.text import body_of, from_text
from reportedly.records import Article

__all__ = ["body_of", "from_text", "parse", "prepare", "read"]

LARGEST = 32_000_000
"""Bytes; no page of news comes near. What fetches and reads files sets its own, lower limit."""

LOOKED_AT = 4096
"""Characters at the start of a page in which its markup must show."""

HTML_MEDIA = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
HTML_START = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<body)\b", re.IGNORECASE)
PREFIX = re.compile(r"\s*(?:<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)", re.DOTALL)
TAG = re.compile(
    r"</?(?:p|div|span|br|a|article|section|h[1-6]|ul|li|table|title|meta|script|body|head|html)\b[^<>]{0,500}>",
    re.IGNORECASE,
)


HTML = "html"
"""What reads HTML, as it is called where a process is made ready."""

PDF_MAGIC = b"%PDF-"


def prepare(parts: Collection[str]) -> None:
    """Load what reading needs, now and not at the first page that needs it.

    Args:
        parts: `html`, what reads HTML; `languages`, the model of languages, which a page needs that is not
            plainly English.
    """
    if HTML in parts:
        import reportedly.pages.html  # noqa: F401, PLC0415
    if languages.MODEL in parts:
        languages.prepare()


def parse(
    data: bytes, *, location: str, media: str | None = None, charset: str | None = None
) -> Article:
    """Read one page, HTML, plain text or PDF, into an article, or say why it is none for us.

    Args:
        data: the page as it was received, decompressed.
        location: path or URL, for messages.
        media: the media type that was declared, for example `text/html`; the page's look decides
            where none was, or it plainly was wrong.
        charset: the character set that was declared.

    Raises:
        InputError: `empty`, `binary`, `too_large`, `too_deep` or `malformed`.
        SkippedInputError: readable, but `not_article`, or in another `language` than English.
    """
    article, of_an_article = _read(data, location, media, charset)
    if article.language not in (None, ENGLISH):
        written = name_of(article.language or "")
        message = (
            f"{location} is written in {written}; only English is read: give an English version"
        )
        raise SkippedInputError(message, "language")
    if not of_an_article:
        message = f"{location} has links and lines of a site but no running text of an article: give the article's own page"
        raise SkippedInputError(message, "not_article")
    return article


def read(
    data: bytes, *, location: str, media: str | None = None, charset: str | None = None
) -> Article:
    """`parse` for a page in any language, and whether or not it seems to be an article.

    Raises:
        InputError: as `parse` does.
    """
    return _read(data, location, media, charset)[0]


def _read(
    data: bytes, location: str, media: str | None, charset: str | None
) -> tuple[Article, bool]:
    if len(data) > LARGEST:
        size = f"{len(data) / 1e6:.0f} MB"
        message = f"{location} has {size}, more than any page of news: give the article alone"
        raise InputError(message, "too_large")
    if data.startswith(PDF_MAGIC):
        from reportedly.pages import pdf  # noqa: PLC0415 - few pages are PDF

        report = pdf.read(data, location=location)
        return report, judging.has_article(report)
    decoded = decode_fully(data, declared=charset, location=location)
    if is_html(decoded.text, media):
        from reportedly.pages import html  # noqa: PLC0415 - its extractor is slow to import

        page = html.read(decoded.text, location=location)
        article, judged = page.article, page.of_an_article
    else:
        article = from_text(decoded.text)
        judged = judging.has_article(article)
    if decoded.warnings:
        article = article.model_copy(update={"warnings": (*decoded.warnings, *article.warnings)})
    return article, judged


def is_html(page: str, media: str | None) -> bool:
    """Whether a page is HTML: by how it starts, then by what was declared and shows some markup."""
    start = page[:LOOKED_AT]
    prefix = PREFIX.match(start)
    while prefix is not None:
        start = start[prefix.end() :]
        prefix = PREFIX.match(start)
    if HTML_START.match(start):
        return True
    tags = sum(1 for _ in TAG.finditer(page[: 16 * LOOKED_AT]))
    if media is not None and HTML_MEDIA.match(media):
        return tags > 0
    return media is None and start.lstrip().startswith("<") and tags >= 3
