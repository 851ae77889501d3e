"""Series as the pages draw them: for a screen, and for a phone."""

from reportedly.publishing import charts
from reportedly.records import Estimate, Series

WIDE = 960
"""Width of a chart on a screen, in pixels: its letters are as large as those of the page."""

NARROW = 380
"""Width of a chart on a phone, in pixels."""


def drawings(series: Series, estimate: Estimate | None = None) -> tuple[str, str] | None:
    """The chart for a screen and for a phone; None where nothing counts."""
    if not series.statements:
        return None
    wide, narrow = charts.drawings(series, (WIDE, NARROW), estimate=estimate)
    return wide, narrow
