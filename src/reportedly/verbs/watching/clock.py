"""The time as `watch` knows it: the one thing that it does not work out from its input."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.records import Moment

STEP = 0.5
"""Seconds of one piece of a wait: so long may it take until a request to stop is heard."""


def _present() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """What time it is, and how to wait.

    Attributes:
        present: gives the present moment, in UTC.
        pause: waits for some seconds.
    """

    present: Callable[[], datetime] = _present
    pause: Callable[[float], None] = time.sleep

    def now(self) -> Moment:
        """The present moment, to the second."""
        return moment(self.present())

    def after(self, seconds: float) -> Moment:
        """The moment so many seconds from now."""
        return moment(self.present() + timedelta(seconds=seconds))

    def wait_until(self, end: datetime, stopped: Callable[[], bool]) -> None:
        """Wait until a moment, or until somebody wants to stop."""
        while not stopped() and (left := (end - self.present()).total_seconds()) > 0:
            self.pause(min(left, STEP))


def moment(at: datetime) -> Moment:
    """A moment of UTC to the second, in the form in which moments sort as text."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(at: Moment) -> datetime:
    """What `moment` was made of."""
    return datetime.fromisoformat(at)
