"""Links of a page, from addresses of a server to files beside it."""

import re
from collections.abc import Callable
from html import escape, unescape

from reportedly.web.addresses import Place, place_of, relative

# All words of others are escaped by the templates: no quotation mark of theirs is left to look like this.
_LINK = re.compile(r' (href|src)="(/[^"]*)"')


def linked(page: str, own: str, found: Callable[[Place], None]) -> str:
    """A page with links to files, each from its own place.

    Args:
        page: as a server shows it.
        own: the file that it will be.
        found: is told each place that it leads to.
    """

    def link(match: re.Match[str]) -> str:
        address, _, fragment = unescape(match[2]).partition("#")
        place = place_of(address)
        if place is None:
            return ""  # nothing is there to be followed: what it stands on stays as words
        found(place)
        to = relative(place.file, own) + (f"#{fragment}" if fragment else "")
        return f' {match[1]}="{escape(to)}"'

    return _LINK.sub(link, page)
