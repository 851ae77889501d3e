"""Where changes are told beside the caller: a file as RSS, and a webhook."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from reportedly.errors import InputError
from reportedly.ledger import Ledger
from reportedly.pages.feeds.fetching import wait_of
from reportedly.pages.fetching import Fetcher, StatusError
from reportedly.pages.posting import post
from reportedly.publishing.notices import write_rss
from reportedly.records import Failure, SeriesChange
from reportedly.verbs.watching.clock import Clock
from reportedly.verbs.watching.pacing import OF_THE_SERVER, host_of

SHOWN = 100
"""Changes that the file has: the latest."""

AT_ONCE = 100
"""Changes that one message to a webhook has."""

TRIES = 4
"""Times that one message is sent before it is left for the next turn."""

LONGEST_PAUSE = 60.0
"""Seconds that are waited between two tries: a webhook that wants more gets it in a later turn."""


class Telling:
    """Tells changes in a file and to a webhook, and knows what the webhook has not taken yet.

    Args:
        ledger: where changes are kept.
        fetcher: through whose guard the webhook is reached.
        clock: the time.
        rss: the file; None: none.
        webhook: the address; None: none.
        stopped: whether somebody wants to stop.
    """

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        clock: Clock,
        *,
        rss: Path | None,
        webhook: str | None,
        stopped: Callable[[], bool],
    ) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._clock = clock
        self._rss = rss
        self._webhook = webhook
        self._stopped = stopped
        self._resting = False
        self._hook = hashlib.sha256((webhook or "").encode("utf-8", "replace")).hexdigest()
        if webhook is not None:
            ledger.set_sent(self._hook)
        if rss is not None:
            self._write()

    def tell(self, changes: Sequence[SeriesChange]) -> Failure | None:
        """Tell new changes, and those that the webhook has not taken; return why it did not take them."""
        if changes:
            self._ledger.keep_changes(changes)
            if self._rss is not None:
                self._write()
        # One that just failed gets its next chance when the next turn begins, not with every page.
        return None if self._resting else self.deliver()

    def deliver(self) -> Failure | None:
        """Send what the webhook has not taken yet, in order; return why it does not take it."""
        self._resting = False
        if self._webhook is None:
            return None
        while waiting := self._ledger.unsent(self._hook, AT_ONCE):
            error = self._sent(self._webhook, [change for _, change in waiting])
            if error is not None:
                self._resting = True
                place = f"webhook {host_of(self._webhook)}"
                # The address may be a secret, and messages begin with it.
                message = str(error).replace(self._webhook, place)
                return Failure(
                    location=place, outcome="failed", reason=error.reason, message=message
                )
            self._ledger.set_sent(self._hook, waiting[-1][0])
        return None

    def undelivered(self) -> int:
        """Changes that the webhook has not taken yet; a thousand stand for more."""
        return len(self._ledger.unsent(self._hook, 1_000)) if self._webhook is not None else 0

    def _write(self) -> None:
        assert self._rss is not None  # noqa: S101 - asked by the callers
        write_rss(self._rss, self._ledger.last_changes(SHOWN))

    def _sent(self, webhook: str, changes: Sequence[SeriesChange]) -> InputError | None:
        """Send one message, some times over; return why it was not taken in the end."""
        told = [one.model_dump(mode="json") | {"line": one.line()} for one in changes]
        body = json.dumps({"changes": told}, ensure_ascii=True).encode("ascii")
        for tried in range(TRIES):
            try:
                post(self._fetcher, webhook, body)
            except InputError as error:
                last = tried == TRIES - 1 or error.reason not in OF_THE_SERVER
                wait = self._pause(error, tried)
                if last or wait > LONGEST_PAUSE or self._stopped():
                    return error
                end = self._clock.present() + timedelta(seconds=wait)
                self._clock.wait_until(end, self._stopped)
            else:
                return None
        return None

    def _pause(self, error: InputError, tried: int) -> float:
        asked = None
        if isinstance(error, StatusError):
            asked = wait_of(dict(error.capture.headers), self._clock.present())
        return 2.0**tried if asked is None else asked
