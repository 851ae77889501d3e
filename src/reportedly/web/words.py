"""How words are shown: text of strangers set apart and made visible, figures and days as people write them."""

import re
from datetime import date
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from reportedly.publishing import tables
from reportedly.records import RecordedClaim, Statement, Stretch

LONGEST = 240
"""Characters of a stranger's words in a cell of a table; the rest is told by its length."""

NAMES = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
"""Characters that are not seen and steer what is, with the names that Unicode has for them."""

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f" + "".join(NAMES) + "\ud800-\udfff]")


def said(words: object, longest: int | None = LONGEST) -> Markup:
    """A stranger's words, as HTML: isolated, so that no direction of theirs reaches beyond them.

    Characters that steer what is seen are shown by their names; words beyond `longest` are counted.
    """
    given = "" if words is None else str(words)
    left = 0 if longest is None else len(given) - longest
    shown = given if left <= 0 else given[:longest]
    more = (
        Markup('<span class="more"> … {:,} more characters</span>').format(left) if left > 0 else ""
    )
    return Markup("<bdi>{}{}</bdi>").format(visible(shown), more)


def visible(words: str) -> Markup:
    """The same without isolation: for a piece of a text that is isolated as a whole."""
    parts, reached = [], 0
    for found in _STEERING.finditer(words):
        parts += [escape(words[reached : found.start()]), _named(found.group())]
        reached = found.end()
    parts.append(escape(words[reached:]))
    return Markup("").join(parts)


def _named(character: str) -> Markup:
    name = NAMES.get(character) or f"U+{ord(character):04X}"
    return Markup('<span class="steering" title="a character that is not seen">{}</span>').format(
        name
    )


def plain(words: object, longest: int = LONGEST) -> str:
    """A stranger's words for an attribute or a title: what steers is taken out."""
    given = _STEERING.sub("\N{REPLACEMENT CHARACTER}", "" if words is None else str(words))
    return given if len(given) <= longest else f"{given[:longest]} …"


def day(moment: str | date | None) -> Markup:
    """A day that nobody can misread, marked up for machines: 5 Jan 2025."""
    if not moment:
        return Markup("")
    machine = moment.isoformat() if isinstance(moment, date) else moment[:10]
    return Markup('<time datetime="{}">{}</time>').format(machine, tables.day(moment))


def days(when: Stretch | None) -> str:
    """A stretch of days in words."""
    return tables.stretch(when)


def interval(one: RecordedClaim | Statement) -> str:
    """The interval that a figure's words allow, in words."""
    return tables.interval(one)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number of things: `1 page`, `1,200 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def web_address(address: str | None) -> str | None:
    """An address that a link may lead to: of the web, and no other kind."""
    if not address or len(address) > 2_000 or _STEERING.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def text_fragment(address: str | None, sentence: str) -> str | None:
    """A link that opens a live page at a sentence (WICG, URL Fragment Text Directives)."""
    page = web_address(address)
    if page is None:
        return None
    words = sentence.split()
    start, end = " ".join(words[:6]), " ".join(words[-4:]) if len(words) > 12 else ""
    if not words or len(start) > 300 or len(end) > 300:
        return page
    quoted = ",".join(_quoted(part) for part in (start, end) if part)
    return f"{page.partition('#')[0]}#:~:text={quoted}"


def _quoted(words: str) -> str:
    # Hyphens, commas and ampersands mean something in a directive.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
