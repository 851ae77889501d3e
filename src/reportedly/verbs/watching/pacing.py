"""How politely servers are asked: one request at a time, with pauses, and not while they are in trouble."""

from collections.abc import Callable
from datetime import timedelta

import httpx

from reportedly.errors import FetchError, InputError
from reportedly.ledger import Ledger
from reportedly.pages.feeds.fetching import LONGEST_WAIT, wait_of
from reportedly.pages.fetching import Fetcher, StatusError
from reportedly.records import Moment
from reportedly.verbs.watching.clock import Clock, moment

FIRST_WAIT = 60.0
"""Seconds that a server is left alone after its first failure; each further one doubles them."""

OF_THE_SERVER = frozenset(
    {
        *("busy", "server_error", "timeout", "unreachable", "unresolved", "tls"),
        "incomplete",
    }
)
"""Reasons that speak of a server rather than of a page: all of it is left alone for a while."""


class Pacing:
    """Knows when each server may be asked.

    Args:
        ledger: where it is kept which servers are to be left alone.
        clock: the time.
        pause: least seconds between two requests to one server.
        stopped: whether somebody wants to stop.
    """

    def __init__(
        self, ledger: Ledger, clock: Clock, pause: float, stopped: Callable[[], bool]
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._pause = pause
        self._stopped = stopped
        self._last: dict[str, float] = {}

    def left_alone(self, address: str) -> Moment | None:
        """Until when the server of an address is left alone; None: it may be asked."""
        until = self._ledger.host_failures(host_of(address))[1]
        return until if until is not None and until > self._clock.now() else None

    def before(self, address: str, fetcher: Fetcher) -> None:
        """Wait until a server may be asked again.

        Raises:
            FetchError: `busy`, it is to be left alone for longer.
        """
        until = self.left_alone(address)
        host = host_of(address)
        if until is not None:
            raise FetchError(f"{address}: {host} is left alone until {until}", "busy")
        present = self._clock.present()
        last = self._last.get(host)
        if last is not None:
            wait = last + max(self._pause, fetcher.delay(address)) - present.timestamp()
            if wait > 0:
                self._clock.wait_until(present + timedelta(seconds=wait), self._stopped)
        self._last[host] = self._clock.present().timestamp()

    def answered(self, address: str) -> None:
        """A server answered as it should: what it did before counts no more."""
        host = host_of(address)
        if self._ledger.host_failures(host)[0]:
            self._ledger.leave_host(host, 0, None)

    def failed(self, address: str, error: InputError) -> bool:
        """Take note of a failure; return whether it is the server's, which is now left alone."""
        if error.reason not in OF_THE_SERVER:
            self.answered(address)
            return False
        host = host_of(address)
        count, until = self._ledger.host_failures(host)
        if until is not None and until > self._clock.now():
            return True  # it was not asked at all
        present = self._clock.present()
        asked = None
        if isinstance(error, StatusError):
            asked = wait_of(dict(error.capture.headers), present)
        wait = min(FIRST_WAIT * 2 ** min(count, 20), LONGEST_WAIT) if asked is None else asked
        self._ledger.leave_host(
            host, count + 1, moment(present + timedelta(seconds=max(wait, 1.0)))
        )
        return True


def host_of(address: str) -> str:
    """The server that an address is asked of, with its port where that is not the usual one."""
    return httpx.URL(address).netloc.decode("ascii", "replace").lower()
