"""Noun phrases by the order of words: where one begins that starts, or ends, at a token."""

import re

from reportedly.reading.kinds.lexicon import noun_group
from reportedly.reading.tokens import Tokens, any_word, word_set

LONGEST = 10
"""Tokens of the longest phrase."""

# "Of" goes on within a phrase ("families of the dead"); other prepositions end it.
_WITHIN = frozenset({"of", "'s", "’s", "-", "–", "/"})


def phrase_from(tokens: Tokens, first: int, last: int) -> str | None:
    """The noun phrase that begins at a token and ends before `last`, without its article; None where none does."""
    start, end = bounds_from(tokens, first, last)
    return clean(tokens.text_of(start, end)) if end > start else None


def bounds_from(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens of the phrase that `phrase_from` gives the words of; none where both are the same."""
    start = _past_determiners(tokens, first, last)
    if start < last and _temporal(tokens.lowers[start]):
        return start, start
    index = start
    while index < min(last, start + LONGEST):
        lower = tokens.lowers[index]
        if lower in _WITHIN and index > start:
            index += 1
            index = _past_determiners(tokens, index, last) if lower == "of" else index
            continue
        if not _nominal(tokens, index):
            break
        index += 1
    while index > start and (
        tokens.lowers[index - 1] in _WITHIN or not tokens.texts[index - 1][:1].isalnum()
    ):
        index -= 1
    return start, max(start, index)


def phrase_before(tokens: Tokens, last: int, first: int) -> str | None:
    """The noun phrase that ends before token `last` and begins at `first` or behind it."""
    index = last
    while index > max(first, last - LONGEST):
        lower = tokens.lowers[index - 1]
        inside = lower in _WITHIN or _nominal(tokens, index - 1)
        if not inside and not (
            lower in word_set("clauses", "determiners") and _joined(tokens, index)
        ):
            break
        index -= 1
    while index < last and (
        tokens.lowers[index] in _WITHIN | word_set("clauses", "determiners")
        and tokens.lowers[index] not in _EACH
    ):
        index += 1
    return clean(tokens.text_of(index, last)) if last > index else None


_EACH = frozenset({"most", "many", "several", "few", "two", "three"})


def _joined(tokens: Tokens, index: int) -> bool:
    """Whether a determiner stands within a phrase: "families of the dead"."""
    return tokens.lower(index - 2) == "of"


def _temporal(lower: str) -> bool:
    """Whether a word begins a time rather than a thing: "on Monday"."""
    word = lower.rstrip(".")
    return word in any_word("times.weekdays", "times.months") or word in {"yesterday", "today"}


def _past_determiners(tokens: Tokens, index: int, last: int) -> int:
    determiners = any_word("clauses.articles", "clauses.possessives")
    while index < last and tokens.lowers[index] in determiners:
        index += 1
    return index


def _nominal(tokens: Tokens, index: int) -> bool:
    """Whether a word can stand within a noun phrase: a noun, adjective, participle before a noun, or number."""
    text, tag, lower = tokens.texts[index], tokens.tags[index], tokens.lowers[index]
    if not text[:1].isalnum() or lower in word_set("clauses", "pronouns") - _EACH:
        return False
    if tag:
        if tag.startswith(("NN", "JJ", "CD")):
            return True
        following = tokens.tags[index + 1] if index + 1 < len(tokens) else ""
        return tag in {"VBN", "VBG"} and following.startswith("NN")
    plain = any_word(
        "clauses.prepositions",
        "clauses.conjunctions",
        "clauses.auxiliaries",
        "clauses.subordinators",
    )
    return lower not in plain and not tokens.verbal(index)


def clean(phrase: str) -> str:
    """A phrase on one line, without the article before it, or the group that its people are in."""
    line = re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", phrase).strip(), flags=re.IGNORECASE)
    group, of, members = line.partition(" of ")
    return members if of and group.lower() in noun_group("groups") and members else line
