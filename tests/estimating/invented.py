"""Reports of an invented war between Ilmeria and Zorvath, with a truth that the tests know."""

import math
from datetime import date, timedelta

import numpy as np

from reportedly.estimating import Report

START = date(2031, 3, 1)


def report(reference: str, day: int, low: float | None, **others: object) -> Report:
    """One figure on a day after the start; `high` is `low` where it is not given."""
    fields: dict[str, object] = {
        "reference": reference,
        "day": START + timedelta(days=day),
        "side": "Ilmeria",
        "who": "soldiers",
        "kind": "killed",
        "source": "Zorvath staff",
        "party": False,
        "low": low,
        "high": low,
        "days": 0,
    }
    return Report(**(fields | others))  # type: ignore[arg-type]


def truth(day: int) -> float:
    """Losses up to a day: quick at first, then steady."""
    return 4000 * (1 - math.exp(-day / 25)) + 40 * day


def war(seed: int = 3) -> list[Report]:
    """A hundred days: a party that doubles, one that tells a third, three others, floors and days."""
    random = np.random.default_rng(seed)

    def said(day: int, bias: float, noise: float, count: float | None = None) -> float:
        true = truth(day) if count is None else count
        return float(round(true * bias * math.exp(noise * random.standard_t(4)), -1))

    found = [
        report(f"z{day}", day, said(day, 2.0, 0.02), source="Zorvath staff", party=True)
        for day in range(2, 101, 3)
    ]
    found += [
        report(f"i{day}", day, said(day, 0.33, 0.15), source="Ilmerian ministry", party=True)
        for day in range(10, 101, 15)
    ]
    for name, bias in (("Red Lantern", 1.1), ("Atlas survey", 0.9), ("Meridian desk", 1.0)):
        found += [
            report(f"{name}{day}", day, said(day, bias, 0.1), source=name)
            for day in range(8, 101, 11)
        ]
    found += [
        report(f"floor{day}", day, said(day, 0.8, 0.05), high=None, source="Atlas survey")
        for day in (30, 60, 90)
    ]
    found += [
        report(
            f"day{day}",
            day,
            said(day, 1.0, 0.3, truth(day) - truth(day - 1)),
            source="Meridian desk",
            days=1,
        )
        for day in range(5, 100, 12)
    ]
    return found
