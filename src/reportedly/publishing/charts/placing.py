"""Where the marks of a chart stand: alike ones as one, others of one day beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.publishing.charts.points import Point

MOST_MARKS = 300
"""More marks than this are no longer told apart by the eye: those nearest each other become one."""

NEAR = 10.0
"""Marks whose middles are nearer than this, in pixels, are put beside each other."""

_CELLS = (4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 2048.0)
_STEPS = (0, 1, -1, 2, -2, 3, -3)


@dataclass(frozen=True)
class Placed:
    """Points that share one mark, the earliest first, and where it stands in pixels."""

    points: tuple[Point, ...]
    x: float
    y: float

    @property
    def point(self) -> Point:
        """The one that the mark is drawn for."""
        return self.points[0]


def placed(
    points: Sequence[Point], x: Callable[[Point], float], y: Callable[[Point], float]
) -> list[Placed]:
    """Points as marks, in the order of their days.

    Those that say the same on one day by one origin are one mark: copies of one report. Of more than
    `MOST_MARKS`, those near each other are one too. Marks of one place are moved sideways.
    """
    marks = _joined(points, [(p.day, p.low, p.high, p.at, p.voice, p.apart) for p in points])
    if len(marks) > MOST_MARKS:
        marks = _thinned(points, [(x(p), y(p)) for p in points])
    done: list[Placed] = []
    crowd: dict[int, list[Placed]] = {}
    for mark in marks:
        one = _beside(mark, x(mark[0]), y(mark[0]), crowd)
        crowd.setdefault(round(one.x / NEAR), []).append(one)
        done.append(one)
    return done


def _thinned(
    points: Sequence[Point], places: Sequence[tuple[float, float]]
) -> list[tuple[Point, ...]]:
    """Points as marks, those in one cell of a grid as one; as coarse a grid as it takes."""
    looks = [(p.voice, p.form, p.apart is None) for p in points]
    for cell in _CELLS:
        keys = [(x // cell, y // cell, look) for (x, y), look in zip(places, looks, strict=True)]
        if len(set(keys)) <= MOST_MARKS:
            return _joined(points, keys)
    return _joined(points, keys)[:MOST_MARKS]  # more origins than marks


def _joined(points: Sequence[Point], keys: Sequence[object]) -> list[tuple[Point, ...]]:
    groups: dict[object, list[Point]] = {}
    for point, key in zip(points, keys, strict=True):
        groups.setdefault(key, []).append(point)
    return [tuple(group) for group in groups.values()]


def _beside(mark: tuple[Point, ...], x: float, y: float, crowd: dict[int, list[Placed]]) -> Placed:
    """The mark at its place, or the nearest free place beside it."""
    for step in _STEPS:
        tried = Placed(mark, x + step * NEAR, y)
        column = round(tried.x / NEAR)
        near = (one for c in (column - 1, column, column + 1) for one in crowd.get(c, ()))
        if not any(abs(one.x - tried.x) < NEAR and abs(one.y - y) < NEAR for one in near):
            return tried
    return Placed(mark, x, y)
