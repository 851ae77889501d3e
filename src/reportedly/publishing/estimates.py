"""Estimates as a terminal shows them: numbers with intervals, and all that they rest on."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.tables import day, safe
from reportedly.records import Band, Estimate, EstimatedDay

MOST_DAYS = 14
"""So many days are shown, the ends of months; --json has all."""


def estimates_view(estimates: Sequence[Estimate]) -> RenderableType:
    """Each estimate: its path, the biases of its sources, what was left out, what it assumes."""
    shown: list[RenderableType] = []
    for one in estimates:
        shown += [*_estimate(one), Text("")]
    return Group(*shown[:-1])


def _estimate(one: Estimate) -> list[RenderableType]:
    found = one.diagnostics
    title = f"{one.kind}: {one.who}, {one.side}"
    return [
        Text.assemble(safe(title), "  a model's estimate, no verdict"),
        _indented(Text(f"{one.reports} figures of {one.sources} sources, median and 95% interval")),
        _indented(_path(one)),
        _indented(Text("sources: figures reported for each true loss", "italic")),
        _indented(_biases(one)),
        _indented(Text("left out", "italic")),
        _indented(_left_out(one)),
        _indented(Text("assumed", "italic")),
        *(_indented(Text(f"- {line}")) for line in one.assumptions),
        _indented(
            Text(
                f"sampler: {found.chains} chains of {found.draws} draws, seed {one.seed}; R-hat "
                f"{found.r_hat:.3f}, effective draws {found.effective_draws:.0f}, divergences "
                f"{found.divergences}",
                "dim",
            )
        ),
    ]


def _indented(shown: RenderableType) -> Padding:
    return Padding(shown, (0, 0, 0, 2))


def _table(*numbers: int, columns: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for at in range(columns):
        table.add_column(justify="right" if at in numbers else "left")
    return table


def _path(one: Estimate) -> Table:
    table = _table(1, 2, columns=3)
    for found in _shown_days(one.days):
        total = found.total
        table.add_row(
            day(found.day), f"{total.middle:,.0f}", f"{total.low:,.0f} to {total.high:,.0f}"
        )
    return table


def _shown_days(days: Sequence[EstimatedDay]) -> list[EstimatedDay]:
    """The last of each month and the last of all; of a long path, evenly so many."""
    ends = [a for a, b in pairwise(days) if _month(a.day) != _month(b.day)]
    ends.append(days[-1])
    step = -(-len(ends) // MOST_DAYS)
    return ends[::-1][::step][::-1]


def _month(of: date) -> tuple[int, int]:
    return of.year, of.month


def _biases(one: Estimate) -> Table:
    table = _table(2, 3, 4, columns=5)
    for source in one.biases:
        name = safe(source.source + (" (party)" if source.party else ""))
        figures = "1 figure" if source.reports == 1 else f"{source.reports} figures"
        table.add_row(
            name, source.kind, figures, _short(source.bias.middle), _interval(source.bias)
        )
    return table


def _interval(band: Band) -> str:
    return f"{_short(band.low)} to {_short(band.high)}"


def _short(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"


def _left_out(one: Estimate) -> RenderableType:
    if not one.left_out:
        return Text("nothing")
    table = _table(0, columns=2)
    for out in one.left_out:
        more = out.reports > len(out.examples)
        table.add_row(
            f"{out.reports}", safe(f"{out.reason}: {', '.join(out.examples)}{' …' * more}")
        )
    return table
