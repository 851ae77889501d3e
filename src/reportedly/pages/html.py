"""HTML pages to an `Article`: main text by trafilatura, metadata by schema.org and Open Graph."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.metadata import Document

from reportedly.errors import InputError
from reportedly.pages import agencies, frame, judging, metadata, text, titles
from reportedly.pages.metadata import Metadata
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles import assign_extracted
from reportedly.records import Article

DEEPEST = 250
"""Levels of nesting. libxml2 drops what lies deeper than 256; no honest page comes near."""

BEFORE_TITLE, AFTER_TITLE, AT_FOOT = 12, 30, 30
"""Lines around the headline and at a page's foot that are looked through for its dates and names."""

TOO_DEEP = f"boolean(/{'/'.join('*' * DEEPEST)})"
LONGEST_CELL = 400
"""Characters; a table with a longer cell is one that lays out the page."""

SHORT = 400
"""Characters; where the precise mode gives less, the balanced one is asked too."""

BREAKS = frozenset({"lb", "p", "item", "row", "head", "quote", "list"})
"""Tags of the extractor's tree that end a line."""

SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "select",
        "textarea",
    }
)
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        "del",
        "picture",
        "source",
    }
)
CAPTIONS = "//figcaption[not(ancestor::a or ancestor::li or ancestor::nav or ancestor::aside or ancestor::footer)]"
APART = re.compile(
    r"\b(?:related|recommend\w*|promo\w*|teaser|card|carousel|sidebar|trending|popular|more-\w+|playlist)\b",
    re.IGNORECASE,
)
"""Classes of boxes whose pictures belong to other stories."""


@dataclass(frozen=True)
class HtmlPage:
    """What was read from a page of HTML, and whether it seems to be the page of an article."""

    article: Article
    of_an_article: bool


def read(page: str, *, location: str) -> HtmlPage:
    """Read a page of HTML into an article, and judge whether it is one.

    Args:
        page: the page's source.
        location: path or URL, for messages.

    Raises:
        InputError: it is nested too deeply (`too_deep`) or cannot be parsed (`malformed`, `empty`).
    """
    tree = parse_tree(page, location)
    try:
        known = metadata.read(tree)
        article = _article(tree, known)
    except (
        etree.LxmlError,
        RecursionError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
    ) as error:
        # What the extractor's code may meet in hostile markup, and does not itself expect.
        message = f"{location}: its markup breaks the extractor ({error!r}); save the page as text"
        raise InputError(message, "malformed") from error
    if not article.text.strip():
        raise InputError(f"{location}: no text in its markup; give a page with text", "empty")
    judged = judging.has_main_text(article) and (
        known.is_article or not judging.is_of_links(article, _linked_headlines(tree))
    )
    return HtmlPage(article, judged)


def _linked_headlines(tree: HtmlElement) -> int:
    found = 0
    for tag in ("h1", "h2", "h3", "h4"):
        for heading in tree.iter(tag):
            link = heading.find(".//a[@href]")
            parent = heading.getparent()
            inside = parent is not None and parent.tag == "a"
            words = " ".join(heading.itertext()).split() if link is not None or inside else []
            found += len(words) >= 4
    return found


def parse_tree(page: str, location: str) -> HtmlElement:
    """Parse HTML into a tree of bounded depth; scripts stay text and never run."""
    page = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", page.replace("\x00", ""))
    page = page.encode("utf-8", "replace").decode("utf-8")
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError(
            f"{location}: no HTML in it ({error}); give a page with text", "empty"
        ) from error
    if tree.xpath(TOO_DEEP):
        message = f"{location}: tags are nested more than {DEEPEST} deep, as in no article; look at the page"
        raise InputError(message, "too_deep")
    return tree


def _units(tree: HtmlElement, known: Metadata) -> Iterator[tuple[str, str]]:
    precise = list(_extracted(tree, precise=True))
    if sum(len(words) for words, _ in precise) < SHORT:
        balanced = list(_extracted(tree, precise=False))
        if sum(len(words) for words, _ in balanced) > sum(len(words) for words, _ in precise):
            precise = balanced
    if known.body and sum(len(words) for words, _ in precise) < 0.3 * len(known.body):
        precise = [
            (" ".join(line.split()), "p") for line in known.body.splitlines() if line.strip()
        ]
    yield from precise


def _extracted(tree: HtmlElement, *, precise: bool) -> Iterator[tuple[str, str]]:
    # Without handlers, Python prints the library's remarks on pages to standard error.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(
        tree,
        fast=True,
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        deduplicate=False,  # it remembers pages between calls
    )
    if isinstance(document, Document) and document.body is not None:
        for element in document.body:
            yield from _texts(element)


def _texts(element: Any) -> Iterator[tuple[str, str]]:
    """The texts of an element of the extractor's tree, with what they are."""
    tag = element.tag
    if tag == "list":
        for item in element.iter("item"):
            yield from ((line, "item") for line in _lines(item))
    elif tag == "table":
        yield from _rows(element)
    elif tag == "quote":
        yield from ((line, "quote") for line in _lines(element))
    elif tag == "head":
        yield from ((line, "head") for line in _lines(element))
    else:
        yield from ((line, "p") for line in _lines(element))


