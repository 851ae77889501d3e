"""The shapes of marks, by which origins are told apart without colour."""

from math import cos, pi, sin

from reportedly.publishing.charts.svg import Element, add, number

SIZE = 5.0
"""Half the width of a shape, in pixels."""


def shape(parent: Element, name: str, x: float, y: float, class_: str, size: float = SIZE) -> None:
    """Draw a shape of the vocabulary around a place; an unknown name is a circle."""
    if name in _CORNERS:
        corners = " ".join(
            f"{number(x + size * dx)},{number(y + size * dy)}" for dx, dy in _CORNERS[name]
        )
        add(parent, "polygon", points=corners, class_=class_)
    else:
        add(parent, "circle", cx=x, cy=y, r=size * (0.6 if name == "dot" else 0.95), class_=class_)


_THIN = 0.36
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle": ((0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
    "wedge": ((0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
    "cross": (
        *((-_THIN, -1.1), (_THIN, -1.1), (_THIN, -_THIN), (1.1, -_THIN), (1.1, _THIN)),
        *((_THIN, _THIN), (_THIN, 1.1), (-_THIN, 1.1), (-_THIN, _THIN), (-1.1, _THIN)),
        *((-1.1, -_THIN), (-_THIN, -_THIN)),
    ),
    "hexagon": tuple((1.08 * cos(k * pi / 3), 1.08 * sin(k * pi / 3)) for k in range(6)),
}


def arrow(parent: Element, x: float, y: float, end: float, class_: str) -> None:
    """Draw a stem from a place to the height `end`, with the head of an arrow there."""
    back = 5 if end < y else -5
    head = f"M{number(x - 4)} {number(end + back)}L{number(x)} {number(end)}L{number(x + 4)} {number(end + back)}"
    add(parent, "path", d=f"M{number(x)} {number(y)}V{number(end)}{head}", class_=class_)
