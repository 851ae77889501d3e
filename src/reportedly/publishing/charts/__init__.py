"""Charts of a series: figure against date, as SVG that is themed by a stylesheet, and as PNG.

For a page of HTML: `drawing(series)` is one inline `<svg>` without any inline style or script, and
`stylesheet()` the rules that it needs, for light and dark. Each mark is a link `<a class="chart-mark"
href="#statement-ID" data-statement="ID">`, so that it is reached by keyboard and leads, without any script, to
the row of a table that has the id `statement-ID`. `sparkline(series)` is the same in little, for lists, with
nothing to click. `chain(path, roles)` is the way of one figure from its origin to the page. `standalone(series)` is a
file of its own, and `picture(...)` makes a PNG of one; `sources_drawing(sources)` is a file that shows the ways of
all figures. Names are cut in all of them: a page of megabytes makes no drawing of megabytes.
"""

from reportedly.publishing.charts.chains import chain
from reportedly.publishing.charts.drawing import drawing, drawings, standalone
from reportedly.publishing.charts.flows import sources_drawing
from reportedly.publishing.charts.pictures import check_installed, picture
from reportedly.publishing.charts.sparklines import sparkline
from reportedly.publishing.charts.styles import Theme, stylesheet

__all__ = [
    "Theme",
    "chain",
    "check_installed",
    "drawing",
    "drawings",
    "picture",
    "sources_drawing",
    "sparkline",
    "standalone",
    "stylesheet",
]
