"""Charts of series as SVG: a stand-in until they are drawn properly."""

from reportedly.records import Series, Statement


def drawing(series: Series) -> str:
    """A series' figures against their days, as one `<svg>` that can stand in a page."""
    return _drawn(series, 720, 300, "chart")


def sparkline(series: Series) -> str:
    """The same without axes and words, for a line of a list."""
    return _drawn(series, 120, 24, "sparkline")


def _drawn(series: Series, width: int, height: int, name: str) -> str:
    marks = [(one, _number(one)) for one in series.statements if _number(one) is not None]
    most = max((number or 0 for _, number in marks), default=1) or 1
    step = width / (len(marks) + 1)
    drawn = "".join(
        f'<circle class="chart-shape" data-statement="{one.id}" cx="{step * (at + 1):.1f}" '
        f'cy="{height - 4 - (height - 8) * (number or 0) / most:.1f}" r="{3 if name == "chart" else 1.5}"/>'
        for at, (one, number) in enumerate(marks)
    )
    return f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img">{drawn}</svg>'


def _number(one: Statement) -> float | None:
    return one.best if one.best is not None else one.low if one.low is not None else one.high
