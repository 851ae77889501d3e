"""A series in little, for a row of a list."""

from collections.abc import Iterator, Sequence
from html import escape

from reportedly.publishing.charts.marks import figure_of
from reportedly.publishing.charts.points import Point, points_of
from reportedly.publishing.charts.scales import DayScale, day_in_words, number_scale
from reportedly.publishing.charts.svg import named, number
from reportedly.reconciling.listed import thinned
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
    return sparkline_of(series.title, points_of(counted))


def sparkline_of(title: str, points: Sequence[Point]) -> str:
    """The same of points in the order of their days.

    The markup is written as it stands: lists have thousands of dots, and nothing in them is anybody's words
    but the title.
    """
    parts = [_HEAD, f"<title>{escape(_in_words(title, points), quote=False)}</title>"]
    if points:
        parts += _drawn(points)
    return "".join([*parts, "</svg>"])


_HEAD = (
    f'<svg class="sparkline" role="img" width="{number(WIDTH)}" height="{number(HEIGHT)}" '
    f'viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}">'
)


def _drawn(points: Sequence[Point]) -> Iterator[str]:
    values = [value for one in points for value in one.values]
    heights = number_scale(values, values, HEIGHT - _EDGE, _EDGE)
    days = DayScale(points[0].day, points[-1].day, _EDGE, WIDTH - _EDGE)
    places = [(number(days(one.day)), number(heights(one.at))) for one in points]
    voices = dict.fromkeys(p.voice for p in points if p.level)
    for voice in voices if len(voices) <= _MOST_LINES else ():
        steps = [place for p, place in zip(points, places, strict=True) if p.voice == voice]
        if len(steps) > 1:
            yield f'<path d="{_steps(steps)}" class="sparkline-line" />'
    for point, (x, y) in zip(points, places, strict=True):
        if point.form == "range":
            low, high = number(heights(point.low or 0)), number(heights(point.high or 0))
            yield f'<path d="M{x} {low}V{high}" class="sparkline-range" />'
        yield f'<circle cx="{x}" cy="{y}" r="1.6" class="sparkline-dot" />'
    x, y = places[-1]
    yield f'<circle cx="{x}" cy="{y}" r="2.8" class="sparkline-last" />'


def _steps(places: Sequence[tuple[str, str]]) -> str:
    (x, y), *others = places
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in others)


def _in_words(title: str, points: Sequence[Point]) -> str:
    name = named(title)
    if not points:
        return f"{name}: no counted statement with a day"
    first, last = points[0], points[-1]
    said = f"{name}: {figure_of(first)} on {day_in_words(first.day)}"
    if len(points) > 1:
        said += f", {figure_of(last)} on {day_in_words(last.day)}"
    return said
