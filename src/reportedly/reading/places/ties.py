"""How closely the places of a sentence are tied to a word of it."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import account_of
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.places.place import Place
from reportedly.reading.tokens import QUOTES, Tokens, any_word, kept_as, word_set
from reportedly.records import Kind, Span

LOOSE = 20
"""From here on a tie is so loose that a neighbour's place, or the dateline, is the likelier one."""

_TIES = {"in": 0, "here": 0, "event": 3, "from": 24, "to": 26, "bare": 18, "of": 10}

# Kinds that tie another preposition to their place: people leave one, and are sent to one.
_LEAVING: frozenset[str] = frozenset({"displaced", "rescued", "captured"})
_GOING: frozenset[str] = frozenset({"deployed", "supplied", "attacks"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a place is tied to: the token of a figure, that of what happened to it, and its kind."""

    figure: int
    verb: int
    kind: Kind | None


def best_of(
    doc: Doc, tokens: Tokens, places: list[Place], number: int, anchor: Anchor
) -> tuple[Place, int] | None:
    """The place of a sentence that is closest to an anchor, with what its kind of tie costs."""
    found = _candidates(doc, tokens, places, number)
    if not found:
        return None

    def tie(place: Place) -> int:
        within = _relative(tokens, place, anchor.figure)
        return -LOOSE if within else _tie_cost(place, anchor.kind)

    figures = [tokens.at(mention.start) for mention in mentions_in(doc, tokens, number)]

    def cost(place: Place) -> tuple[int, int]:
        taken = OTHERS if _of_other(place, anchor.figure, figures) else 0
        return tie(place) + taken + _distance(tokens, place, anchor.figure), place.first

    best = min(found, key=cost)
    return best, tie(best)


def mentions_in(doc: Doc, tokens: Tokens, number: int) -> list[Mention]:
    """What is counted in a sentence, in order; none where figures were not read."""
    found: list[Mention] = (doc._.mentions if Doc.has_extension("mentions") else None) or []
    first, last = tokens.bounds[number]
    if not found or last <= first:
        return []
    low = bisect_left(found, tokens.starts[first], key=lambda mention: mention.start)
    return found[low : bisect_left(found, tokens.ends[last - 1], key=lambda mention: mention.start)]


OTHERS = 12
"""What it costs that a place stands right behind another figure: "ten in Oro and four in Torva"."""


def _of_other(place: Place, figure: int, figures: list[int]) -> bool:
    """Whether a place before a figure stands right behind another one."""
    return place.first < figure and any(
        other < place.first <= other + 4 for other in figures if other != figure
    )


def firm(doc: Doc, tokens: Tokens, places: list[Place], number: int) -> Place | None:
    """The place that a sentence without regard to a figure tells of: one that is tied for certain."""
    found = [
        place
        for place in _candidates(doc, tokens, places, number)
        if place.tie in {"in", "here", "event"} or (place.tie == "of" and place.known)
        if place.known or tokens.capital(place.first)
    ]
    if not found:
        return None
    first = tokens.bounds[number][0]
    return min(
        found,
        key=lambda place: (_tie_cost(place, None) + _distance(tokens, place, first), place.first),
    )


def _candidates(doc: Doc, tokens: Tokens, places: list[Place], number: int) -> list[Place]:
    """The places of a sentence that can be where something happened.

    Kept with the document: neighbouring figures ask for the same sentences.
    """
    kept: dict[int, list[Place]] = doc.user_data.setdefault(kept_as(doc, "places_by_sentence"), {})
    if number not in kept:
        kept[number] = _of_happenings(doc, tokens, _in_sentence(tokens, places, number))
    return kept[number]


def _of_happenings(doc: Doc, tokens: Tokens, named: list[Place]) -> list[Place]:
    if not named:
        return []
    first, last = tokens.bounds[tokens.sentence[named[0].first]]
    speeches = account_of(doc).near(Span(tokens.starts[first], tokens.ends[last - 1]))
    found = [
        place
        for place in named
        if place.tie != "dateline"
        and not any(_of_source(speech, place, first) for speech in speeches)
        and not _of_office(tokens, place)
        and not _acts(tokens, place)
    ]
    return [place for place in found if not _explains(tokens, place, found)]


def _in_sentence(tokens: Tokens, places: list[Place], number: int) -> list[Place]:
    first, last = tokens.bounds[number]
    if last <= first:
        return []
    low = bisect_left(places, first, key=lambda place: place.first)
    return places[low : bisect_left(places, last, key=lambda place: place.first)]


def _relative(tokens: Tokens, place: Place, figure: int) -> bool:
    """Whether the figure stands in a clause about the place: "flew to Oro, where 12 died"."""
    if not place.last <= figure <= place.last + RELATIVE_REACH:
        return False
    between = tokens.lowers[place.last : figure]
    return "where" in between and tokens.texts[place.last] == ","


RELATIVE_REACH = 14
"""Tokens from a place to a figure in its relative clause, at most."""


def _tie_cost(place: Place, kind: Kind | None) -> int:
    if place.tie == "from" and kind in _LEAVING:
        return 0
    if place.tie == "to" and kind in _GOING:
        return 0
    if place.tie == "bare" and kind in _LEAVING:
        return 6
    return _TIES[place.tie]


def _acts(tokens: Tokens, place: Place) -> bool:
    """Whether a bare name is the subject of its clause: "Keldia lost 40 men" is not where."""
    if place.tie != "bare" or place.last >= len(tokens):
        return False
    return tokens.finite(place.last)


def _distance(tokens: Tokens, place: Place, anchor: int) -> int:
    low, high = (place.last, anchor) if place.first < anchor else (anchor, place.first)
    signs = {",", ";", ":"} | QUOTES
    marks = sum(1 for index in range(low, min(high, low + 80)) if tokens.texts[index] in signs)
    behind = 2 if place.first < anchor else 0
    return 4 * marks + abs(place.first - anchor) // 2 + behind + (0 if place.known else 3)


def _explains(tokens: Tokens, place: Place, others: list[Place]) -> bool:
    """Whether a place only says where another is: "in Oro, near Torva", "in Oro, a town in Torva".

    Or, by a way: "in Oro, 40 km north of Torva".
    """
    for other in others:
        if not 0 <= place.first - other.last <= LONGEST_BEARING:
            continue
        close = tokens.lower(other.last) in {"in", "near"} and _adjoining(tokens, other, place)
        if close and tokens.capital(other.first) and other.tie != "bare":
            return True
        if tokens.lower(other.last) == "," and (
            _bearing(tokens, other.last + 1, place.first)
            or _described(tokens, other.last + 1, place.first)
        ):
            return True
    return False


def _adjoining(tokens: Tokens, other: Place, place: Place) -> bool:
    """Whether nothing but a preposition, an article and modifiers stands between two places."""
    between = tokens.lowers[other.last + 1 : place.first]
    modifiers = word_set("places", "modifiers")
    return other.last < place.first <= other.last + LONGEST_BEARING and all(
        word == "the" or word in modifiers for word in between
    )


def _described(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens say what a place is, before where it lies: "a busy market town in the"."""
    if tokens.lower(first) not in word_set("clauses", "articles"):
        return False
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    leading = any_word("places.prepositions.leading", "places.prepositions.leaving")
    noun = next(
        (
            at
            for at in range(first + 1, last - 1)
            if tokens.lowers[at] in nouns and tokens.lowers[at + 1] in leading
        ),
        None,
    )
    if noun is None:
        return False
    words = (*tokens.texts[first + 1 : noun], *tokens.texts[noun + 2 : last])
    return all(word.replace("-", "").isalpha() for word in words)


def _bearing(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens are the way from one place to another: "some 40 km north of", "north of Oro in"."""
    bearings = word_set("places", "bearings")
    return last > first and all(
        tokens.lowers[index] in bearings
        or tokens.texts[index][:1].isdigit()
        or (tokens.capital(index) and tokens.lowers[index - 1] in {"of", "from"})
        for index in range(first, last)
    )


LONGEST_BEARING = 14
"""Tokens of "about 30 kilometres (some 19 miles) north of" at most."""


def _of_office(tokens: Tokens, place: Place) -> bool:
    """Whether a place is where somebody holds an office: "Consul Ansa Moro in Oro", "its envoy in Oro"."""
    before = place.first - 1
    if tokens.lower(before) == "the":
        before -= 1
    if tokens.lower(before) not in {"in", "to", "at"}:
        return False
    start, titles = before - 1, word_set("titles", "titles")
    while (
        start > max(0, before - 5) and tokens.capital(start) and tokens.lowers[start] not in titles
    ):
        start -= 1
    named = start < before - 1
    offices = titles if named else word_set("places", "offices")
    return tokens.lower(start) in offices


def _of_source(speech: Speech, place: Place, first: int) -> bool:
    """Whether a place stands within who speaks, or where he spoke: it is no place of the happening.

    `first` is the first token of the place's sentence.
    """
    if speech.source and speech.source[0] <= place.first < speech.source[1]:
        return True
    unit = speech.unit
    if unit.order != "mark" and unit.first <= place.first < unit.last:
        return True
    return (
        unit.sentence[0] == first
        and unit.cue.last <= place.first <= unit.cue.last + 4
        and not any(part.start <= place.span.start < part.end for part in speech.content)
    )
