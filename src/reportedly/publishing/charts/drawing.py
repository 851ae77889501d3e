"""A series as a drawing: its figures against the days on which they were said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.publishing.charts.labels import labels
from reportedly.publishing.charts.legends import entries_of, legend, width_of
from reportedly.publishing.charts.marks import ARROW, figure_of, mark, voice_class
from reportedly.publishing.charts.placing import MOST_MARKS, Placed, placed
from reportedly.publishing.charts.points import Point, points_of, voices_of
from reportedly.publishing.charts.scales import (
    DayScale,
    NumberScale,
    day_in_words,
    number_scale,
)
from reportedly.publishing.charts.styles import Theme, embedded, shapes
from reportedly.publishing.charts.svg import (
    LONGEST_SAID,
    Element,
    add,
    element,
    named,
    number,
    shortened,
    written,
)
from reportedly.reconciling.listed import is_running
from reportedly.records import Estimate, Series

WIDTH = 720.0
"""How wide a drawing is if nothing else is asked for, in pixels."""

NARROWEST = 280.0

_PLOT = 260.0
_EDGE, _FOOT, _UNDER_CAPTION = 14.0, 30.0, 14.0
_EDGE_IN_PAGE = 1.0
"""What stands left and right: a page has margins of its own."""

_TITLE_CHARACTER = 9.0


@dataclass(frozen=True)
class _Plot:
    """The points of a series and the scales that they are drawn by."""

    points: list[Point]
    voices: list[str]
    days: DayScale
    heights: NumberScale
    caption: str
    caption_at: float
    edge: float

    def place(self, point: Point) -> int:
        """The place of the origin of a point, which gives its colour and shape."""
        return min(self.voices.index(point.voice), len(shapes()) - 1)


def drawing(series: Series, *, width: float = WIDTH, estimate: Estimate | None = None) -> str:
    """A series as one inline `<svg>` for a page of HTML; `stylesheet()` has its rules. See `drawings`."""
    (drawn,) = drawings(series, (width,), estimate=estimate)
    return drawn


def drawings(
    series: Series, widths: Sequence[float], *, estimate: Estimate | None = None
) -> list[str]:
    """A series as inline `<svg>` of several widths, for screens and for phones.

    Every mark is a link to `#statement-ID` with the attribute `data-statement`, and its words as a tooltip.
    A group with a name, not an image: what stands in an image cannot be reached by keyboard.

    Args:
        series: what is drawn.
        widths: in pixels; the drawing shrinks with its container, and what is made narrower keeps the
            size of its letters.
        estimate: a model's estimate of the same total, drawn as a band.
    """
    points = points_of(series)
    drawn = []
    for width in widths:
        root = _root(series, points, max(width, NARROWEST), "group")
        drawn.append(_finished(root, series, points, 0.0, estimate=estimate, linked=True))
    return drawn


def standalone(
    series: Series,
    *,
    width: float = 960.0,
    theme: Theme | None = None,
    estimate: Estimate | None = None,
) -> str:
    """A series as an SVG file of its own, with its title, its verdict and its stylesheet.

    Args:
        series: what is drawn.
        width: in pixels.
        theme: `light` or `dark`; None follows the reader's preference.
        estimate: a model's estimate of the same total, drawn as a band.
    """
    points = points_of(series)
    root = _root(series, points, max(width, NARROWEST), "img")
    root.set("xmlns", "http://www.w3.org/2000/svg")
    width = float(root.get("width", ""))
    root.append(element("style", embedded(theme)))
    add(root, "rect", width="100%", height="100%", class_="chart-surface")
    room = int((width - 2 * _EDGE) / _TITLE_CHARACTER)
    add(root, "text", shortened(series.title, room), x=_EDGE, y=30, class_="chart-title")
    verdict = shortened(series.verdict, int((width - 2 * _EDGE) / 6.7))
    add(root, "text", verdict, x=_EDGE, y=50, class_="chart-muted")
    return _finished(root, series, points, 60.0, estimate=estimate, linked=False)


def _root(series: Series, points: Sequence[Point], width: float, role: str) -> Element:
    # A page may have the same series in two widths: names of elements must differ.
    name = f"chart-{re.sub('[^0-9A-Za-z-]', '', series.id)}-{round(width)}"
    root = element(
        "svg",
        class_=f"chart chart-counts-{series.counting}",
        role=role,
        width=width,
        aria_labelledby=f"{name}-title {name}-words",
    )
    add(root, "title", named(series.title), id=f"{name}-title")
    add(root, "desc", in_words(series, points), id=f"{name}-words")
    return root


def in_words(series: Series, points: Sequence[Point]) -> str:
    """What a drawing of these points shows, for those who do not see it."""
    counted = [one for one in points if not one.apart]
    if not points:
        return "No statement of it has a day."
    voices = len({one.voice for one in counted})
    said = f"{shortened(series.verdict, LONGEST_SAID)}. " if series.verdict else ""
    said += f"{_several(len(counted), 'statement')} by {_several(voices, 'origin')}"
    if counted:
        first, last = counted[0], counted[-1]
        said += f", from {figure_of(first)} ({day_in_words(first.day)})"
        said += f" to {figure_of(last)} ({day_in_words(last.day)})"
    apart = len(points) - len(counted)
    said += f"; {_several(apart, 'more')} not counted" if apart else ""
    undated = len(series.statements) + len(series.apart) - len(points)
    return f"{said}; {undated} without a day not drawn." if undated else f"{said}."


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 or what == "more" else f"{count:,} {what}s"


def _finished(
    root: Element,
    series: Series,
    points: list[Point],
    top: float,
    *,
    estimate: Estimate | None,
    linked: bool,
) -> str:
    width = float(root.get("width", ""))
    if not points:
        text = "No statement of this series has a day to be drawn at."
        add(root, "text", text, x=_EDGE, y=top + 24, class_="chart-muted")
        return _sized(root, width, top + 44)
    voices, looks = voices_of(points), shapes()
    entries = entries_of(points, voices, looks, estimated=estimate is not None)
    edge = _EDGE_IN_PAGE if linked else _EDGE
    top = legend(root, entries, edge, width - edge, top + 4) + 20
    plot = _plot(series, points, top, (edge, width - edge), estimate)
    _axes(root, plot, width)
    if estimate is not None:
        _band(root, plot, estimate)
    marks = placed(points, lambda p: plot.days(p.day), lambda p: plot.heights(p.at))
    if len(points) <= MOST_MARKS:  # lines through more of them hide what they join
        _lines(root, plot)
    for one in sorted(marks, key=lambda one: one.point.apart is None):
        place = plot.place(one.point)
        mark(root, one, place, looks[place], plot.heights, linked=linked)
    _named(root, plot, marks, width)
    return _sized(root, width, plot.heights.bottom + _FOOT)


def _sized(root: Element, width: float, height: float) -> str:
    root.set("height", number(height))
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    return written(root)


def _plot(
    series: Series,
    points: list[Point],
    top: float,
    edges: tuple[float, float],
    estimate: Estimate | None,
) -> _Plot:
    """The scales of a plot whose caption stands at `top`."""
    values = [value for one in points for value in one.values]
    counted = [value for one in points if not one.apart for value in one.values]
    days = [one.day for one in points] + [day for one in points for day in one.days or ()]
    if estimate is not None:
        first, last = min(days), max(days)
        shown_days = [one for one in estimate.days if first <= one.day <= last]
        values += [end for one in shown_days for end in (one.total.low, one.total.high)]
    heights = number_scale(values, counted, bottom=top + _PLOT, top=top + _UNDER_CAPTION)
    if any(one.form == "floor" and heights(one.at) - ARROW < heights.top for one in points):
        heights = replace(heights, top=heights.top + ARROW)
    widest = max(width_of(label) for _, label in heights.ticks())
    left = edges[0] + widest + 10
    scale = DayScale(min(days), max(days), left + 18, edges[1] - 40)
    caption = _COUNTING["running" if is_running(series) else series.counting]
    caption += ", on a logarithmic scale" if heights.logarithmic else ""
    return _Plot(points, voices_of(points), scale, heights, caption, top, edges[0])


_COUNTING = {
    "happening": "told of one happening",
    "running": "running total",
    "stretch": "told of a stretch of days",
}


def _axes(root: Element, plot: _Plot, width: float) -> None:
    group = add(root, "g", class_="chart-axes", aria_hidden="true")
    left, right = plot.days.left - 18, width - plot.edge
    for value, label in plot.heights.ticks():
        y = plot.heights(value)
        add(group, "path", d=f"M{number(left)} {number(y)}H{number(right)}", class_="chart-grid")
        add(
            group,
            "text",
            label,
            x=left - 8,
            y=y + 4,
            text_anchor="end",
            class_="chart-muted",
        )
    add(group, "text", plot.caption, x=plot.edge, y=plot.caption_at, class_="chart-muted")
    bottom = plot.heights.bottom
    line = f"M{number(left)} {number(bottom)}H{number(right)}"
    add(group, "path", d=line, class_="chart-axis")
    for day, label in plot.days.ticks(max(2, int((right - left) / 105))):
        x = plot.days(day)
        tick = f"M{number(x)} {number(bottom)}v5"
        add(group, "path", d=tick, class_="chart-axis")
        half = width_of(label) / 2
        at = min(max(x, half + 2), width - half - 2)
        add(group, "text", label, x=at, y=bottom + 20, text_anchor="middle", class_="chart-muted")


def _band(root: Element, plot: _Plot, estimate: Estimate) -> None:
    days = [one for one in estimate.days if plot.days.first <= one.day <= plot.days.last]
    if not days:
        return

    def place(day: date, value: float) -> str:
        return f"{number(plot.days(day))},{number(plot.heights(value))}"

    upper = [place(one.day, one.total.high) for one in days]
    lower = [place(one.day, one.total.low) for one in reversed(days)]
    middle = [place(one.day, one.total.middle) for one in days]
    group = add(root, "g", class_="chart-estimate", aria_hidden="true")
    add(group, "polygon", points=" ".join(upper + lower), class_="chart-band")
    add(group, "polyline", points=" ".join(middle), class_="chart-middle")


def _lines(root: Element, plot: _Plot) -> None:
    """Running totals as steps that hold until revised; stretches as bars over the days they count."""
    group = add(root, "g", class_="chart-lines", aria_hidden="true")
    alone = len(shapes()) if len(plot.voices) <= len(shapes()) else len(shapes()) - 1
    for place, voice in enumerate(plot.voices[:alone]):
        levels = [p for p in plot.points if p.voice == voice and p.level and not p.apart]
        if len({p.day for p in levels}) > 1:
            inner = add(group, "g", class_=voice_class(place))
            add(inner, "path", d=_steps(levels, plot), class_="chart-line")
    for point in plot.points:
        if point.days and not point.apart:
            inner = add(group, "g", class_=voice_class(plot.place(point)))
            start, end = (plot.days(day) for day in point.days)
            path = f"M{number(start)} {number(plot.heights(point.at))}H{number(end)}"
            add(inner, "path", d=path, class_="chart-days")


def _steps(levels: Sequence[Point], plot: _Plot) -> str:
    first, *others = [(plot.days(p.day), plot.heights(p.at)) for p in levels]
    path = f"M{number(first[0])} {number(first[1])}"
    return path + "".join(f"H{number(x)}V{number(y)}" for x, y in others)


def _named(root: Element, plot: _Plot, marks: Sequence[Placed], width: float) -> None:
    """Write the last counted figure of each origin beside its mark, where there is room."""
    last = {one.point.voice: one for one in marks if not one.point.apart}
    wanted = [last[voice] for voice in plot.voices[: len(shapes())] if voice in last]
    edges = (plot.days.left - 16, width - 4)
    for x, y, anchor, words in labels(wanted, marks, edges, plot.heights):
        add(
            root,
            "text",
            words,
            x=x,
            y=y,
            text_anchor=anchor,
            class_="chart-label",
            aria_hidden="true",
        )
