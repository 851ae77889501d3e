"""Where a number stands: what lies around it, and the vocabulary that tells numbers apart."""

from functools import cache
from typing import NamedTuple

from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.numbers import Numeral
from reportedly.vocabulary import Entry, load

NEAR = 40
"""How many lexemes to each side say whether a sentence is a headline."""


class _Tables(NamedTuple):
    months: frozenset[str]
    year_after: frozenset[str]
    plurals: frozenset[str]
    clock: frozenset[tuple[str, ...]]
    designators: frozenset[str]
    bodies: frozenset[tuple[str, ...]]
    capital_designators: frozenset[str]
    set_phrases: dict[str, list[tuple[str, ...]]]
    """Set phrases by their first lexeme, the longest first."""
    streets: frozenset[str]
    streets_first: frozenset[str]
    year_before: frozenset[str]
    year_to: frozenset[str]
    behind_name: frozenset[str]
    not_names: frozenset[str]
    behind_round: frozenset[str]
    proportions: frozenset[str]
    scores: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    ages: frozenset[str]
    ages_behind: frozenset[tuple[str, ...]]
    age_verbs: frozenset[str]
    persons: frozenset[str]
    age_bounds: frozenset[str]
    aged: frozenset[str]
    behind_age: frozenset[str]


def _keys(entry: Entry, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(item.lower for item in lex(words)) for words in entry[name])


def _by_first(keys: frozenset[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(keys, key=lambda key: (-len(key), key)):
        found.setdefault(key[0], []).append(key)
    return found


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    entry = load("numbering")
    names = ("months", "year_after", "plural_without_s")
    months, year_after, plurals = (frozenset(entry[name]) for name in names)
    return _Tables(
        months,
        year_after,
        plurals,
        _keys(entry, "clock"),
        frozenset(entry["designators"]),
        _keys(entry, "bodies"),
        frozenset(entry["capital_designators"]),
        _by_first(_keys(entry, "set_phrases")),
        frozenset(entry["streets"]),
        frozenset(entry["streets_first"]),
        frozenset(entry["year_before"]),
        frozenset(entry["year_to"]),
        frozenset(entry["behind_name"]),
        frozenset(entry["not_names"]),
        frozenset(entry["behind_round"]),
        frozenset(entry["proportions"]),
        frozenset(entry["scores"]),
        frozenset(entry["one_before"]),
        frozenset(entry["one_after"]),
        frozenset(entry["age_before"]),
        _keys(entry, "age_behind"),
        frozenset(entry["age_verbs"]),
        frozenset([*load("nouns")["persons"], *load("nouns")["combatants"]]),
        frozenset(entry["age_bounds"]),
        frozenset(entry["aged"]),
        frozenset(entry["behind_age"]),
    )


class Place(NamedTuple):
    """Where a number stands: lexemes `at` to `stop` (excluded) of its sentence."""

    text: str
    lexemes: list[Lexeme]
    at: int
    stop: int
    numeral: Numeral

    def lower(self, index: int) -> str:
        """The lexeme at `index` in lower case; "" outside the sentence."""
        return self.lexemes[index].lower if 0 <= index < len(self.lexemes) else ""

    def capital(self, index: int) -> bool:
        """Whether the lexeme at `index` begins with a capital letter."""
        inside = 0 <= index < len(self.lexemes)
        return inside and self.text[self.lexemes[index].start].isupper()

    def acronym(self, index: int) -> bool:
        """Whether the lexeme at `index` is a word in capitals, in a sentence that is not: "Radio BRC"."""
        if not 0 <= index < len(self.lexemes) or self.lexemes[index].sort != "word":
            return False
        word = self.text[self.lexemes[index].start : self.lexemes[index].end]
        one = self.text[self.lexemes[self.at].start : self.lexemes[self.at].end]
        return len(word) > 1 and word.isupper() and not one.isupper()

    def headline(self) -> bool:
        """Whether most words around begin with a capital letter: then capitals name nothing."""
        around = self.lexemes[max(0, self.at - NEAR) : self.stop + NEAR]
        words = [item for item in around if item.sort == "word" and len(item.lower) > 3]
        capitals = sum(self.text[item.start].isupper() for item in words)
        return 3 * capitals > 2 * len(words) and len(words) > 2

    @property
    def before(self) -> str:
        """The lexeme before the number, in lower case."""
        return self.lower(self.at - 1)

    @property
    def behind(self) -> str:
        """The lexeme behind the number, in lower case."""
        return self.lower(self.stop)

    def touches_before(self) -> bool:
        """Whether the lexeme before is glued to the number."""
        return self.at > 0 and self.lexemes[self.at - 1].joins(self.lexemes[self.at])

    def touches_behind(self) -> bool:
        """Whether the lexeme behind is glued to the number."""
        lexemes = self.lexemes
        return self.stop < len(lexemes) and lexemes[self.stop - 1].joins(lexemes[self.stop])
