"""The network that reads sentences: what it is made of, and how it runs.

Words become vectors (an embedding for each of their features), windows of neighbours and one layer
of attention put them in context, and five small heads read off tags and trees: Dozat and Manning's
graph parser ("Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017) on convolutions
instead of a recurrent network, with two additions: a score for how far away a head is, and one for
what stands in between, as counts of learned gates.

Every row of a matrix product is computed in the same order whatever the other rows are (BLIS does
so, other libraries do not), so that a sentence gets the same tree in whatever company it is read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from reportedly.language.decoding import tree
from reportedly.language.features import Features

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.int64]

# Distances between words in classes: each up to 8 for itself, then ever coarser, on both sides.
_CLASS_ENDS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 20, 30)
BUCKETS = 2 * (len(_CLASS_ENDS) + 1) + 1

# Longer sentences do not occur in the pipeline; they only cost a little more.
_PREPARED = 200

_OPERATIONS = NumpyOps()


@dataclass(frozen=True)
class Shape:
    """The sizes of a network: ``features`` are the names of features with those of their tables.

    ``distances`` are of the neighbours that each window layer sees; attention comes after layer
    ``attention_after`` (counted from 0; -1 for none).
    """

    features: dict[str, int]
    width: int
    pieces: int
    distances: tuple[int, ...]
    attention_after: int = -1
    attention_heads: int = 4
    attention_size: int = 32
    arcs: int = 128
    relations: int = 96
    gates: int = 4

    @property
    def reach(self) -> int:
        """How many words to each side the windows see."""
        return sum(self.distances)


@dataclass(frozen=True)
class Reading:
    """What the network says of one sentence: for each word numbers of labels, and its head.

    ``heads`` are indices into the sentence, -1 at the root.
    """

    tags: Integers
    heads: Integers
    relations: Integers


class Encoder:
    """Words to vectors in context."""

    def __init__(self, shape: Shape, features: Features, parameters: dict[str, Floats]) -> None:
        self.shape = shape
        self.features = features
        self.parameters = dict(parameters)
        for name in ("mix", *(f"window{index}" for index in range(len(shape.distances)))):
            self._side_by_side(name, shape.width)

    def encode(self, texts: Sequence[Sequence[str]]) -> Floats:
        """The vectors of all words of ``texts``, one text after another."""
        shape = self.shape
        lengths = np.asarray([len(text) for text in texts], dtype=np.int64)
        vectors = self._embed([word for text in texts for word in text])
        neighbours = {
            distance: _neighbours(lengths, distance) for distance in sorted(set(shape.distances))
        }
        for index, distance in enumerate(shape.distances):
            vectors = vectors + self._window(index, vectors, *neighbours[distance])
            if index == shape.attention_after:
                vectors = vectors + self._attend(vectors, lengths)
        return vectors

    def linear(self, name: str, inputs: Floats) -> Floats:
        """``inputs`` times the weights, plus the bias."""
        outputs: Floats = _OPERATIONS.gemm(inputs, self.parameters[name + ".weights"], trans2=True)
        outputs += self.parameters[name + ".bias"]
        return outputs

    def _side_by_side(self, name: str, width: int) -> None:
        """Put the pieces of a maxout layer one beside the other, where the largest is found faster."""
        for part in (".weights", ".bias"):
            self.parameters[name + part] = side_by_side(self.parameters[name + part], width)

    def _embed(self, words: list[str]) -> Floats:
        """Words recur, so that each is looked up and mixed once."""
        numbers: dict[str, int] = {}
        where = [numbers.setdefault(word, len(numbers)) for word in words]
        ids = self.features.ids(numbers)
        tables = [self.parameters[f"embed.{name}"] for name in self.shape.features]
        joined = np.concatenate([table[ids[:, at]] for at, table in enumerate(tables)], 1)
        mixed = self._maxout("mix", joined)
        return mixed[np.asarray(where, dtype=np.int64)]

    def _window(self, index: int, vectors: Floats, before: Integers, after: Integers) -> Floats:
        padded = np.concatenate([vectors, np.zeros((1, self.shape.width), "f")])
        joined = np.concatenate([padded[before], vectors, padded[after]], 1)
        return self._maxout(f"window{index}", joined)

    def _maxout(self, name: str, inputs: Floats) -> Floats:
        return self._normalize(name, largest(self.linear(name, inputs), self.shape.width))

    def _normalize(self, name: str, inputs: Floats) -> Floats:
        inputs -= inputs.mean(1, keepdims=True)
        variance = np.einsum("ij,ij->i", inputs, inputs)[:, None] / inputs.shape[1]
        inputs *= 1 / np.sqrt(variance + np.float32(1e-5))
        inputs *= self.parameters[name + ".scale"]
        inputs += self.parameters[name + ".shift"]
        return inputs

    def _attend(self, vectors: Floats, lengths: Integers) -> Floats:
        heads, size = self.shape.attention_heads, self.shape.attention_size
        count = len(vectors)
        query, key, value = (
            self.linear(f"attention.{name}", vectors).reshape(count, heads, size).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        bias = self.parameters["attention.distance"].T
        found = np.empty((count, heads, size), "f")
        for here in slices(lengths):
            scores = query[:, here] @ key[:, here].transpose(0, 2, 1)
            scores *= np.float32(1 / math.sqrt(size))
            scores += bias[:, buckets(here.stop - here.start)]
            scores -= scores.max(2, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(2, keepdims=True)
            found[here] = (scores @ value[:, here]).transpose(1, 0, 2)
        mixed = self.linear("attention.out", found.reshape(count, heads * size))
        return self._normalize("attention", mixed)


class SentenceReader(Encoder):
    """Tags and trees of sentences."""

    def __init__(
        self, shape: Shape, features: Features, parameters: dict[str, Floats], root: int
    ) -> None:
        super().__init__(shape, features, parameters)
        self.root = root
        for name, width in (
            ("dependent", shape.arcs),
            ("head", shape.arcs),
            ("relation.dependent", shape.relations),
            ("relation.head", shape.relations),
        ):
            self._side_by_side(name, width)
        for part in ("relation.root", "relation.distance"):
            rows = self.parameters[part].T
            self.parameters[part] = side_by_side(rows, shape.relations).T.copy()
        names = ("tag", "dependent", "head", "gate", "relation.dependent", "relation.head")
        self._heads = _joined(self.parameters, names)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read sentences, none of them empty; each is read for itself."""
        if not sentences:
            return []
        seen = self.look(sentences)
        heads = [tree(seen.arcs.scores(here)) for here in seen.places]
        relations = self._relations(seen, heads, seen.places)
        return [
            Reading(seen.tags[here], found, relations[here])
            for here, found in zip(seen.places, heads, strict=True)
        ]

    def look(self, sentences: Sequence[Sequence[str]]) -> Seen:
        """Tags of some sentences, none of them empty, and what `read_one` works their trees out from."""
        outputs: Floats = _OPERATIONS.gemm(self.encode(sentences), self._heads[0], trans2=True)
        outputs += self._heads[1]
        tag, dependent, head, gate, of_dependent, of_head = np.split(outputs, self._heads[2], 1)
        arcs = _Arcs(
            self.parameters,
            largest(dependent, self.shape.arcs),
            largest(head, self.shape.arcs),
            1 / (1 + np.exp(-gate)),
        )
        places = slices([len(sentence) for sentence in sentences])
        return Seen(places, tag.argmax(1), arcs, of_dependent, of_head)

    def read_one(self, seen: Seen, number: int) -> Reading:
        """What `read` gives of the sentence of that number among those that were looked at."""
        here = seen.places[number]
        heads = tree(seen.arcs.scores(here))
        return Reading(seen.tags[here], heads, self._relations(seen, [heads], [here]))

    def _relations(self, seen: Seen, heads: list[Integers], places: list[slice]) -> Integers:
        """The relations of the words of neighbouring sentences to their heads."""
        within = slice(places[0].start, places[-1].stop)
        found = np.concatenate(heads)
        starts = np.concatenate(
            [np.full(len(own), here.start) for own, here in zip(heads, places, strict=True)]
        )
        roots = found < 0
        words = np.arange(within.start, within.stop)
        rows = np.concatenate([seen.of_head[within], self.parameters["relation.root"][None]])
        distance = np.where(roots, 0, starts + found - words)
        bucket = np.where(roots, 0, bucket_of(distance))
        own = np.where(roots, len(found), starts + found - within.start)
        pieces = seen.of_dependent[within] + rows[own]
        pieces += self.parameters["relation.distance"][bucket]
        hidden = largest(pieces, self.shape.relations)
        scores = self.linear("relation", hidden)
        scores[:, self.root] = np.where(roots, np.inf, -np.inf)
        best: Integers = scores.argmax(1)
        return best


