"""By what names are known: their words without what changes from one writing to the next."""

import re
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.bodies import office_of, single_offices
from reportedly.reconciling.geography import area_nouns
from reportedly.reconciling.names import countries_in, plain, words_of
from reportedly.records import NameSort

ARTICLES = frozenset({"the", "a", "an"})


def bare(source: str) -> str:
    """A source's name without what stands before it: `the country's Flood Agency`, `the police`."""
    found = re.match(r"(?:(?:the )?([a-z]+)['’]s |[Tt]he |its |their )(?=\S)", source)
    if found is None or (found[1] is not None and found[1] not in area_nouns()):
        return source
    return source[found.end() :]


def name_key(sort: NameSort, words: str) -> str:
    """The key of a name: its words, folded, without articles; empty where there are no words.

    People's decisions are kept by it, in ledgers: a change to it needs a migration that rewrites them.
    """
    if sort == "actor":
        words = bare(words)
    return " ".join(word for word in words_of(words) if word not in ARTICLES)


def is_description(sort: NameSort, words: str) -> bool:
    """Whether a name says what somebody is, not who: `police`, `the governor`, `villagers`.

    Such a name means another one in another story, and is none that stands everywhere.
    """
    if words == words.lower():
        return True
    name = bare(words)
    return sort == "actor" and (bool(office_phrase(name)) or plain(name) in _groups())


@cache
def _groups() -> frozenset[str]:
    return frozenset(vocabulary.load("titles")["groups"]["words"])


def office_phrase(name: str) -> str:
    """A name that is an office and nothing else, in its one form; empty otherwise."""
    office, of, place = name.partition(" of ")
    _, words = countries_in(words_of(office))
    form = office_of(" ".join(words))
    if form not in single_offices():
        return ""
    return f"{form} of {' '.join(words_of(place))}" if of else form
