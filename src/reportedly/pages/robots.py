"""robots.txt (RFC 9309): what a site asks programs not to fetch."""

import re
from typing import Protocol

from reportedly.pages.options import ROBOT_NAME

MAX_BYTES = 512_000
"""How much of a robots.txt is read (RFC 9309, 2.5, asks for 500 KiB at least)."""

LONGEST_DELAY = 60.0
"""Seconds between two requests that are granted to a robots.txt: one that asks for a year means none."""

_AGENT = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?[ \t]*([^#\r\n]*)", re.IGNORECASE)


class Rules(Protocol):
    """Says of an address whether it may be fetched, or why it may not.

    `reason` is the code under which a refusal is counted; `delay` is the seconds that the site asks
    programs to leave between two requests.
    """

    reason: str
    delay: float

    def refusal(self, url: str) -> str | None:
        """Why the address may not be fetched; None if it may."""


class Everything:
    """The rules of a site without a robots.txt: all may be fetched."""

    reason = "robots"
    delay = 0.0

    def refusal(self, url: str) -> str | None:  # noqa: ARG002
        """Nothing is refused."""
        return None


class Nothing:
    """The rules of a site whose robots.txt cannot be had: RFC 9309, 2.3.1.4, forbids all."""

    delay = 0.0

    def __init__(self, why: str, reason: str = "robots") -> None:
        self._why = why
        self.reason = reason

    def refusal(self, url: str) -> str | None:  # noqa: ARG002
        """Everything is refused."""
        return f"nothing of the site may be fetched while its robots.txt cannot be had: {self._why}"


class WrittenRules:
    """The rules that a robots.txt gives for us."""

    reason = "robots"

    def __init__(self, text: str) -> None:
        from protego import Protego  # noqa: PLC0415  (only needed where something is fetched)

        self._rules = Protego.parse(ours_only(text))
        asked = self._rules.crawl_delay(ROBOT_NAME)
        self.delay = min(max(float(asked or 0.0), 0.0), LONGEST_DELAY)

    def refusal(self, url: str) -> str | None:
        """What to say if the rules disallow the address."""
        if self._rules.can_fetch(url, ROBOT_NAME):
            return None
        return "the site's robots.txt asks programs not to fetch it"


def ours_only(text: str) -> str:
    """Give every group of rules that is not for us one name.

    The parser keeps the rules of each named program apart, so ten thousand names before ten
    thousand rules would make a hundred million of them.
    """
    return "\n".join(_renamed(line) for line in re.split(r"\r\n|\r|\n", text))


def _renamed(line: str) -> str:
    match = _AGENT.match(line)
    if match is None or match[1].strip() == "*":
        return line
    # Only the name counts (RFC 9309, 2.2.1), though some write a version after it.
    name = match[1].partition("/")[0].strip().lower()
    return f"user-agent: {name if name == ROBOT_NAME else 'another'}"
