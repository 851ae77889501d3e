"""Fetching pages from the web: every request through the guard, under caps of size and time."""

import hashlib
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx

from reportedly.errors import FetchError, InputError
from reportedly.pages import robots
from reportedly.pages.compression import (
    DamagedError,
    TooLargeError,
    beginning,
    collected,
    decompressed,
)
from reportedly.pages.guard import Deadline, GuardedBackend, Resolver, resolve
from reportedly.pages.loading import StatusError, now, too_large, without_password
from reportedly.pages.options import ReadOptions
from reportedly.pages.transport import Transport
from reportedly.records import Capture

__all__ = [
    "READ_MEDIA",
    "Asking",
    "Fetched",
    "Fetcher",
    "StatusError",
    "check_status",
    "checked_url",
    "fetch",
    "pieces_of",
]

READ_MEDIA = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""The media types that are read. An answer without one is looked at."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REASONS = {
    401: ("forbidden", "asks for a login"),
    402: ("forbidden", "asks for payment"),
    403: ("forbidden", "refuses access"),
    404: ("gone", "is not there"),
    410: ("gone", "was taken down"),
    429: ("busy", "asks to come back later"),
    451: ("forbidden", "may not be shown for legal reasons"),
}
# What is wrong with the host is so for the page as for its robots.txt.
_OF_THE_HOST = frozenset({"private_address", "tls", "unreachable", "unresolved"})
_KEPT_HEADERS, _KEPT_LENGTH = 100, 1_000


@dataclass(frozen=True)
class Fetched:
    """A page as its server gave it.

    Attributes:
        data: the body, decompressed.
        capture: the fetching, with status and headers.
        url: the address that answered, after redirects.
        media: media type as the server names it, without parameters.
        charset: encoding as the server names it.
    """

    data: bytes
    capture: Capture
    url: str
    media: str | None = None
    charset: str | None = None


@dataclass(frozen=True)
class Asking:
    """How something is asked for that is not simply a page.

    Attributes:
        headers: further headers of the request; they stand before the client's own.
        body: what is sent, by POST; None: nothing, by GET.
        obey_robots: whether robots.txt has a say: it has none on what a site's own people send there.
        follow: whether redirects are followed.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    obey_robots: bool = True
    follow: bool = True


_PLAINLY = Asking()


def fetch(url: str, options: ReadOptions) -> Fetched:
    """Fetch one page. For several, a `Fetcher` asks each site's robots.txt only once.

    Raises:
        FetchError: see `Fetcher.fetch`.
    """
    return Fetcher(options).fetch(url)


def checked_url(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Parse an address, relative to `base` if that is given, and check that it may be asked for.

    Raises:
        FetchError: it is malformed, not of http(s), or carries a user name or password.
    """
    try:
        url = base.join(address) if base else httpx.URL(address)
        url = url.copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(f"{address[:200]!r} is not an address ({error})", "malformed") from error
    if url.userinfo:
        message = f"the address at {url.host} carries a user name or password: give it without"
        raise FetchError(message, "unsupported")
    if url.port is not None and url.port > 65_535:
        raise FetchError(f"{address[:200]!r} is not an address (port {url.port})", "malformed")
    if url.scheme not in ("http", "https") or not url.host:
        message = f"{address[:200]!r} cannot be fetched: only http:// and https:// are"
        raise FetchError(message, "unsupported")
    return url