class Splitter(Encoder):
    """Where sentences start, by the words around."""

    # A long document is read in parts of this many words, so that memory stays bounded; each with
    # as many words around it as the windows reach, so that the parts do not show.
    PART = 4_096

    def __init__(
        self, shape: Shape, features: Features, parameters: dict[str, Floats], threshold: float
    ) -> None:
        super().__init__(shape, features, parameters)
        self.threshold = threshold

    def starts(self, words: Sequence[str]) -> Integers:
        """Which of ``words`` start a sentence; a space at the end of a word says that one follows."""
        found: list[Integers] = []
        for start in range(0, len(words), self.PART):
            first = max(0, start - self.shape.reach)
            last = min(len(words), start + self.PART)
            margins = self._margins(words[first : last + self.shape.reach])
            found.append(
                np.flatnonzero(margins[start - first : last - first] > self.threshold) + start
            )
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def _margins(self, words: Sequence[str]) -> Floats:
        scores = self.linear("start", self.encode([words]))
        return scores[:, 1] - scores[:, 0]


class _Arcs:
    """Scores of all pairs of words of a sentence, as dependent (rows) and head (columns)."""

    def __init__(
        self, parameters: dict[str, Floats], dependent: Floats, head: Floats, gate: Floats
    ) -> None:
        self.dependent = dependent
        self.head = head
        self.gate = gate
        self.distance = _OPERATIONS.gemm(dependent, parameters["distance.dependent"], trans2=True)
        self.head_distance = _OPERATIONS.gemm(head, parameters["distance.head"], trans2=True)
        self.between = _OPERATIONS.gemm(dependent, parameters["between.weights"], trans2=True)
        self.between += parameters["between.bias"]
        # A product with one column would go another way through the library: sums of rows do not.
        self.root = np.einsum("ij,j->i", dependent, parameters["root.weights"])
        self.root += parameters["root.bias"]

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


