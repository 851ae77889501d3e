"""What kind of event a page is about, by the words that name events.

One happening is a shelling in one paper and an attack in the next. So kinds of events come in families, and
pages of one family that tell of one place and one time tell of one happening.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from reportedly import vocabulary
from reportedly.records import Article

SILENT = frozenset({"furniture", "related", "credit"})
"""Roles of blocks whose words are not the article's."""

HEADLINE, LEAD = 4, 3
"""What a word weighs more in headline or summary, and in the first paragraph; in the text it weighs 1."""

NAMES = "names"
"""The table that is no family of events: words that make a name of a body of a word for an event."""

LONGEST_BEFORE = 40
"""Characters before a word for an event that are looked at for what makes it a name."""

CLEAR = 2
"""So many times as much as the next family must weigh the family that a page is said to be about."""

Event = tuple[str, str]
"""A family of events, and the kind of event: `("disaster", "flood")`."""


def events_of(article: Article) -> Counter[Event]:
    """The kinds of events that an article names, weighed by where they stand, each once a block."""
    found: Counter[Event] = Counter()
    led = False
    for block in article.blocks:
        if block.role in SILENT:
            continue
        weight = HEADLINE if block.role in ("headline", "summary") else 1
        if block.role == "body" and not led:
            weight, led = LEAD, True
        for event in set(events_in(block.span.of(article.text))):
            found[event] += weight
    return found


def events_in(text: str) -> list[Event]:
    """The kinds of events that a text names, in order; the longest words that fit count."""
    table, folded = _events(), text.casefold()
    return [
        table[found[1]]
        for found in _pattern().finditer(folded)
        if not _before().search(folded, max(0, found.start() - LONGEST_BEFORE), found.start())
    ]


@cache
def _events() -> dict[str, Event]:
    return {
        word.casefold(): (family, kind)
        for family, kinds in vocabulary.load("events").items()
        if isinstance(kinds, dict) and family != NAMES
        for kind, words in kinds.items()
        for word in words
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Any word for an event, casefolded, unless what stands behind makes it a name: "fire department".

    A pattern that minds case skips what begins otherwise at once.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_events(), key=lambda w: (-len(w), w)):
        by_letter[word[0]].append(re.escape(word[1:]))
    words = "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in by_letter.items())
    behind = "|".join(re.escape(one) for one in vocabulary.load("events")[NAMES]["behind"])
    return re.compile(rf"\b({words})\b(?![ -](?:{behind})\b)")


@cache
def _before() -> re.Pattern[str]:
    """What makes a name of a word for an event that stands behind it: "Ministry of War"."""
    words = "|".join(re.escape(one) for one in vocabulary.load("events")[NAMES]["before"])
    return re.compile(rf"\b(?:{words}) $")


def told_apart(events: Iterable[Event]) -> tuple[str, ...]:
    """The kinds of events by which happenings are told apart, in order: those that say something.

    In a war one strike is a shelling, a bombing and an attack in three papers: of such families the family
    alone counts.
    """
    table = vocabulary.load("events")
    vague, whole = set(table["vague"]), set(table["whole"])
    return tuple(
        sorted(
            {family if family in whole else kind for family, kind in events if kind not in vague}
        )
    )


def family_of(events: Mapping[Event, int]) -> str | None:
    """The family that events are of, where one clearly outweighs all others."""
    weights: Counter[str] = Counter()
    for (family, _), weight in events.items():
        weights[family] += weight
    ordered = sorted(weights, key=lambda family: (-weights[family], family))
    if not ordered:
        return None
    if len(ordered) > 1 and weights[ordered[0]] < CLEAR * weights[ordered[1]]:
        return None
    return ordered[0]


def main_family(events: Mapping[Event, int]) -> str | None:
    """The family that weighs most, clearly or not."""
    weights: Counter[str] = Counter()
    for (family, _), weight in events.items():
        weights[family] += weight
    return min(weights, key=lambda family: (-weights[family], family)) if weights else None


def kind_of(events: Mapping[Event, int], family: str | None) -> str | None:
    """The kind of event of a family that weighs most; one that says little only where no other does."""
    general: list[str] = vocabulary.load("events")["general"]
    weights = {kind: weight for (of, kind), weight in events.items() if of == family}
    if not weights:
        return None
    return min(weights, key=lambda kind: (kind in general, -weights[kind], kind))


def together(counts: Iterable[Mapping[Event, int]]) -> Counter[Event]:
    """The events of several pages, added up."""
    total: Counter[Event] = Counter()
    for one in counts:
        total.update(one)
    return total
