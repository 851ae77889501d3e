"""What the networks learn from: gradients of the reader's heads and of the splitter."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.language.arcs import BUCKETS, bucket_of, buckets
from reportedly.language.features import Features
from reportedly.language.layers import (
    Back,
    Floats,
    Integers,
    Layers,
    Rates,
    encode,
    glorot,
    scatter,
    softmax_loss,
)
from reportedly.language.network import Shape, slices

_NEVER = -1e9


@dataclass(frozen=True)
class Sentence:
    """A sentence of the treebank in numbers: -1 is a tag never seen, and the head of the root."""

    ids: Integers
    tags: Integers
    heads: Integers
    relations: Integers

    def __len__(self) -> int:
        return len(self.tags)


@dataclass(frozen=True)
class Stretch:
    """Some sentences of a document in a row, tokenized: which words start a sentence."""

    ids: Integers
    starts: Integers

    def __len__(self) -> int:
        return len(self.starts)


class ReaderLearner:
    """Gathers the gradients of a batch of sentences."""

    def __init__(self, layers: Layers, shape: Shape, rates: Rates, tag_weight: float) -> None:
        self.layers = layers
        self.shape = shape
        self.rates = rates
        self.tag_weight = tag_weight

    def __call__(self, batch: Sequence[Sentence]) -> float:
        """Go forward and back through a batch; the loss in nats a word."""
        lengths = np.array([len(sentence) for sentence in batch])
        ids = np.concatenate([sentence.ids for sentence in batch])
        vectors, encode_back = encode(self.layers, self.shape, ids, lengths, self.rates)
        of_tags, gradient = self._tags(vectors, batch)
        of_heads, change = self._heads(vectors, batch, lengths)
        gradient = gradient + change
        of_relations, change = self._relations(vectors, batch, lengths)
        encode_back(gradient + change)
        return (self.tag_weight * of_tags + of_heads + of_relations) / len(vectors)

    def _tags(self, vectors: Floats, batch: Sequence[Sentence]) -> tuple[float, Floats]:
        right = np.concatenate([sentence.tags for sentence in batch])
        dropped, drop_back = self.layers.dropout(vectors, self.rates.hidden)
        scores, back = self.layers.linear("tag", dropped)
        loss, gradient = softmax_loss(scores, right)
        return loss, drop_back(back(gradient * (self.tag_weight / len(vectors))))

    def _heads(
        self, vectors: Floats, batch: Sequence[Sentence], lengths: Integers
    ) -> tuple[float, Floats]:
        scores, back = arcs(self.layers, self.shape, vectors, lengths, self.rates.hidden)
        found = [
            softmax_loss(own, sentence.heads + 1)
            for own, sentence in zip(scores, batch, strict=True)
        ]
        gradients: list[Floats] = [gradient / len(vectors) for _, gradient in found]
        return sum(loss for loss, _ in found), back(gradients)

    def _relations(
        self, vectors: Floats, batch: Sequence[Sentence], lengths: Integers
    ) -> tuple[float, Floats]:
        heads = np.concatenate([sentence.heads for sentence in batch])
        right = np.concatenate([sentence.relations for sentence in batch])
        scores, back = relations(
            self.layers, self.shape, vectors, heads, lengths, self.rates.hidden
        )
        loss, gradient = softmax_loss(scores, right)
        return loss, back(gradient / len(vectors))


class SplitterLearner:
    """Gathers the gradients of a batch of stretches of text."""

    def __init__(self, layers: Layers, shape: Shape, rates: Rates) -> None:
        self.layers = layers
        self.shape = shape
        self.rates = rates

    def __call__(self, batch: Sequence[Stretch]) -> float:
        """Go forward and back through a batch; the loss in nats a word."""
        lengths = np.array([len(stretch) for stretch in batch])
        ids = np.concatenate([stretch.ids for stretch in batch])
        vectors, encode_back = encode(self.layers, self.shape, ids, lengths, self.rates)
        scores, back = self.layers.linear("start", vectors)
        right = np.concatenate([stretch.starts for stretch in batch])
        loss, gradient = softmax_loss(scores, right)
        encode_back(back(gradient / len(vectors)))
        return loss / len(vectors)


def encoder_parameters(
    shape: Shape, features: Features, chance: np.random.Generator
) -> dict[str, Floats]:
    """Parameters of an encoder to start from."""
    parameters: dict[str, Floats] = {}
    for (name, size), rows in zip(shape.features.items(), features.sizes(), strict=True):
        parameters[f"embed.{name}"] = chance.uniform(-0.1, 0.1, (rows, size)).astype("f")
    pieces = shape.width * shape.pieces
    _add_linear(parameters, "mix", sum(shape.features.values()), pieces, chance)
    _add_normal(parameters, "mix", shape.width)
    for index in range(len(shape.distances)):
        _add_linear(parameters, f"window{index}", 3 * shape.width, pieces, chance)
        _add_normal(parameters, f"window{index}", shape.width)
    if shape.attention_after >= 0:
        inner = shape.attention_heads * shape.attention_size
        for name in ("query", "key", "value"):
            _add_linear(parameters, f"attention.{name}", shape.width, inner, chance)
        _add_linear(parameters, "attention.out", inner, shape.width, chance)
        _add_normal(parameters, "attention", shape.width)
        parameters["attention.distance"] = np.zeros((BUCKETS, shape.attention_heads), "f")
    return parameters


def reader_parameters(
    shape: Shape, features: Features, tags: int, relations: int, chance: np.random.Generator
) -> dict[str, Floats]:
    """Parameters of a reader of sentences to start from."""
    parameters = encoder_parameters(shape, features, chance)
    width, arc_width, hidden = shape.width, shape.arcs, shape.relations
    _add_linear(parameters, "tag", width, tags, chance, zero=True)
    _add_linear(parameters, "dependent", width, 2 * arc_width, chance)
    _add_linear(parameters, "head", width, 2 * arc_width, chance)
    parameters["root.weights"] = np.zeros(arc_width, "f")
    parameters["root.bias"] = np.zeros(1, "f")
    parameters["distance.dependent"] = np.zeros((BUCKETS, arc_width), "f")
    parameters["distance.head"] = np.zeros((BUCKETS, arc_width), "f")
    _add_linear(parameters, "relation.dependent", width, 2 * hidden, chance)
    _add_linear(parameters, "relation.head", width, 2 * hidden, chance)
    parameters["relation.root"] = np.zeros(2 * hidden, "f")
    parameters["relation.distance"] = np.zeros((BUCKETS, 2 * hidden), "f")
    _add_linear(parameters, "relation", hidden, relations, chance, zero=True)
    _add_linear(parameters, "gate", width, shape.gates, chance)
    parameters["between.weights"] = np.zeros((shape.gates, arc_width), "f")
    parameters["between.bias"] = np.zeros(shape.gates, "f")
    return parameters


def splitter_parameters(
    shape: Shape, features: Features, chance: np.random.Generator
) -> dict[str, Floats]:
    """Parameters of a splitter to start from."""
    parameters = encoder_parameters(shape, features, chance)
    _add_linear(parameters, "start", shape.width, 2, chance, zero=True)
    return parameters


def arcs(
    layers: Layers, shape: Shape, vectors: Floats, lengths: Integers, rate: float
) -> tuple[list[Floats], Callable[[list[Floats]], Floats]]:
    """Scores of heads for each sentence, as `network` computes them; column 0 is the root."""
    dependent, dependent_back = layers.maxout("dependent", vectors, shape.arcs)
    dependent, dependent_drop = layers.dropout(dependent, rate)
    head, head_back = layers.maxout("head", vectors, shape.arcs)
    head, head_drop = layers.dropout(head, rate)
    gates, gate_back = layers.linear("gate", vectors)
    arcs = _Arcs(layers.parameters, dependent, head, 1 / (1 + np.exp(-gates)))
    scores = [arcs.scores(here) for here in slices(lengths)]

    def back(gradients: list[Floats]) -> Floats:
        for gradient, here in zip(gradients, slices(lengths), strict=True):
            arcs.back(gradient, here)
        into_dependent, into_head, into_gate = arcs.finish(layers)
        gradient = gate_back(into_gate)
        gradient = gradient + dependent_back(dependent_drop(into_dependent))
        return gradient + head_back(head_drop(into_head))

    return scores, back


class _Arcs:
    """The scores of arcs of a batch, and their gradients, sentence by sentence."""

    def __init__(
        self, parameters: dict[str, Floats], dependent: Floats, head: Floats, gate: Floats
    ) -> None:
        self.parameters = parameters
        self.dependent = dependent
        self.head = head
        self.gate = gate
        self.scale = 1 / math.sqrt(dependent.shape[1])
        self.distance = dependent @ parameters["distance.dependent"].T
        self.head_distance = head @ parameters["distance.head"].T
        self.root = dependent @ parameters["root.weights"] + parameters["root.bias"]
        self.between = dependent @ parameters["between.weights"].T + parameters["between.bias"]
        self.into_dependent = np.zeros_like(dependent)
        self.into_head = np.zeros_like(head)
        self.into_distance = np.zeros_like(self.distance)
        self.into_head_distance = np.zeros_like(self.head_distance)
        self.into_root = np.zeros_like(self.root)
        self.into_between = np.zeros_like(self.between)
        self.into_gate = np.zeros_like(gate)

    def scores(self, here: slice) -> Floats:
        length = here.stop - here.start
        bucket, words = buckets(length), np.arange(length)
        scores = self.dependent[here] @ self.head[here].T
        scores = scores * self.scale
        scores += np.take_along_axis(self.distance[here], bucket, 1)
        scores += self.head_distance[here][words[None, :], bucket]
        until, through = self._sums(here)
        weight = self.between[here]
        later = weight @ until.T - (weight * through).sum(1)[:, None]
        earlier = (weight * until).sum(1)[:, None] - weight @ through.T
        scores += np.where(words[:, None] < words[None, :], later, earlier)
        np.fill_diagonal(scores, _NEVER)
        return np.concatenate([self.root[here, None], scores], 1)

    def back(self, gradient: Floats, here: slice) -> None:
        self.into_root[here] = gradient[:, 0]
        pairs = gradient[:, 1:]
        length = len(pairs)
        words, bucket = np.arange(length), buckets(length)
        self.into_dependent[here] = pairs @ self.head[here] * self.scale
        self.into_head[here] = pairs.T @ self.dependent[here] * self.scale
        for into, place in (
            (self.into_distance, words[:, None]),
            (self.into_head_distance, words[None, :]),
        ):
            flat = (place * BUCKETS + bucket).ravel()
            sums = np.bincount(flat, pairs.ravel(), length * BUCKETS)
            into[here] = sums.reshape(length, BUCKETS).astype("f")
        self._back_between(pairs.copy(), here)

    def finish(self, layers: Layers) -> tuple[Floats, Floats, Floats]:
        """Gradients of dependents, heads and gates, when all sentences went back."""
        parameters, dependent = self.parameters, self.dependent
        layers.add("distance.dependent", self.into_distance.T @ dependent)
        layers.add("distance.head", self.into_head_distance.T @ self.head)
        layers.add("root.weights", self.into_root @ dependent)
        layers.add("root.bias", self.into_root.sum(keepdims=True))
        layers.add("between.weights", self.into_between.T @ dependent)
        layers.add("between.bias", self.into_between.sum(0))
        into = self.into_distance @ parameters["distance.dependent"]
        into = into + self.into_root[:, None] * parameters["root.weights"]
        self.into_dependent += into
        self.into_head += self.into_head_distance @ parameters["distance.head"]
        self.into_dependent += self.into_between @ parameters["between.weights"]
        return self.into_dependent, self.into_head, self.into_gate * self.gate * (1 - self.gate)

    def _sums(self, here: slice) -> tuple[Floats, Floats]:
        """The gates summed up to each word, without and with it."""
        nothing = np.zeros((1, self.gate.shape[1]), "f")
        sums = np.concatenate([nothing, np.cumsum(self.gate[here], 0)])
        return sums[:-1], sums[1:]

    def _back_between(self, pairs: Floats, here: slice) -> None:
        np.fill_diagonal(pairs, 0)
        words = np.arange(len(pairs))
        until, through = self._sums(here)
        weight = self.between[here]
        later = np.where(words[:, None] < words[None, :], pairs, 0)
        earlier = pairs - later
        sum_later, sum_earlier = later.sum(1)[:, None], earlier.sum(1)[:, None]
        self.into_between[here] = (
            later @ until - sum_later * through + sum_earlier * until - earlier @ through
        )
        into_until = later.T @ weight + sum_earlier * weight
        into_through = -sum_later * weight - earlier.T @ weight
        self.into_gate[here] = np.cumsum(into_through[::-1], 0)[::-1]
        self.into_gate[here][:-1] += np.cumsum(into_until[::-1], 0)[::-1][1:]


def relations(
    layers: Layers, shape: Shape, vectors: Floats, heads: Integers, lengths: Integers, rate: float
) -> tuple[Floats, Back]:
    """Scores of relations for each word to its head, as `network` computes them."""
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    count = len(vectors)
    roots = heads < 0
    place = np.where(roots, count, starts + heads)
    distance = np.where(roots, 0, heads - (np.arange(count) - starts))
    bucket = np.where(roots, 0, bucket_of(distance))
    of_dependent, dependent_back = layers.linear("relation.dependent", vectors)
    of_head, head_back = layers.linear("relation.head", vectors)
    rows = np.concatenate([of_head, layers.parameters["relation.root"][None]])
    pieces = of_dependent + rows[place] + layers.parameters["relation.distance"][bucket]
    best, which = layers.best(pieces, shape.relations)
    hidden, drop_back = layers.dropout(best, rate)
    scores, scores_back = layers.linear("relation", hidden)

    def back(gradient: Floats) -> Floats:
        spread = which(drop_back(scores_back(gradient)))
        into_rows = np.zeros_like(rows)
        scatter(into_rows, place, spread)
        into_distance = np.zeros_like(layers.parameters["relation.distance"])
        scatter(into_distance, bucket, spread)
        layers.add("relation.distance", into_distance)
        layers.add("relation.root", into_rows[-1].copy())
        return dependent_back(spread) + head_back(into_rows[:-1])

    return scores, back


def _add_linear(
    parameters: dict[str, Floats],
    name: str,
    inputs: int,
    outputs: int,
    chance: np.random.Generator,
    zero: bool = False,
) -> None:
    weights = glorot(chance, inputs, outputs)
    parameters[name + ".weights"] = np.zeros_like(weights) if zero else weights
    parameters[name + ".bias"] = np.zeros(outputs, "f")


def _add_normal(parameters: dict[str, Floats], name: str, width: int) -> None:
    parameters[name + ".scale"] = np.ones(width, "f")
    parameters[name + ".shift"] = np.zeros(width, "f")
