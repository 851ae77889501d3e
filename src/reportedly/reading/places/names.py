"""Places that a text names.

A place is a phrase with a name that the gazetteer knows, or a capitalised phrase that a preposition or a
noun such as "district" makes one.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.places.datelines import dateline_of
from reportedly.reading.places.phrases import LONGEST_PLACE, core_end, extended
from reportedly.reading.places.place import Place
from reportedly.reading.places.vouching import modifies, plausible, vouched
from reportedly.reading.tokens import Tokens, any_word, kept_as, word_set
from reportedly.records import Span


def find(doc: Doc) -> list[Place]:
    """All places of a document, in order; read once and kept with it."""
    key = kept_as(doc, "places")
    kept: list[Place] | None = doc.user_data.get(key)
    if kept is None:
        kept = list(_find(Tokens.of(doc)))
        doc.user_data[key] = kept
    return kept


def _find(tokens: Tokens) -> Iterator[Place]:
    dateline = dateline_of(tokens)
    index, size = 0, len(tokens)
    areas, ties = word_set("places", "nouns", "areas"), _ties()
    closed = any_word("clauses.articles", "times.weekdays", "times.months")
    opening = ties | areas | {"here"}
    first = dateline.first if dateline else -1
    lowers, capitals = tokens.lowers, tokens.capitals
    while index < size:
        lower = lowers[index]
        if not capitals[index] and lower not in opening and index != first:
            index += 1  # most words open no place
            continue
        found: Place | None = None
        if dateline and index == first:
            found = dateline
        elif lower == "here" and dateline:
            span = _span(tokens, index, index + 1)
            found = Place(span, dateline.name, "here", True, index, index + 1)
        elif lower in ties:
            found = _after_preposition(tokens, index)
        elif (
            lower in areas and tokens.lower(index - 1) == "the" and tokens.lower(index + 1) == "of"
        ):
            found = _named(tokens, index, "in")  # "hit the city of Torva"
        elif capitals[index] and lower not in closed:
            found = _named(tokens, index, "bare")
        if found is None:
            index = _past_name(tokens, index)
            continue
        yield found
        index = max(found.last, index + 1)


def _past_name(tokens: Tokens, index: int) -> int:
    """Past a name that is no place: what is within it was looked at with it."""
    following = index + 1
    if not tokens.capitals[index]:
        return following
    last = min(len(tokens), index + LONGEST_PLACE)
    while following < last:
        if not tokens.capitals[following] or tokens.lowers[following] in _ties():
            break
        following += 1
    return following


@cache
def _ties() -> frozenset[str]:
    return any_word(
        "places.prepositions.leading", "places.prepositions.leaving", "places.prepositions.going"
    )


def _tie(lower: str) -> str:
    if lower in word_set("places", "prepositions", "leading"):
        return "in"
    if lower in word_set("places", "prepositions", "leaving"):
        return "from" if lower == "from" else "of"
    return "to"


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.starts[first], tokens.ends[last - 1])


def _after_preposition(tokens: Tokens, index: int) -> Place | None:
    """The place phrase after "in", "near", "at"; None where none follows."""
    tie = _tie(tokens.lowers[index])
    if tie in {"of", "from"} and tokens.lower(index - 1) in word_set("places", "dwellers"):
        tie = "in"  # "residents of Oro" are there
    first = index + 1
    if tokens.lower(first) in {"and", "around", "or"} and tokens.lower(first + 1) in {
        "around",
        "near",
        "in",
    }:
        first += 2
    if tokens.lower(first) in {"the", "a", "an", "its", "their", "his"}:
        first += 1
    return _named(tokens, _past_description(tokens, first), tie)


def _past_description(tokens: Tokens, first: int) -> int:
    """Past what is no part of the name: "flood-hit Oro", "Sunday's Oro"."""
    afflicted = word_set("places", "afflicted")
    if tokens.lower(first + 1) == "-" and tokens.lower(first + 2) in afflicted:
        return first + 3
    if tokens.lower(first) in word_set("times", "weekdays") and tokens.lower(first + 1) in _OWNING:
        return first + 2
    return first


_OWNING = frozenset({"'s", "’s"})
_OWNED = re.compile(r"(?:'s|’s)$")
_SPACES = re.compile(r"\s+")


def _named(tokens: Tokens, first: int, tie: str) -> Place | None:
    """The place phrase that begins at a token: modifiers, names and nouns of places."""
    core = core_end(tokens, first, tie)
    if core is None:
        return None
    if tie == "bare" and not vouched(tokens, first, core):
        return None
    ours = tokens.lowers[first] in {"us", "u.s."}  # who struck, not where
    if tie == "bare" and not ours and _happened_there(tokens, core):
        first = _with_direction(tokens, first)
        return _place(tokens, first, core, "event", known=True)
    last = extended(tokens, first, core, len(tokens))
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    described = tokens.lowers[core - 1] in nouns and any(
        tokens.capital(i) for i in range(core, last)
    )
    known = vouched(tokens, first, core) or (tie != "bare" and described)
    pointer = not any(tokens.capital(index) for index in range(first, last))
    if tie == "bare" and (not known or modifies(tokens, last) or ours):
        return None
    if (
        not known
        and not pointer
        and (tie in {"of", "to"} or not plausible(tokens, first, core, tie))
    ):
        return None
    if any(tokens.lowers[index] in word_set("titles", "titles") for index in range(first, core)):
        return None
    return _place(tokens, _past_bearing(tokens, first, core, last), last, tie, known=known)


def _past_bearing(tokens: Tokens, first: int, core: int, last: int) -> int:
    """Past what describes a noun that a name makes plain: "town of Oro" of "border town of Oro"."""
    areas, modifiers = word_set("places", "nouns", "areas"), word_set("places", "modifiers")
    named = tokens.lower(core) == "of" and any(tokens.capital(index) for index in range(core, last))
    if not named or tokens.lowers[core - 1] not in areas:
        return first
    if all(tokens.lowers[index] in modifiers for index in range(first, core - 1)):
        return core - 1
    return first


def _place(tokens: Tokens, first: int, last: int, tie: str, *, known: bool) -> Place:
    name = _OWNED.sub("", _SPACES.sub(" ", tokens.text_of(first, last)))
    return Place(_span(tokens, first, last), name, tie, known, first, last)


def _happened_there(tokens: Tokens, last: int) -> bool:
    """Whether a name stands before what happened at the place: "the Oro bombing", "Oro hotel fire"."""
    happenings = word_set("places", "happenings")
    between = tokens.lower(last).isalpha() and not tokens.capital(min(last, len(tokens) - 1))
    return tokens.lower(last) in happenings or (between and tokens.lower(last + 1) in happenings)


def _with_direction(tokens: Tokens, first: int) -> int:
    """With the small word before a name that says which part of it: "north Keldia"."""
    return first - 1 if tokens.lower(first - 1) in word_set("places", "modifiers") else first
