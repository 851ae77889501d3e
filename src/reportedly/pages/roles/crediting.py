"""Credits that stand at the end of a paragraph: of its agency, or of the maker of a picture."""

import re

from reportedly.pages import agencies
from reportedly.pages.phrases import phrases

HANDLE = re.compile(r"@\w+")
PARTICLE = (
    r"(?:de|del|della|di|da|van|von|der|den|bin|al|el|la|le|of|the"
    r"|archives?|file|handout|pool|staff|stringer|courtesy)"
)
NAME = re.compile(rf"(?:(?:[A-Z][\w.'’-]*|{PARTICLE})\s?){{1,5}}")
JOINT = re.compile(r"\s*(?:/|,|;|\||\bvia\b|\bfor\b|\band\b|&|©|\bby\b)\s*")
CLOSING_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*\.?\s*$")
LONGEST = 120
"""Characters; a credit at the end of a paragraph is no longer."""


def is_credit_name(text: str) -> bool:
    """Whether text names a maker of pictures or an agency and says nothing else."""
    text = text.strip(" .()[]")
    if len(text) > 80:
        return False
    return all(
        HANDLE.fullmatch(part) or NAME.fullmatch(part) or agencies.named(part)
        for part in JOINT.split(text)
        if part
    )


def picture_at_end(text: str) -> int | None:
    """Where the credit of a picture starts that a paragraph ends with: "Photo: A. Rand/Nordwire"."""
    base = max(0, len(text) - LONGEST)
    tail = text[base:]
    opening = phrases("credits", "pictures").inside(tail)
    while opening is not None:
        rest = tail[opening.end() :].lstrip()
        before = tail[: opening.start()].rstrip(" ([-–—|")
        apart = (
            not before
            or before[-1] in '.!?…"”’)|'
            or tail[opening.start() - 1 : opening.start()] in "([|"
        )
        if rest[:1] in (":", "/", "©") and apart and is_credit_name(rest[1:]):
            return (
                base + opening.start() - (tail[opening.start() - 1 : opening.start()] in ("(", "["))
            )
        if apart and " by" in opening[0] and is_credit_name(rest):
            return (
                base + opening.start() - (tail[opening.start() - 1 : opening.start()] in ("(", "["))
            )
        opening = phrases("credits", "pictures").inside(tail, opening.end())
    return None


def bracket_at_end(text: str) -> int | None:
    """Where a bracket starts that a caption ends with and that holds names only: "(A. Rand / Post)"."""
    base = max(0, len(text) - LONGEST)
    match = CLOSING_BRACKET.search(text[base:])
    if match is None or not is_credit_name(match[1]):
        return None
    return base + match.start() if "/" in match[1] or agencies.named(match[1]) else None