def _rows(table: Any) -> Iterator[tuple[str, str]]:
    """A table's rows, one a line; of a table that only lays out the page, its cells' paragraphs."""
    rows = [[list(_lines(cell)) for cell in row.iter("cell")] for row in table.iter("row")]
    if any(sum(map(len, lines)) > LONGEST_CELL for row in rows for lines in row):
        for row in rows:
            for lines in row:
                yield from ((line, "p") for line in lines)
        return
    for row in rows:
        cells = [" ".join(lines) for lines in row]
        if any(cells):
            yield " | ".join(cells), "row"


def _lines(element: Any) -> Iterator[str]:
    parts = [element.text or ""]
    for child in element.iter():
        if child is element:
            continue
        breaks = "\n" if child.tag in BREAKS else ""
        parts += (breaks, child.text or "", breaks if not len(child) else "", child.tail or "")
    for line in "".join(parts).split("\n"):
        line = " ".join(line.split())
        if line:
            yield line


def _article(tree: HtmlElement, known: Metadata) -> Article:
    pairs = list(_units(tree, known))
    title = titles.choose(known.titles, known.site)
    seen = _seen(tree, known, title)
    publisher = known.site or titles.site_of(known.titles) or seen.publisher
    if title:
        title = titles.without_site(title, publisher)
        headline = titles.folded(title)
        pairs = [
            (title, "headline"),
            *(pair for pair in pairs if titles.folded(pair[0]) != headline),
        ]
    captions = list(_captions(tree))
    said = {titles.folded(words) for words, _ in pairs} if captions else set()
    pairs += [(words, "caption") for words in captions if titles.folded(words) not in said]
    page, units = compose(pairs)
    guesses = assign_extracted(units, known.description)
    article = text.build(page, units, guesses, url=known.url)
    authors, agency = _people(known)
    return article.model_copy(
        update={
            "title": title,
            "summary": known.description or article.summary,
            "publisher": publisher,
            "authors": authors or article.authors or seen.authors,
            "agency": article.agency or agency or seen.agency,
            "published": known.published or seen.published,
            "updated": known.updated or seen.updated,
            "warnings": () if known.published else seen.warnings,
        }
    )


def _people(known: Metadata) -> tuple[tuple[str, ...], str | None]:
    """The authors who are people, and the agency among the others, that is not the site itself."""
    agency: str | None = None
    authors: list[str] = []
    for name in known.authors:
        sender = agencies.named(name) or agencies.sender_of(name)
        if sender is not None:
            agency = agency or sender
        elif not phrases("credits", "lines").whole(name):
            authors.append(name)
    others = (name for name in known.senders if not titles.same(name, known.site or ""))
    return tuple(authors), agency or next(others, None)


def compose(pairs: list[tuple[str, str]]) -> tuple[str, list[Paragraph]]:
    """Set texts one under another; list items and table rows follow each other without a gap."""
    parts: list[str] = []
    units: list[Paragraph] = []
    at = 0
    before = ""
    for words, hint in pairs:
        close = hint == before and hint in ("item", "row")
        separator = "" if not units else "\n" if close else "\n\n"
        at += len(separator)
        parts += [separator, words]
        units.append(Paragraph(words, at, at + len(words), not close, hint))
        at += len(words)
        before = hint
    return "".join(parts), units


def _captions(tree: HtmlElement) -> Iterator[str]:
    for element in tree.xpath(CAPTIONS)[:40]:
        if any(APART.search(parent.get("class") or "") for parent in element.iterancestors()):
            continue
        words = " ".join(" ".join(element.itertext()).split())
        linked = sum(len(" ".join(a.text_content().split())) for a in element.iter("a"))
        if len(words.split()) >= 5 and len(words) <= 600 and linked < 0.5 * len(words):
            yield words


def _seen(tree: HtmlElement, known: Metadata, title: str | None) -> frame.Frame:
    """What the page's visible lines say, where its metadata do not."""
    if known.published and known.site and known.authors:
        return frame.Frame()
    lines = list(visible_lines(tree))
    headline = titles.folded(title or "")
    at = next(
        (i for i, line in enumerate(lines) if headline and titles.folded(line) == headline), 0
    )
    near = [
        *lines[max(0, at - BEFORE_TITLE) : at + AFTER_TITLE],
        *lines[max(at + AFTER_TITLE, len(lines) - AT_FOOT) :],
    ]
    return text.frame_of("\n".join(near), known.url)


def visible_lines(tree: HtmlElement) -> Iterator[str]:
    """The lines of text that a page shows, furniture and all."""
    parts: list[str] = []
    hidden = 0
    body = tree.body
    walked = etree.iterwalk(body, events=("start", "end")) if body is not None else ()
    for event, element in walked:
        if element.tag in SKIPPED:
            hidden += 1 if event == "start" else -1
        if hidden or (event == "start" and element.tag in SKIPPED):
            continue
        if element.tag not in INLINE:
            parts.append("\n")
        parts.append((element.text if event == "start" else element.tail) or "")
    for line in "".join(parts).split("\n"):
        line = " ".join(line.split())
        if line:
            yield line
