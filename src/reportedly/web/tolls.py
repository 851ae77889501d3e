"""The toll of a story as the pages show it: a range for each quantity, both ends with their words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reportedly.publishing.redacting import Cover
from reportedly.records import StoryToll, TollEnd, TollLine, TollSum, Voice
from reportedly.web.words import plain

_COVERED = ("quote", "counts", "hedge", "title")


@dataclass(frozen=True)
class End:
    """The least or the greatest number of a line, with the first of the voices that give it.

    Attributes:
        words: the number, or the words that leave it open.
        others: voices that give it too.
    """

    words: str
    claim: str
    who: str
    publisher: str
    day: date | None
    quote: str
    others: int


@dataclass(frozen=True)
class Line:
    """One quantity of a happening; `most` is None where both ends are one figure of one voice."""

    kind: str
    counts: str
    least: End | None
    most: End | None
    best: str
    voices: int
    apart: int
    inside: tuple[str, ...]


def line_of(one: TollLine, toll: StoryToll) -> Line:
    """A line of a toll.

    Args:
        one: of the toll.
        toll: whose other lines may hold it already.
    """
    least = _end(one.minimum, "at most") if one.minimum else None
    most = _end(one.maximum, "at least") if one.maximum else None
    is_one = least is not None and most is not None and least.claim == most.claim
    if least and is_one and one.minimum:  # a figure stays as it was said
        said = one.minimum.rests_on[0].figure.lower()
        least = replace(least, words=said) if len(said) > len("an") or said.isdigit() else least
    wholes = [_name(other) for other in toll.lines if other.id in one.within]
    return Line(
        kind=one.kind,
        counts=one.counts,
        least=least,
        most=None if is_one else most,
        best=number(one.best.value) if one.best and not is_one else "",
        voices=one.voices,
        apart=len(one.apart),
        inside=tuple(dict.fromkeys(wholes)),
    )


def sum_of(one: TollSum) -> str:
    """Happenings added up, in words."""
    most = f"{number(one.maximum)}{' or more' if one.open else ''}"
    amount = most if one.minimum == one.maximum else f"{number(one.minimum)} to {most}"
    return f"{one.kind}: {plain(one.counts, 80)}: {amount}, {len(one.lines)} happenings added up"


def _name(one: TollLine) -> str:
    return f"{one.kind}: {plain(one.counts, 60)}"


def _end(end: TollEnd, open_words: str) -> End:
    first: Voice = end.rests_on[0]
    words = number(end.value)
    if end.open:
        said = first.figure.lower()
        words = said if any(c.isdigit() for c in said) else f"{said} ({open_words} {words})"
    printed = first.publisher or first.page
    return End(
        words=words,
        claim=first.claim,
        who=first.origin,
        publisher=printed if printed != first.origin else "",
        day=first.stated,
        quote=first.quote,
        others=len(end.rests_on) - 1,
    )


def number(value: float) -> str:
    """A number as people write it: `3,000`."""
    return f"{value:,}"


def hashes_of(toll: StoryToll) -> list[str]:
    """The texts that a toll quotes."""
    lines = (voice for line in toll.lines for voice in (*line.standing, *line.apart))
    return sorted({voice.text_hash for voice in lines if voice.text_hash})


def covered(toll: StoryToll, cover: Cover) -> StoryToll:
    """A toll with the names of private persons covered in what it quotes."""
    given = _walked(
        toll.model_dump(), lambda name, words: cover(words) if name in _COVERED else words
    )
    return StoryToll.model_validate(given)


def _walked(value: Any, change: Callable[[str, str], str], name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _walked(one, change, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_walked(one, change, name) for one in value]
    return change(name, value) if isinstance(value, str) else value
