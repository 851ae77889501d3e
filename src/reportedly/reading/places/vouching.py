"""Whether a phrase is the name of a place: what vouches for it, and what speaks against it."""

from functools import cache

from reportedly.reading import gazetteer
from reportedly.reading.attributions.chains import is_medium
from reportedly.reading.tokens import Tokens, any_word, word_set


def vouched(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the gazetteer or a noun of places knows the phrase."""
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    if True not in tokens.capitals[first:last]:
        return False
    if tokens.lowers[last - 1] in nouns and not is_body(tokens, last):
        return True
    known, longest = gazetteer.places(), gazetteer.longest()
    for start in range(first, last):
        if not tokens.capitals[start]:
            continue
        for end in range(min(last, start + longest), start, -1):
            if " ".join(tokens.lowers[start:end]).replace(" - ", "-") in known:
                covers = end == last or tokens.lowers[end] in nouns | {"of", "in", ",", "'s", "’s"}
                return covers and not is_body(tokens, last)
    return False


def is_body(tokens: Tokens, last: int) -> bool:
    """Whether a phrase ends like a body or people: "the Oro police", "the Keldia Ministry"."""
    return tokens.lowers[last - 1] in _bodies()


@cache
def _bodies() -> frozenset[str]:
    """Last words of phrases that are bodies or people, not places."""
    places_too = {"state", "states", "house", "hospital", "university", "school", "college"}
    return any_word("titles.bodies.words", "titles.titles", "titles.groups.words") - places_too


def plausible(tokens: Tokens, first: int, last: int, tie: str) -> bool:
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
    if is_body(tokens, last) or is_medium(tokens.text_of(first, last)):
        return False
    if tokens.lower(first - 1) in {"on", "over"} or tokens.lower(first - 2) in {"on", "over"}:
        return False
    if modifies(tokens, last) and tokens.lower(last) not in {"'s", "’s"}:
        return False
    if any(char.isdigit() for char in tokens.text_of(first, last)):
        return False
    return not (tokens.texts[first].isupper() and len(tokens.texts[first]) <= 5)


def modifies(tokens: Tokens, last: int) -> bool:
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
