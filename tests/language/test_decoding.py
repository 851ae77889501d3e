"""From any scores to one tree."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reportedly.language.decoding import tree


def is_tree(heads: list[int]) -> bool:
    for word in range(len(heads)):
        seen = set()
        while word >= 0 and word not in seen:
            seen.add(word)
            word = heads[word]
        if word >= 0:
            return False
    return sum(head < 0 for head in heads) == 1


@given(
    st.integers(1, 12).flatmap(
        lambda size: arrays(np.float32, (size, size + 1), elements=st.integers(-4, 4))
    )
)
def test_every_word_hangs_on_one_root(
    scores: np.ndarray[tuple[int, int], np.dtype[np.float32]],
) -> None:
    np.fill_diagonal(scores[:, 1:], -1e9)
    assert is_tree(tree(scores).tolist())


def test_the_best_heads_are_taken_where_they_are_a_tree() -> None:
    scores = np.array([[0, -9, 5, 0], [7, 0, -9, 0], [0, 1, 6, -9]], dtype=np.float32)
    assert tree(scores).tolist() == [1, -1, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0, -9, 9, 8], [0, 9, -9, 2], [9, 0, 0, -9]], dtype=np.float32)
    assert tree(scores).tolist() == [2, 0, -1]
