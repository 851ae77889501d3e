"""The engine that draws: hypothesis, from the strategies that know what an input looks like."""

import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy

ROUND = 200
"""Inputs drawn at a time: hypothesis remembers those of a round so as not to draw one twice."""


def fuzz(
    inputs: SearchStrategy[bytes],
    attempt: Callable[[bytes], None],
    seconds: float,
    seed: int,
    most: int | None = None,
) -> None:
    """Try inputs for some seconds, or so many however long that takes. `attempt` raises nothing."""
    end = time.monotonic() + seconds
    tried = 0

    def goes_on() -> bool:
        return time.monotonic() < end if most is None else tried < most

    def one(data: bytes) -> None:
        nonlocal tried
        if goes_on():
            tried += 1
            attempt(data)

    while goes_on():
        chosen = settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        chosen(seeded(seed)(given(inputs)(one)))()
        seed += 1
