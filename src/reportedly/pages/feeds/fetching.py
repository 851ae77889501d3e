"""Asking for feeds, politely: only for what has changed, and no sooner than the server wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reportedly.errors import FetchError
from reportedly.pages.compression import (
    GZIP_MAGIC,
    DamagedError,
    TooLargeError,
    collected,
    decompressed,
)
from reportedly.pages.fetching import Asking, Fetcher, check_status, pieces_of
from reportedly.pages.loading import too_large

MOST_BYTES = 50_000_000
"""Bytes of the largest feed or sitemap, decompressed: the most that the sitemap protocol allows."""

LONGEST_WAIT = 24 * 3600.0
"""Seconds after which a server is asked again, whatever it wishes: years mean no."""

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_LONGEST_VALIDATOR = 1_000
_UNCHANGED = 304


@dataclass(frozen=True)
class Validators:
    """By what a server tells whether a document has changed: sent back to it as they came."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """A document as its server gave it.

    Attributes:
        data: its bytes, decompressed also where it is a gzip file; None: it has not changed.
        validators: for the next time.
        url: the address that answered, after redirects: what it lists is relative to it.
    """

    data: bytes | None
    validators: Validators
    url: str


def ask(fetcher: Fetcher, address: str, known: Validators, *, cap: int = MOST_BYTES) -> Answer:
    """Ask for a document, unless it has not changed.

    Args:
        fetcher: through whose guard, under whose time-outs and with whose robots.txt.
        address: of the document.
        known: the validators that it came with the last time.
        cap: most bytes, decompressed.

    Raises:
        StatusError: the server has no such document now, or wants to be left alone.
        FetchError: as `Fetcher.fetch`.
    """
    with fetcher.answer(address, Asking(headers=_headers(known))) as response:
        if response.status_code == _UNCHANGED and known != Validators():
            return Answer(None, known, str(response.url))
        check_status(response)
        etag, modified = (_validator(response.headers, one) for one in ("etag", "last-modified"))
        try:
            data = collected(pieces_of(response), cap)
            if data.startswith(GZIP_MAGIC):
                data = collected(decompressed([data], "gzip"), cap)
        except TooLargeError as error:
            raise too_large("the feed", cap, "more than the limit") from error
        except DamagedError as error:
            raise FetchError(f"the feed cannot be unpacked: {error}", "malformed") from error
        return Answer(data, Validators(etag, modified), str(response.url))


def wait_of(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, at most a day; None where there is none.

    Args:
        headers: of an answer, names in lower case.
        now: the moment from which a date is counted.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(float(asked[:12]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(asked)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _headers(known: Validators) -> dict[str, str]:
    headers = {"Accept": _ACCEPT}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _validator(headers: Mapping[str, str], name: str) -> str | None:
    """A validator as it came; None where there is none, or it could not be sent back."""
    value = headers.get(name, "")
    usable = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if value and usable else None
