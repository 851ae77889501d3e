"""Nouns that attribute: "the ministry's figure is 12", "by the army's count", "the report's estimate of 12".

The noun is the cue, who owns it the source. A place has a toll too, so such nouns need an owner who can
count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportedly.reading.attributions.cues import Cue, Verb
from reportedly.reading.attributions.unit import Order, Unit
from reportedly.reading.tokens import QUOTES, STOPS, Tokens, any_word, word_set
from reportedly.records import Stance
from reportedly.vocabulary import load

TokenRange = tuple[int, int]

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# An owner's name is no longer than this, in tokens.
LONGEST_OWNER = 10


def nominal_units(tokens: Tokens) -> Iterator[Unit]:
    """The nouns of attribution of a document with their owners, in order."""
    table = _nouns()
    for index, lower in enumerate(tokens.lowers):
        if lower not in table:
            continue
        bounds = tokens.bounds[tokens.sentence[index]]
        if bounds[0] < index < bounds[1]:
            unit = _counting(tokens, index, bounds) or _saying(tokens, index, bounds)
            if unit is not None:
                yield unit


@cache
def _nouns() -> dict[str, Stance]:
    """All nouns of attribution, with the stance that each gives."""
    entries = load("cues")
    words = {*entries["counts"]["words"], *entries["counts"]["tolls"], *entries["nouns"]["words"]}
    table: dict[str, Stance] = dict.fromkeys(sorted(words), "asserts")
    stances: tuple[Stance, ...] = ("denies", "doubts", "estimates", "expects", "confirms")
    for stance in stances:
        table.update(dict.fromkeys(entries["nouns"].get(stance, ()), stance))
    return table


def _counting(tokens: Tokens, index: int, bounds: TokenRange) -> Unit | None:
    """ "The ministry's figure is 12", "by the army's count"."""
    lower = tokens.lowers[index]
    counts, tolls = word_set("cues", "counts", "words"), word_set("cues", "counts", "tolls")
    if lower not in counts and lower not in tolls:
        return None
    owner, opener = _owner_before(tokens, index, bounds[0]), None
    if owner is not None:
        opener = _by(tokens, owner, bounds[0])
    else:
        owner = _owner_behind(tokens, index, bounds)
    if owner is None or (lower in tolls and not _can_count(tokens, owner)):
        return None
    if opener is None and not _states(tokens, _end_of(owner, index), bounds[1]):
        return None
    first = min(owner[0], index) if opener is None else opener
    order: Order = "nominal" if opener is None else "by"
    cue = Cue(index, index + 1, Verb(lower, _nouns()[lower], clause=True, speech=True), "nominal")
    return Unit(cue, owner, order, first, _end_of(owner, index), bounds)


def _saying(tokens: Tokens, index: int, bounds: TokenRange) -> Unit | None:
    """ "The army's claim that 12 died", "her promise to rebuild the bridge"."""
    lower, following = tokens.lowers[index], tokens.lower(index + 1)
    promised = following == "to" and lower in word_set("cues", "nouns", "deeds")
    if lower not in word_set("cues", "nouns", "words") or not (following == "that" or promised):
        return None
    owner = _owner_before(tokens, index, bounds[0]) or _pronoun_before(tokens, index, bounds[0])
    if owner is None:
        return None
    cue = Cue(index, index + 1, Verb(lower, _nouns()[lower], clause=True, speech=True), "nominal")
    return Unit(cue, owner, "nominal", owner[0], index + 1, bounds)


def _pronoun_before(tokens: Tokens, index: int, first: int) -> TokenRange | None:
    """The owner in "her earlier promise": a possessive pronoun, an adjective or two before the noun."""
    for position in range(index - 1, max(first, index - 3) - 1, -1):
        if tokens.lowers[position] in word_set("clauses", "possessives"):
            return position, position + 1
        if not tokens.lowers[position].isalpha() or tokens.verbal(position):
            return None
    return None


def _end_of(owner: TokenRange, index: int) -> int:
    return max(owner[1], index + 1)


def _owner_before(tokens: Tokens, index: int, first: int) -> TokenRange | None:
    """The owner in "the ministry's latest figure": the tokens before the possessive mark."""
    position = index - 1
    while position > first and index - position <= 4:
        if tokens.texts[position] in _POSSESSIVE:
            start = _start_of(tokens, position, first)
            return (start, position) if start < position else None
        if not tokens.lowers[position].isalpha():
            return None
        position -= 1
    return None


def _start_of(tokens: Tokens, end: int, first: int) -> int:
    """Where a noun phrase begins that ends before a token: at its article, or with its first capital."""
    start = end
    determiners = any_word("clauses.articles", "clauses.possessives")
    stops = any_word("clauses.prepositions", "clauses.conjunctions", "clauses.subordinators") - {
        "of"
    }
    while start > first and end - start < LONGEST_OWNER:
        lower, text = tokens.lowers[start - 1], tokens.texts[start - 1]
        if text in QUOTES | STOPS | {",", ";", ":", "(", ")"} or lower in stops:
            break
        if tokens.finite(start - 1) or text.isspace():
            break
        start -= 1
        if lower in determiners:
            break
    return start


def _owner_behind(tokens: Tokens, index: int, bounds: TokenRange) -> TokenRange | None:
    """The owner in "a count by the ministry": a noun phrase after "by" or "from" right behind the noun."""
    position = index + 1
    if tokens.lower(position) in word_set("cues", "counts", "issued"):
        position += 1
    if tokens.lower(position) not in {"by", "from"} or position + 1 >= bounds[1]:
        return None
    end = start = position + 1
    stops = any_word("clauses.prepositions", "clauses.conjunctions", "clauses.subordinators") - {
        "of"
    }
    while end < bounds[1] and end - start < LONGEST_OWNER:
        lower, text = tokens.lowers[end], tokens.texts[end]
        if (
            text in QUOTES | STOPS | {",", ";", ":", "(", ")"}
            or lower in stops
            or tokens.finite(end)
        ):
            break
        if text[:1].isdigit() or (tokens.tags[end] in {"VBG", "VBN"} and end > start):
            break
        end += 1
    return (start, end) if end > start else None


def _can_count(tokens: Tokens, owner: TokenRange) -> bool:
    """Whether an owner is a body, a group or a person in office, so that its toll is its own count."""
    last = tokens.lowers[owner[1] - 1]
    return last in any_word("titles.bodies.words", "titles.groups.words", "titles.titles")


def _by(tokens: Tokens, owner: TokenRange, first: int) -> int | None:
    """The "by" of "by the ministry's count"; None where the owner stands without one."""
    before = owner[0] - 1
    return before if before >= first and tokens.lowers[before] in {"by", "on"} else None


def _states(tokens: Tokens, index: int, last: int) -> bool:
    """Whether a number is stated of the noun: "is", "of", "stands at", "puts", "that" follow."""
    if index >= last:
        return False
    stating = word_set("cues", "counts", "stating")
    reach = min(last, index + 5)
    for position in range(index, reach):
        if tokens.lowers[position] in stating:
            return True
        if tokens.texts[position] in QUOTES | STOPS | {",", ";"}:
            return False
    return False
