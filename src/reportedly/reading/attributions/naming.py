"""From the words of a source to its name: without article and title, without what only describes it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reportedly.reading import gazetteer
from reportedly.reading.attributions.appositions import name_behind_role, weekday
from reportedly.reading.tokens import DASHES, QUOTES, STOPS, Tokens, any_word, word_set

# Where the head phrase of a long source ends: "officials familiar with the case, who …".
_CUTS = frozenset(
    {
        ",",
        ";",
        "(",
        "[",
        ":",
        ")",
        "who",
        "whose",
        "which",
        "that",
        "where",
        "when",
        "while",
        "quoted",
    }
)


class Name(NamedTuple):
    """What a source is called: `text` as written; `person`, `body`, `group`, `pronoun` or `thing`.

    `first` and `last` are its tokens (end excluded); `titles` the words before a person's name,
    in lower case; `definite` whether it began with "the".
    """

    text: str
    sort: str
    first: int
    last: int
    titles: tuple[str, ...] = ()
    definite: bool = False


def name_of(tokens: Tokens, first: int, last: int) -> Name | None:
    """The name in a source phrase; None where the phrase has none."""
    articles = _articles()
    definite = tokens.lower(first) in {"the", "this", "that", "these", "those"}
    while first < last and (
        tokens.lowers[first] in articles
        or tokens.texts[first] in _BEFORE_NAMES
        or tokens.texts[first].isspace()
    ):
        first += 1
    whole, last = last, _head_end(tokens, first, last)
    if first >= last:
        return None
    apposed = _apposed(tokens, first, last, whole)
    if apposed:
        return apposed
    outlet = _outlet(tokens, first, last) if last - first > 1 else None
    if outlet:
        return outlet
    if last - first == 1 and tokens.lowers[first] in any_word(
        "clauses.pronouns", "clauses.possessives"
    ):
        return Name(tokens.texts[first], "pronoun", first, last)
    person = _person(tokens, first, last) or _person_of(tokens, first, last)
    if person:
        return person
    text = _clean(tokens.text_of(first, last))
    if not text:
        return None
    return Name(text, _sort(tokens, first, last), first, last, (), definite)


def _apposed(tokens: Tokens, first: int, last: int, whole: int) -> Name | None:
    """ "The mayor of Torva, Ayo Oro,": the name stands behind the words that explain it."""
    if last + 1 >= whole:
        return None
    behind = name_behind_role(tokens, first, last, whole)
    if behind is None:
        return None
    titles = tuple(tokens.lowers[first:last])
    person = _person(tokens, *behind)
    if person:
        return person._replace(titles=(*titles, *person.titles))
    text = _clean(tokens.text_of(*behind))
    return Name(text, _sort(tokens, *behind), *behind, titles) if text else None


def _outlet(tokens: Tokens, first: int, last: int) -> Name | None:
    """ "The daily Torva Post", "news agency Keld": the name behind the word for a medium."""
    start = last
    while start > first and _name_word(tokens, start - 1):
        start -= 1
    kind = start - 1
    if start == last or kind < first or tokens.lowers[kind] not in word_set("media", "kinds"):
        return None
    prepositions = word_set("clauses", "prepositions")
    for index in range(first, kind):
        if tokens.capital(index) and tokens.capital(kind):
            return None  # "Keld News Agency Torva": the word is part of a name
        if tokens.lowers[index] in prepositions:
            return None  # "a spokeswoman for the agency Torva"
    text = _clean(tokens.text_of(start, last))
    return Name(text, "body", start, last) if text else None


def owner_of(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The body behind a paper: "figures from the ministry", "the army's statement" give ministry and army.

    The range itself where it names no paper, or nobody whose paper it is.
    """
    papers = any_word("cues.documents.words", "cues.papers.words")
    if tokens.lowers[last - 1] in papers:
        for index in range(last - 2, first, -1):
            if tokens.texts[index] in {"'s", "’s", "'", "’"}:
                return first, index
        if tokens.lowers[first] in {"his", "her", "its", "their"}:
            return first, first + 1
        return _issuer(tokens, first, last)
    for index in range(first + 1, min(last - 1, first + 8)):
        lower = tokens.lowers[index]
        if lower in {"by", "from"}:
            before = index - 1
            if weekday(tokens.lowers[before]):
                before -= 2 if tokens.lowers[before - 1] == "on" else 1
            if tokens.lowers[before] in word_set("cues", "counts", "issued"):
                before -= 1
            paper = before >= first and tokens.lowers[before] in papers and _speaks(tokens, last)
            return (index + 1, last) if paper else (first, last)
        if tokens.texts[index] == ",":
            break
    return first, last


def _speaks(tokens: Tokens, last: int) -> bool:
    """Whether a phrase ends in a name, a body or people: no "scene" or "area"."""
    speakers = any_word("titles.bodies.words", "titles.groups.words", "titles.titles")
    return tokens.capital(last - 1) or tokens.lowers[last - 1] in speakers


