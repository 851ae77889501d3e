"""Sentences joined and cut as a splitter joins and cuts them, for the reader to learn from.

The splitter errs at one boundary in seven on careless writing, and a reader that has only ever seen
whole sentences is at a loss before the rest of one, or before two in a row.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np

from reportedly.language.learning import Sentence

# Two sentences longer than this together are left apart, and one shorter than this is left whole.
LONGEST_JOINED = 80
SHORTEST_CUT = 8

_UNKNOWN = -1


def resplit(
    sentences: Sequence[Sentence], joined: float, cut: float, chance: random.Random
) -> Iterator[Sentence]:
    """The sentences of a document in order, a share of them joined with the next or cut in two.

    ``joined`` and ``cut`` are shares of sentences, from 0 to 1.
    """
    waiting = list(reversed(sentences))
    while waiting:
        sentence = waiting.pop()
        if waiting and chance.random() < joined:
            following = waiting[-1]
            if len(sentence) + len(following) < LONGEST_JOINED:
                yield join(sentence, waiting.pop())
                continue
        if len(sentence) >= SHORTEST_CUT and chance.random() < cut:
            place = chance.randint(2, len(sentence) - 2)
            yield part(sentence, 0, place)
            yield part(sentence, place, len(sentence))
        else:
            yield sentence


def join(first: Sentence, second: Sentence) -> Sentence:
    """Two sentences as one, with a root each."""
    heads = np.where(second.heads < 0, second.heads, second.heads + len(first))
    return Sentence(
        ids=np.concatenate([first.ids, second.ids]),
        tags=np.concatenate([first.tags, second.tags]),
        heads=np.concatenate([first.heads, heads]),
        relations=np.concatenate([first.relations, second.relations]),
    )


def part(sentence: Sentence, first: int, last: int) -> Sentence:
    """The words from ``first`` to the one before ``last``: those that hang on a word outside are roots.

    What relation such a word has is not to be learned from it.
    """
    heads = sentence.heads[first:last]
    outside = (heads < first) | (heads >= last)
    relations = np.where(outside & (heads >= 0), _UNKNOWN, sentence.relations[first:last])
    return Sentence(
        ids=sentence.ids[first:last],
        tags=sentence.tags[first:last],
        heads=np.where(outside, -1, heads - first),
        relations=relations,
    )
