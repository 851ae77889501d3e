"""Figures written beside their marks, where they cover nothing."""

from collections.abc import Sequence

from reportedly.publishing.charts.legends import width_of
from reportedly.publishing.charts.marks import ARROW, figure_of
from reportedly.publishing.charts.placing import Placed
from reportedly.publishing.charts.scales import NumberScale

_MOST_CHARACTERS = 30
"""Longer words stand in the tooltip alone: a figure that is cut says another number."""

_HEIGHT = 13.0
_NEAR = 9.0

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

Label = tuple[float, float, str, str]
"""Where a text stands (x, y of its base line, anchor), and its words."""


def labels(
    wanted: Sequence[Placed],
    marks: Sequence[Placed],
    edges: tuple[float, float],
    heights: NumberScale,
) -> list[Label]:
    """The texts of some marks: beside, above or below them; none where all of these are taken.

    Args:
        wanted: the marks to name, the most important first.
        marks: all marks, which no text may cover.
        edges: the least and the greatest x that a text may reach.
        heights: where numbers stand.
    """
    taken = [_box_of(one, heights) for one in marks]
    found: list[Label] = []
    for one in wanted:
        words = figure_of(one.point, _MOST_CHARACTERS + 1)
        if len(words) > _MOST_CHARACTERS:
            continue
        for label, box in _tried(one, words):
            inside = edges[0] <= box[0] and box[2] <= edges[1]
            inside = inside and heights.top - ARROW <= box[1] and box[3] <= heights.bottom
            if inside and not any(_meet(box, other) for other in taken):
                found.append(label)
                taken.append(box)
                break
    return found


def _tried(one: Placed, words: str) -> list[tuple[Label, Box]]:
    width = width_of(words) * 1.08
    beside = one.y + 4
    above, below = one.y - _NEAR - 2, one.y + _NEAR + 10
    places = [(one.x + _NEAR, beside, "start"), (one.x - _NEAR, beside, "end")]
    places += [(one.x, above, "middle"), (one.x, below, "middle")]
    places += [(one.x + 4, above, "start"), (one.x + 4, below, "start")]
    places += [(one.x - 4, above, "end"), (one.x - 4, below, "end")]
    tried = []
    for x, y, anchor in places:
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        tried.append(((x, y, anchor, words), (left, y - _HEIGHT + 3, left + width, y + 3)))
    return tried


def _box_of(one: Placed, heights: NumberScale) -> Box:
    top, bottom = one.y - 6, one.y + 6
    point = one.point
    if point.form == "floor":
        top -= ARROW - 6
    elif point.form == "ceiling":
        bottom += ARROW - 6
    elif point.form == "range":
        top = min(top, heights(point.high or 0))
        bottom = max(bottom, heights(point.low or 0))
    return one.x - 6, top, one.x + 6, bottom


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
