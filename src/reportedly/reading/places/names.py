"""Places that a text names.

A place is a phrase with a name that the gazetteer knows, or a capitalised phrase that a preposition or a
noun such as "district" makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from reportedly.reading import gazetteer
from reportedly.reading.attributions.chains import is_medium
from reportedly.reading.tokens import STOPS, Tokens, any_word, kept_as, word_set
from reportedly.records import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text has it; `span` and `name` are without preposition and article.

    `tie` is how it stands: `in` (a happening is there), `from`, `to`, `bare` (only named), `here`,
    `dateline`. `known` says whether the gazetteer or a noun of places vouches for it.
    """

    span: Span
    name: str
    tie: str
    known: bool
    first: int
    last: int


def find(doc: Doc) -> list[Place]:
    """All places of a document, in order; read once and kept with it."""
    key = kept_as(doc, "places")
    kept: list[Place] | None = doc.user_data.get(key)
    if kept is None:
        kept = list(_find(Tokens.of(doc)))
        doc.user_data[key] = kept
    return kept


def _find(tokens: Tokens) -> Iterator[Place]:
    dateline = _dateline(tokens)
    index, size = 0, len(tokens)
    areas = word_set("places", "nouns", "areas")
    while index < size:
        lower = tokens.lowers[index]
        found: Place | None = None
        if dateline and index == dateline.first:
            found = dateline
        elif lower == "here" and dateline:
            span = _span(tokens, index, index + 1)
            found = Place(span, dateline.name, "here", True, index, index + 1)
        elif lower in _ties():
            found = _after_preposition(tokens, index)
        elif (
            lower in areas and tokens.lower(index - 1) == "the" and tokens.lower(index + 1) == "of"
        ):
            found = _named(tokens, index, "in")  # "hit the city of Torva"
        elif tokens.capital(index):
            found = _named(tokens, index, "bare")
        if found is None:
            index = _past_name(tokens, index)
            continue
        yield found
        index = max(found.last, index + 1)


def _past_name(tokens: Tokens, index: int) -> int:
    """Past a name that is no place: what is within it was looked at with it."""
    following = index + 1
    while tokens.capital(index) and following < len(tokens) and following - index < LONGEST_PLACE:
        if not tokens.capital(following) or tokens.lowers[following] in _ties():
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


# --- phrases --------------------------------------------------------------------------------------

LONGEST_PLACE = 14


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
    return _named(tokens, first, tie)


def _named(tokens: Tokens, first: int, tie: str) -> Place | None:
    """The place phrase that begins at a token: modifiers, names and nouns of places."""
    core = _core_end(tokens, first, tie)
    if core is None:
        return None
    if tie == "bare" and not _vouched(tokens, first, core):
        return None
    last = _extended(tokens, first, core, len(tokens))
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    described = tokens.lowers[core - 1] in nouns and any(
        tokens.capital(i) for i in range(core, last)
    )
    known = _vouched(tokens, first, core) or (tie != "bare" and described)
    pointer = not any(tokens.capital(index) for index in range(first, last))
    if tie == "bare" and (
        not known or _modifies(tokens, last) or tokens.lowers[first] in {"us", "u.s."}
    ):
        return None
    if (
        not known
        and not pointer
        and (tie in {"of", "to"} or not _plausible(tokens, first, core, tie))
    ):
        return None
    if any(tokens.lowers[index] in word_set("titles", "titles") for index in range(first, core)):
        return None
    name = re.sub(r"\s+", " ", tokens.text_of(first, last))
    name = re.sub(r"(?:'s|’s)$", "", name)
    return Place(_span(tokens, first, last), name, tie, known, first, last)


def _modifies(tokens: Tokens, last: int) -> bool:
    """Whether a bare name only describes what follows: "US troops", "U.S.-led", "Keldia's army"."""
    lower = tokens.lower(last)
    if lower in {"-", "'s", "’s", "'", "’", "–"}:
        return True
    if last >= len(tokens) or not lower.isalpha():
        return False
    if lower.rstrip(".") in word_set("times", "weekdays") or lower in {"yesterday", "today"}:
        return False
    tag = tokens.tags[last]
    if tag:
        return tag.startswith(("NN", "JJ"))
    plain = any_word(
        "clauses.prepositions",
        "clauses.conjunctions",
        "clauses.auxiliaries",
        "clauses.subordinators",
    )
    return lower not in plain and not tokens.verbal(last)


