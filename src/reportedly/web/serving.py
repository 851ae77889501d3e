"""Running the server: where it listens, and what is printed for the person who opens it."""

import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.web.application import application
from reportedly.web.settings import Settings

MOST_AT_ONCE = 64
"""Requests that are answered at once; more wait."""


SWITCHING = 0.0005
"""Seconds after which one thread gives way to another, a tenth of what is usual."""


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def serve(
    ledger: Ledger,
    settings: Settings | None = None,
    started: Callable[[str], None] = lambda _address: None,
) -> None:
    """Show a ledger in a browser until it is stopped: the same as the command `serve`.

    Args:
        ledger: opened for reading only; for writing, where `settings.review` lets it be changed.
        settings: where, and to whom; on this machine alone, where they are not given.
        started: called with the address to open, once it is listened on.

    Raises:
        LedgerError: the ledger could be changed through the pages, or could not where it is reviewed.
        UsageError: the address is taken, or is not this machine's.
    """
    settings = settings or Settings()
    if not ledger.read_only and not settings.review:
        raise LedgerError(f"ledger {ledger.location}: open it with read_only=True to show it")
    if ledger.read_only and settings.review:
        raise LedgerError(f"ledger {ledger.location}: open it for writing to review it")
    with _listening(settings) as listening:
        port = int(listening.getsockname()[1])
        settings = replace(settings, port=port)
        config = uvicorn.Config(
            application(ledger, settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_AT_ONCE * 4,
            timeout_keep_alive=5,
            lifespan="on",
            ws="none",
        )
        # What is worked out in the background must not make pages wait for their turn.
        sys.setswitchinterval(SWITCHING)
        started(address_of(settings))
        uvicorn.Server(config).run(sockets=[listening])


def address_of(settings: Settings) -> str:
    """The address to open in a browser, with the token where one is needed."""
    host = settings.names[0] if settings.is_wildcard and settings.names else settings.host
    if settings.is_wildcard and not settings.names:
        host = "127.0.0.1"
    shown = f"[{host}]" if ":" in host else host
    token = f"?token={settings.token}" if settings.token else ""
    return f"http://{shown}:{settings.port}/{token}"


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    host = settings.host or "0.0.0.0"  # noqa: S104 (what was asked for, behind a token)
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, settings.port, type=socket.SOCK_STREAM
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"--host {settings.host}: not an address of a machine: {error}") from error
    with made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(place)
        except OSError as error:
            raise UsageError(
                f"{settings.host} port {settings.port} cannot be listened on: {error.strerror}; "
                "give another --port, or 0 for any that is free"
            ) from error
        made.listen(128)
        yield made
