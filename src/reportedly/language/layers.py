"""The layers of the networks with their gradients, for training; `network` runs them faster."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from reportedly.language.arcs import buckets
from reportedly.language.network import Shape, slices

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.int64]
Back = Callable[[Floats], Floats]

_OPERATIONS = NumpyOps()


@dataclass
class Layers:
    """Parameters under training, the gradients gathered for them, and the source of chance.

    Every method returns its output and a function from the gradient of the output to that of the
    input, which also adds to ``gradients``.
    """

    parameters: dict[str, Floats]
    chance: np.random.Generator
    gradients: dict[str, Floats] = field(default_factory=dict)

    def add(self, name: str, gradient: Floats) -> None:
        """Add to the gradient of a parameter."""
        if name in self.gradients:
            self.gradients[name] += gradient
        else:
            self.gradients[name] = gradient

    def linear(self, name: str, inputs: Floats) -> tuple[Floats, Back]:
        """``inputs`` times the weights, plus the bias."""
        weights = self.parameters[name + ".weights"]
        outputs = inputs @ weights.T
        outputs += self.parameters[name + ".bias"]

        def back(gradient: Floats) -> Floats:
            self.add(name + ".weights", gradient.T @ inputs)
            self.add(name + ".bias", gradient.sum(0))
            change: Floats = gradient @ weights
            return change

        return outputs, back

    def normalize(self, name: str, inputs: Floats) -> tuple[Floats, Back]:
        """Layer normalization with a learned scale and shift."""
        centred = inputs - inputs.mean(1, keepdims=True)
        inverse = 1 / np.sqrt((centred * centred).mean(1, keepdims=True) + 1e-5)
        normal = centred * inverse
        scale = self.parameters[name + ".scale"]

        def back(gradient: Floats) -> Floats:
            self.add(name + ".scale", (gradient * normal).sum(0))
            self.add(name + ".shift", gradient.sum(0))
            scaled = gradient * scale
            along = (scaled * normal).mean(1, keepdims=True)
            change: Floats = inverse * (scaled - scaled.mean(1, keepdims=True) - normal * along)
            return change

        return normal * scale + self.parameters[name + ".shift"], back

    def dropout(self, inputs: Floats, rate: float) -> tuple[Floats, Back]:
        """Set a share of the inputs to zero and scale up the others."""
        if not rate:
            return inputs, lambda gradient: gradient
        mask = (self.chance.random(inputs.shape, dtype=np.float32) >= rate).astype("f")
        mask *= 1 / (1 - rate)
        return inputs * mask, lambda gradient: gradient * mask

    def maxout(self, name: str, inputs: Floats, width: int) -> tuple[Floats, Back]:
        """A linear layer of several pieces of which the largest counts."""
        pieces, linear_back = self.linear(name, inputs)
        best, best_back = self.best(pieces, width)
        return best, lambda gradient: linear_back(best_back(gradient))

    def best(self, pieces: Floats, width: int) -> tuple[Floats, Back]:
        """The largest of the pieces of each of ``width`` values."""
        best, which = _OPERATIONS.maxout(pieces.reshape(len(pieces), width, -1))
        count = pieces.shape[1] // width

        def back(gradient: Floats) -> Floats:
            spread: Floats = _OPERATIONS.backprop_maxout(gradient, which, count)
            return spread.reshape(len(pieces), -1)

        return best, back


@dataclass(frozen=True)
class Rates:
    """Shares of what is dropped in training: of hidden values, of embeddings, of features."""

    hidden: float = 0.0
    embedding: float = 0.0
    word: float = 0.0
    feature: float = 0.0


def encode(
    layers: Layers, shape: Shape, ids: Integers, lengths: Integers, rates: Rates
) -> tuple[Floats, Callable[[Floats], None]]:
    """A vector for each word in its context; texts of ``lengths`` words stand one after another."""
    backs: list[Back] = []
    vectors, embed_back = _embed(layers, shape, ids, rates)
    for index, distance in enumerate(shape.distances):
        vectors, back = _window(layers, index, distance, vectors, lengths, rates.hidden)
        backs.append(back)
        if index == shape.attention_after:
            vectors, back = _attend(layers, shape, vectors, lengths, rates.hidden)
            backs.append(back)

    def back_all(gradient: Floats) -> None:
        for back in reversed(backs):
            gradient = back(gradient)
        embed_back(gradient)

    return vectors, back_all


def scatter(rows: Floats, where: Integers, values: Floats) -> None:
    """Add each of ``values`` to its row of ``rows``; rows may repeat."""
    order = np.argsort(where, kind="stable")
    ordered = where[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    rows[ordered[starts]] += np.add.reduceat(values[order], starts, axis=0)


def _embed(
    layers: Layers, shape: Shape, ids: Integers, rates: Rates
) -> tuple[Floats, Callable[[Floats], None]]:
    if rates.word:
        ids = ids.copy()
        ids[layers.chance.random(len(ids)) < rates.word, 0] = 0
        ids[layers.chance.random(ids.shape) < rates.feature] = 0
    tables = [layers.parameters[f"embed.{name}"] for name in shape.features]
    joined = np.concatenate([table[ids[:, at]] for at, table in enumerate(tables)], 1)
    joined, drop_back = layers.dropout(joined, rates.embedding)
    mixed, mix_back = layers.maxout("mix", joined, shape.width)
    normal, normal_back = layers.normalize("mix", mixed)
    vectors, last_back = layers.dropout(normal, rates.hidden)

    def back(gradient: Floats) -> None:
        spread = drop_back(mix_back(normal_back(last_back(gradient))))
        start = 0
        for at, (name, table) in enumerate(zip(shape.features, tables, strict=True)):
            rows = np.zeros_like(table)
            scatter(rows, ids[:, at], spread[:, start : start + table.shape[1]])
            layers.add(f"embed.{name}", rows)
            start += table.shape[1]

    return vectors, back


def _window(
    layers: Layers, index: int, distance: int, vectors: Floats, lengths: Integers, rate: float
) -> tuple[Floats, Back]:
    """A word with those ``distance`` before and after it, added to what the word had."""
    count, width = vectors.shape
    place = np.arange(count)
    position = place - np.repeat(np.cumsum(lengths) - lengths, lengths)
    before = np.where(position >= distance, place - distance, count)
    after = np.where(position + distance < np.repeat(lengths, lengths), place + distance, count)
    nothing = np.zeros((1, width), "f")
    padded = np.concatenate([vectors, nothing])
    joined = np.concatenate([padded[before], vectors, padded[after]], 1)
    name = f"window{index}"
    mixed, mix_back = layers.maxout(name, joined, width)
    normal, normal_back = layers.normalize(name, mixed)
    update, drop_back = layers.dropout(normal, rate)

    def back(gradient: Floats) -> Floats:
        spread = mix_back(normal_back(drop_back(gradient)))
        from_before = np.concatenate([spread[:, :width], nothing])[after]
        from_after = np.concatenate([spread[:, 2 * width :], nothing])[before]
        change: Floats = gradient + spread[:, width : 2 * width] + from_before + from_after
        return change

    return vectors + update, back


def _attend(
    layers: Layers, shape: Shape, vectors: Floats, lengths: Integers, rate: float
) -> tuple[Floats, Back]:
    """Every word looks at all words of its sentence, with a bias for how far away they are."""
    heads, size = shape.attention_heads, shape.attention_size
    count, scale = len(vectors), 1 / math.sqrt(shape.attention_size)

    def split(rows: Floats) -> Floats:
        return rows.reshape(count, heads, size).transpose(1, 0, 2)

    def join(parts: Floats) -> Floats:
        return np.ascontiguousarray(parts.transpose(1, 0, 2)).reshape(count, heads * size)

    queries, query_back = layers.linear("attention.query", vectors)
    keys, key_back = layers.linear("attention.key", vectors)
    values, value_back = layers.linear("attention.value", vectors)
    query, key, value = split(queries), split(keys), split(values)
    bias = np.ascontiguousarray(layers.parameters["attention.distance"].T)
    found = np.empty((heads, count, size), "f")
    weights: list[tuple[Floats, Integers, slice]] = []
    for here in slices(lengths):
        bucket = buckets(here.stop - here.start)
        scores = query[:, here] @ key[:, here].transpose(0, 2, 1) * scale + bias[:, bucket]
        scores -= scores.max(2, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(2, keepdims=True)
        found[:, here] = scores @ value[:, here]
        weights.append((scores, bucket, here))
    mixed, mix_back = layers.linear("attention.out", join(found))
    normal, normal_back = layers.normalize("attention", mixed)
    update, drop_back = layers.dropout(normal, rate)

    def back(gradient: Floats) -> Floats:
        spread = split(mix_back(normal_back(drop_back(gradient))))
        into = [np.empty_like(found) for _ in range(3)]
        distance = np.zeros((heads, bias.shape[1]))
        for weight, bucket, here in weights:
            part = spread[:, here]
            direct = part @ value[:, here].transpose(0, 2, 1)
            change = weight * (direct - (direct * weight).sum(2, keepdims=True))
            for head in range(heads):
                flat = np.bincount(bucket.ravel(), change[head].ravel(), bias.shape[1])
                distance[head] += flat
            into[0][:, here] = change @ key[:, here] * scale
            into[1][:, here] = change.transpose(0, 2, 1) @ query[:, here] * scale
            into[2][:, here] = weight.transpose(0, 2, 1) @ part
        layers.add("attention.distance", distance.T.astype("f"))
        query_part, key_part, value_part = (join(part) for part in into)
        return gradient + query_back(query_part) + key_back(key_part) + value_back(value_part)

    return vectors + update, back


def softmax_loss(scores: Floats, right: Integers) -> tuple[float, Floats]:
    """The loss in nats, summed, and the gradient; rows whose right answer is -1 do not count."""
    shifted = scores - scores.max(1, keepdims=True)
    chances = np.exp(shifted)
    chances /= chances.sum(1, keepdims=True)
    known = right >= 0
    loss = -np.log(chances[known, right[known]] + 1e-9).sum()
    chances[known, right[known]] -= 1
    chances[~known] = 0
    return float(loss), chances


def glorot(chance: np.random.Generator, inputs: int, outputs: int) -> Floats:
    """Weights to start from, of about the same variance forward and backward."""
    spread = math.sqrt(2 / (inputs + outputs))
    return (chance.standard_normal((outputs, inputs)) * spread).astype("f")
