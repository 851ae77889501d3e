"""Who publishes a page, from its own lines: copyright, news desk, masthead."""

import re

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.lines import Guess

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:copyright|\(c\))?|\ball rights reserved\b", re.IGNORECASE
)
YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d(?:\d\d)?)?")
CUT = re.compile(r"\s*[|•·]\s*|[.,;]\s+|\s+[-–—]\s+|\.$|\n")
DESK = re.compile(r"\s*[|•·]\s*|\s{2,}")
LONGEST_NAME = 60


def find(text: str, pairs: list[tuple[Paragraph, Guess]]) -> str | None:
    """Return the publisher's name as the page prints it, or null where it prints none."""
    for unit, guess in pairs:
        if guess.role == "furniture":
            name = _copyright(unit.text[:400])
            if name:
                return as_written(name, text)
    for unit, guess in pairs:
        if guess.role == "credit" and guess.reason == "desk":
            name = _desk(unit.text)
            if name:
                return name
    for unit, guess in pairs[:3]:
        if guess.reason in ("masthead", "menu"):
            name = re.split(r"\s*[|–—]\s*", unit.text)[0].strip()
            if (
                1 <= len(name.split()) <= 5
                and len(name) <= LONGEST_NAME
                and guess.reason == "masthead"
            ):
                return as_written(name, text)
    return None


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
