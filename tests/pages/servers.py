"""Web servers of the tests' own on 127.0.0.1, well-behaved and not."""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Self

Connection = socket.socket
Page = bytes | Callable[[Connection], None]


def answer(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    media: str | None = "text/html",
    **headers: str,
) -> bytes:
    """A whole answer of HTTP, as it goes over the wire; `content_length=...` may lie."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if media is not None:
        named["content-type"] = media
    named.setdefault("content-length", str(len(body)))
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "connection: close", "", ""]).encode("utf-8") + body


def redirect(target: str) -> bytes:
    return answer(status="302 Found", location=target)


class LocalServer:
    """Serves each path its page; a page that is a function gets the connection to do as it likes.

    `requests` holds the head of each request, in order of arrival.
    """

    def __init__(self, pages: Mapping[str, Page], *, tls: ssl.SSLContext | None = None) -> None:
        self.pages = dict(pages)
        self.requests: list[str] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):  # the test is over
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        # A client that hangs up, or does not like the certificate, is what many tests are about.
        with suppress(OSError), connection:
            connection.settimeout(20)
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    received = connection.recv(65_536)
                    if not received:
                        return
                    head += received
                request = head.decode("latin-1")
                self.requests.append(request)
                default = answer(status="404 Not Found")
                page = self.pages.get(request.split(" ")[1], default)
                if callable(page):
                    page(connection)
                else:
                    connection.sendall(page)
