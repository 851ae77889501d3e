"""What the words of a count, and those right behind it, say of the people counted."""

import re
from functools import cache

from reportedly.reading.kinds.lexicon import PEOPLE, noun_class, noun_group
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.surroundings import headers_of
from reportedly.reading.tokens import Tokens, word_set
from reportedly.reading.who.affected import Affected
from reportedly.reading.who.phrases import bounds_from, clean
from reportedly.vocabulary.countries import countries, people_named


def says_nobody(text: str, mention: Mention) -> bool:
    """Whether the counted words name no people: "others", "dead", "confirmed dead", "more bodies"."""
    if mention.counted is None:
        return True
    words = _words(mention.counted.of(text))
    if words in (["people"], ["person"], ["persons"]):
        return False
    rest = [
        word for word in words if word not in noun_group("generic") | word_set("affected", "states")
    ]
    return not rest


def own_people(text: str, mention: Mention, *, several: bool = False) -> str:
    """The people that the counted words name: "civilians" of "civilian casualties", else the words themselves.

    `several` makes a plural of one person, whom a greater number takes up: "a civilian and four others".
    """
    counted = clean(mention.counted.of(text)) if mention.counted is not None else ""
    words = counted.split()
    if several and mention.value == 1 and words:
        return " ".join([*words[:-1], _plural(words[-1])])
    if len(words) < 2 or words[-1].lower() not in noun_group("generic"):
        return counted
    before = words[-2]
    if before.lower() in _demonyms():
        return " ".join([*words[:-2], people_named(before)])
    if noun_class(before.lower(), before.lower()) in PEOPLE:
        return " ".join(
            [
                *words[:-2],
                before if before.endswith(("s", "n")) and before[-3:] == "men" else _plural(before),
            ]
        )
    return counted


def _plural(word: str) -> str:
    """The plural of a noun of people."""
    irregular = {"child": "children", "person": "people"}
    if word.lower() in irregular:
        return irregular[word.lower()]
    if word.endswith("man"):
        return word[:-2] + "en"
    return word if word.endswith(("s", "men", "ren", "ple", "ice")) else word + "s"


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(name.lower() for country in countries() for name in country.adjectives)


def headed_people(tokens: Tokens, mention: Mention) -> str | None:
    """The people that head the column of a bare number in a table: "soldiers" of "Soldiers killed"."""
    if mention.counted is not None:
        return None
    headers = headers_of(tokens.doc, tokens.text, mention.start)
    if headers is None or headers.column is None:
        return None
    words = headers.column.of(tokens.text).split()
    for index, word in enumerate(words):
        lower = word.lower()
        if noun_class(_singular(lower), lower) in PEOPLE and lower not in noun_group("generic"):
            return " ".join(words[: index + 1])
    return None


def named_behind(tokens: Tokens, mention: Mention) -> Affected | None:
    """Who they are by what follows: "three of them teenagers", "ten of the victims were children", "a guard, Ansa Moro,"."""
    described = _described(tokens, mention)
    if described is not None:
        return Affected(described, "said of them")
    name = _apposed(tokens, mention) if mention.form == "article" else None
    return Affected(name, "name behind") if name is not None else None


_LINKING = frozenset({"were", "are", "was"})


def _described(tokens: Tokens, mention: Mention) -> str | None:
    """The people of "N of them X", "N of whom were X", "N of the victims were X", "N were X"."""
    behind = tokens.at(mention.end - 1) + 1
    last = tokens.bounds[tokens.sentence[behind - 1]][1]
    index = _past_whole(tokens, behind)
    if index is None or index >= last:
        return None
    start, end = bounds_from(tokens, index + (tokens.lower(index) in _LINKING), last)
    if end == start or not _is_of_people(tokens, end - 1):
        return None
    while tokens.lower(end) == "and":  # "women and children"
        _, joined = bounds_from(tokens, end + 1, last)
        if joined <= end + 1 or not _is_of_people(tokens, joined - 1):
            break
        end = joined
    return clean(tokens.text_of(start, end))


def _is_of_people(tokens: Tokens, index: int) -> bool:
    """Whether a phrase that ends in a token says who people are, and not only what befell them."""
    head = tokens.lowers[index]
    return head not in noun_group("generic") and noun_class(*[_singular(head)] * 2) in PEOPLE


def _past_whole(tokens: Tokens, behind: int) -> int | None:
    """The index behind the group that a number is of, or of its verb; None where nothing can say who it is."""
    if tokens.lower(behind) in _LINKING:
        return behind
    if tokens.lower(behind) != "of":
        return None
    if tokens.lower(behind + 1) in {"them", "whom", "these", "those"}:
        return behind + 2
    generic = tokens.lower(behind + 1) == "the" and tokens.lower(behind + 2) in noun_group(
        "generic"
    )
    return behind + 3 if generic and tokens.lower(behind + 3) in _LINKING else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _apposed(tokens: Tokens, mention: Mention) -> str | None:
    """The name set behind a single person, between commas: "a county clerk, Ansa Moro, was jailed"."""
    if mention.noun not in PEOPLE:
        return None
    end = max(mention.noun_span.end, mention.counted.end if mention.counted else 0)
    index = tokens.at(end - 1) + 1
    if tokens.lower(index) != ",":
        return None
    first = index = index + 1
    while index < min(len(tokens), first + 6) and tokens.texts[index][:1].isalnum():
        index += 1
    if tokens.lower(index) != ",":
        return None
    start = index
    while start > first and tokens.capital(start - 1):
        start -= 1
    return tokens.text_of(start, index) if index - start >= 2 else None


def _words(phrase: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", phrase.lower())
