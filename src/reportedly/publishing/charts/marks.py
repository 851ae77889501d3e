"""The marks of a chart: a shape for the number, an arrow where it is open, a bar where it is a range."""

from reportedly.publishing.charts.placing import Placed
from reportedly.publishing.charts.points import Form, Point
from reportedly.publishing.charts.scales import NumberScale, day_in_words
from reportedly.publishing.charts.shapes import SIZE, arrow, shape
from reportedly.publishing.charts.svg import Element, add, named, shortened, shown

ARROW = 20.0
"""How long the arrow of a floor or a ceiling is, in pixels."""

HALO = 12.0
"""Half the width of what a finger or pointer hits: 24 pixels (WCAG 2.2, 2.5.8)."""

_BAR = 3.0
_MOST_WORDS = 240


def voice_class(place: int) -> str:
    """The class that colours what belongs to the nth origin, counted from 0."""
    return f"chart-voice-{place + 1}"


def mark(
    parent: Element, one: Placed, place: int, looks: str, heights: NumberScale, *, linked: bool
) -> None:
    """Draw a mark, with its words as a tooltip.

    Args:
        parent: what it is drawn into.
        one: the points and their place.
        place: of the origin, which gives the colour.
        looks: the name of its shape.
        heights: where numbers stand.
        linked: whether it is a link to the statement's row, reached by keyboard too.
    """
    point = one.point
    classes = f"chart-mark chart-{point.form} {voice_class(place)}"
    classes += " chart-apart" if point.apart else ""
    more = str(len(one.points) - 1) if len(one.points) > 1 else None
    name = name_of(one)
    made = add(
        parent,
        "a" if linked else "g",
        class_=classes,
        href=f"#statement-{shown(point.id)}" if linked else None,
        data_statement=shown(point.id),
        data_more=more,
        aria_label=name if linked else None,
    )
    words = f"\n“{shortened(point.sentence, _MOST_WORDS)}”" if point.sentence else ""
    add(made, "title", name + words)
    if linked:
        add(made, "circle", cx=one.x, cy=one.y, r=HALO, class_="chart-hit")
    top, bottom = heights.top - ARROW, heights.bottom
    if point.form == "range":
        _range(made, one.x, heights(point.low or 0), heights(point.high or 0))
    elif point.form == "floor":
        arrow(made, one.x, one.y, max(one.y - ARROW, top), "chart-stem")
    elif point.form == "ceiling":
        arrow(made, one.x, one.y, max(min(one.y + ARROW, bottom), one.y + 9), "chart-stem")
    shape(made, looks, one.x, one.y, "chart-shape")


def sample(parent: Element, form: Form, x: float, y: float, looks: str | None) -> None:
    """Draw a mark as the legend shows it: within 10 pixels around a place."""
    if form == "range":
        _range(parent, x, y - 8, y + 8)
    elif form == "floor":
        arrow(parent, x, y + 5, y - 8, "chart-stem")
    elif form == "ceiling":
        arrow(parent, x, y - 5, y + 8, "chart-stem")
    if looks is not None:
        at = {"floor": y + 5, "ceiling": y - 5}.get(form, y)
        shape(parent, looks, x, at, "chart-shape", SIZE if form == "point" else SIZE * 0.75)


def _range(parent: Element, x: float, low: float, high: float) -> None:
    top, height = min(low, high), max(abs(low - high), 1.0)
    add(
        parent,
        "rect",
        x=x - _BAR,
        y=top,
        width=2 * _BAR,
        height=height,
        rx=_BAR / 2,
        class_="chart-bar",
    )


def name_of(one: Placed) -> str:
    """A mark in words: `at least 12, Lumarran coast guard, 14 Oct 2025, in The Essel Courier`."""
    point = one.point
    said = f"{figure_of(point)}, {named(point.voice)}, {day_in_words(point.day)}"
    if point.publisher and point.publisher != point.voice:
        said += f", in {named(point.publisher)}"
    if point.apart:
        said += f"; not counted: {named(point.apart)}"
    more = len(one.points) - 1
    return f"{said}; and {more:,} more here" if more else said


def figure_of(point: Point, most: int = 60) -> str:
    """The words of a figure, cut where they are long."""
    return shortened(point.figure, most)
