"""A series in little, for a row of a list."""

from reportedly.publishing.charts.marks import figure_of
from reportedly.publishing.charts.points import Point, points_of
from reportedly.publishing.charts.scales import DayScale, day_in_words, number_scale
from reportedly.publishing.charts.svg import add, element, named, number, written
from reportedly.reconciling.lines import thinned
from reportedly.records import Series

WIDTH, HEIGHT = 120.0, 28.0
_EDGE = 4.0
_MOST_LINES = 3


def sparkline(series: Series) -> str:
    """The counted figures of a series as an inline `<svg>` of 120 by 28 pixels; `stylesheet()` has its rules.

    Dots are figures, bars ranges; running totals of one origin are joined by steps. Empty where no counted
    statement has a day.
    """
    counted = series.model_copy(update={"statements": thinned(series.statements), "apart": ()})
    points = points_of(counted)
    root = element(
        "svg",
        class_="sparkline",
        role="img",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {number(WIDTH)} {number(HEIGHT)}",
    )
    add(root, "title", _in_words(series, points))
    if not points:
        return written(root)
    values = [value for one in points for value in one.values]
    heights = number_scale(values, values, HEIGHT - _EDGE, _EDGE)
    days = DayScale(points[0].day, points[-1].day, _EDGE, WIDTH - _EDGE)
    places = [(days(one.day), heights(one.at)) for one in points]
    voices = dict.fromkeys(p.voice for p in points if p.level)
    for voice in voices if len(voices) <= _MOST_LINES else ():
        steps = [place for p, place in zip(points, places, strict=True) if p.voice == voice]
        if len(steps) > 1:
            add(root, "path", d=_steps(steps), class_="sparkline-line")
    for point, (x, y) in zip(points, places, strict=True):
        if point.form == "range":
            low, high = heights(point.low or 0), heights(point.high or 0)
            bar = f"M{number(x)} {number(low)}V{number(high)}"
            add(root, "path", d=bar, class_="sparkline-range")
        add(root, "circle", cx=x, cy=y, r=1.6, class_="sparkline-dot")
    add(root, "circle", cx=places[-1][0], cy=places[-1][1], r=2.8, class_="sparkline-last")
    return written(root)


def _steps(places: list[tuple[float, float]]) -> str:
    (x, y), *others = places
    path = f"M{number(x)} {number(y)}"
    return path + "".join(f"H{number(x)}V{number(y)}" for x, y in others)


def _in_words(series: Series, points: list[Point]) -> str:
    title = named(series.title)
    if not points:
        return f"{title}: no counted statement with a day"
    first, last = points[0], points[-1]
    said = f"{title}: {figure_of(first)} on {day_in_words(first.day)}"
    if len(points) > 1:
        said += f", {figure_of(last)} on {day_in_words(last.day)}"
    return said
