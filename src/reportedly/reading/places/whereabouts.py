"""Which of the places that an article names is the place of a figure."""

from bisect import bisect_left

from spacy.tokens import Doc

from reportedly.reading.attributions.finding import account_of
from reportedly.reading.places.names import find
from reportedly.reading.places.place import Place
from reportedly.reading.tokens import QUOTES, Tokens
from reportedly.records import Kind, Mark, Span


def where_of(doc: Doc, span: Span, kind: Kind | None = None) -> tuple[str | None, Mark | None]:
    """The most specific place that the text ties to a figure, as written, and the words it was read from."""
    tokens = Tokens.of(doc)
    places = find(doc)
    if not places:
        return None, None
    place = _where(doc, tokens, places, span, kind)
    if place is None:
        return None, None
    return place.name, Mark(start=place.span.start, end=place.span.end, field="where")


# So many sentences back, and on, the place of the same happening is looked for.
BACK, ON = 14, 4


def _where(
    doc: Doc, tokens: Tokens, places: list[Place], span: Span, kind: Kind | None
) -> Place | None:
    index = tokens.at(span.start)
    number = tokens.sentence[index]
    own = _best_in_sentence(doc, tokens, places, number, index, kind)
    if own is not None and _tie_cost(own, kind) < _LOOSE:
        return own
    heading = number == 0 or tokens.starts[tokens.bounds[number][0]] == 0
    orders = [
        range(number - 1, max(-1, number - 1 - BACK), -1),
        range(number + 1, min(number + 1 + ON, len(tokens.bounds))),
    ]
    for numbers in reversed(orders) if heading else orders:
        for other in numbers:
            found = _best_in_sentence(doc, tokens, places, other, None, None)
            if found is not None:
                return found
    dateline = next((place for place in places if place.tie == "dateline"), None)
    return dateline or own


def _in_sentence(tokens: Tokens, places: list[Place], number: int) -> list[Place]:
    first, last = tokens.bounds[number]
    if last <= first:
        return []
    return places[
        bisect_left(places, first, key=lambda place: place.first) : bisect_left(
            places, last, key=lambda place: place.first
        )
    ]


_TIES = {"in": 0, "here": 0, "from": 24, "to": 26, "bare": 18, "of": 10}


# From here on a tie is so loose that a neighbour's place, or the dateline, is the likelier one.
_LOOSE = 20


# Kinds that tie another preposition to their place: people leave one, and are sent to one.
_LEAVING: frozenset[str] = frozenset({"displaced", "rescued", "captured"})


_GOING: frozenset[str] = frozenset({"deployed", "supplied", "attacks"})


def _tie_cost(place: Place, kind: Kind | None) -> int:
    if place.tie == "from" and kind in _LEAVING:
        return 0
    if place.tie == "to" and kind in _GOING:
        return 0
    if place.tie == "bare" and kind in _LEAVING:
        return 6
    return _TIES[place.tie]


def _best_in_sentence(
    doc: Doc, tokens: Tokens, places: list[Place], number: int, index: int | None, kind: Kind | None
) -> Place | None:
    """The place of a sentence that ties best to a word of it; without one, only what ties for certain."""
    found = [
        place
        for place in _in_sentence(tokens, places, number)
        if place.tie != "dateline"
        and not _of_source(doc, tokens, place)
        and (
            index is not None or place.tie in {"in", "here"} or (place.tie == "of" and place.known)
        )
        and (index is not None or place.known or tokens.capital(place.first))
    ]
    found = [place for place in found if not _explains(tokens, place, found)]
    if not found:
        return None
    anchor = index if index is not None else tokens.bounds[number][0]

    def cost(place: Place) -> tuple[int, int]:
        between = (place.last, anchor) if place.first < anchor else (anchor, place.first)
        marks = sum(
            1
            for i in range(between[0], min(between[1], between[0] + 80))
            if tokens.texts[i] in {",", ";", ":"} | QUOTES
        )
        distance = abs(place.first - anchor) // 2
        behind = 2 if place.first < anchor else 0
        return _tie_cost(place, kind) + 4 * marks + distance + behind + (
            0 if place.known else 3
        ), place.first

    return min(found, key=cost)


def _explains(tokens: Tokens, place: Place, others: list[Place]) -> bool:
    """Whether a place only says where another is: "in Oro, near Torva", "in Oro, 40 km north of Torva"."""
    for other in others:
        close = 0 < place.first - other.last <= 2 and tokens.lower(other.last) in {"in", "near"}
        if close and tokens.capital(other.first) and other.tie != "bare":
            return True
        if other.last <= place.first <= other.last + 7 and tokens.lower(other.last) == ",":
            between = tokens.lowers[other.last + 1 : place.first]
            if all(word in _BEARINGS or word[:1].isdigit() for word in between) and between:
                return True
    return False


_BEARINGS = frozenset(
    [
        "near",
        "in",
        "the",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "of",
        "km",
        "kilometres",
        "kilometers",
        "miles",
        "about",
        "some",
        "around",
        "just",
        "outside",
        "off",
        "from",
        "(",
        ")",
        "around",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
    ]
)


def _of_source(doc: Doc, tokens: Tokens, place: Place) -> bool:
    """Whether a place stands within who speaks, or where he spoke: it is no place of the happening."""
    number = tokens.sentence[place.first]
    first, last = tokens.bounds[number]
    low, high = tokens.starts[first], tokens.ends[last - 1]
    for speech in account_of(doc).near(Span(low, high)):
        if speech.source and speech.source[0] <= place.first < speech.source[1]:
            return True
        unit = speech.unit
        if unit.order != "mark" and unit.first <= place.first < unit.last:
            return True
        if (
            speech.unit.sentence[0] == first
            and unit.cue.last <= place.first <= unit.cue.last + 4
            and not any(part.start <= place.span.start < part.end for part in speech.content)
        ):
            return True
    return False
