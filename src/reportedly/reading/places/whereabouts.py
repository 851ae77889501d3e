"""Which of the places that an article names is the place of a figure.

Looked for in the figure's own sentence, then with the figures of its neighbours, then in the other sentences
around, then in the dateline, as the rulings on place in `docs/figures.md` have it.
"""

import re
from bisect import bisect_left
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from reportedly.reading.places.names import find
from reportedly.reading.places.place import Place
from reportedly.reading.places.ties import LOOSE, Anchor, best_of, firm, mentions_in
from reportedly.reading.surroundings import headers_of, neighbours
from reportedly.reading.tokens import Tokens, word_set
from reportedly.records import Kind, Mark, Span

WhereConstruction = Literal[
    "dateline",
    "neighbouring figure",
    "neighbouring sentence",
    "only named",
    "own sentence",
    "pointed to",
    "table header",
]
"""What ties a place to a figure; `vocabulary/constructions.toml` says of each what it is."""


class Whereabouts(NamedTuple):
    """The place of a figure as written, the words it was read from, and what ties it to the figure.

    `place` is what was read there, None of a table's header.
    """

    name: str
    span: Span
    construction: WhereConstruction
    place: Place | None = None


def where_of(
    doc: Doc, span: Span, kind: Kind | None = None, trigger: Span | None = None
) -> tuple[str | None, Mark | None]:
    """The most specific place that the text ties to a figure, as written, and the words it was read from.

    `trigger` is the word that says what happened to what the figure counts, where it is known.
    """
    found = whereabouts_of(doc, span, kind, trigger)
    if found is None:
        return None, None
    return found.name, Mark(start=found.span.start, end=found.span.end, field="where")


def whereabouts_of(
    doc: Doc, span: Span, kind: Kind | None = None, trigger: Span | None = None
) -> Whereabouts | None:
    """As `where_of`, with what ties the place to the figure."""
    places, tokens = find(doc), Tokens.of(doc)
    cell = _of_cell(doc, tokens, places, span)
    if cell is not None:
        return Whereabouts(re.sub(r"\s+", " ", cell.of(tokens.text)), cell, "table header")
    if not places:
        return None
    tied = _where(doc, tokens, places, span, kind, trigger)
    if tied is None:
        return None
    place, construction = tied
    named = _pointed_to(tokens, places, place)
    if named is not place:
        construction = "pointed to"
    return Whereabouts(named.name, named.span, construction, named)


_Tied = tuple[Place, WhereConstruction]


def _of_cell(doc: Doc, tokens: Tokens, places: list[Place], span: Span) -> Span | None:
    """The place that heads a table's row, or its column: one by its name, or under "District" or "Town"."""
    headers = headers_of(doc, tokens.text, span.start)
    if headers is None or headers.sums_up:
        return None
    if headers.of_places:
        return headers.row
    for header in (headers.row, headers.column):
        if header is not None and any(
            header.contains(place.span) and place.tie in _FIRM for place in places
        ):
            return header
    return None


def _pointed_to(tokens: Tokens, places: list[Place], place: Place) -> Place:
    """What "the area" and "the camp" point to: the place named last before, of the same noun; else themselves."""
    if any(tokens.capital(index) for index in range(place.first, place.last)):
        return place
    noun = tokens.lowers[place.last - 1]
    vague = noun in word_set("places", "pointers", "there")
    index = bisect_left(places, place.first, key=lambda other: other.first)
    for other in reversed(places[max(0, index - POINTING) : index]):
        if other.tie not in _FIRM or not tokens.capital(other.first):
            continue
        if vague or noun in tokens.lowers[other.first : other.last]:
            return other
    return place


POINTING = 30
"""So many places back a pointer may point."""
_FIRM = frozenset({"in", "of", "event", "bare"})

BACK, ON = 14, 4
"""So many sentences back, and on, the place of the same happening is looked for."""

# What is paid, and who is tried, is nowhere: a neighbour's place is that of the damage, or of the deed.
_PLACELESS: frozenset[str] = frozenset({"aid", "cost"})


def _where(
    doc: Doc,
    tokens: Tokens,
    places: list[Place],
    span: Span,
    kind: Kind | None,
    trigger: Span | None,
) -> _Tied | None:
    index = tokens.at(span.start)
    number = tokens.sentence[index]
    verb = tokens.at(trigger.start) if trigger is not None else index
    tried = kind == "detained" and tokens.lower(verb) in word_set("places", "tried")
    anchor = Anchor(index, verb if tokens.sentence[verb] == number else index, kind)
    own = best_of(doc, tokens, places, number, anchor)
    if own is not None and own[1] < LOOSE and not (tried and own[0].first > index):
        return own[0], "own sentence"
    if tried or kind in _PLACELESS:
        return None
    found = _neighbouring(doc, tokens, places, number)
    if found is not None:
        return found
    dateline = next((place for place in places if place.tie == "dateline"), None)
    if dateline is not None:
        return dateline, "dateline"
    return (own[0], "only named") if own else None


def _neighbouring(doc: Doc, tokens: Tokens, places: list[Place], number: int) -> _Tied | None:
    """The place of the sentences around: those before first, those after first for a headline."""
    heading = number == 0 or tokens.starts[tokens.bounds[number][0]] == 0
    before = range(number - 1, max(-1, number - 1 - BACK), -1)
    after = range(number + 1, min(number + 1 + ON, len(tokens.bounds)))
    order = (after, before) if heading else (before, after)
    for other in neighbours(doc, tokens, number, *order):
        found = _at_figure(doc, tokens, places, other)
        if found is not None:
            return found, "neighbouring figure"
        found = firm(doc, tokens, places, other)
        if found is not None:
            return found, "neighbouring sentence"
    return None


def _at_figure(doc: Doc, tokens: Tokens, places: list[Place], number: int) -> Place | None:
    """The place of a neighbour that tells what befell somebody: the one that its own figure has."""
    for mention in mentions_in(doc, tokens, number):
        if mention.kind == "other":
            continue
        index = tokens.at(mention.start)
        found = best_of(doc, tokens, places, number, Anchor(index, index, mention.kind))
        if found is not None and found[1] < LOOSE:
            return found[0]
    return None
