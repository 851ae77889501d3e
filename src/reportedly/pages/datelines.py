"""Datelines: the place, date and agency that open a wire report before a dash or colon."""

import re
from dataclasses import dataclass

from reportedly.pages import agencies, dates
from reportedly.pages.phrases import phrases

SEPARATOR = re.compile(r"\s*(?:--+|—|–)\s*|\s+[-_]\s+|:\s+")
MARK = re.compile(r"[—–:_-]")
"""What every separator has: looked for first, since most paragraphs have none of them."""

CAPITALS = re.compile(r"[A-Z][A-Z'’.-]+[A-Z]")
PLACE_WORD = re.compile(r"[A-Z\[][\w'’.\]-]*|de|del|la|las|los|el|al|of|the|and|an|am|der|sur|upon")
BRACKET = re.compile(r"\(([^()]{2,60})\)")
MONTH_DAY = re.compile(
    r",?\s*\b(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?\s+\d{1,2}\b.*|,?\s*\b\d{1,2}\s+[A-Z][a-z]+.*"
)
NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+){0,2}")
MOST_WORDS = 8
LONGEST = 120
SHORTEST_CITY = 4
"""Letters; before a colon, fewer in capitals are initials more often than a city."""


@dataclass(frozen=True)
class Dateline:
    """The first `end` characters of a paragraph, and what they say; the report starts at `body`."""

    end: int
    body: int
    agency: str | None
    text: str


def find(paragraph: str, *, first: bool = True) -> Dateline | None:
    """Return the dateline that a paragraph opens with, if it has one.

    Args:
        paragraph: its text, without surrounding spaces.
        first: whether it may be the article's lead, where a place in capitals and a dash is enough.
    """
    if MARK.search(paragraph, 0, LONGEST) is None:
        return None
    for tries, mark in enumerate(SEPARATOR.finditer(paragraph, 0, LONGEST)):
        if tries == 4 or mark.start() == 0:
            return None
        head = paragraph[: mark.start()]
        found = _read(head, mark[0].strip(), first)
        if found is not None and mark.end() < len(paragraph):
            end = mark.start() + len(mark[0].rstrip())
            return Dateline(end, mark.end(), found[0], head)
    return None


def _read(head: str, mark: str, first: bool) -> tuple[str | None] | None:
    """What the words before a dash or colon say, if they are a dateline: its agency, or null."""
    bracket = BRACKET.search(head)
    agency, inside, after = None, "", ""
    if bracket is not None:
        inside, after = bracket[1], head[bracket.end() :].strip(" ,")
        agency = agencies.named(inside) or agencies.coined(inside)
        if after and not _dated(after):
            return None
        head = head[: bracket.start()].rstrip()
    if not head:
        return (agency,) if agency else None
    dated = _dated(head)
    place = MONTH_DAY.sub("", head).strip(" ,") if dated else head.strip(" ,")
    words = re.split(r"[\s,/]+", place)
    if not place or len(words) > MOST_WORDS or not all(map(PLACE_WORD.fullmatch, words)):
        return None
    capitals = CAPITALS.fullmatch(words[0]) is not None
    apart = dated and head[len(place) :].lstrip().startswith(",")
    closed = bool(inside) and not after and dated and (capitals or apart)
    if agency is None and closed and NAME.fullmatch(inside):
        agency = inside
    if mark == ":":
        known = agencies.named(agency or "") is not None
        alone = first and place.isupper() and len(place) >= SHORTEST_CITY and not _is_label(place)
        found = known or (dated and capitals) or closed or alone
    else:
        found = agency is not None or (dated and (capitals or apart)) or (capitals and first)
    return (agency,) if found else None


def _is_label(words: str) -> bool:
    """Whether words before a colon are a site's label ("UPDATE:", "WATCH:") rather than a place."""
    return any(
        phrases(subject, key).whole(words)
        for subject, key in (
            ("related", "weak_labels"),
            ("publishers", "names"),
            ("furniture", "whole"),
        )
    )


def _dated(head: str) -> bool:
    return bool(dates.find(head)) or dates.month_day(head) is not None
