"""Bytes of an RSS or Atom feed, a sitemap or a sitemap index to what they list.

The document is gone through as it is parsed and thrown away behind, so that memory does not grow with it
but by what is kept. Entities that it declares are the one thing that is not put up with: no feed needs
any, and nested they unfold into gigabytes. What is ill-formed is read as far as it can be.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO

from lxml import etree

from reportedly.errors import InputError
from reportedly.pages.feeds.listings import (
    LONGEST_ADDRESS,
    LONGEST_VERSION,
    MOST_DOCUMENTS,
    MOST_ENTRIES,
    Entry,
    Form,
    Further,
    Listing,
)

_FORMS: dict[str, Form] = {
    "rss": "rss",
    "RDF": "rss",
    "feed": "atom",
    "urlset": "sitemap",
    "sitemapindex": "sitemap index",
}
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
# The first of them that an entry has says which version of its page it lists.
_VERSIONS = ("updated", "modified", "lastmod", "publication_date", "pubDate", "date", "published")
MOST_ELEMENTS = 2_000_000
"""Elements of one document: fifty thousand entries have not half of them."""

_LONGEST_MINUTES = 7 * 24 * 60
_SPACE = re.compile(r"\s+")


def parse(data: bytes, *, location: str) -> Listing:
    """What a document lists.

    Args:
        data: the document, decompressed.
        location: its address, for messages.

    Raises:
        InputError: `not_feed`, `entities`, `too_large` or `malformed`.
    """
    reader = _Reader(location)
    try:
        for number, (event, element) in enumerate(_events(data)):
            if number >= 2 * MOST_ELEMENTS:
                message = f"{location} has more than {MOST_ELEMENTS:,} elements, as no feed has"
                raise InputError(message, "too_large")
            reader.take(event, element)
    except etree.XMLSyntaxError as error:
        if reader.form is None:
            raise _no_feed(location, data, str(error)) from error
        if not reader.entries and not reader.further:
            message = f"{location} cannot be parsed as XML ({error}): tell its publisher"
            raise InputError(message, "malformed") from error
    if reader.form is None:
        raise _no_feed(location, data, "it has no element")
    return reader.listing(reader.form)


def moment_of(words: str | None) -> str | None:
    """The moment that a date of a feed names, in UTC to the second; None where it names none.

    Dates without a zone are taken to be in UTC, as servers write them.
    """
    if not words:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(words)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            return found.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _events(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        recover=True,  # an ampersand that stands alone must not cost the whole feed
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class _Reader:
    """Gathers what a document lists while it is gone through."""

    def __init__(self, location: str) -> None:
        self.form: Form | None = None
        self.entries: list[Entry] = []
        self.further: list[Further] = []
        self._location = location
        self._inside: etree._Element | None = None
        self._minutes: int | None = None
        self._without = self._over = self._documents_over = 0

    def take(self, event: str, element: etree._Element) -> None:
        if event == "start":
            if self.form is None:
                self._begin(element)
            elif self._inside is None and _name(element) in _ENTRIES:
                self._inside = element
            return
        if self._inside is None:
            self._beside(element)
        elif element is self._inside:
            self._inside = None
            self._entry(element)
        else:
            return  # what stands in an entry is read when the entry is complete
        _drop(element)

    def listing(self, form: Form) -> Listing:
        return Listing(
            form=form,
            entries=tuple(self.entries),
            further=tuple(self.further),
            minutes=self._minutes,
            without=self._without,
            over=self._over,
            documents_over=self._documents_over,
        )

    def _begin(self, root: etree._Element) -> None:
        declared = root.getroottree().docinfo.internalDTD
        if declared is not None and next(iter(declared.iterentities()), None) is not None:
            message = (
                f"{self._location} declares entities, which no feed needs and which may unfold \
without end: tell its publisher"
            )
            raise InputError(message, "entities")
        self.form = _FORMS.get(_name(root))
        if self.form is None:
            name = _name(root)[:40]
            message = (
                f"{self._location} is no feed and no sitemap (it begins with <{name}>): give the \
address of its RSS, Atom or sitemap"
            )
            raise InputError(message, "not_feed")

    def _beside(self, element: etree._Element) -> None:
        """What stands in the document beside its entries."""
        name = _name(element)
        if name == "link" and element.get("rel") == "next" and self.form in ("rss", "atom"):
            self._add_further(Further(address=_short(element.get("href"), LONGEST_ADDRESS)))
        elif name == "ttl" and (element.text or "").strip().isdecimal():
            self._minutes = min(int((element.text or "").strip()[:9]), _LONGEST_MINUTES)

    def _entry(self, element: etree._Element) -> None:
        found = _texts(element)
        version = next((found[name] for name in _VERSIONS if found.get(name)), None)
        address = _address(element, found)
        if not address:
            self._without += 1
        elif self.form == "sitemap index":
            self._add_further(Further(address=address, version=version))
        elif len(self.entries) >= MOST_ENTRIES:
            self._over += 1
        else:
            self.entries.append(Entry(address=address, version=version, at=moment_of(version)))

    def _add_further(self, one: Further) -> None:
        if not one.address:
            self._without += 1
        elif len(self.further) >= MOST_DOCUMENTS:
            self._documents_over += 1
        else:
            self.further.append(one)


def _texts(entry: etree._Element) -> dict[str, str]:
    """The words of an entry's children, and of theirs, by their names; the first of each name."""
    found: dict[str, str] = {}
    for element in entry.iterdescendants():
        name = _name(element)
        if name in _WANTED and name not in found:
            limit = LONGEST_ADDRESS if name in _PLACES else LONGEST_VERSION
            found[name] = _short(element.text, limit)
    return found


_PLACES = frozenset({"link", "loc", "guid"})
_WANTED = _PLACES | frozenset(_VERSIONS)


def _address(entry: etree._Element, found: dict[str, str]) -> str:
    """Where the page of an entry is, as it says; "" where it does not."""
    if found.get("loc") or found.get("link"):
        return found.get("loc") or found["link"]
    for link in _children(entry, "link"):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return _short(link.get("href"), LONGEST_ADDRESS)
    for guid in _children(entry, "guid"):
        if guid.get("isPermaLink", "true") != "false" and "://" in found.get("guid", ""):
            return found["guid"]
    return ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace: feeds mix and mistake these."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _short(words: str | None, limit: int) -> str:
    """Words on one line. A cut address is none, so what is too long is kept a little too long."""
    return _SPACE.sub(" ", (words or "")[: 4 * limit]).strip()[: limit + 1]


def _drop(element: etree._Element) -> None:
    """Free an element that was gone through, and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _no_feed(location: str, data: bytes, why: str) -> InputError:
    if not data.strip():
        return InputError(f"{location} is empty: it lists nothing", "empty")
    message = f"{location} is no feed and no sitemap ({why}): give the address of its RSS, Atom or \
sitemap"
    return InputError(message, "not_feed")