def _issuer(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """ "A ministry statement", "an ISAF statement": the body before a paper that speaks for it."""
    body = last - 2
    if body < first or tokens.lowers[body] in _articles():
        return first, last
    if tokens.lowers[last - 1] not in word_set("cues", "papers", "words"):
        return first, last
    known = tokens.lowers[body] in word_set("titles", "bodies", "words")
    if known or (tokens.capital(body) and tokens.texts[body].isalpha()):
        return first, last - 1
    return first, last


_BEFORE_NAMES = QUOTES | DASHES | {"(", ","}
_AFTER_NAMES = STOPS | QUOTES
_LONG_DASHES = DASHES - {"-", "_"}


@cache
def _articles() -> frozenset[str]:
    return word_set("clauses", "articles") | {"this", "these", "those"}


def _head_end(tokens: Tokens, first: int, last: int) -> int:
    """The end of the head phrase: before the first comma, bracket or relative word."""
    issuing = word_set("cues", "counts", "issued")
    for index in range(first + 1, last):
        lower = tokens.lowers[index]
        issued = lower in issuing and is_document(tokens.texts[index - 1])
        if (
            issued
            or lower in _CUTS
            or tokens.texts[index] in _LONG_DASHES
            or "\n" in tokens.texts[index]
        ):
            if lower == "that" and index == first + 1:
                continue
            return index
    while last > first and tokens.texts[last - 1] in _AFTER_NAMES:
        last -= 1
    return last


def _person(tokens: Tokens, first: int, last: int) -> Name | None:
    """A person's name at the end of a phrase: the capitalised words after its last title."""
    start = last
    while start > first and _name_word(tokens, start - 1):
        start -= 1
    cut = start
    titles = word_set("titles", "titles")
    for index in range(start, last):
        title = tokens.lowers[index] in titles
        if title and not _initial(tokens.texts[index]):
            cut = index + 1
    before = tokens.lowers[first:cut]
    joined = start - 2 >= first and tokens.lowers[start - 1] in {"and", "or"}
    if joined and tokens.capital(start - 2) and cut == start:
        return None  # "Ayo Oro and Lena Baro" are two
    if cut == last or not _can_be_person(tokens.texts[cut:last], before):
        return None
    return Name(_clean(tokens.text_of(cut, last)), "person", cut, last, tuple(before))


def _person_of(tokens: Tokens, first: int, last: int) -> Name | None:
    """ "Commodore Ayo Oro of the coast guard": a person's full name before a preposition."""
    for index in range(first + 2, min(last, first + 9)):
        if tokens.lowers[index] in {"of", "from", "in", "at", "with", "for"}:
            person = _person(tokens, first, index)
            return person if person and person.last - person.first > 1 else None
    return None


def _can_be_person(named: list[str], before: list[str]) -> bool:
    """Whether capitalised words, after the words before them, can be the name of a person."""
    lowered = {word.lower() for word in named}
    if not lowered.isdisjoint(_nameless()):
        return False
    if titles_end(before):
        return True
    if not _WITHIN.isdisjoint(before):
        return False
    if " ".join(named).lower() in gazetteer.places():
        return False
    if len(named) == 1 and named[0].isupper() and len(named[0]) > 1:
        return False  # "ISAF"
    return len(named) > 1 or (not before and named[0].isalpha())


_WITHIN = frozenset({"of", "in", "from", "at"})


@cache
def _nameless() -> frozenset[str]:
    """Words that stand in no person's name."""
    return (
        word_set("titles", "bodies", "words")
        | word_set("titles", "nameless")
        | {"of", "for", "the", "'s", "’s"}
    )


def titles_end(words: list[str]) -> bool:
    """Whether the words before a name end in a title, so that the name is a person's."""
    return bool(words) and (
        words[-1] in word_set("titles", "titles")
        or words[-1].rstrip(".") in word_set("titles", "titles")
    )


def _name_word(tokens: Tokens, index: int) -> bool:
    if tokens.capitals[index]:
        return True
    lower = tokens.lowers[index]
    inner = lower in {"-", "."} or lower in word_set("titles", "particles")
    return inner and index + 1 < len(tokens) and tokens.capitals[index + 1]


def _initial(text: str) -> bool:
    return len(text) <= 2 and text.endswith(".") and text[0].isupper()


def _sort(tokens: Tokens, first: int, last: int) -> str:
    head = head_word(tokens, first, last)
    if head in word_set("titles", "groups", "words") or (
        head.endswith("s") and not head.endswith("ss")
    ):
        return "group"
    if head in word_set("titles", "bodies", "words") or tokens.texts[last - 1].isupper():
        return "body"
    if head in word_set("titles", "titles"):
        return "person"
    return "body" if tokens.texts[last - 1][:1].isupper() else "thing"


def is_document(name: str) -> bool:
    """Whether a name is that of a paper, a count or an inquiry, not of somebody."""
    papers = any_word("cues.documents.words", "cues.papers.words")
    return name.rsplit(maxsplit=1)[-1].lower() in papers


def head_word(tokens: Tokens, first: int, last: int) -> str:
    """The noun that a phrase is about, in lower case: the last word before a preposition."""
    prepositions = word_set("clauses", "prepositions")
    end = last
    for index in range(first + 1, last):
        if tokens.lowers[index] in prepositions:
            end = index
            break
    return tokens.lowers[end - 1]


_SPACES = re.compile(r"\s+")
_OWNING = re.compile(r"(?:'s|’s|')$")
_ARTICLE = re.compile(r"^(?i:the|a|an) ")


def _clean(text: str) -> str:
    if text.isalpha():
        return text  # one plain word, as most names are
    text = _SPACES.sub(" ", text).strip(" ,;:-–—\"“”‘'_")
    text = _OWNING.sub("", text)
    return _ARTICLE.sub("", text).strip(' ,;:"“”')
