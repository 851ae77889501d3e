"""How well a word hangs on another: scores of all pairs of words of a sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportedly.language.products import Floats, Weights

Integers = NDArray[np.int64]

# Distances between words in classes: each up to 8 for itself, then ever coarser, on both sides.
_CLASS_ENDS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 20, 30)
BUCKETS = 2 * (len(_CLASS_ENDS) + 1) + 1

# Longer sentences do not occur in the pipeline; they only cost a little more.
_PREPARED = 200


@dataclass(frozen=True)
class ArcWeights:
    """What the scores of arcs are worked out with."""

    of_dependent: Weights
    of_head: Weights
    between: Weights
    between_bias: Floats
    root: Floats
    root_bias: Floats

    @classmethod
    def of(cls, parameters: dict[str, Floats]) -> ArcWeights:
        """Those among the parameters of a reader."""
        return cls(
            Weights(parameters["distance.dependent"]),
            Weights(parameters["distance.head"]),
            Weights(parameters["between.weights"]),
            parameters["between.bias"],
            parameters["root.weights"],
            parameters["root.bias"],
        )


class Arcs:
    """Scores of all pairs of words of a sentence, as dependent (rows) and head (columns)."""

    def __init__(self, weights: ArcWeights, dependent: Floats, head: Floats, gate: Floats) -> None:
        self.dependent = dependent
        self.head = head
        self.gate = gate
        self.distance = weights.of_dependent.times(dependent)
        self.head_distance = weights.of_head.times(head)
        self.between = weights.between.times(dependent)
        self.between += weights.between_bias
        # A product with one column would go another way through the library: sums of rows do not.
        self.root = np.einsum("ij,j->i", dependent, weights.root)
        self.root += weights.root_bias

    def scores(self, here: slice) -> Floats:
        """The scores of one sentence; column 0 is the root."""
        length = here.stop - here.start
        bucket = buckets(length)
        words = np.arange(length)
        scores = self.dependent[here] @ self.head[here].T
        scores *= np.float32(1 / math.sqrt(self.dependent.shape[1]))
        scores += self.distance[here][words[:, None], bucket]
        scores += self.head_distance[here][words[None, :], bucket]
        sums = np.concatenate([np.zeros((1, self.gate.shape[1]), "f"), self.gate[here].cumsum(0)])
        until, through, weight = sums[:-1], sums[1:], self.between[here]
        later = weight @ until.T - (weight * through).sum(1)[:, None]
        earlier = (weight * until).sum(1)[:, None] - weight @ through.T
        scores += np.where(words[:, None] < words[None, :], later, earlier)
        np.fill_diagonal(scores, -1e9)
        return np.concatenate([self.root[here, None], scores], 1)


def buckets(length: int) -> Integers:
    """The class of the distance from each word (rows) of a sentence to each other (columns)."""
    if length <= _PREPARED:
        return _prepared_buckets()[:length, :length]
    return _all_buckets(length)


@cache
def _prepared_buckets() -> Integers:
    return _all_buckets(_PREPARED)


def _all_buckets(length: int) -> Integers:
    words = np.arange(length)
    return bucket_of(words[None, :] - words[:, None])


def bucket_of(distance: Integers) -> Integers:
    """The classes of distances from words to others, negative to the left."""
    far = np.searchsorted(_CLASS_ENDS, np.abs(distance)) + 1
    return np.where(distance == 0, 0, np.where(distance > 0, far, -far)) + BUCKETS // 2
