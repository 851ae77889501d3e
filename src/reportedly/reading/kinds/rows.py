"""A sentence's words with its phrases, and what a verb group is: its lemma, voice, and what stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly.reading.kinds.lexicon import NounClass, lexicon
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.words import Words
from reportedly.records import Kind
from reportedly.vocabulary import load


@cache
def verbs(group: str) -> frozenset[str]:
    """A group of verbs of `verbs.toml`, by lemma."""
    return frozenset(load("verbs")[group])


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence's words with its phrases, and what was found out of its verb groups so far.

    `present` are its words in lower case. What `said` and `passive` keep never changes with who asks:
    several noun phrases of a sentence ask the same of its verbs.
    """

    words: Words
    phrases: Sequence[Phrase]
    present: frozenset[str] = field(init=False, repr=False)
    said: dict[tuple[int, NounClass], Kind | None] = field(
        init=False, repr=False, default_factory=dict
    )
    passive: dict[int, bool] = field(init=False, repr=False, default_factory=dict)
    _sorts: dict[int, str] = field(init=False, repr=False)
    _lowers: dict[int, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        # Asked for tens of times a phrase: a look-up costs less than a comparison and a slice.
        sorts: dict[int, str] = {index: phrase.sort for index, phrase in enumerate(self.phrases)}
        object.__setattr__(self, "_sorts", sorts)
        object.__setattr__(self, "present", frozenset(self.words.lowers))

    def at(self, index: int) -> Phrase | None:
        """The phrase at `index`, or None outside the row."""
        return self.phrases[index] if index in self._sorts else None

    def sort(self, index: int) -> str:
        """The sort of the phrase at `index`, "" outside the row."""
        return self._sorts.get(index, "")

    def lower_at(self, word: int) -> str:
        """The word at `word` in lower case."""
        return self.words.lower(word)

    def lower(self, index: int) -> str:
        """The words of the phrase at `index` in lower case, joined by spaces."""
        found = self._lowers.get(index)
        if found is None:
            phrase = self.at(index)
            found = " ".join(self.words.lowers[phrase.start : phrase.end]) if phrase else ""
            self._lowers[index] = found
        return found


def lemma_of(row: Row, group: Phrase) -> str:
    """The lemma of a verb group's main verb."""
    return row.words.lemmas[group.head]


def behind(row: Row, group: Phrase, count: int = 8) -> list[str]:
    """Lemmas of the words behind a verb group's main verb, at most `count`, to the next mark."""
    words, found = row.words, []
    for index in range(group.head + 1, min(len(words), group.head + 1 + count)):
        if words.lowers[index] in (".", ";", ":") or words.tags[index] == "MD":
            break
        found.append(words.lemmas[index])
    return found


def negated(row: Row, group: Phrase) -> bool:
    """Whether a verb group is denied in itself: "were not hurt"."""
    inside = row.words.lowers[group.start : group.end]
    return not _DENYING.isdisjoint(inside) and "only" not in inside


def is_passive(row: Row, index: int) -> bool:
    """Whether a verb group's subject is what it is done to: by auxiliary, or as a bare participle.

    A past form of a transitive verb with no noun phrase behind it is a participle, whatever its tag:
    "and 19 injured when ...", "Three killed Sunday".
    """
    known = row.passive.get(index)
    if known is None:
        known = row.passive[index] = _is_passive(row, index)
    return known


def _is_passive(row: Row, index: int) -> bool:
    group = row.phrases[index]
    if group.form == "passive":
        return True
    words = row.words
    if words.tags[group.head] not in ("VBN", "VBD", "JJ") or (
        group.head != group.start and not group.passive
    ):
        return group.passive
    auxiliaries = words.lowers[group.start : group.head]
    if not _HAVING.isdisjoint(auxiliaries):
        return group.passive and "been" in auxiliaries
    if words.tags[group.head] == "VBD" and not _takes_objects(row, group):
        return False
    following = index + 1
    while row.sort(following) in ("ADV", "QUOTE") or row.lower(following) == "dead":
        following += 1
    object_behind = row.at(following)
    if words.tags[group.head] == "VBD" and _acts_on(row, following):
        return False
    if object_behind is None or object_behind.sort != "NP":
        return True
    head = words.lowers[object_behind.head]
    day = head in lexicon().days or head == "day"
    return day or words.lowers[object_behind.start] in ("last", "this", "that")


_HAVING = frozenset({"have", "has", "had"})
_DENYING = frozenset({"not", "n't", "never"})


def _acts_on(row: Row, index: int) -> bool:
    """Whether "and" with a further verb and its object follows: "a sniper shot | and | killed | a doctor"."""
    second, thing = row.at(index + 1), row.at(index + 2)
    if row.sort(index) != "CC" or second is None or thing is None or second.sort != "VG":
        return False
    active = row.words.tags[second.head] == "VBD" and second.start == second.head
    return active and thing.sort == "NP" and not temporal(row, index + 2)


def _takes_objects(row: Row, group: Phrase) -> bool:
    """Whether a past form can be the participle of a verb that the vocabulary knows."""
    table = lexicon()
    return lemma_of(row, group) in table.done or row.words.lowers[group.head] in table.being


def temporal(row: Row, index: int) -> bool:
    """Whether the phrase at `index` is a time inside a verb group: "were last night killed"."""
    phrase = row.at(index)
    if phrase is None or phrase.sort != "NP":
        return False
    return (
        row.words.lowers[phrase.head] in lexicon().days or row.words.lowers[phrase.start] == "last"
    )
