"""News agencies as pages credit them."""

import re
from collections.abc import Mapping
from functools import cache

from reportedly import vocabulary
from reportedly.pages.phrases import phrases

AT_END = re.compile(r"[.…!?\"”’')\]]\s*[-–—]*\s*[(\[]([^()\[\]]{2,60})[)\]]\s*[.]?\s*$")
COINED = re.compile(
    r"[A-Z][a-z]+[A-Z]\w*|[A-Z]{2,5}|(?:\w+ ){0,3}(?:Press|News|Agency|Service|Wire)"
)
PARTS = re.compile(r"\s*(?:/|,|;|&|\band\b|(?<=[A-Za-z])-(?=[A-Z]))\s*")


def named(words: str) -> str | None:
    """The agency that `words` name and nothing else, in the form that the vocabulary gives first.

    Joint credits ("AP-Yonhap", "Reuters/AFP") give the last one that is an agency: the one that sent it.
    """
    names = _names()
    words = " ".join(words.split()).strip(" .")
    whole = names.get(words) or names.get(words.casefold() if len(words) > 4 else words)
    if whole is not None:
        return whole
    parts = [part for part in PARTS.split(words) if part]
    known = [names.get(part) for part in parts]
    if len(parts) > 1 and all(known):
        return known[-1]
    return None


def coined(words: str) -> str | None:
    """An agency that the vocabulary lacks, by the look of its name ("TarPress", "Nordwire News")."""
    words = " ".join(words.split())
    if phrases("furniture", "whole").whole(words):
        return None
    return words if COINED.fullmatch(words) else None


def at_end(text: str, *, last: bool = False) -> tuple[int, str] | None:
    """The agency credited in brackets after a text's last sentence: where the bracket starts, its name.

    Args:
        text: a paragraph.
        last: whether it is the article's last one, where also agencies that the vocabulary lacks are
            taken, by the look of their names.
    """
    match = AT_END.search(text, max(0, len(text) - 80))
    if match is None:
        return None
    opening = match.start(1) - 1
    agency = named(match[1]) or (coined(match[1]) if last and text[opening] == "(" else None)
    return (opening, agency) if agency else None


def sender_of(byline: str) -> str | None:
    """The agency whose reporter a byline's end names: AP in "AP National Writer"."""
    first, _, rest = byline.partition(" ")
    words = rest.rsplit(" ", maxsplit=1)
    if phrases("credits", "positions").whole(words[-1]):
        return named(first)
    return None


def country_of(agency: str | None) -> str | None:
    """ISO 3166-1 code of an agency's home, if the vocabulary has it."""
    return _countries().get(agency or "")


def _names() -> Mapping[str, str]:
    return _built()[0]


def _countries() -> Mapping[str, str]:
    return _built()[1]


@cache
def _built() -> tuple[Mapping[str, str], Mapping[str, str]]:
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    for entry in vocabulary.load("agencies")["agency"]:
        first = entry["names"][0]
        countries[first] = entry.get("country", "")
        for name in entry["names"]:
            names[name] = first
            if len(name) > 4:
                names[name.casefold()] = first
    return names, countries
