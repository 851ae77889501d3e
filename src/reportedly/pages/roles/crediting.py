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
SLASHED = re.compile(
    r"(?<![\w/])([A-Z]\w{1,20}(?: (?:Photo|Images|Pool))?)\s?/\s?(?:[A-Z][\w.'’-]*\s?){1,4}"
)
LONGEST = 120
"""Characters; a credit at the end of a paragraph is no longer."""

LONGEST_NAMES = 80
SENTENCE_ENDS = '.!?…"”’)|'


def is_credit_name(text: str) -> bool:
    """Whether text names a maker of pictures or an agency and says nothing else."""
    text = text.strip(" .()[]")
    if len(text) > LONGEST_NAMES:
        return False
    return all(
        HANDLE.fullmatch(part) or NAME.fullmatch(part) or agencies.named(part)
        for part in JOINT.split(text)
        if part
    )


def is_picture_credit(text: str) -> bool:
    """Whether a line is a picture's credit and nothing else: "Photo: A. Rand/Nordwire"."""
    opening = phrases("credits", "pictures").start(text)
    if opening is None or text[opening.end() :].lstrip()[:1] not in (":", "/", "©"):
        return False
    return is_credit_name(text[opening.end() :].strip(" :/©"))


def picture_at_end(text: str) -> int | None:
    """Where the credit of a picture starts that a paragraph ends with: "Photo: A. Rand/Nordwire"."""
    base = max(0, len(text) - LONGEST)
    tail = text[base:]
    opening = phrases("credits", "pictures").inside(tail)
    while opening is not None:
        start = opening.start()
        bracketed = tail[start - 1 : start] in ("(", "[")
        before = tail[:start].rstrip(" ([-–—|")
        rest = tail[opening.end() :].lstrip()
        if (bracketed or not before or before[-1] in SENTENCE_ENDS) and (
            (rest[:1] in (":", "/", "©") and is_credit_name(rest[1:]))
            or (opening[0].endswith(" by") and is_credit_name(rest))
        ):
            return base + start - bracketed
        opening = phrases("credits", "pictures").inside(tail, opening.end())
    return _slashed_at_end(tail, base)


def _slashed_at_end(tail: str, base: int) -> int | None:
    """An agency, a slash and a name after the last sentence: "NORDWIRE/A. Rand"."""
    for match in SLASHED.finditer(tail):
        agency = match[1].removesuffix(" Photo").removesuffix(" Images").removesuffix(" Pool")
        before = tail[: match.start()].rstrip()
        rest = tail[match.end() :].strip(" .)]")
        known = agencies.named(agency) or agency == "Getty"
        if known and before and before[-1] in SENTENCE_ENDS and is_credit_name(rest):
            return base + match.start()
    return None


def bracket_at_end(text: str, *, agencies_too: bool = True) -> int | None:
    """Where a bracket starts that a caption ends with and that holds names only: "(A. Rand / Post)".

    Args:
        text: a paragraph.
        agencies_too: whether a bracket of agencies alone counts, which may close a report as well.
    """
    base = max(0, len(text) - LONGEST)
    match = CLOSING_BRACKET.search(text[base:])
    if match is None or not is_credit_name(match[1]):
        return None
    only_agencies = agencies.named(match[1]) is not None
    if agencies_too:
        return base + match.start() if "/" in match[1] or only_agencies else None
    makers = "/" in match[1] and not only_agencies and not match[1].isupper()
    return base + match.start() if makers else None