class Fetcher:
    """Fetches pages; keeps each site's robots.txt for its lifetime, and nothing else.

    Args:
        options: limits, user agent and what is allowed.
        resolver: finds the addresses of a host; the system's resolver unless given.
        backend: opens connections to addresses; plain sockets unless given.
        ssl_context: which certificates are trusted; those of certifi unless given.
    """

    def __init__(
        self,
        options: ReadOptions,
        *,
        resolver: Resolver = resolve,
        backend: httpcore.NetworkBackend | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.options = options
        self._resolver = resolver
        self._backend = backend
        self._ssl_context = ssl_context
        self._rules: dict[str, robots.Rules] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str) -> Fetched:
        """Fetch one page.

        Raises:
            StatusError: the server has no page at the address now: `gone`, `forbidden`, `busy`,
                `server_error`, `status`.
            FetchError: `unsupported` (address or content), `malformed`, `private_address`,
                `unresolved`, `unreachable`, `tls`, `timeout`, `redirects`, `robots`, `too_large`,
                `incomplete`, `empty`.
        """
        deadline = Deadline(self.options.total_seconds)
        with _told(url):
            start = checked_url(url)
            with self._answer(start, deadline, self._ask_robots(deadline)) as response:
                return self._page(url, response)

    @contextmanager
    def answer(self, url: str, asking: Asking) -> Iterator[httpx.Response]:
        """Whatever an address answers, through the guard and under the time of a page.

        The body is not read yet: `pieces_of` gives it, decompressed, within the block.

        Raises:
            FetchError: as `fetch`, of what comes before a status, and of what the block meets.
        """
        deadline = Deadline(self.options.total_seconds)
        with _told(url):
            start = checked_url(url)
            permit = self._ask_robots(deadline) if asking.obey_robots else _permit_all
            with self._answer(start, deadline, permit, asking) as response:
                yield response

    def delay(self, url: str) -> float:
        """Seconds between two requests that a site's robots.txt asks for, as far as it was asked."""
        place = checked_url(url).copy_with(raw_path=b"/robots.txt")
        with self._lock:
            known = self._rules.get(str(place))
        return known.delay if known is not None and self.options.obey_robots else 0.0

    def _page(self, location: str, response: httpx.Response) -> Fetched:
        capture = _capture(location, response)
        check_status(response, capture)
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower() or None
        if media is not None and media not in READ_MEDIA:
            message = f"it is {media[:100]}, not a page of HTML or text"
            raise FetchError(message, "unsupported")
        data = self._body(response)
        if not data.strip():
            raise FetchError("the page is empty: there is nothing to read", "empty")
        capture = capture.model_copy(update={"page_hash": hashlib.sha256(data).hexdigest()})
        charset = response.charset_encoding
        return Fetched(data, capture, str(response.url), media, charset[:40] if charset else None)

    def _body(self, response: httpx.Response) -> bytes:
        cap = self.options.max_bytes
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > cap:
            raise too_large("the page", cap, f"{int(length):,} bytes announced")
        try:
            return collected(pieces_of(response), cap)
        except TooLargeError as error:
            raise too_large("the page", cap, "more than the limit") from error
        except DamagedError as error:
            raise FetchError(f"the page cannot be unpacked: {error}", "malformed") from error

    @contextmanager
    def _answer(
        self,
        url: httpx.URL,
        deadline: Deadline,
        permit: Callable[[httpx.URL], None],
        asking: Asking = _PLAINLY,
    ) -> Iterator[httpx.Response]:
        """Follow redirects to an answer, each hop permitted and guarded like the first."""
        with _translated(), self._client(deadline) as client:
            for _ in range(self.options.redirects + 1):
                permit(url)
                method = "GET" if asking.body is None else "POST"
                headers = dict(asking.headers)
                with client.stream(method, url, headers=headers, content=asking.body) as response:
                    target = response.headers.get("location") if asking.follow else None
                    if response.status_code not in _REDIRECTS or target is None:
                        yield response
                        return
                url = checked_url(target, base=url)
        message = f"it redirects more than {self.options.redirects} times, at last to {url}"
        raise FetchError(message, "redirects")

    def _client(self, deadline: Deadline) -> httpx.Client:
        """A client for one page: cookies live as long as its redirects, and connections too."""
        options = self.options
        backend = GuardedBackend(
            deadline,
            allow_private=options.allow_private,
            resolver=self._resolver,
            inner=self._backend,
        )
        return httpx.Client(
            transport=Transport(backend, self._secure),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(options.silence_seconds, connect=options.connect_seconds),
            headers={
                "User-Agent": options.user_agent,
                "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    def _secure(self) -> ssl.SSLContext:
        """The trusted certificates, loaded when the first https address comes (20 ms)."""
        if self._ssl_context is None:
            self._ssl_context = httpx.create_ssl_context(trust_env=False)
        return self._ssl_context

    def _ask_robots(self, deadline: Deadline) -> Callable[[httpx.URL], None]:
        def permit(url: httpx.URL) -> None:
            if not self.options.obey_robots:
                return
            rules = self._rules_of(url, deadline)
            refusal = rules.refusal(str(url))
            if refusal is not None:
                raise FetchError(refusal, rules.reason)

        return permit

    def _rules_of(self, url: httpx.URL, deadline: Deadline) -> robots.Rules:
        place = url.copy_with(raw_path=b"/robots.txt")
        with self._lock:
            known = self._rules.get(str(place))
        if known is None:
            known = self._fetched_rules(place, deadline)
            with self._lock:
                self._rules[str(place)] = known
        return known

    def _fetched_rules(self, place: httpx.URL, deadline: Deadline) -> robots.Rules:
        try:
            with self._answer(place, deadline, _permit_all) as response:
                status = response.status_code
                if status == 429 or status >= 500:
                    return robots.Nothing(f"the server answers {status}")
                if status >= 300:
                    return robots.Everything()
                text = beginning(pieces_of(response), robots.MAX_BYTES)
        except DamagedError as error:
            return robots.Nothing(str(error), "malformed")
        except FetchError as error:
            if error.reason == "redirects":
                return robots.Everything()
            if error.reason in _OF_THE_HOST:
                raise
            return robots.Nothing(str(error), error.reason)
        return robots.WrittenRules(text.decode("utf-8-sig", "replace"))


def _permit_all(_url: httpx.URL) -> None:
    """For what no robots.txt has a say on."""


def pieces_of(response: httpx.Response) -> Iterator[bytes]:
    """The body in pieces, decompressed by our own hand: no piece unfolds into gigabytes.

    Raises:
        DamagedError: it cannot be unpacked.
        FetchError: `unsupported`, compressed in a way that was not asked for.
    """
    encoding = response.headers.get("content-encoding", "").strip().lower().removeprefix("x-")
    if encoding in ("gzip", "deflate"):
        return decompressed(response.iter_raw(), encoding)
    if encoding in ("", "identity"):
        return response.iter_raw()
    raise FetchError(f"it comes compressed as {encoding[:40]!r}, unasked", "unsupported")


@contextmanager
def _told(location: str) -> Iterator[None]:
    """Begin what every error on the way says with the address as it was given."""
    place = without_password(location)
    try:
        yield
    except StatusError as error:
        raise StatusError(f"{place}: {error}", error.reason, error.capture) from error
    except InputError as error:
        raise FetchError(f"{place}: {error}", error.reason) from error


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the errors of the network and of the protocol into ours."""
    try:
        yield
    except httpcore.TimeoutException as error:
        message = (
            f"the server took too long ({error})" if str(error) else "the server took too long"
        )
        raise FetchError(f"{message}: try later", "timeout") from error
    except (httpcore.NetworkError, OSError) as error:
        if any(isinstance(item, ssl.SSLError) for item in error.args):
            message = f"no secure connection can be made ({error})"
            raise FetchError(message, "tls") from error
        raise FetchError(f"the server cannot be reached ({error})", "unreachable") from error
    except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
        if "incomplete" in str(error) or "without sending complete" in str(error):
            message = f"the server sent less than it announced ({error}): try again"
            raise FetchError(message, "incomplete") from error
        raise FetchError(f"the server does not answer in HTTP ({error})", "malformed") from error


def _capture(location: str, response: httpx.Response) -> Capture:
    headers = tuple(
        (name.lower(), value[:_KEPT_LENGTH])
        for name, value in response.headers.multi_items()[:_KEPT_HEADERS]
        if name.lower() != "set-cookie"
    )
    return Capture(
        location=location,
        canonical_url=str(response.url),
        retrieved=now(),
        status=response.status_code,
        headers=headers,
    )


def check_status(response: httpx.Response, capture: Capture | None = None) -> None:
    """Refuse an answer that has no page.

    Raises:
        StatusError: as `Fetcher.fetch` lists them; it carries the capture.
    """
    capture = capture or _capture(str(response.url), response)
    status = response.status_code
    if status in (200, 203):
        return
    reason, words = _REASONS.get(status, ("status", "gives no page"))
    if status >= 500:
        reason, words = "server_error", "has an error: try later"
    elif reason == "gone":
        message = f"the server answers {status}: the page {words}"
        raise StatusError(message, reason, capture)
    raise StatusError(f"the server answers {status}: it {words}", reason, capture)
