"""Who publishes a page, from its own lines: copyright, news desk, masthead."""

import re
from collections.abc import Iterator

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.guesses import Guess
from reportedly.pages.roles.preamble import PARTS, looks_like_masthead

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:copyright|\(c\))?|\ball rights reserved\b", re.IGNORECASE
)
YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d(?:\d\d)?)?")
CUT = re.compile(r"\s*[|•·]\s*|[.;]\s+|,\s+(?=\d|[Aa]ll )|\s+[-–—]\s+|\.$|\n")
DESK = re.compile(r"\s*[|•·]\s*|\s{2,}")
LONGEST_NAME = 60
MASTHEAD_LINES = 8
LEGAL = re.compile(
    r"[,&]|\b(?:Ltd|Limited|Inc|LLC|PLC|GmbH|Pvt|Pty|Co|Corp|Company|Group|Holdings)\b\.?"
)
"""What shows that a copyright line names the company rather than the paper."""


def find(text: str, pairs: list[tuple[Paragraph, Guess]], *, whole: bool = True) -> str | None:
    """Return the publisher's name as the page prints it, or null where it prints none.

    The copyright line names it best, but often in initials or as a company: then the masthead is taken.

    Args:
        text: the page.
        pairs: its paragraphs with their roles.
        whole: whether the page starts with the first of them, where the masthead stands.
    """
    masthead = _masthead(pairs) if whole else None
    owner = _first(
        _copyright(unit.text[:400]) for unit, guess in pairs if guess.role == "furniture"
    )
    if owner is not None:
        better = masthead is not None and (LEGAL.search(owner) or _initials(masthead) == owner)
        return as_written(masthead if better and masthead else owner, text)
    after_title = _first(
        _after_title(unit.text)
        for unit, guess in pairs
        if guess.reason == "headline with a site's name"
    )
    desk = _first(_desk(unit.text) for unit, guess in pairs if guess.reason == "desk")
    if desk is not None and masthead is not None and desk in masthead.title():
        desk = None
    name = desk or after_title or masthead
    return as_written(name, text) if name else None


def _first(names: Iterator[str | None]) -> str | None:
    return next((name for name in names if name), None)


def _masthead(pairs: list[tuple[Paragraph, Guess]]) -> str | None:
    """The name at the top: one that looks like a paper's, else what stands in the first lines."""
    at_top = [unit for unit, guess in pairs[:MASTHEAD_LINES] if guess.reason == "masthead"]
    names = [PARTS.split(unit.text)[0].strip() for unit in at_top if looks_like_masthead(unit)]
    names += [
        PARTS.split(unit.text)[0].strip() for unit, guess in pairs[:3] if guess.reason == "masthead"
    ]
    return _first(
        name if 1 <= len(name.split()) <= 5 and len(name) <= LONGEST_NAME else None
        for name in names
    )


def _after_title(line: str) -> str | None:
    parts = PARTS.split(line)
    last = parts[-1].strip()
    if len(parts) < 2 or len(last.split()) > 5 or len(last) >= len(parts[0]):
        return None
    return last


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _copyright(line: str) -> str | None:
    opening = COPYRIGHT.search(line)
    if opening is None:
        return None
    rest = YEARS.sub(" ", line[opening.end() :])
    around = phrases("publishers", "around")
    for part in CUT.split(rest):
        part = " ".join(part.split()).strip(" ,:©")
        opened = around.start(part)
        while opened is not None:
            part = part[opened.end() :].strip(" ,:©")
            opened = around.start(part)
        if part and len(part) <= LONGEST_NAME and re.search(r"[^\W\d_]", part):
            return part
    return None


def _desk(line: str) -> str | None:
    first = DESK.split(line)[0].strip(" .()")
    if phrases("credits", "lines").whole(first) or phrases("credits", "bylines").start(first):
        return None
    for match in re.finditer(r"\s+", first):
        if phrases("credits", "desks").whole(first[match.end() :]):
            return first[: match.start()]
    return None


def as_written(name: str, text: str) -> str:
    """A name in the form that the page uses in running text, where it prints it in odd capitals."""
    words = name.split()
    if all(word[0].isupper() and not (word.isupper() and len(word) > 3) for word in words):
        return name
    same = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    others = (match[0] for match in same.finditer(text[:50_000]))
    mixed = next(
        (other for other in others if not other.isupper() and other[0].isupper() and other != name),
        None,
    )
    if mixed is not None:
        return mixed
    if name.isupper() or any(word[0].islower() for word in words):
        return " ".join(word[0].upper() + word[1:].lower() for word in words)
    return name
