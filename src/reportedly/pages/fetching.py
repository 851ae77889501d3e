"""Fetching pages from the web (in the making)."""

from dataclasses import dataclass

from reportedly.errors import FetchError
from reportedly.pages.options import ReadOptions
from reportedly.records import Capture


@dataclass(frozen=True)
class Fetched:
    """A page as its server gave it."""

    data: bytes
    capture: Capture
    url: str
    media: str | None = None
    charset: str | None = None


class Fetcher:
    """Fetches pages."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options

    def fetch(self, url: str) -> Fetched:
        """Fetch one page."""
        raise FetchError(f"{url}: fetching is not built yet", "unsupported")
