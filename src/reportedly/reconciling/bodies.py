"""Short forms and offices, as a text introduces them.

`National Flood Agency (NFA)`, `Governor Ada Orlen`, `the mayor of Oro, Ben Tarv`, `Ben Tarv, the mayor
of Oro`: after such words a text calls them `the NFA`, `the governor`, `the mayor`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.names import plain, words_of

# Bounded, so that no text, however strange, is gone through more than once.
_NAME = r"\b[A-Z][^\W\d_]{1,40}(?:[-'’][^\W\d_]{1,40}){0,3}"
_PERSON = rf"{_NAME}(?: (?:[A-Z]\.|al|el|de|van|von|bin) ?)?(?: {_NAME}){{1,2}}"
_ACRONYM = re.compile(
    rf"({_NAME}(?:,? (?:of|for|and|the|on|&|{_NAME})){{1,8}}) \(([A-Z][A-Za-z]{{1,9}})\)"
)
_SMALL = frozenset({"of", "for", "and", "the", "on", "&", "de", "in"})


@dataclass(frozen=True, order=True)
class Introduced:
    """A short form that a text gives to somebody.

    Attributes:
        form: the folded acronym, or the folded office with its place ("mayor of oro").
        name: whom it stands for, as written.
        type: `acronym` or `office`.
        words: the text's words that say so: the evidence.
    """

    form: str
    name: str
    type: str
    words: str


def introduced(text: str) -> Iterator[Introduced]:
    """The short forms that a text introduces."""
    for found in _ACRONYM.finditer(text):
        name = _of_acronym(found[1].split(), found[2])
        if name:
            yield Introduced(plain(found[2]), name, "acronym", found[0])
    before, behind = _offices()
    for found in before.finditer(text):
        yield _office(found["office"], found["of"], found["name"], found[0])
    for found in behind.finditer(text):
        yield _office(found["office"], found["of"], found["name"], found[0])


def _of_acronym(words: list[str], acronym: str) -> str | None:
    """The last words before a bracket whose initials are the acronym's capitals."""
    capitals = [letter for letter in acronym if letter.isupper()]
    for start in range(len(words) - 1):
        tail = words[start:]
        initials = [word[0] for word in tail if word.lower() not in _SMALL]
        if initials == capitals or [word[0].upper() for word in tail] == capitals:
            return " ".join(tail)
    return None


@cache
def _offices() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("offices")
    names = {*table["single"], *table["synonyms"]}
    office = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    office = rf"(?P<office>(?i:{office}))"
    of = rf"(?: of (?:the )?(?P<of>{_NAME}(?: {_NAME})?)(?: (?:province|region|district|state))?)?"
    return (
        re.compile(rf"\b{office}{of},? (?P<name>{_PERSON})"),
        re.compile(rf"(?P<name>{_PERSON}), (?:the |its |who is )?(?:[a-z]+ )?{office}\b{of}"),
    )


def _office(office: str, of: str | None, name: str, words: str) -> Introduced:
    form = office_of(office)
    place = " ".join(words_of(of)) if of else ""
    return Introduced(f"{form} of {place}" if place else form, name, "office", words)


def office_of(phrase: str) -> str:
    """The one name of an office: `defense minister` is `defence minister`."""
    table = vocabulary.load("offices")
    folded = " ".join(word for word in words_of(phrase) if word not in table["levels"])
    return str(table["synonyms"].get(folded, folded))


@cache
def single_offices() -> frozenset[str]:
    """Offices that one person at a time holds."""
    return frozenset(vocabulary.load("offices")["single"])
