"""PDF reports to an `Article`: their text page by page, and their tables.

Text comes from PDFium, which is fast; tables from pdfplumber, which is not, and is asked only about
pages that have ruled lines. Both are the extra `pdf`. Pages are parted by form feeds, so that the
text itself says on which page a claim stands: see `Article.page_at`.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportedly.errors import InputError
from reportedly.pages import text as texts
from reportedly.pages.metadata import moment
from reportedly.pages.paragraphs import Paragraph, split
from reportedly.pages.roles import Guess, assign_extracted
from reportedly.records import Article

MOST_PAGES = 1000
"""Pages of a PDF file that are read; a longer one is refused."""

RULES = 4
"""Lines or boxes on a page from which on tables are looked for: two for a frame, two for rows."""

MOST_RULES = 5000
"""Those above which a page is a map or a chart."""

BREAK = "\f"
_EDGE = 2
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'?\d\d)?)?")
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)


def read(data: bytes, *, location: str) -> Article:
    """Read a report into an article; its tables are blocks of rows, as those of HTML are.

    Args:
        data: the file.
        location: its path or URL, for messages.

    Raises:
        InputError: `unsupported` without the extra, `malformed`, `locked`, `too_large`, or `empty`
            where its pages are pictures.
    """
    try:
        import pypdfium2  # noqa: PLC0415  (an extra)
    except ImportError as error:
        message = f"{location} is a PDF file: to read it, pip install 'reportedly[pdf]'"
        raise InputError(message, "unsupported") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            message = f"{location} is locked with a password: save it without one"
            raise InputError(message, "locked") from error
        raise InputError(f"{location} is no whole PDF file ({error})", "malformed") from error
    if len(document) > MOST_PAGES:
        message = f"{location} has {len(document):,} pages: a report may have {MOST_PAGES:,}"
        raise InputError(message, "too_large")
    try:
        pages = _without_frames([_pairs(document, number, data) for number in range(len(document))])
        said = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{location} is no whole PDF file ({error})", "malformed") from error
    finally:
        document.close()
    if not any(words.strip() for page in pages for words, _ in page):
        message = f"{location} has no text: its pages are pictures; give a text of it"
        raise InputError(message, "empty")
    return _article(pages, said)


Pairs = list[tuple[str, str]]
"""Texts with what they are: `p`, or `row` of a table."""


def _pairs(document: Any, number: int, data: bytes) -> Pairs:
    """The paragraphs and table rows of a page, from top to bottom."""
    page = document[number]
    try:
        rules = sum(1 for _ in page.get_objects(filter=[2], max_depth=2))  # 2: FPDF_PAGEOBJ_PATH
        if RULES <= rules <= MOST_RULES:
            found = _with_tables(data, number)
            if found:
                return found
        plain = page.get_textpage().get_text_bounded()
    finally:
        page.close()
    return list(_paragraphs(plain))


def _paragraphs(plain: str) -> Iterator[tuple[str, str]]:
    # PDFium marks a word that is hyphenated at a line's end with U+FFFE.
    plain = re.sub("[\ufffe\u00ad]\\s*", "", plain.replace("\r\n", "\n")).replace(BREAK, "\n")
    for one in split(plain):
        words = " ".join(one.text.split())
        if words:
            yield words, "p"


def _with_tables(data: bytes, number: int) -> Pairs:
    """The same for a page that has ruled tables; nothing where it has none."""
    import pdfplumber  # noqa: PLC0415  (an extra)

    with pdfplumber.open(io.BytesIO(data), pages=[number + 1]) as document:
        page = document.pages[0]
        tables = [table for table in page.find_tables() if _is_table(table)]
        if not tables:
            return []
        tables.sort(key=lambda table: (table.bbox[1], table.bbox[0]))
        pairs: Pairs = []
        top = page.bbox[1]
        for table in tables:
            _, start, _, end = table.bbox
            if start > top:
                pairs += _between(page, top, start)
            pairs += _rows(table)
            top = max(top, end)
        if top < page.bbox[3]:
            pairs += _between(page, top, page.bbox[3])
        return pairs


def _is_table(table: Any) -> bool:
    return len(table.rows) >= 2 and max(len(row.cells) for row in table.rows) >= 2


def _between(page: Any, top: float, bottom: float) -> Iterator[tuple[str, str]]:
    left, _, right, _ = page.bbox
    strip = page.crop((left, top, right, bottom))
    return _paragraphs(strip.extract_text() or "")


def _rows(table: Any) -> Iterator[tuple[str, str]]:
    for row in table.extract():
        cells = [" ".join((cell or "").split()) for cell in row]
        if any(cells):
            yield " | ".join(cells), "row"


def _without_frames(pages: list[Pairs]) -> list[Pairs]:
    """The pages without their numbers, and without the lines that head or close most of them."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_framed(words) for words, _ in (*page[:_EDGE], *page[-_EDGE:])})
    often = {words for words, count in edges.items() if count >= 3 and count > 0.5 * len(pages)}
    kept = []
    for page in pages:
        last = len(page) - _EDGE
        kept.append(
            [
                (words, hint)
                for at, (words, hint) in enumerate(page)
                if _EDGE <= at < last or not (_framed(words) in often or _NUMBER.fullmatch(words))
            ]
        )
    return kept


def _framed(words: str) -> str:
    return re.sub(r"\d+", "#", words.casefold())


def _article(pages: list[Pairs], said: dict[str, str]) -> Article:
    body, units = _composed(pages)
    title = " ".join((said.get("Title") or "").split())[:500] or None
    guesses = assign_extracted(units, None)
    if title is None and guesses and guesses[0] == Guess("body", "running text"):
        first = units[0].text
        if len(first) <= 200 and not units[0].terminal:
            title = first
            guesses[0] = Guess("headline", "first line")
    article = texts.build(body, units, guesses)
    return article.model_copy(
        update={
            "title": title or article.title,
            "authors": article.authors or tuple(filter(None, [(said.get("Author") or "").strip()])),
            "published": article.published or _created(said.get("CreationDate")),
        }
    )


def _composed(pages: list[Pairs]) -> tuple[str, list[Paragraph]]:
    """The pages one under another, a form feed between two of them."""
    parts: list[str] = []
    units: list[Paragraph] = []
    at, before = 0, ""
    for number, page in enumerate(pages):
        if number:
            parts.append(f"\n{BREAK}")
            at, before = at + 2, ""
        for words, hint in page:
            close = hint == before == "row"
            separator = "" if at == 0 or parts[-1].endswith(BREAK) else "\n" if close else "\n\n"
            at += len(separator)
            parts += [separator, words]
            units.append(Paragraph(words, at, at + len(words), not close, hint))
            at += len(words)
            before = hint
    return "".join(parts), units


def _created(written: str | None) -> str | None:
    """The day on which the file says that it was made: the only date of many reports."""
    found = _CREATED.match(written or "")
    return moment(f"{found[1]}-{found[2]}-{found[3]}") if found else None
