"""The engine that draws: hypothesis, from the strategies that know what an input looks like."""

import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy

ROUND = 200
"""Inputs drawn at a time: hypothesis remembers those of a round so as not to draw one twice."""


def fuzz(
    inputs: SearchStrategy[bytes], attempt: Callable[[bytes], None], seconds: float, seed: int
) -> None:
    """Try inputs for some seconds. `attempt` tries one, and raises nothing."""
    end = time.monotonic() + seconds

    def one(data: bytes) -> None:
        if time.monotonic() < end:
            attempt(data)

    while time.monotonic() < end:
        chosen = settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        chosen(seeded(seed)(given(inputs)(one)))()
        seed += 1
