"""Feeds of news (RSS, Atom) and sitemaps: fetched through the guard, parsed under limits, gone through."""
