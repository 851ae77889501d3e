"""Series made by hand for charts, with invented people and places."""

from datetime import date
from itertools import count
from typing import Any

from reportedly.records import ClaimSpan, Series, Statement, Stretch

ARMY, MINISTRY, MONITOR = "General Staff of Orvane", "Ministry of Defence", "Frontier Monitor"
_NUMBERS = count(1)


def told(
    figure: str, low: float | None, high: float | None, day: str | None, **others: Any
) -> Statement:
    """A statement whose comparator follows from its interval."""
    comparator = "between" if low != high else "exactly"
    if low is None or high is None:
        comparator = "at_most" if low is None else "at_least"
    stated = Stretch(end=date.fromisoformat(day)) if day else None
    plain = {
        "id": f"{next(_NUMBERS):012x}",
        "page": "kessarin.html",
        "claims": (ClaimSpan(start=0, end=3),),
        "kind": "killed",
        "origin": ARMY,
        "publisher": "Kessarin Courier",
        "sentence": f"It gave {figure} as lost near Kessarin.",
    }
    known = {"figure": figure, "low": low, "high": high, "comparator": comparator, "stated": stated}
    return Statement(**plain | known | others)


def series(*statements: Statement, apart: tuple[Statement, ...] = (), **others: Any) -> Series:
    plain = {
        "id": "5e81e5",
        "title": "killed: soldiers, Kessarin",
        "kind": "killed",
        "window": "event",
    }
    known = {"verdict": "rising: 7 → 4,000", "statements": statements, "apart": apart}
    return Series(**plain | known | others)


def war() -> Series:
    """A running total of three voices: points, a floor, a ceiling, a range, and figures set apart."""
    return series(
        told("no", 0, 0, "2024-11-02", origin=MINISTRY),
        told("seven", 7, 7, "2024-11-05"),
        told("dozens", 24, 99, "2024-11-20", origin=MONITOR),
        told("more than 1,000", 1000, None, "2024-12-17", origin=MINISTRY),
        told("up to 800", None, 800, "2025-01-05", origin=MINISTRY),
        told("between 3,500 and 4,000", 3500, 4000, "2025-02-01", origin=MONITOR),
        told("4,000", 4000, 4000, "2025-02-10"),
        apart=(told("12,000", 12000, 12000, "2025-01-20", origin=MINISTRY, apart="denied"),),
        counting="running",
        window="cumulative",
    )
