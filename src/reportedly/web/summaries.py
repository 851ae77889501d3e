"""One series as a line of a list: its latest figure, its range, who is heard, and a small drawing."""

from dataclasses import dataclass
from datetime import date

from reportedly.publishing.charts.points import small_point
from reportedly.publishing.charts.sparklines import sparkline_of
from reportedly.reconciling.comparing import size
from reportedly.reconciling.listed import Line
from reportedly.reconciling.timing import stated_on, voice
from reportedly.records import Statement, figure_in_words


@dataclass(frozen=True)
class Summary:
    """A series as a line of a list.

    Attributes:
        figures: statements that count; `apart` those that do not.
        pages: on which one of them is printed.
        origins: that are heard, with no known common origin; copies are one.
        conflicts: pairs that cannot both hold.
        latest: the figure that was stated last, in its words, on `latest_day`, by `latest_origin`.
        least: the smallest figure in its words, `greatest` the largest.
        sparkline: an `<svg>`.
    """

    id: str
    title: str
    kind: str
    what: str
    verdict: str
    figures: int
    apart: int
    pages: int
    origins: int
    conflicts: int
    first_day: date | None
    latest_day: date | None
    latest: str
    latest_origin: str
    least: str
    greatest: str
    sparkline: str


def summary_of(line: Line, conflicts: int) -> Summary:
    """The line of a series, drawn and in words.

    Args:
        line: with the names of its origins.
        conflicts: how many pairs of it cannot both hold.
    """
    least, greatest = line.least, line.greatest
    return Summary(
        id=line.id,
        title=line.title,
        kind=line.kind,
        what=line.title.removeprefix(f"{line.kind}: "),
        verdict=line.verdict.partition(":")[0],
        figures=line.figures,
        apart=line.apart,
        pages=line.pages,
        origins=line.origins,
        conflicts=conflicts,
        first_day=line.first_day,
        latest_day=stated_on(line.latest),
        latest=shown_figure(line.latest),
        latest_origin=spoken_by(line.latest),
        least=shown_figure(least),
        greatest=shown_figure(greatest) if size(greatest) != size(least) else "",
        sparkline=_drawn(line) if line.course else "",
    )


def _drawn(line: Line) -> str:
    points = (small_point(one, level=line.level) for one in line.points)
    days = sorted((one for one in points if one is not None), key=lambda one: one.day)
    return sparkline_of(line.title, days)


def spoken_by(statement: Statement) -> str:
    """On whose word a figure stands, as a person reads it."""
    if statement.source and statement.origin:
        return statement.origin
    return voice(statement)


def shown_figure(statement: Statement) -> str:
    """A figure's words as they stand in a list: without the capital of the sentence they open."""
    words = figure_in_words(statement)
    if words.lower() in ("a", "an"):
        return "one"
    return words[:1].lower() + words[1:]
