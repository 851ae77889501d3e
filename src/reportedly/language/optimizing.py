"""Steps of training: batches of like lengths, Adam, a learning rate that rises and falls, averages."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from thinc.api import Adam

from reportedly.language.layers import Floats, Layers

# Batches are of like lengths within this many examples, shuffled anew in each epoch.
POOL = 2_000


class Sized(Protocol):
    """Something with a length in words."""

    def __len__(self) -> int: ...


Item = TypeVar("Item", bound=Sized)


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; `training.toml` says what each number means."""

    epochs: int
    learning_rate: float
    warm_up: float
    first_batch: int
    last_batch: int
    second_moment: float
    weight_decay: float
    clip: float
    average: float
    average_every: int

    def rate(self, done: float) -> float:
        """The learning rate when a share of the training is done."""
        if done < self.warm_up:
            return self.learning_rate * done / self.warm_up + 1e-6
        return self.learning_rate * (1 - (done - self.warm_up) / (1 - self.warm_up)) + 1e-6

    def batch_size(self, done: float) -> float:
        """The words of a batch when a share of the training is done."""
        growth: float = (self.last_batch / self.first_batch) ** min(1, 2 * done)
        return self.first_batch * growth


class Optimizer:
    """Adam with clipped gradients over the parameters of layers, and their running average."""

    def __init__(self, layers: Layers, plan: Plan) -> None:
        self.layers = layers
        self.plan = plan
        self.steps = 0
        self.averages = {name: value.copy() for name, value in layers.parameters.items()}
        self._adam = Adam(
            plan.learning_rate,
            beta1=0.9,
            beta2=plan.second_moment,
            L2=plan.weight_decay,
            grad_clip=0,
            L2_is_weight_decay=True,
            use_averages=False,
        )

    def step(self, rate: float) -> None:
        """Apply the gradients that the layers gathered."""
        gradients, parameters = self.layers.gradients, self.layers.parameters
        norm = math.sqrt(sum(float((value * value).sum()) for value in gradients.values()))
        scale = min(1, self.plan.clip / norm)
        self._adam.learn_rate = rate
        for name, value in parameters.items():
            if name in gradients:
                gradient = gradients[name] * scale if scale < 1 else gradients[name]
                updated, _ = self._adam((1, name), value.ravel(), gradient.astype("f").ravel())
                parameters[name] = updated.reshape(value.shape)
        self.steps += 1
        self._average()

    def _average(self) -> None:
        if self.steps % self.plan.average_every:
            return
        keep = min(self.plan.average, (1 + self.steps) / (10 + self.steps))
        keep = keep**self.plan.average_every
        for name, value in self.layers.parameters.items():
            self.averages[name] *= keep
            self.averages[name] += (1 - keep) * value


def train(
    layers: Layers,
    plan: Plan,
    epoch_of: Callable[[int], Sequence[Item]],
    learn: Callable[[Sequence[Item]], object],
    chance: random.Random,
) -> Iterator[dict[str, Floats]]:
    """Learn from the examples of each epoch; gives the averaged parameters after each.

    ``learn`` gathers the gradients of one batch in ``layers``.
    """
    optimizer = Optimizer(layers, plan)
    seen = 0
    for epoch in range(plan.epochs):
        examples = epoch_of(epoch)
        if not epoch:
            total = sum(len(example) for example in examples) * plan.epochs
        for batch in _batches(examples, plan.batch_size(seen / total), chance):
            layers.gradients.clear()
            learn(batch)
            optimizer.step(plan.rate(min(1.0, seen / total)))
            seen += sum(len(example) for example in batch)
        yield optimizer.averages


def _batches(examples: Sequence[Item], size: float, chance: random.Random) -> Iterator[list[Item]]:
    batches: list[list[Item]] = []
    for start in range(0, len(examples), POOL):
        here: list[list[Item]] = []
        batch: list[Item] = []
        words = 0
        for example in sorted(examples[start : start + POOL], key=len):
            batch.append(example)
            words += len(example)
            if words >= size:
                here.append(batch)
                batch, words = [], 0
        if batch:
            here.append(batch)
        chance.shuffle(here)
        batches.extend(here)
    yield from batches
