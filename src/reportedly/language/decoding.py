"""From scores of arcs to a tree: every word its best head, then what is no tree mended."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


def tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The heads of a sentence, -1 for its one root.

    ``scores`` has a row a word; column 0 is the score of being the root, column ``i + 1`` that of
    hanging on word ``i``. Greedy where the best heads are a tree, as they are nearly always; cycles
    are opened where it costs least. Deterministic: of equal scores the first counts.
    """
    count = len(scores)
    if count == 1:
        return np.array([-1])
    heads: NDArray[np.int64] = scores.argmax(1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) != 1:
        heads = _with_one_root(scores, roots)
    while (cycle := _cycle(heads.tolist())) is not None:
        below = _descendants(heads, cycle)
        allowed = scores[:, 1:].copy()
        allowed[:, below] = _NEVER
        members = np.array(cycle)
        cost = scores[members, heads[members] + 1] - allowed[members].max(1)
        word = members[cost.argmin()]
        heads[word] = allowed[word].argmax()
    return heads


def _with_one_root(scores: NDArray[np.float32], roots: NDArray[np.int64]) -> NDArray[np.int64]:
    gain = scores[:, 0] - scores[:, 1:].max(1)
    root = roots[gain[roots].argmax()] if len(roots) else gain.argmax()
    heads: NDArray[np.int64] = scores[:, 1:].argmax(1)
    heads[root] = -1
    return heads


def _cycle(heads: list[int]) -> list[int] | None:
    """The words of a cycle, or None where there is none."""
    seen = [0] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word >= 0 and not seen[word]:
            seen[word] = start + 1
            path.append(word)
            word = heads[word]
        if word >= 0 and seen[word] == start + 1 and word in path:
            return path[path.index(word) :]
    return None


def _descendants(heads: NDArray[np.int64], cycle: list[int]) -> NDArray[np.bool_]:
    """Which words hang on the cycle, its own included."""
    below = np.zeros(len(heads), dtype=np.bool_)
    below[cycle] = True
    while True:
        more = below | ((heads >= 0) & below[np.maximum(heads, 0)])
        if (more == below).all():
            return below
        below = more
