"""Series as they are drawn: their names bounded, so that a page of megabytes makes no chart of megabytes."""

from reportedly.publishing import charts
from reportedly.records import Series, Statement

LONGEST_NAME = 120
LONGEST_QUOTE = 400
NARROW = 380
"""Width of a chart on a phone, in pixels."""

_NAMES = ("figure", "origin", "source", "publisher", "page", "who", "where", "counted", "cites")


def drawings(series: Series) -> tuple[str, str] | None:
    """The chart for a screen and for a phone; None where nothing counts."""
    if not series.statements:
        return None
    bounded = _bounded(series)
    return charts.drawing(bounded), charts.drawing(bounded, width=NARROW)


def sparkline(series: Series) -> str:
    """The course of a series for a line of a list; empty where there is one figure only."""
    return charts.sparkline(_bounded(series)) if len(series.statements) > 1 else ""


def _bounded(series: Series) -> Series:
    return series.model_copy(
        update={
            "title": series.title[:LONGEST_NAME],
            "verdict": series.verdict[:LONGEST_QUOTE],
            "statements": tuple(map(_bounded_statement, series.statements)),
            "apart": tuple(map(_bounded_statement, series.apart)),
        }
    )


def _bounded_statement(one: Statement) -> Statement:
    changed: dict[str, object] = {
        name: _cut(value, LONGEST_NAME)
        for name in _NAMES
        if (value := getattr(one, name)) is not None and len(value) > LONGEST_NAME
    }
    if one.sentence is not None and len(one.sentence) > LONGEST_QUOTE:
        changed["sentence"] = _cut(one.sentence, LONGEST_QUOTE)
    if any(len(name) > LONGEST_NAME for name in one.via):
        changed["via"] = tuple(_cut(name, LONGEST_NAME) for name in one.via)
    return one.model_copy(update=changed) if changed else one


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 2]} …"
