"""Places as texts name them: their nouns, their levels, and what lies in what.

No gazetteer knows every village. What a page itself says of a place ("the village of Oro, in Torva
district") is read by a few patterns of apposition and nesting, so that places unknown to the
gazetteer nest like those that it knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportedly import vocabulary
from reportedly.reconciling.names import WORD, countries_in, plain, words_of

LEVELS = ("country", "province", "district", "town", "village")
"""Levels of areas, the widest first."""

LONGEST_GAP = 60  # characters between a place and the wider one that it is said to lie in
# Bounded, so that no text, however strange, is gone through more than once.
_NAME = r"\b[A-Z][^\W\d_]{1,40}(?:[-'’][^\W\d_]{1,40}){0,3}"
NAME = re.compile(rf"{_NAME}(?: {_NAME}){{0,3}}")
_BETWEEN = re.compile(
    r",? ?(?:(?:which|that) (?:is|lies) )?(?:in|on|at|of|along) (?:the )?(?:[a-z-]+ ){0,2}|, (?:the )?"
    r"|, (?:the|an?) (?:[a-z-]+ ){1,4}(?:in|on|of) (?:the )?"
)


@dataclass(frozen=True, order=True)
class Toponym:
    """A place as a phrase names it, folded.

    Attributes:
        name: its proper name without nouns; empty for "the district".
        level: one of `LEVELS`, where its noun says so.
        feature: the noun of a river, bridge …; empty for an area.
        inside: the name of what the phrase says it lies in ("the Tarnish province of Oro").
    """

    name: str
    level: str = ""
    feature: str = ""
    inside: str = ""

    @property
    def key(self) -> str:
        """By what a place is looked up: its name, with the noun of a feature."""
        return f"{self.name} {self.feature}".strip()


@dataclass(frozen=True)
class Mention:
    """A place where a text names it; offsets into the text that was searched."""

    start: int
    end: int
    place: Toponym


@cache
def area_nouns() -> dict[str, str]:
    """Noun of an area to its level."""
    areas = vocabulary.load("geography")["areas"]
    return {noun: level for level in LEVELS for noun in areas[level]}


@cache
def feature_nouns() -> frozenset[str]:
    """Nouns of rivers, bridges and other places that are no areas."""
    return frozenset(vocabulary.load("geography")["features"]["words"]) - area_nouns().keys()


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(vocabulary.load("groups")["place"]["words"]) - area_nouns().keys()


@cache
def toponym(phrase: str) -> Toponym:
    """Take a place's phrase apart: `the Tarnish province of Oro` is Oro, a province, in Tarnish."""
    before, noun, named = _of_noun(phrase)
    if named:
        nations, rest = countries_in(words_of(before))
        inside = " ".join([plain(nation) for nation in nations] or _proper(before, rest))
        level, feature = area_nouns().get(noun, ""), noun if noun in feature_nouns() else ""
        inner = toponym(named)
        return Toponym(inner.name, inner.level or level, inner.feature or feature, inside)
    owner, possessive, owned = _of_owner(phrase)
    if possessive and (inner := toponym(owned)).level:
        return Toponym(inner.name, inner.level, inner.feature, inner.inside or plain(owner))
    nations, rest = countries_in(words_of(phrase))
    level = next((area_nouns()[word] for word in reversed(rest) if word in area_nouns()), "")
    features = [word for word in reversed(rest) if word in feature_nouns()] if not level else []
    feature = features[0] if features else ""
    name = [w for w in rest if w not in area_nouns() and w not in _empty_words() and w != feature]
    name = [w for w in name if not level or w not in feature_nouns()]
    if not name and nations and not level and not feature:
        return Toponym(plain(nations[-1]), "country")
    return Toponym(" ".join(name), level, feature, plain(nations[-1]) if nations else "")


def _of_noun(phrase: str) -> tuple[str, str, str]:
    """Split "X noun of Y" into X, noun and Y; all but X empty where it is not such a phrase."""
    before, of, named = phrase.partition(" of ")
    words = WORD.findall(before)
    noun = plain(words[-1]) if words else ""
    if not of or noun not in area_nouns().keys() | feature_nouns() or not named[:1].isupper():
        return phrase, "", ""
    return " ".join(words[:-1]), noun, named


_OWNER = re.compile(rf"({_NAME})(['’]s) (?={_NAME} )")


def _of_owner(phrase: str) -> tuple[str, str, str]:
    """Split "X's Y noun" into X, the ending, and "Y noun"; the last two empty where it is no such phrase."""
    found = _OWNER.match(phrase)
    return (found[1], found[2], phrase[found.end() :]) if found else (phrase, "", "")


def _proper(phrase: str, folded: list[str]) -> list[str]:
    """The folded words of a phrase that are capitalised in it."""
    capitals = {plain(word) for word in WORD.findall(phrase) if word[:1].isupper()}
    return [word for word in folded if word in capitals]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    areas = "|".join(sorted(area_nouns(), key=len, reverse=True))
    nouns = "|".join(sorted(area_nouns().keys() | feature_nouns(), key=len, reverse=True))
    return (
        re.compile(rf"(?:(?:{_NAME}) )?\b(?:{areas}) of {_NAME}(?: {_NAME}){{0,2}}"),
        re.compile(rf"{_NAME}(?: {_NAME}){{0,2}} (?:{nouns})\b(?! of [A-Z])"),
    )


@cache
def _apposition() -> re.Pattern[str]:
    areas = "|".join(sorted(area_nouns(), key=len, reverse=True))
    return re.compile(rf"({_NAME}(?: {_NAME}){{0,2}}), (?:the|a|an) (?:[a-z-]+ ){{0,3}}({areas})\b")


def described(text: str) -> Iterator[Mention]:
    """The places that a text names with a noun, or explains by one, in order of their kinds.

    `Torva district`, `the village of Oro`, `Oro, the provincial capital`.
    """
    for pattern in _patterns():
        for found in pattern.finditer(text):
            place = toponym(found[0])
            if place.name:
                yield Mention(found.start(), found.end(), place)
    for found in _apposition().finditer(text):
        name = toponym(found[1]).name
        if name:
            yield Mention(found.start(1), found.end(1), Toponym(name, area_nouns()[found[2]]))


def nested(text: str, mentions: list[Mention]) -> Iterator[tuple[Toponym, Toponym]]:
    """Pairs (inner, outer) of places of which the text says that one lies in the other."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    for inner, outer in pairwise(ordered):
        gap = text[inner.end : outer.start]
        if inner.end <= outer.start and len(gap) <= LONGEST_GAP and _BETWEEN.fullmatch(gap):
            if gap.startswith(", ") and not (inner.place.level and outer.place.level):
                continue  # a list of places
            yield inner.place, outer.place
    for mention in ordered:
        if mention.place.inside:
            yield mention.place, Toponym(mention.place.inside)
