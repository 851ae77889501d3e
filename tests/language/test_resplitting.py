"""Sentences joined and cut for the reader to learn from."""

import random

import numpy as np

from reportedly.language.learning import Sentence
from reportedly.language.resplitting import join, part, resplit


def sentence(heads: list[int], first_word: int = 0) -> Sentence:
    places = np.arange(len(heads))
    return Sentence(
        ids=(places + first_word)[:, None],
        tags=places % 3,
        heads=np.array(heads),
        relations=np.where(np.array(heads) < 0, 0, 1),
    )


DOGS_BARK = sentence([1, -1])
SHE_SAW_THE_DOG = sentence([1, -1, 3, 1], first_word=10)


def test_two_joined_sentences_keep_a_root_each() -> None:
    both = join(DOGS_BARK, SHE_SAW_THE_DOG)
    assert both.heads.tolist() == [1, -1, 3, -1, 5, 3]
    assert both.ids.ravel().tolist() == [0, 1, 10, 11, 12, 13]
    assert both.relations.tolist() == [1, 0, 1, 0, 1, 1]


def test_words_that_hang_on_a_word_outside_are_roots_of_an_unknown_relation() -> None:
    behind = part(SHE_SAW_THE_DOG, 2, 4)
    assert behind.heads.tolist() == [1, -1]
    assert behind.relations.tolist() == [1, -1]
    before = part(SHE_SAW_THE_DOG, 0, 2)
    assert before.heads.tolist() == [1, -1]
    assert before.relations.tolist() == [1, 0]


def test_no_word_is_lost_and_shares_of_nothing_change_nothing() -> None:
    document = [sentence(list(range(-1, size - 1)), 100 * size) for size in range(1, 20)]
    words = [word for own in document for word in own.ids.ravel().tolist()]
    mixed = list(resplit(document, 0.5, 0.5, random.Random(1)))
    assert [word for own in mixed for word in own.ids.ravel().tolist()] == words
    assert len(mixed) != len(document)
    assert list(resplit(document, 0, 0, random.Random(1))) == document
