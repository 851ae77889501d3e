"""How slow this machine is just now, so that what is too slow is judged by it and not by a clock alone.

A processor shared with other programs, or with other guests of one host, may take three times as long over
the same work a minute later, even by processor time.
"""

import time

STEPS = 200_000
ORDINARY = 0.02
"""Seconds of processor time that so many steps take on a laptop with nothing else to do."""


def behind() -> float:
    """How many times as long as on a laptop with nothing else to do work takes now; at least 1."""
    started = time.process_time()
    total = 0
    for number in range(STEPS):
        total += number * number % 7
    return max(1.0, (time.process_time() - started) / ORDINARY)
