"""One series as a line of a list: its latest figure, its range, who is heard, and a small drawing."""

from dataclasses import dataclass
from datetime import date

from reportedly.reconciling.comparing import size
from reportedly.reconciling.verdicts import stated_on, voice
from reportedly.records import Series, Statement, figure_in_words
from reportedly.web.pictures import sparkline


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


def summary_of(series: Series, conflicts: int) -> Summary:
    """The line of a series.

    Args:
        series: with the names of its origins.
        conflicts: how many pairs of it cannot both hold.
    """
    counted = series.statements or series.apart
    every = (*series.statements, *series.apart)
    last = counted[-1]
    least, greatest = min(counted, key=size), max(counted, key=size)
    days = sorted(day for one in counted if (day := stated_on(one)))
    return Summary(
        id=series.id,
        title=series.title,
        kind=series.kind,
        what=series.title.removeprefix(f"{series.kind}: "),
        verdict=series.verdict.partition(":")[0],
        figures=len(series.statements),
        apart=len(series.apart),
        pages=len({one.page for one in every}),
        origins=len({voice(one) for one in counted}),
        conflicts=conflicts,
        first_day=days[0] if days else None,
        latest_day=stated_on(last),
        latest=shown_figure(last),
        latest_origin=spoken_by(last),
        least=shown_figure(least),
        greatest=shown_figure(greatest) if size(greatest) != size(least) else "",
        sparkline=sparkline(series),
    )


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
