"""The network that reads sentences: what it is made of, and how it runs.

Words become vectors (an embedding for each of their features), windows of neighbours and one layer
of attention put them in context, and five small heads read off tags and trees: Dozat and Manning's
graph parser ("Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017) on convolutions
instead of a recurrent network, with two additions: a score for how far away a head is, and one for
what stands in between, as counts of learned gates.

Every row of a matrix product is the same whatever the other rows are (`products`), so that a sentence
gets the same tree in whatever company it is read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.language.arcs import Arcs, ArcWeights, Integers, bucket_of, buckets
from reportedly.language.decoding import tree
from reportedly.language.features import Features
from reportedly.language.products import Floats, Weights, on_one_core


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
        self._weights: dict[str, Weights] = {}

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
        weights = self._weights.get(name)
        if weights is None:
            weights = self._weights[name] = Weights(self.parameters[name + ".weights"])
        outputs = weights.times(inputs)
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
        names = ("dependent", "head", "gate", "relation.dependent", "relation.head")
        self._bonds = _joined(self.parameters, names)
        self._arcs = ArcWeights.of(self.parameters)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read sentences, none of them empty; each is read for itself."""
        if not sentences:
            return []
        with on_one_core():
            seen = self._look(sentences)
            bonds = self._bonds_of(seen.vectors)
            heads = [tree(bonds.arcs.scores(here)) for here in seen.places]
            relations = self._relations(bonds, heads)
        return [
            Reading(seen.tags[here], found, relations[here])
            for here, found in zip(seen.places, heads, strict=True)
        ]

    def look(self, sentences: Sequence[Sequence[str]]) -> Seen:
        """Tags of some sentences, none of them empty, and what `read_one` works their trees out from."""
        with on_one_core():
            return self._look(sentences)

    def read_one(self, seen: Seen, number: int) -> Reading:
        """What `read` gives of the sentence of that number among those that were looked at."""
        here = seen.places[number]
        with on_one_core():
            bonds = self._bonds_of(seen.vectors[here])
            heads = tree(bonds.arcs.scores(slice(0, here.stop - here.start)))
            return Reading(seen.tags[here], heads, self._relations(bonds, [heads]))

    def _look(self, sentences: Sequence[Sequence[str]]) -> Seen:
        vectors = self.encode(sentences)
        places = slices([len(sentence) for sentence in sentences])
        return Seen(places, self.linear("tag", vectors).argmax(1), vectors)

    def _bonds_of(self, vectors: Floats) -> _Bonds:
        dependent, head, gate, of_dependent, of_head = self._bonds.of(vectors)
        arcs = Arcs(
            self._arcs,
            largest(dependent, self.shape.arcs),
            largest(head, self.shape.arcs),
            1 / (1 + np.exp(-gate)),
        )
        return _Bonds(arcs, of_dependent, of_head)

    def _relations(self, bonds: _Bonds, heads: list[Integers]) -> Integers:
        """The relations to their heads of the words of all the sentences that the bonds are of."""
        found = np.concatenate(heads)
        lengths = np.array([len(own) for own in heads])
        starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
        roots = found < 0
        rows = np.concatenate([bonds.of_head, self.parameters["relation.root"][None]])
        distance = np.where(roots, 0, starts + found - np.arange(len(found)))
        bucket = np.where(roots, 0, bucket_of(distance))
        own = np.where(roots, len(found), starts + found)
        pieces = bonds.of_dependent + rows[own]
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
        with on_one_core():
            scores = self.linear("start", self.encode([words]))
        return scores[:, 1] - scores[:, 0]


@dataclass(frozen=True)
class Seen:
    """What the network saw in some sentences, before their trees: `places` are their rows."""

    places: list[slice]
    tags: Integers
    vectors: Floats


@dataclass(frozen=True)
class _Bonds:
    """What the arcs and relations of some sentences are worked out from."""

    arcs: Arcs
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


def _neighbours(lengths: Integers, distance: int) -> tuple[Integers, Integers]:
    """Where the words before and after each word stand; past the last row where there is none."""
    count = int(lengths.sum())
    place = np.arange(count)
    position = place - np.repeat(np.cumsum(lengths) - lengths, lengths)
    before = np.where(position >= distance, place - distance, count)
    after = np.where(position + distance < np.repeat(lengths, lengths), place + distance, count)
    return before, after


@dataclass(frozen=True)
class _Joined:
    """Several linear layers over the same inputs as one, and where to cut its outputs."""

    weights: Weights
    bias: Floats
    cuts: list[int]

    def of(self, inputs: Floats) -> list[Floats]:
        """The outputs of each layer."""
        outputs = self.weights.times(inputs)
        outputs += self.bias
        return np.split(outputs, self.cuts, 1)


def _joined(parameters: dict[str, Floats], names: Sequence[str]) -> _Joined:
    weights = np.concatenate([parameters[name + ".weights"] for name in names])
    bias = np.concatenate([parameters[name + ".bias"] for name in names])
    cuts = np.cumsum([len(parameters[name + ".bias"]) for name in names])[:-1]
    return _Joined(Weights(weights), bias, cuts.tolist())
