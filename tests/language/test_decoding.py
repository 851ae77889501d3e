"""From any scores to one tree."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reportedly.language.decoding import Scores, best_tree, tree


def is_tree(heads: list[int]) -> bool:
    for word in range(len(heads)):
        seen = set()
        while word >= 0 and word not in seen:
            seen.add(word)
            word = heads[word]
        if word >= 0:
            return False
    return sum(head < 0 for head in heads) == 1


def crosses(heads: list[int]) -> bool:
    """Whether an arc leaves the span of another, the root's own included, which comes from above."""
    arcs = [(min(word, head), max(word, head)) for word, head in enumerate(heads) if head >= 0]
    inside = [
        (first, last, word)
        for first, last in arcs
        for word in range(first + 1, last)
        if not first <= heads[word] <= last
    ]
    return bool(inside)


def total(scores: Scores, heads: list[int]) -> float:
    return sum(float(scores[word, head + 1]) for word, head in enumerate(heads))


def scores_of_sentences(longest: int) -> st.SearchStrategy[Scores]:
    def without_own(scores: Scores) -> Scores:
        np.fill_diagonal(scores[:, 1:], -1e9)
        return scores

    return st.integers(1, longest).flatmap(
        lambda size: arrays(np.float32, (size, size + 1), elements=st.integers(-4, 4)).map(
            without_own
        )
    )


@given(scores_of_sentences(12))
def test_every_word_hangs_on_one_root_and_no_arcs_cross(scores: Scores) -> None:
    heads = tree(scores).tolist()
    assert is_tree(heads)
    assert not crosses(heads)


@given(scores_of_sentences(4))
def test_no_other_tree_has_a_better_sum(scores: Scores) -> None:
    words = range(len(scores))
    others = (list(heads) for heads in product(range(-1, len(scores)), repeat=len(scores)))
    best = max(
        total(scores, heads)
        for heads in others
        if all(heads[word] != word for word in words) and is_tree(heads) and not crosses(heads)
    )
    assert total(scores, best_tree(scores).tolist()) == best
    assert total(scores, tree(scores).tolist()) == best


def test_the_best_heads_are_taken_where_they_are_a_tree() -> None:
    scores = np.array([[0, -9, 5, 0], [7, 0, -9, 0], [0, 1, 6, -9]], dtype=np.float32)
    assert tree(scores).tolist() == [1, -1, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0, -9, 9, 8], [0, 9, -9, 2], [9, 0, 0, -9]], dtype=np.float32)
    assert tree(scores).tolist() == [2, 0, -1]


def test_of_two_roots_the_sum_decides() -> None:
    # Both words would be the root; making the second hang on the first costs less.
    scores = np.array([[9, -9, 1], [8, 7, -9]], dtype=np.float32)
    assert tree(scores).tolist() == [-1, 0]
