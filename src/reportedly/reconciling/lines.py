"""A series as a list shows it: what a line says and draws, kept beside the series.

A list of fifty series of many figures each would else unpack thousands of statements to show a few words of
each series. Voices stand by their keys in what is kept, as in the series itself.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from reportedly.reconciling.comparing import size
from reportedly.reconciling.series import shown_statement
from reportedly.reconciling.verdicts import stated_on, voice
from reportedly.reconciling.voices import Voices
from reportedly.records import Series, Statement, Stretch

POINTS = 60
"""More counted statements than this are thinned in a small drawing, the first and the last one kept."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Line:
    """A series with what a list shows of it.

    Attributes:
        series: with no more counted statements than a small drawing has points, and none apart. Of a line
            that was kept they have no more fields than a list shows.
        latest: the statement that counts last; `least` the one of the smallest figure, `greatest` of the
            largest.
        figures: statements that count; `apart` those that do not; `pages` on which one is printed.
        heard: who is heard in it, each once: the origin of a statement, or else who printed it.
        first_day: of those on which a figure was stated.
        course: whether its counted figures are of several days.
    """

    series: Series
    latest: Statement
    least: Statement
    greatest: Statement
    figures: int
    apart: int
    pages: int
    heard: tuple[tuple[str, str], ...]
    first_day: date | None
    course: bool

    @property
    def origins(self) -> int:
        """How many are heard."""
        return len({origin or other for origin, other in self.heard})


def thinned(many: Sequence[Item]) -> tuple[Item, ...]:
    """So many of a sequence as a small drawing has points."""
    if len(many) <= POINTS:
        return tuple(many)
    last = len(many) - 1
    return tuple(many[i * last // (POINTS - 1)] for i in range(POINTS))


def line_of(series: Series) -> Line:
    """What a list shows of a series."""
    counted = series.statements or series.apart
    days = sorted(day for one in counted if (day := stated_on(one)))
    short = {"statements": thinned(series.statements), "apart": ()}
    return Line(
        series=series.model_copy(update=short),
        latest=counted[-1],
        least=min(counted, key=size),
        greatest=max(counted, key=size),
        figures=len(series.statements),
        apart=len(series.apart),
        pages=len({one.page for one in (*series.statements, *series.apart)}),
        heard=tuple(dict.fromkeys(map(_heard, counted))),
        first_day=days[0] if days else None,
        course=len({stated_on(one) for one in series.statements} - {None}) > 1,
    )


def _heard(statement: Statement) -> tuple[str, str]:
    if statement.origin:
        return statement.origin, ""
    return "", voice(statement)


def packed_line(line: Line) -> bytes:
    """A line as bytes: compressed JSON."""
    ends = [line.latest, line.least, line.greatest]
    given = {
        "series": {name: getattr(line.series, name) for name in _SERIES},
        "statements": [_told(one) for one in line.series.statements],
        "ends": [_told(one) for one in ends],
        "counts": [line.figures, line.apart, line.pages],
        "heard": line.heard,
        "first_day": line.first_day.isoformat() if line.first_day else None,
        "course": line.course,
    }
    return zlib.compress(json.dumps(given, separators=(",", ":")).encode(), 1)


def unpacked_line(data: bytes) -> Line:
    """The line that some bytes are of."""
    given = json.loads(zlib.decompress(data))
    statements = tuple(map(_statement, given["statements"]))
    latest, least, greatest = map(_statement, given["ends"])
    figures, apart, pages = given["counts"]
    first_day = given["first_day"]
    return Line(
        Series.model_construct(**given["series"], statements=statements, apart=()),
        latest,
        least,
        greatest,
        figures,
        apart,
        pages,
        heard=tuple((origin, other) for origin, other in given["heard"]),
        first_day=date.fromisoformat(first_day) if first_day else None,
        course=given["course"],
    )


def line_shown(line: Line, voices: Voices) -> Line:
    """A line whose origins, keys of voices until now, are their names."""
    return replace(
        line,
        latest=shown_statement(line.latest, voices),
        least=shown_statement(line.least, voices),
        greatest=shown_statement(line.greatest, voices),
        heard=tuple((voices.shown(origin) if origin else "", by) for origin, by in line.heard),
    )


def keys_in(lines: Iterable[Line]) -> set[str]:
    """The keys of the voices that are heard in some lines."""
    return {origin for line in lines for origin, _ in line.heard if origin}


_SERIES = ("id", "title", "kind", "window", "counting", "verdict")
_SAID = (
    *("low", "high", "best", "comparator", "figure", "hedge", "role", "source"),
    *("origin", "publisher", "published", "updated"),
)
_USUAL = {name: Statement.model_fields[name].default for name in _SAID}


def _told(one: Statement) -> dict[str, Any]:
    """The fields of a statement that a line shows, or draws; those that are as usual are left out."""
    said = {name: value for name in _SAID if (value := getattr(one, name)) != _USUAL[name]}
    if not one.origin:
        said |= {"page": one.page, "via": one.via[-1:]}
    if one.stated is not None:
        said["stated"] = one.stated.model_dump(mode="json")
    return said


def _statement(given: Mapping[str, Any]) -> Statement:
    """A statement that has these fields; they were checked when they were read."""
    stated = given.get("stated")
    days: dict[str, Any] = {
        name: date.fromisoformat(day) for name, day in (stated or {}).items() if day
    }
    whole = {"page": "", **given, "stated": Stretch.model_construct(**days) if stated else None}
    return Statement.model_construct(id="", claims=(), **whole)
