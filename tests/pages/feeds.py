"""Feeds and sitemaps of the tests' own."""

from collections.abc import Iterable


def rss(*items: tuple[str, str], more: str = "") -> bytes:
    """An RSS feed of addresses with their dates ("" for none)."""
    listed = "".join(
        f"<item><title>News</title><link>{address}</link>"
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + "</item>"
        for address, date in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel>{more}{listed}</channel></rss>'.encode()
    )


def atom(*entries: tuple[str, str], more: str = "") -> bytes:
    """An Atom feed of addresses with the moments of their updates."""
    listed = "".join(
        f'<entry><link rel="alternate" href="{address}"/><updated>{updated}</updated></entry>'
        for address, updated in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{more}{listed}</feed>'.encode()


def sitemap(pages: Iterable[tuple[str, str]]) -> bytes:
    listed = "".join(
        f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>" for address, day in pages
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f"<urlset {space}>{listed}</urlset>".encode()


def index(*sitemaps: tuple[str, str]) -> bytes:
    listed = "".join(
        f"<sitemap><loc>{address}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</sitemap>"
        for address, day in sitemaps
    )
    return f"<sitemapindex>{listed}</sitemapindex>".encode()


NESTED = (
    b'<!DOCTYPE rss [<!ENTITY a "forty forty">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (b, *[b - 1] * 8)
        for b in range(ord("b"), ord("p"))
    )
    + b"]><rss><channel><item><link>&o;</link></item></channel></rss>"
)
"""Entities that unfold into some terabytes."""
