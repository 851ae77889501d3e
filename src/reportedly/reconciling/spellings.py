"""Which names of those who spoke are spellings of one.

Two persons are never one on a surname alone: both must hold one office in one story, or all words of
their names must be spellings of one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from reportedly import vocabulary
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.names import (
    WORD,
    countries_in,
    plain,
    same_actor,
    same_name,
    sounds,
    words_of,
)
from reportedly.reconciling.stories import Story
from reportedly.reconciling.wordings import ARTICLES, bare


class Voice(NamedTuple):
    """Whom a statement's source is, as far as its own story tells.

    Attributes:
        name: as pages write it.
        scope: where the name means them: empty for a name that means one everywhere, `OWN` for a page
            that speaks for itself, else a place and whose side they are on.
    """

    name: str
    scope: str = ""


OWN = "="
"""The scope of publishers and agencies that state a figure themselves."""


@cache
def _no_person() -> frozenset[str]:
    titles = vocabulary.load("titles")
    return frozenset({*titles["bodies"]["words"], *titles["groups"]["words"], *titles["nameless"]})


def is_person(name: str) -> bool:
    """Whether a name looks like a person's full name: two to four capitalised words, no body's."""
    words = WORD.findall(name)
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    return (
        not any(plain(word) in _no_person() for word in words)
        and not countries_in(words_of(name))[0]
    )


Holders = Mapping[str, frozenset[tuple[str, str]]]


def holders_of(stories: Iterable[Story]) -> Holders:
    """Folded name of a person to the offices that texts give to it, each with its story."""
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for story in stories:
        for found in story.introduced.values():
            for one in found:
                if one.type == "office":
                    held[plain(bare(one.name))].add((one.form.partition(" of ")[0], story.id))
    return {name: frozenset(offices) for name, offices in held.items()}


def alike(a: str, b: str) -> bool:
    """Whether holders of one office are spellings of one name: their surnames are."""
    first, second = words_of(a), words_of(b)
    return same_actor(a, b) or same_name(first[-1], second[-1])


def is_short(name: str, fuller: str) -> bool:
    """Whether a body's name is another's with words left out, its head word kept."""
    short, full = body_words(name), body_words(fuller)
    if not short or len(short) >= len(full) or head_of(short) != head_of(full):
        return False
    return set(short) <= set(full)


def head_of(words: Sequence[str]) -> str:
    """The word that says what a body is: the last one, or the one before its `of`."""
    at = words.index("of") if "of" in words[1:] else len(words)
    return words[at - 1] if words else ""


@lru_cache(maxsize=50_000)
def body_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in one spelling: `Defence` for `Defense`."""
    spellings = vocabulary.load("offices")["spellings"]
    words = [word for word in words_of(name) if word not in ARTICLES]
    return tuple(spellings.get(word, word) for word in words)


def bin_of(name: str) -> str:
    """A key that two names share if they may be one: the first two consonants of the last word.

    Transliterations disagree on vowels most of all: `Missodat` and `Myssodat` share it.
    """
    words = body_words(name)
    if not words:
        return ""
    spelled = sounds(words[-1]).replace("w", "v")
    return spelled[:1] + next((letter for letter in spelled[1:] if letter not in _VOWELS), "")


_VOWELS = frozenset("aeiouy")


def is_spelling(a: str, b: str) -> bool:
    """Whether two names are spellings of one, by their words alone."""
    return body_words(a) == body_words(b) or same_actor(a, b)


def words_of_body(name: str) -> str:
    """The folded words of a body's name: the same for all its usual spellings."""
    return " ".join(body_words(name))


def by_office(names: Sequence[str], holders: Holders) -> tuple[Merge, ...]:
    """Pairs of persons who hold one office in one story, and whose surnames are spellings of one."""
    holding: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        for office in holders.get(plain(name), ()):
            holding[office].append(name)
    return tuple(
        sorted(
            Merge(a, b, f"both {office} in one story, and spellings of one surname", "office")
            for (office, _), same in holding.items()
            for a, b in combinations(same, 2)
            if is_person(a) and is_person(b) and not is_spelling(a, b) and alike(a, b)
        )
    )