def _core_end(tokens: Tokens, first: int, tie: str) -> int | None:
    """The end of the first phrase: words with capitals, or small ones up to a noun of places."""
    size = min(len(tokens), first + LONGEST_PLACE)
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    index = first
    capitals, noun = 0, False
    while index < size:
        text, lower = tokens.texts[index], tokens.lowers[index]
        if lower in nouns and (index > first or tie != "bare"):
            noun = True
        elif text[:1].isupper() and (text[:1].isalpha()):
            capitals += 1
        elif (
            (text in {"'s", "’s"} and capitals and _goes_on(tokens, index + 1))
            or (
                text == "-"
                and index > first
                and index + 1 < size
                and tokens.ends[index - 1] == tokens.starts[index]
            )
            or (lower in word_set("places", "modifiers") and tie != "bare")
            or (
                lower in {"al", "bin", "de", "el"}
                and index + 1 < size
                and tokens.capital(index + 1)
            )
        ):
            pass
        else:
            break
        index += 1
    while index > first and (
        tokens.texts[index - 1] in {"'s", "’s", "-"} or tokens.lowers[index - 1] in _TAIL
    ):
        index -= 1
    if index == first or not (capitals or (noun and tie in {"in", "from"})):
        return None
    if (
        not capitals
        and not _pointer(tokens, first, index)
        and not _site_phrase(tokens, first, index)
    ):
        return None
    return index


def _pointer(tokens: Tokens, first: int, last: int) -> bool:
    """ "In the south", "at the camps": a place without a name, with its article."""
    areas = word_set("places", "nouns", "areas") - {
        "world",
        "state",
        "centre",
        "center",
        "capital",
        "coal",
        "quarter",
    }
    article = tokens.lower(first - 1) in {"the", "two", "three"}
    return article and last - first <= 2 and tokens.lowers[last - 1] in areas


_TAIL = frozenset({"port", "border", "far", "industrial", "remote", "troubled"})


def _goes_on(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens):
        return False
    lower = tokens.lowers[index]
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    return tokens.capital(index) or lower in nouns or lower in word_set("places", "modifiers")


def _site_phrase(tokens: Tokens, first: int, last: int) -> bool:
    """A place without a name in it: only one that a name follows ("a police station in Oro")."""
    return (
        last > first
        and tokens.lower(last) in {"of", "in", "near", "at"}
        and last + 1 < len(tokens)
        and (
            tokens.capital(last + 1)
            or tokens.lower(last + 1) in {"the"} | word_set("places", "modifiers")
        )
    )


def _extended(tokens: Tokens, first: int, last: int, size: int) -> int:
    """With "of Oro", "in Oro", and ", Keldia": what makes the place plainer.

    A name by itself is plain enough ("Oro in the province of Keldia"); a noun is not ("a camp in Oro").
    """
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    for _ in range(3):
        lower = tokens.lower(last)
        following = last + 1
        common = tokens.lowers[last - 1] in nouns
        if following < size and (
            lower == "of" or (common and lower in {"in", "near", "around", "between", "and"})
        ):
            if tokens.lower(following) == "the":
                following += 1
            end = _core_end(tokens, following, "in") if following < size else None
            if end is None or (lower != "of" and not _named_there(tokens, following, end)):
                break
            last = _with_second(tokens, end) if lower == "of" else end
        elif lower == "," and following < size and _may_follow(tokens, following):
            end = _core_end(tokens, following, "in")
            closed = (
                end is not None
                and tokens.lower(end) in {",", ".", "", "and", ";", ":", ")", "on"} | STOPS
            )
            if end is None or not _vouched(tokens, following, end) or not closed:
                break
            last = end
        else:
            break
    return _with_list(tokens, first, last)


def _with_list(tokens: Tokens, first: int, last: int) -> int:
    """ "Oro, Torva and Keldia": a list of names that closes with "and" is one place."""
    if not tokens.capital(first):
        return last
    position, size = last, len(tokens)
    while position + 1 < size and position - first < 40:
        lower = tokens.lowers[position]
        closing = lower == "and" or (lower == "," and tokens.lower(position + 1) == "and")
        if lower not in {",", "and"}:
            return last
        start = position + (2 if lower == "," and closing else 1)
        end = _core_end(tokens, start, "bare") if start < size and tokens.capital(start) else None
        if end is None or tokens.capital(end - 1) is False or _is_body(tokens, end):
            return last
        if closing:
            listed = (
                _vouched(tokens, start, end) or position > last or _vouched(tokens, first, last)
            )
            return end if listed and not _modifies(tokens, end) else last
        position = end
    return last


