"""What one page says of places, bodies and offices, beside its figures.

A claim's own words are not enough to know what it is about: "the district" is the one that the page
names elsewhere, and "the agency" a body that it introduced. A context holds what can be learnt of that
from the text alone; nothing in it depends on other pages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.bodies import Introduced, introduced
from reportedly.reconciling.events import SILENT, Event, events_in, told_apart
from reportedly.reconciling.geography import NAME, Mention, Toponym, described, nested
from reportedly.reconciling.names import plain
from reportedly.records import Article, Block, day_of

HEADLINE, LEAD = 4, 2  # what a place weighs more for standing there; a mention in the text weighs 1


@dataclass(frozen=True)
class Context:
    """What a page's text says beside its figures.

    Attributes:
        text_hash: of the text.
        published: the day of the page, where known.
        places: every place that a noun describes, and how often.
        nests: pairs (inner, outer) of keys of places of which the text says that one lies in the other.
        names: how much each capitalised name weighs in the text: by where it stands, and how often.
        happenings: how often short and long kinds of happening are named.
        blocks: the article's blocks, for asking whether two offsets share a paragraph.
        introduced: bodies and people with their short forms and offices.
        about: the kinds of events that headline, summary and first paragraph name, as `told_apart` has them.
        kinds: those that the whole text names.
    """

    text_hash: str
    published: date | None = None
    publisher: str | None = None
    agency: str | None = None
    updated: str | None = None
    places: Mapping[Toponym, int] = field(default_factory=dict)
    nests: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, int] = field(default_factory=dict)
    happenings: Mapping[str, int] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    introduced: tuple[Introduced, ...] = ()
    about: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def same_block(self, a: int, b: int) -> bool:
        """Whether two offsets of the text stand in one block."""
        return any(
            block.start <= a < block.end and block.start <= b < block.end for block in self.blocks
        )


def context_of(article: Article) -> Context:
    """Read the context of an article; pure, a few regular expressions over each block."""
    places: Counter[Toponym] = Counter()
    nests: set[tuple[str, str]] = set()
    names: Counter[str] = Counter()
    happenings: Counter[str] = Counter()
    found: list[Introduced] = []
    events: list[Event] = []
    first: list[Event] = []
    bodies = [block for block in article.blocks if block.role not in SILENT]
    lead = next((block for block in bodies if block.role == "body"), None)
    for block in bodies:
        text = block.span.of(article.text)
        mentions = list(described(text))
        places.update(mention.place for mention in mentions)
        nests.update((inner.key, outer.key) for inner, outer in nested(text, mentions))
        weight = HEADLINE if block.role == "headline" else LEAD + 1 if block is lead else 1
        _weigh(text, mentions, weight, names)
        happenings.update(_kinds_of_happening(text))
        found += introduced(text)
        here = events_in(text)
        events += here
        first += here if block is lead or block.role in ("headline", "summary") else []
    return Context(
        text_hash=article.text_hash(),
        published=day_of(article.published) if article.published else None,
        publisher=article.publisher,
        agency=article.agency,
        updated=article.updated,
        places=dict(places),
        nests=frozenset(nests),
        names=dict(names),
        happenings=dict(happenings),
        blocks=tuple(bodies),
        introduced=tuple(dict.fromkeys(found)),
        about=told_apart(first),
        kinds=told_apart(events),
    )


def _weigh(text: str, mentions: list[Mention], weight: int, names: Counter[str]) -> None:
    """Count the names of a block; those that a noun describes by their keys as well."""
    for mention in mentions:
        if mention.place.feature:
            names[mention.place.key] += weight
    for found in NAME.finditer(text):
        words = found[0].split()
        whole = plain(found[0])
        names[whole] += weight
        if weight == HEADLINE and len(words) > 1:  # headlines may capitalise every word
            names.update({plain(word): weight for word in words})
        elif len(words) > 1:  # "In Oro", "The Tarnish": a sentence's first word is no part of it
            names[plain(" ".join(words[1:]))] += weight


@cache
def _happening_words() -> dict[str, str]:
    table = vocabulary.load("geography")["happenings"]
    return {word: length for length in ("short", "long") for word in table[length]}


@cache
def _word_of_happening() -> re.Pattern[str]:
    words = sorted(_happening_words(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(words)})\b")


def _kinds_of_happening(text: str) -> Iterable[str]:
    words = _happening_words()
    return (words[found] for found in _word_of_happening().findall(text.lower()))


@cache
def _at_happening() -> re.Pattern[str]:
    """A happening and a preposition: what stands behind them is where it was."""
    words = "|".join(sorted(_happening_words(), key=len, reverse=True))
    return re.compile(rf"\b(?:{words}) (?:in|at|on|near|along|of|off) (?:the |a )?")


def bound_to_happening(sentence: str, place: str) -> bool:
    """Whether a sentence names a place as that of its happening: "the flood in Oro has killed ten"."""
    if not place or place not in sentence:
        return False
    lower, name = sentence.lower(), place.lower()
    return any(lower.startswith(name, found.end()) for found in _at_happening().finditer(lower))
