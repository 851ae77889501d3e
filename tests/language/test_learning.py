"""Training: gradients, agreement with the network that runs, and repeatability."""

import random
from typing import Any

import numpy as np
import pytest

from reportedly.language import features
from reportedly.language.layers import Layers, Rates, encode
from reportedly.language.learning import ReaderLearner, Sentence, arcs, reader_parameters
from reportedly.language.network import SentenceReader, Shape
from reportedly.language.optimizing import Plan, train

WORDS = [
    "the",
    "mayor",
    "of",
    "Orlenz",
    "said",
    "that",
    "12",
    "people",
    "died",
    "on",
    "Monday",
    ".",
]
TEXTS = [WORDS, WORDS[3:8], WORDS[:5], [*WORDS[6:], *WORDS[:6]]]
SHAPE = Shape(
    features={"word": 8, "last two": 4, "shape": 4},
    width=12,
    pieces=2,
    distances=(1, 2),
    attention_after=0,
    attention_heads=2,
    attention_size=4,
    arcs=8,
    relations=6,
    gates=2,
)
KNOWN = features.learn(list(SHAPE.features), [word for text in TEXTS for word in text])
TAGS, RELATIONS = 5, 4


def parameters(seed: int = 3) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    start = reader_parameters(SHAPE, KNOWN, TAGS, RELATIONS, chance)
    return {
        name: value + 0.05 * chance.standard_normal(value.shape).astype("f")
        for name, value in start.items()
    }


def batch() -> list[Sentence]:
    sentences = []
    for text in TEXTS:
        places = np.arange(len(text))
        sentences.append(
            Sentence(KNOWN.ids(text), places % TAGS, places - 1, np.minimum(places, 1) * 2)
        )
    return sentences


def test_the_network_that_runs_computes_what_was_trained() -> None:
    reader = SentenceReader(SHAPE, KNOWN, parameters(), root=0)
    layers = Layers(parameters(), np.random.default_rng(0))
    lengths = np.array([len(text) for text in TEXTS])
    ids = np.concatenate([KNOWN.ids(text) for text in TEXTS])
    vectors, _ = encode(layers, SHAPE, ids, lengths, Rates())
    assert reader.encode(TEXTS) == pytest.approx(vectors, abs=1e-5)
    scores, _ = arcs(layers, SHAPE, vectors, lengths, 0.0)
    for reading, own in zip(reader.read(TEXTS), scores, strict=True):
        assert (reading.heads < 0).sum() == 1
        greedy = own.argmax(1) - 1
        if (greedy < 0).sum() == 1:
            assert (greedy == reading.heads).mean() > 0.5


@pytest.mark.parametrize(
    "name",
    ["embed.word", "window0.weights", "attention.query.weights", "attention.distance",
     "dependent.weights", "distance.head", "gate.weights", "between.weights", "root.weights",
     "relation.head.weights", "relation.distance", "tag.weights"],
)  # fmt: skip
def test_gradients_are_those_of_the_loss(name: str) -> None:
    """Against a small step in one parameter: what Adam is told has to be true."""
    values = {key: value.astype(np.float64) for key, value in parameters().items()}
    losses = Losses(values)
    gradient = losses.gradients()[name]
    place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
    step = 1e-4
    values[name][place] += step
    above = losses.total()
    values[name][place] -= 2 * step
    below = losses.total()
    values[name][place] += step
    assert (above - below) / (2 * step) == pytest.approx(gradient[place], rel=0.03, abs=1e-4)


class Losses:
    """The loss of the batch as a number, from the softmax losses of the learner."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def gradients(self) -> dict[str, Any]:
        layers = Layers(self.values, np.random.default_rng(0))
        ReaderLearner(layers, SHAPE, Rates(), tag_weight=1.0)(batch())
        return layers.gradients

    def total(self) -> float:
        learner = ReaderLearner(
            Layers(self.values, np.random.default_rng(0)), SHAPE, Rates(), tag_weight=1.0
        )
        return learner(batch())


def test_equal_seeds_give_equal_parameters() -> None:
    plan = Plan(2, 1e-2, 0.1, 12, 24, 0.99, 1e-3, 5.0, 0.9, 2)

    def trained() -> dict[str, Any]:
        layers = Layers(parameters(), np.random.default_rng(5))
        learner = ReaderLearner(layers, SHAPE, Rates(0.2, 0.2, 0.1, 0.1), 1.0)
        *_, last = train(layers, plan, lambda _: batch(), learner, random.Random(5))
        return last

    first, second = trained(), trained()
    assert all(np.array_equal(first[name], second[name]) for name in first)
