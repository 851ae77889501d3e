"""From scores of arcs to a tree: every word its best head, and the best tree where that is none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def tree(scores: Scores) -> Heads:
    """The heads of a sentence, -1 for its one root: the tree without crossing arcs of the best sum.

    ``scores`` has a row a word; column 0 is the score of being the root, column ``i + 1`` that of
    hanging on word ``i``. The best heads word by word are that tree nearly always; only where they
    are not it is searched for. Deterministic: of equal scores the first counts.
    """
    heads: Heads = scores.argmax(1) - 1
    if _is_tree(heads):
        return heads
    return best_tree(scores)


def best_tree(scores: Scores) -> Heads:
    """The tree of the best sum that has one root and no crossing arcs, for the scores of `tree`.

    Eisner's algorithm ("Three New Probabilistic Models for Dependency Parsing", COLING 1996), all
    spans of one length at once: time is cubic in the words, of which the pipeline gives 200 at most.
    """
    spans = _Spans(scores)
    return spans.heads(scores[:, 0])


def _is_tree(heads: Heads) -> bool:
    """Whether heads are a tree with one root in which no arcs cross."""
    words = np.arange(len(heads))
    if np.count_nonzero(heads < 0) != 1:
        return False
    first, last = np.minimum(words, heads)[:, None], np.maximum(words, heads)[:, None]
    within = (words > first) & (words < last) & (heads >= 0)[:, None]
    if (within & ((heads < first) | (heads > last))).any():
        return False
    return not _has_cycle(heads.tolist())


def _has_cycle(heads: list[int]) -> bool:
    seen = [0] * len(heads)
    for start in range(1, len(heads) + 1):
        word = start - 1
        while word >= 0 and not seen[word]:
            seen[word] = start
            word = heads[word]
        if word >= 0 and seen[word] == start:
            return True
    return False


class _Spans:
    """The best sums of spans of words, and where each span is best divided.

    A complete span hangs whole on the word at one of its ends; an open one is an arc between its
    ends and what hangs below it, not yet beyond. Tables have a row for the word a span starts with
    (``from_``) or ends with (``to_``) and a column for its length less one. "Right" spans hang on
    their first word, "left" ones on their last.
    """

    def __init__(self, scores: Scores) -> None:
        count = len(scores)
        arcs = scores[:, 1:]
        self.right_from, self.right_to, self.left_from, self.left_to = (
            np.zeros((count, count), "f") for _ in range(4)
        )
        self.open_right, self.open_left = (np.zeros((count, count), "f") for _ in range(2))
        self.divided, self.right_divided, self.left_divided = (
            np.zeros((count, count), np.int64) for _ in range(3)
        )
        for length in range(1, count):
            self._grow(length, count - length, arcs)

    def _grow(self, length: int, number: int, arcs: Scores) -> None:
        """All spans of one length: those with an arc between their ends first."""
        rows = np.arange(number)
        both = self.right_from[:number, :length] + self.left_to[length:, length - 1 :: -1]
        divided = both.argmax(1)
        joined = both[rows, divided]
        self.divided[:number, length] = divided
        self.open_right[:number, length] = joined + arcs.diagonal(-length)
        self.open_left[length:, length] = joined + arcs.diagonal(length)
        right = self.open_right[:number, 1 : length + 1] + self.right_to[length:, length - 1 :: -1]
        left = self.left_from[:number, :length] + self.open_left[length:, length:0:-1]
        for sums, divisions, from_, to_ in (
            (right, self.right_divided, self.right_from, self.right_to),
            (left, self.left_divided, self.left_from, self.left_to),
        ):
            division = sums.argmax(1)
            divisions[:number, length] = division
            from_[:number, length] = to_[length:, length] = sums[rows, division]

    def heads(self, roots: Scores) -> Heads:
        """The heads of the best tree, given the scores of being its root."""
        count = len(roots)
        words = np.arange(count)
        root = int(
            (roots + self.left_from[0, words] + self.right_to[-1, count - 1 - words]).argmax()
        )
        heads: Heads = np.full(count, -1)
        waiting = [(0, root, False), (root, count - 1, True)]
        while waiting:
            first, last, right = waiting.pop()
            length = last - first
            if not length:
                continue
            if right:
                middle = first + 1 + int(self.right_divided[first, length])
                heads[middle] = first
                waiting.append((middle, last, True))
                last = middle
            else:
                middle = first + int(self.left_divided[first, length])
                heads[middle] = last
                waiting.append((first, middle, False))
                first = middle
            inner = first + int(self.divided[first, last - first])
            waiting += [(first, inner, True), (inner + 1, last, False)]
        return heads