@dataclass(frozen=True)
class Seen:
    """What the network saw in some sentences, before their trees: `places` are their rows."""

    places: list[slice]
    tags: Integers
    arcs: _Arcs
    of_dependent: Floats
    of_head: Floats


def side_by_side(rows: Floats, width: int) -> Floats:
    """Rows in groups of pieces, one group a value, put in groups of values, one group a piece."""
    grouped = rows.reshape(width, -1, *rows.shape[1:])
    return np.ascontiguousarray(np.swapaxes(grouped, 0, 1)).reshape(rows.shape)


def largest(pieces: Floats, width: int) -> Floats:
    """The largest piece of each of ``width`` values, pieces being side by side."""
    best = pieces[:, :width]
    for start in range(width, pieces.shape[1], width):
        best = np.maximum(best, pieces[:, start : start + width])
    return best


def slices(lengths: Sequence[int] | Integers) -> list[slice]:
    """Where texts of these lengths stand when they stand one after another."""
    ends = np.cumsum(lengths).tolist()
    return [slice(end - int(length), end) for end, length in zip(ends, lengths, strict=True)]


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


def _neighbours(lengths: Integers, distance: int) -> tuple[Integers, Integers]:
    """Where the words before and after each word stand; past the last row where there is none."""
    count = int(lengths.sum())
    place = np.arange(count)
    position = place - np.repeat(np.cumsum(lengths) - lengths, lengths)
    before = np.where(position >= distance, place - distance, count)
    after = np.where(position + distance < np.repeat(lengths, lengths), place + distance, count)
    return before, after


def _joined(
    parameters: dict[str, Floats], names: Sequence[str]
) -> tuple[Floats, Floats, list[int]]:
    """Several linear layers over the same inputs as one, and where to cut its outputs."""
    weights = np.concatenate([parameters[name + ".weights"] for name in names])
    bias = np.concatenate([parameters[name + ".bias"] for name in names])
    cuts = np.cumsum([len(parameters[name + ".bias"]) for name in names])[:-1]
    return np.ascontiguousarray(weights), bias, cuts.tolist()
