"""Where a place phrase begins and ends: names, modifiers, nouns of places, and what makes them plainer."""

from reportedly.reading.places.vouching import is_body, modifies, plausible, vouched
from reportedly.reading.tokens import STOPS, Tokens, any_word, word_set

LONGEST_PLACE = 14
"""Tokens of the longest phrase that is taken for one place."""


def core_end(tokens: Tokens, first: int, tie: str) -> int | None:
    """The end of the first phrase: words with capitals, or small ones up to a noun of places."""
    size = min(len(tokens), first + LONGEST_PLACE)
    nouns = any_word("places.nouns.areas", "places.nouns.sites")
    modifiers = word_set("places", "modifiers")
    index = first
    capitals, noun = 0, False
    while index < size:
        text, lower = tokens.texts[index], tokens.lowers[index]
        if lower in nouns and (index > first or tie != "bare"):
            noun = True
        elif text[:1].isupper() and (text[:1].isalpha()):
            capitals += 1
        elif (
            (
                text in {"'s", "’s"}
                and (
                    (capitals and _goes_on(tokens, index + 1))
                    or (noun and _site_ahead(tokens, index + 1, size) is not None)
                )
            )
            or (
                text == "-"
                and index > first
                and index + 1 < size
                and tokens.ends[index - 1] == tokens.starts[index]
            )
            or (lower in modifiers and tie != "bare")
            or (
                lower in {"al", "bin", "de", "el"}
                and index + 1 < size
                and tokens.capital(index + 1)
            )
        ):
            pass
        else:
            ahead = _site_ahead(tokens, index, size) if tie != "bare" else None
            if ahead is None:
                break
            noun, index = True, ahead
            continue
        index += 1
    while index > first and (
        tokens.texts[index - 1] in {"'s", "’s", "-"} or tokens.lowers[index - 1] in _TAIL
    ):
        index -= 1
    if index == first or not (capitals or (noun and tie in {"in", "from", "to"})):
        return None
    if (
        not capitals
        and not _pointer(tokens, first, index)
        and not _site_phrase(tokens, first, index)
        and not _owned(tokens, first, index)
    ):
        return None
    return index


def _site_ahead(tokens: Tokens, index: int, size: int) -> int | None:
    """Behind the site that small nouns and adjectives lead to: "Oro city council hall", "a police training camp"."""
    sites = any_word("places.nouns.areas", "places.nouns.sites")
    for ahead in range(index, min(size, index + DESCRIBING)):
        if tokens.lowers[ahead] in sites:
            return ahead + 1 if ahead > index else None
        if tokens.capital(ahead) or not tokens.tags[ahead].startswith(("NN", "JJ")):
            return None
    return None


DESCRIBING = 5
"""Tokens of the small words before the noun of a site, and that noun."""

_TAIL = frozenset({"port", "border", "far", "industrial", "remote", "troubled"})


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


def _owned(tokens: Tokens, first: int, last: int) -> bool:
    """ "The city's old stadium", "the capital's largest slum": a place of a place, with its article."""
    marks = any(tokens.lowers[index] in {"'s", "’s"} for index in range(first, last))
    return marks and tokens.lower(first - 1) == "the"


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
        and _name_follows(tokens, last + 1)
    )


def _name_follows(tokens: Tokens, index: int) -> bool:
    """Whether a name begins at a token, or behind its article and modifiers: "the northern Oro"."""
    modifiers = word_set("places", "modifiers")
    while tokens.lower(index) == "the" or tokens.lower(index) in modifiers:
        index += 1
    return index < len(tokens) and tokens.capital(index)


def extended(tokens: Tokens, first: int, last: int, size: int) -> int:
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
            end = core_end(tokens, following, "in") if following < size else None
            if end is None or (lower != "of" and not _named_there(tokens, following, end)):
                break
            last = _with_second(tokens, end) if lower == "of" else end
        elif lower == "," and following < size and _may_follow(tokens, following):
            end = core_end(tokens, following, "in")
            closed = (
                end is not None
                and tokens.lower(end) in {",", ".", "", "and", ";", ":", ")", "on"} | STOPS
            )
            if end is None or not vouched(tokens, following, end) or not closed:
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
        end = core_end(tokens, start, "bare") if start < size and tokens.capital(start) else None
        if end is None or tokens.capital(end - 1) is False or is_body(tokens, end):
            return last
        if closing:
            listed = vouched(tokens, start, end) or position > last or vouched(tokens, first, last)
            return end if listed and not modifies(tokens, end) else last
        position = end
    return last


def _may_follow(tokens: Tokens, index: int) -> bool:
    return tokens.capital(index) or tokens.lowers[index] in word_set("places", "modifiers")


def _with_second(tokens: Tokens, last: int) -> int:
    """ "The towns of Oro and Torva": with the second name."""
    if tokens.lower(last) == "and" and last + 1 < len(tokens) and tokens.capital(last + 1):
        end = core_end(tokens, last + 1, "in")
        if end is not None and not tokens.verbal(last + 1):
            return end
    return last


def _named_there(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.capital(index) for index in range(first, last)) and (
        vouched(tokens, first, last) or plausible(tokens, first, last, "in")
    )
