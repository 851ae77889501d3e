"""The way of one figure, from the one furthest back to the page, as boxes one under the other."""

from collections.abc import Sequence
from itertools import zip_longest

from reportedly.publishing.charts.legends import width_of
from reportedly.publishing.charts.svg import add, element, named, number, shortened, written

_WIDE, _HEIGHT, _GAP, _EDGE = 300.0, 44.0, 30.0, 1.0
_SIDE = 12.0
_MOST_CHARACTERS = 38

MOST_STEPS = 12
"""Steps that are drawn; of a longer way those in its middle are counted."""


def chain(path: Sequence[str], roles: Sequence[str] = ()) -> str:
    """One way as an inline `<svg>` for a page of HTML; `stylesheet()` has its rules.

    Args:
        path: names, the one furthest back first, the page or its publisher last.
        roles: what each of them is to the figure: "the source"; none of a name that has none.
    """
    steps = list(zip_longest(path, roles[: len(path)], fillvalue=""))
    if len(steps) > MOST_STEPS:
        half = MOST_STEPS // 2
        more = f"and {len(steps) - 2 * half + 1:,} more"
        steps = [*steps[:half], (more, ""), *steps[1 - half :]]
    shown = [
        (shortened(name, _MOST_CHARACTERS), shortened(role, _MOST_CHARACTERS))
        for name, role in steps
    ]
    # Names are larger than in legends, and bold.
    widest = max((width_of(words) * 1.25 for step in shown for words in step), default=0.0)
    wide = min(max(widest + 2 * _SIDE, 120.0), _WIDE)
    width = wide + 2 * _EDGE
    height = len(steps) * (_HEIGHT + _GAP) - _GAP + 2 * _EDGE if steps else 2 * _EDGE
    root = element(
        "svg",
        class_="chart chart-chain",
        role="img",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
    )
    said = ", then ".join(
        f"{named(role)}: {named(name)}" if role else named(name) for name, role in steps
    )
    add(root, "title", f"The way of the figure: {said}" if said else "The way of the figure")
    for at, (name, role) in enumerate(shown):
        y = _EDGE + at * (_HEIGHT + _GAP)
        if at:
            arrow = f"M{number(_EDGE + wide / 2)} {number(y - _GAP + 3)}v{number(_GAP - 7)}m-4.5-5l4.5 5 4.5-5"
            add(root, "path", d=arrow, class_="chart-step")
        group = add(root, "g", class_="chart-medium" if at else "chart-origin")
        add(group, "title", named(steps[at][0]))
        add(group, "rect", x=_EDGE, y=y, width=wide, height=_HEIGHT, rx=4, class_="chart-box")
        base = y + (18 if role else 26)
        add(group, "text", name, x=_EDGE + _SIDE, y=base, class_="chart-name-of")
        if role:
            add(group, "text", role, x=_EDGE + _SIDE, y=y + 35, class_="chart-muted chart-role")
    return written(root)
