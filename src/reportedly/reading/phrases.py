"""Phrases that are looked for together in a clause."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


def words_in(clause: str) -> set[str]:
    """All words of a clause."""
    return set(_WORD.findall(clause))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that are looked for together, and the words that they begin with.

    Most clauses have none of these words, which is told sooner than that they have none of the phrases.
    """

    pattern: re.Pattern[str]
    openers: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases":
        """Phrases as whole words, the longest first; `*` between words stands for up to three of them."""
        ordered = sorted(phrases, key=len, reverse=True)
        words = "|".join(
            re.escape(phrase).replace(r"\ \*\ ", r" (?:\w+ ){0,3}") for phrase in ordered
        )
        openers = frozenset(_WORD.findall(phrase)[0] for phrase in ordered)
        return cls(re.compile(rf"(?<!\w)(?:{words})(?!\w)"), openers)

    def found_in(self, clause: str, words: set[str]) -> bool:
        """Whether one of the phrases stands in a clause, of which these are all words."""
        return not self.openers.isdisjoint(words) and bool(self.pattern.search(clause))
