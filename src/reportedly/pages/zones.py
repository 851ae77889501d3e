"""Time zones as pages print them: an offset from Greenwich, where the page makes plain which is meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reportedly import vocabulary

OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+−-])(\d\d?)(?::?(\d\d))?", re.IGNORECASE)
COUNTRY_DOMAIN = re.compile(r"^https?://[^/]*\.([a-z]{2})(?::\d+)?(?:/|$)", re.IGNORECASE)
WITHIN = 20_000
"""How many characters of a page are searched for words that tell its country."""


@dataclass(frozen=True)
class Whereabouts:
    """What tells the country of a page: countries of its agency and address, and its words."""

    countries: frozenset[str]
    words: str


def whereabouts(agency_country: str | None, url: str | None, words: str) -> Whereabouts:
    """Collect what a page says of its own country; `words` are those of its text and its frame."""
    domain = COUNTRY_DOMAIN.match(url or "")
    found = {agency_country} if agency_country else set()
    if domain is not None:
        found.add("GB" if domain[1].casefold() == "uk" else domain[1].upper())
    return Whereabouts(frozenset(found), words[:WITHIN])


def offset(zone: str, day: date, clock: str, page: Whereabouts) -> str | None:
    """Return `+hh:mm` for a printed zone on a day, or null where the letters say too little."""
    if zone.upper() == "Z":
        return "Z"
    numeric = OFFSET.fullmatch(zone.strip())
    if numeric is not None:
        hours, minutes = int(numeric[2]), int(numeric[3] or 0)
        sign = "+" if numeric[1] == "+" else "-"
        return f"{sign}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else None
    place = _place(zone, page)
    if place is None:
        return None
    if "region" in place:
        return _regional(place["region"], day, clock)
    return str(place["offset"])


def known(zone: str) -> bool:
    """Whether `zone` is a zone at all: other capitals may stand after a time."""
    return OFFSET.fullmatch(zone.strip()) is not None or zone in _places()


def order(zone: str, page: Whereabouts) -> str | None:
    """Whether pages of a printed zone write the `day` or the `month` first, where known."""
    place = _place(zone, page)
    return place.get("order") or None if place else None


def _place(zone: str, page: Whereabouts) -> Mapping[str, Any] | None:
    places = _places().get(zone, ())
    if len(places) == 1:
        return places[0]
    at_home = [place for place in places if place.get("country") in page.countries]
    if len(at_home) == 1:
        return at_home[0]
    counts = [(_count(place["words"], page.words), i) for i, place in enumerate(places)]
    counts.sort(reverse=True)
    if len(counts) > 1 and counts[0][0] > 2 * counts[1][0]:
        return places[counts[0][1]]
    return None


def _count(words: list[str], text: str) -> int:
    return sum(len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) for word in words)


def _regional(region: str, day: date, clock: str) -> str | None:
    try:
        moment = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(region))
    except (ZoneInfoNotFoundError, ValueError):
        return None
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


def _places() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    return _built()


@cache
def _built() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    return {
        name: tuple(entry["places"])
        for entry in vocabulary.load("zones")["zone"]
        for name in entry["names"]
    }
