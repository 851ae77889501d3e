"""Whether two figures can both hold, within the tolerance of their hedges."""

import math
from functools import cache

from reportedly import vocabulary
from reportedly.records import Interval, Statement

Bounds = tuple[float, float]


def bounds(figure: Interval) -> Bounds:
    """The values that a figure's words leave open, its hedge's tolerance included."""
    share = _tolerances()[figure.comparator]
    low = -math.inf if figure.low is None else figure.low - abs(figure.low) * share
    high = math.inf if figure.high is None else figure.high + abs(figure.high) * share
    return low, math.inf if is_floor(figure) else high


@cache
def _tolerances() -> dict[str, float]:
    table = vocabulary.load("tolerances")["tolerance"]
    return {comparator: float(share) for comparator, share in table.items()}


@cache
def _found_one_by_one() -> frozenset[str]:
    return frozenset(vocabulary.load("series")["floors"]["counted"])


def is_floor(figure: Interval) -> bool:
    """Whether a figure is of what is found one by one: bodies, of which more may be found."""
    counted = figure.counted if isinstance(figure, Statement) else None
    words = counted.casefold().split() if counted else []
    return bool(words) and words[-1] in _found_one_by_one()


def agree(a: Interval, b: Interval) -> bool:
    """Whether one true value could satisfy both figures.

    `more than 3,000` and `exactly 3,000` do not agree: an open end is not its own limit.
    """
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    low, high = max(low_a, low_b), min(high_a, high_b)
    if low != high:
        return low < high
    # One value is left: `more than 3,000` leaves out its own limit, not the 5,700 of another.
    return all(
        one.comparator not in _STRICT or low not in (of_one[0], of_one[1])
        for one, of_one in ((a, (low_a, high_a)), (b, (low_b, high_b)))
    )


_STRICT = frozenset({"more_than", "less_than"})


def size(figure: Interval) -> float:
    """The one number to order figures by: the number named, for open ones their only end."""
    if figure.low is None:
        return float(figure.high or 0)
    if figure.high is None or figure.comparator in ("exactly", "about"):
        return float(figure.low)
    return (float(figure.low) + float(figure.high)) / 2
