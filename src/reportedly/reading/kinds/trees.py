"""The kind of a noun by the dependency tree alone: the second opinion beside word order."""

from functools import cache
from typing import NamedTuple

from reportedly.reading.kinds.lexicon import NounClass, fits, lexicon
from reportedly.reading.kinds.words import Words
from reportedly.records import Kind


class _Verbs(NamedTuple):
    """Lemmas of verbs that say a kind: of their object or passive subject, or of their active subject."""

    done: frozenset[str]
    undergone: frozenset[str]


@cache
def _verbs(noun: NounClass, kinds: frozenset[Kind]) -> _Verbs:
    table = lexicon()
    done, undergone = (
        frozenset(
            lemma
            for lemma, entries in frame.items()
            if any(
                not entry.rest and entry.kind in kinds and fits(entry.kind, noun)
                for entry in entries
            )
        )
        for frame in (table.done, table.undergone)
    )
    return _Verbs(done, undergone)


def may_tell(
    words: Words, head: int, noun: NounClass, kinds: frozenset[Kind], *, behind: bool
) -> bool:
    """Whether a verb stands where a tree could hang word `head` on it and so give it one of some kinds.

    Before it that is any verb done to others; behind it a passive, or a verb that befalls its subject.
    With `behind` only those behind it count. A tree costs more than to look, and hardly ever
    says anything over a distance.
    """
    verbs = _verbs(noun, kinds)
    first = max(0, head - _FAR_BEFORE)
    for at, lemma in enumerate(words.lemmas[first : head + _FAR_BEHIND + 1], first):
        if lemma in verbs.done and (
            _is_passive(words, at, head)
            if at > head
            else not behind and words.tags[at].startswith("V")
        ):
            return True
        if lemma in verbs.undergone and at > head and words.tags[at].startswith("V"):
            return True
    return False


# Words between a verb and what it may govern, at most.
_FAR_BEFORE = 12
_FAR_BEHIND = 24


def _is_passive(words: Words, at: int, head: int) -> bool:
    """Whether the verb at `at` may be a passive with its auxiliary near before it, behind word `head`."""
    near = words.lowers[max(head + 1, at - _AUXILIARY_NEAR) : at]
    return words.tags[at] in _PARTICIPLES and not _AUXILIARIES.isdisjoint(near)


# A participle that ends in "ed" is often tagged as a past, and the other way around.
_PARTICIPLES = ("VBN", "VBD")
_AUXILIARIES = frozenset({"was", "were", "is", "are", "be", "been", "being", "get", "got"})
_AUXILIARY_NEAR = 5

_UP = frozenset({"conj", "appos", "nummod", "flat", "compound"})


def kind_of(words: Words, head: int, noun: NounClass) -> tuple[Kind | None, int]:
    """The kind that the governor of word `head` gives it by its relation, and the governor's index."""
    at, seen = head, 0
    while words.deps[at] in _UP and seen < 6 and words.heads[at] != at:
        at, seen = words.heads[at], seen + 1
    governor, relation = words.heads[at], words.deps[at].split(":")[0]
    if governor == at or _denied(words, governor):
        return None, -1
    lemma = words.lemmas[governor]
    table = lexicon()
    if words.deps[at] == "nsubj:pass" or relation == "obj":
        entries = table.done.get(lemma, ())
    elif relation == "nsubj":
        entries = table.undergone.get(lemma, ())
    else:
        return None, -1
    for entry in entries:
        if not entry.rest and fits(entry.kind, noun):
            return entry.kind, governor
    return None, -1


def _denied(words: Words, governor: int) -> bool:
    """Whether the governor's verb group is negated."""
    return any(
        word in ("not", "n't", "never") for word in words.lowers[max(0, governor - 3) : governor]
    )
