"""The kind of a noun by the dependency tree alone: the second opinion beside word order."""

from functools import cache

from reportedly.reading.kinds.lexicon import NounClass, fits, lexicon
from reportedly.reading.kinds.words import Words
from reportedly.records import Kind


@cache
def telling(noun: NounClass, kinds: frozenset[Kind]) -> frozenset[str]:
    """The lemmas of which one stands in every sentence whose tree gives a noun one of some kinds."""
    table = lexicon()
    verbs = {
        lemma
        for entries_of in (table.done, table.undergone)
        for lemma, entries in entries_of.items()
        if any(
            not entry.rest and entry.kind in kinds and fits(entry.kind, noun) for entry in entries
        )
    }
    deeds = {
        lemma
        for lemma, of in table.deeds.items()
        if any(kind in kinds and fits(kind, noun) for kind in of)
    }
    return frozenset(verbs | deeds)


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
    elif relation == "nmod":
        kinds = table.deeds.get(lemma, ())
        return next(((kind, governor) for kind in kinds if fits(kind, noun)), (None, -1))
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
