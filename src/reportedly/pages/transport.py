"""httpx's requests over connections that are opened through the guard of addresses."""

import ssl
from collections.abc import Callable, Iterator
from typing import cast

import httpcore
import httpx


class Transport(httpx.BaseTransport):
    """Carries httpx's requests over connections that are opened through the guard."""

    def __init__(
        self, backend: httpcore.NetworkBackend, secure: Callable[[], ssl.SSLContext]
    ) -> None:
        self._backend = backend
        self._secure = secure
        self._pools: dict[str, httpcore.ConnectionPool] = {}

    def _pool(self, scheme: str) -> httpcore.ConnectionPool:
        if scheme not in self._pools:
            context = self._secure() if scheme == "https" else None
            self._pools[scheme] = httpcore.ConnectionPool(context, network_backend=self._backend)
        return self._pools[scheme]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is read when it is asked for."""
        url = request.url
        answer = self._pool(url.scheme).handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=cast("httpx.SyncByteStream", request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(cast("Iterator[bytes]", self._answer.stream))

    def close(self) -> None:
        self._answer.close()
