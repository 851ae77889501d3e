"""What the networks see of a word: the word itself, its beginnings, its endings, its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.lang.lex_attrs import word_shape

UNKNOWN = 0

# A word seen once in training is as unknown as one never seen: the network learns from such words
# what to make of new ones.
LEAST_COUNT = 2

# Words whose numbers are remembered; bounded, since a process may read millions of pages.
_REMEMBERED = 30_000


def of_word(word: str, names: Sequence[str]) -> tuple[str, ...]:
    """The values of the features ``names`` for a word as printed.

    A space after the word, where ``word`` ends with one, is the feature "space" and nothing else.
    """
    bare = word.removesuffix(" ")
    lower = bare.lower()
    values = {
        "word": lower,
        "first": bare[:1],
        "first three": lower[:3],
        "last two": lower[-2:],
        "last three": lower[-3:],
        "last four": lower[-4:],
        "shape": word_shape(bare),
        "space": word[len(bare) :],
    }
    return tuple(values[name] for name in names)


@dataclass(frozen=True)
class Features:
    """The numbers of all values of some features; 0 stands for every value not known."""

    names: tuple[str, ...]
    numbers: tuple[dict[str, int], ...]

    def ids(self, words: Iterable[str]) -> NDArray[np.int64]:
        """One row a word, one column a feature."""
        rows = [self._row(word) for word in words]
        return np.asarray(rows, dtype=np.int64).reshape(-1, len(self.names))

    @cached_property
    def _row(self) -> Callable[[str], tuple[int, ...]]:
        """The numbers of one word; a text has few words that it has not had before."""

        def row(word: str) -> tuple[int, ...]:
            values = of_word(word, self.names)
            return tuple(
                numbers.get(value, UNKNOWN)
                for numbers, value in zip(self.numbers, values, strict=True)
            )

        return lru_cache(maxsize=_REMEMBERED)(row)

    def sizes(self) -> list[int]:
        """For each feature the number of rows that its table needs, the unknown one included."""
        return [len(numbers) + 1 for numbers in self.numbers]

    def values(self) -> dict[str, list[str]]:
        """For each feature its known values in the order of their numbers, to be stored."""
        return {
            name: sorted(numbers, key=numbers.__getitem__)
            for name, numbers in zip(self.names, self.numbers, strict=True)
        }


def from_values(values: dict[str, list[str]]) -> Features:
    """Features as `Features.values` stored them."""
    return Features(
        tuple(values),
        tuple(
            {value: number for number, value in enumerate(known, start=1)}
            for known in values.values()
        ),
    )


def learn(names: Sequence[str], words: Iterable[str]) -> Features:
    """Number the values of the features that occur at least ``LEAST_COUNT`` times, frequent first."""
    counts: list[Counter[str]] = [Counter() for _ in names]
    for word in words:
        for count, value in zip(counts, of_word(word, names), strict=True):
            count[value] += 1
    known = {
        name: [
            value
            for value, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
            if number >= LEAST_COUNT
        ]
        for name, count in zip(names, counts, strict=True)
    }
    return from_values(known)
