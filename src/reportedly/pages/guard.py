"""Which addresses may be connected to, and connections to the very address that was checked.

A name is resolved once, every address of the answer is checked, and the connection goes to a
checked address as a number: a second answer of the name server, given between check and connection,
has nothing left to change. The name itself goes on being used for the Host header, for TLS server
name indication and for the certificate. All requests, those for robots.txt and after redirects too,
come through here.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence

import httpcore

from reportedly.errors import FetchError

Resolver = Callable[[str, int], Sequence[str]]
"""From a host name and a port to addresses, numbers in text. Raises OSError or UnicodeError."""

_TRIED = 4
"""Addresses of one host that are tried before giving up."""

_REFUSED = {
    "0.0.0.0/8": "this network",
    "100.64.0.0/10": "a carrier's shared network",
    "168.63.129.16/32": "a cloud provider's internal service",
    "192.88.99.0/24": "an old IPv6 relay",
    "2001::/32": "a Teredo tunnel",
    "2002::/16": "a 6to4 tunnel",
    "64:ff9b:1::/48": "a local translation network",
    "fec0::/10": "a site's own network",
    "::/96": "an old range of IPv4-compatible addresses",
}
"""Ranges refused by name, so that a decision does not change with the Python version's tables."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Deadline:
    """A moment after which nothing is waited for any more."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def within(self, limit: float | None) -> float:
        """The seconds that may be waited: `limit`, or what is left if that is less.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole page is over")
        return left if limit is None else min(left, limit)


def refusal(address: str) -> str | None:
    """Say what is wrong with an address (`10.0.0.1`, `::1`) as a place to fetch pages from.

    Returns:
        What it belongs to instead of the public internet, else None.
    """
    number = ipaddress.ip_address(address)
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped is not None:
            return refusal(str(number.ipv4_mapped))
        if number in _NAT64:  # a network with DNS64 gives these for every host of IPv4
            return refusal(str(ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)))
    for flag, name in (
        (number.is_loopback, "this computer itself"),
        (number.is_link_local, "a link-local network"),
        (number.is_multicast, "a multicast group"),
        (number.is_unspecified, "no host"),
        (number.is_private, "a private network"),
    ):
        if flag:
            return name
    for network, name in _REFUSED.items():
        if number in ipaddress.ip_network(network):
            return name
    return None if number.is_global and not number.is_reserved else "a reserved range"


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host, in the order in which it would try them."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore: resolves, checks, connects, and keeps to a deadline."""

    def __init__(
        self,
        deadline: Deadline,
        *,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolver = resolver
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a checked address of the host.

        Raises:
            FetchError: `private_address` if any of its addresses is not of the public internet,
                `unresolved` if it has none.
            httpcore.ConnectError, httpcore.TimeoutException: no address answers (in time).
        """
        addresses = self._checked(host, port, timeout)
        failures: list[Exception] = []
        for address in addresses[:_TRIED]:
            limit = self._deadline.within(timeout)
            try:
                stream = self._inner.connect_tcp(
                    address, port, limit, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failures.append(error)
            else:
                return _TimedStream(stream, self._deadline)
        raise failures[-1]

    def _checked(self, host: str, port: int, timeout: float | None) -> list[str]:
        try:
            addresses = list(self._answer(host, port, timeout))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the host {host} cannot be found ({error})", "unresolved") from error
        if not addresses:
            raise FetchError(f"the host {host} has no address", "unresolved")
        for address in addresses:
            kind = None if self._allow_private else refusal(address)
            if kind is not None:
                place = host if host == address else f"{host} ({address})"
                message = f"the host {place} belongs to {kind}: only public addresses are fetched \
from, unless private ones are allowed"
                raise FetchError(message, "private_address")
        return addresses

    def _answer(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        """Resolve in a thread of its own: the system's resolver knows no time-out."""
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="resolver").start()
        try:
            answer = answers.get(timeout=self._deadline.within(timeout))
        except queue.Empty as error:
            raise httpcore.ConnectTimeout(f"no answer on where {host} is") from error
        if isinstance(answer, Exception):
            raise answer
        return answer


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no wait goes beyond the deadline, however often bytes trickle in."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._deadline.within(timeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline
        )

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
