"""What an HTML page says of itself in schema.org, Open Graph and other metadata."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from reportedly.pages import dates
from reportedly.records import Moment

LONGEST_JSON = 2_000_000
"""Characters; a longer schema.org script is not read."""

MOST_OBJECTS = 2000
EARLIEST, LATEST = 1800, 2200
"""Years; dates outside are what programs write where they have none."""

ARTICLE_TYPES = re.compile(
    r"(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting|ReportageNewsArticle)"
)
BODY_TYPES = re.compile(r"\w*Organization|Corporation")
ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
)
DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
AUTHORS = (
    "author",
    "article:author_name",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
)
PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "publication_date", "date_published", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "article.published",
    "originalpublicationdate", "citation_publication_date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
UPDATED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "article.updated", "revision_date",
)  # fmt: skip


@dataclass(frozen=True)
class Metadata:
    """What was found, as it was written; nothing is guessed."""

    titles: tuple[str, ...] = ()
    description: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    is_article: bool = False
    is_list: bool = False


def read(tree: HtmlElement) -> Metadata:
    """Return the metadata of a page; broken metadata counts as none."""
    metas = dict(_metas(tree))
    objects = list(_objects(tree))
    article = next((item for item in objects if _is_type(item, ARTICLE_TYPES)), {})
    named = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
    titles = [_text(article.get("headline")), *(metas.get(key) for key in TITLES)]
    titles += [_inside(tree, "//h1[1]"), _inside(tree, "//head/title"), _text(article.get("name"))]
    og_type = metas.get("og:type", "").casefold()
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        description=_first(metas, DESCRIPTIONS) or _text(article.get("description")),
        site=_name(article.get("publisher"), named) or _first(metas, SITES),
        authors=tuple(dict.fromkeys(_authors(article, named, bodies=False)))
        or _listed(_first(metas, AUTHORS)),
        senders=tuple(dict.fromkeys(_authors(article, named, bodies=True))),
        published=moment(_text(article.get("datePublished")))
        or _moment_of(metas, PUBLISHED)
        or _time(tree, "datePublished"),
        updated=moment(_text(article.get("dateModified")))
        or _moment_of(metas, UPDATED)
        or _time(tree, "dateModified"),
        url=_url(tree, metas),
        language=(tree.get("lang") or metas.get("og:locale") or "")[:2].casefold() or None,
        body=_long_text(article.get("articleBody")),
        is_article=bool(article) or og_type == "article",
        is_list=not article
        and (og_type == "website" or any(_is_type(item, _LIST_TYPES) for item in objects)),
    )


_LIST_TYPES = re.compile(r"CollectionPage|ItemList|SearchResultsPage")


def moment(text: str | None) -> Moment | None:
    """Read a date that a page gives to machines: ISO 8601, RFC 2822 or a plain form without doubt."""
    if not text:
        return None
    text = text.strip()[:80]
    match = ISO.match(text)
    if match is not None:
        year, month, day, hour, minute, second, zone = match.groups()
        return _checked(f"{year}-{month}-{day}", (hour, minute, second), zone)
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        parsed = None
    if parsed is not None:
        clock = tuple(parsed.strftime("%H %M %S").split())
        return _checked(parsed.strftime("%Y-%m-%d"), clock, parsed.strftime("%z") or None)
    found = [item for item in dates.find(text) if not item.ambiguous]
    return dates.moment(found[0], found[0].days[0], None) if found else None


def _checked(day: str, clock: tuple[str | None, ...], zone: str | None) -> Moment | None:
    """A moment of parts that may name no day or hour at all; `clock`: hour, minute, second."""
    hour, minute, second = clock
    written = day
    if hour is not None:
        written += f"T{hour}:{minute}" + (f":{second}" if second else "")
    try:
        parsed = datetime.fromisoformat(written)
    except ValueError:
        return None
    if not EARLIEST <= parsed.year <= LATEST:
        return None
    if hour is None or not zone:
        return written
    if zone.upper() == "Z":
        return written + "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{written}{zone[0]}{digits[:2]}:{digits[2:]}"


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    seen = set()
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().casefold()
            if key and content and key not in seen:
                seen.add(key)
                yield key, content[:2000]


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if metas.get(key)), None)


def _moment_of(metas: dict[str, str], keys: tuple[str, ...]) -> Moment | None:
    return next((found for key in keys if (found := moment(metas.get(key)))), None)


def _time(tree: HtmlElement, prop: str) -> Moment | None:
    for element in tree.xpath(f'//*[@itemprop="{prop}"]')[:5]:
        found = moment(element.get("datetime") or element.get("content"))
        if found:
            return found
    if prop == "datePublished":
        stamps = [found for time in tree.iter("time") if (found := moment(time.get("datetime")))]
        return stamps[0] if len(set(stamps[:1])) == 1 and len(stamps) <= 3 else None
    return None


def _url(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    found = tree.xpath('string(//link[translate(@rel,"CANOIL","canoil")="canonical"]/@href)')
    for url in (found, metas.get("og:url")):
        if url and re.match(r"https?://[^\s/]+", url):
            return str(url).strip()
    return None


def _inside(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return " ".join(found[0].text_content().split())[:500] or None if found else None


def _objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold() or not script.text:
            continue
        for item in _flat(_loaded(script.text)):
            count += 1
            if count > MOST_OBJECTS:
                return
            yield item


def _loaded(text: str) -> Any:
    if len(text) > LONGEST_JSON:
        return None
    text = re.sub(
        r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$", "", text
    )
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flat(value.get(key), depth + 1)


def _is_type(item: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    types = item.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(
        isinstance(name, str) and pattern.fullmatch(name.rpartition("/")[2]) for name in types
    )


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(_unescaped(value).split())[:2000] or None if isinstance(value, str) else None


def _long_text(value: Any) -> str | None:
    return _unescaped(value) or None if isinstance(value, str) else None


def _unescaped(text: str) -> str:
    return unescape(text)


def _name(value: Any, named: dict[str, dict[str, Any]]) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        if "name" not in value:
            value = named.get(str(value.get("@id")), value)
        value = value.get("name")
    text = _text(value)
    return text if text and not re.match(r"https?://", text) else None


def _authors(
    article: dict[str, Any], named: dict[str, dict[str, Any]], *, bodies: bool
) -> Iterator[str]:
    """The article's authors: people, or the organisations that sent it."""
    value = article.get("author") or article.get("creator")
    for item in value if isinstance(value, list) else [value]:
        is_body = isinstance(item, dict) and _is_type(item, BODY_TYPES)
        name = _name(item, named)
        if name and is_body == bodies:
            yield from [name] if is_body else _listed(name)


def _listed(text: str | None) -> tuple[str, ...]:
    if not text or re.match(r"https?://", text):
        return ()
    text = re.sub(r"^\s*by\s+", "", text, flags=re.IGNORECASE)
    names = re.split(r"\s*(?:,|;|&|\band\b|\|)\s*", text[:300])
    return tuple(name for name in names if name)
