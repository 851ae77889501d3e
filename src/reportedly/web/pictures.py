"""Series as the pages draw them: for a screen, for a phone, and in a line of a list."""

from reportedly.publishing import charts
from reportedly.reconciling.verdicts import stated_on
from reportedly.records import Estimate, Series

WIDE = 960
"""Width of a chart on a screen, in pixels: its letters are as large as those of the page."""

NARROW = 380
"""Width of a chart on a phone, in pixels."""


def drawings(series: Series, estimate: Estimate | None = None) -> tuple[str, str] | None:
    """The chart for a screen and for a phone; None where nothing counts."""
    if not series.statements:
        return None
    return (
        charts.drawing(series, width=WIDE, estimate=estimate),
        charts.drawing(series, width=NARROW, estimate=estimate),
    )


def sparkline(series: Series) -> str:
    """The course of a series for a line of a list; empty where all is said on one day."""
    days = {stated_on(one) for one in series.statements} - {None}
    return charts.sparkline(series) if len(days) > 1 else ""