def _may_follow(tokens: Tokens, index: int) -> bool:
    return tokens.capital(index) or tokens.lowers[index] in word_set("places", "modifiers")


def _with_second(tokens: Tokens, last: int) -> int:
    """ "The towns of Oro and Torva": with the second name."""
    if tokens.lower(last) == "and" and last + 1 < len(tokens) and tokens.capital(last + 1):
        end = _core_end(tokens, last + 1, "in")
        if end is not None and not tokens.verbal(last + 1):
            return end
    return last


def _named_there(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.capital(index) for index in range(first, last)) and (
        _vouched(tokens, first, last) or _plausible(tokens, first, last, "in")
    )


def _vouched(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the gazetteer or a noun of places knows the phrase."""
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    capital = any(tokens.capital(index) for index in range(first, last))
    if tokens.lowers[last - 1] in nouns and capital and not _is_body(tokens, last):
        return True
    known = gazetteer.places()
    for start in range(first, last):
        for end in range(min(last, start + gazetteer.longest()), start, -1):
            if " ".join(tokens.lowers[start:end]).replace(" - ", "-") in known and tokens.capital(
                start
            ):
                covers = end == last or tokens.lowers[end] in nouns | {"of", "in", ",", "'s", "’s"}
                return covers and not _is_body(tokens, last)
    return False


def _is_body(tokens: Tokens, last: int) -> bool:
    return tokens.lowers[last - 1] in _bodies()


@cache
def _bodies() -> frozenset[str]:
    """Last words of phrases that are bodies or people, not places."""
    places_too = {"state", "states", "house", "hospital", "university", "school", "college"}
    return any_word("titles.bodies.words", "titles.titles", "titles.groups.words") - places_too


def _plausible(tokens: Tokens, first: int, last: int, tie: str) -> bool:
    """Whether an unknown capitalised phrase after "in" or "near" can be a place."""
    if tie not in {"in", "from"}:
        return False
    lower = tokens.lowers[first]
    if lower in word_set("places", "not_places") or lower.rstrip(".") in word_set(
        "times", "months"
    ):
        return False
    if lower.rstrip(".") in word_set("times", "weekdays") or tokens.texts[first].isdigit():
        return False
    if _is_body(tokens, last) or is_medium(tokens.text_of(first, last)):
        return False
    if tokens.lower(first - 1) in {"on", "over"} or tokens.lower(first - 2) in {"on", "over"}:
        return False
    if _modifies(tokens, last) and tokens.lower(last) not in {"'s", "’s"}:
        return False
    if any(char.isdigit() for char in tokens.text_of(first, last)):
        return False
    return not (tokens.texts[first].isupper() and len(tokens.texts[first]) <= 5)


_DATELINE = re.compile(
    r"([A-Z][A-Za-z.'’ -]{2,40}?)(?:, [A-Z][A-Za-z. ]{2,30})?(?:, (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?: ?, ?\d{4})*)?"
    r" ?(?:\([A-Z][\w /-]{1,25}\) ?)(?:--|—|–|-) ?"
)
_DATELINE_PLAIN = re.compile(
    r"([A-Z]{3,}[A-Z.'’ -]{0,30})(?:, [A-Z][A-Za-z. ]{2,30})?,? (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.? \d{1,2}(?: ?, ?\d{4})* ?(?:--|—|–|-) ?"
)
DATELINE_REACH = 1_500


def _dateline(tokens: Tokens) -> Place | None:
    """The city of a wire dateline: "TORVA, Keldia, April 3 (AFP) --"."""
    text = tokens.text[:DATELINE_REACH]
    for line in re.finditer(r"[^\n]+", text):
        match = _DATELINE.match(line.group().lstrip()) or _DATELINE_PLAIN.match(
            line.group().lstrip()
        )
        if match is None:
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip()) + match.start(1)
        end = start + len(match.group(1).rstrip(" ,"))
        first, last = tokens.at(start), tokens.at(end - 1) + 1
        city = text[start:end]
        name = city.title() if city.isupper() else city
        return Place(
            Span(start, end),
            name,
            "dateline",
            True,
            first,
            max(last, tokens.at(line.start() + match.end() - 1)),
        )
    return None
