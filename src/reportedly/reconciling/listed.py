"""A series as a list shows it: what a line says and draws, kept beside the series.

A list of fifty series of many figures each would else unpack thousands of statements to show a few words of
each series. Voices stand by their keys in what is kept, as in the series itself.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from reportedly.reconciling.comparing import size
from reportedly.reconciling.series import shown_statement
from reportedly.reconciling.timing import stated_on, voice
from reportedly.reconciling.voices import Voices
from reportedly.records import Number, Series, Statement, Stretch, day_of, figure_in_words

POINTS = 60
"""More counted statements than this are thinned in a small drawing, the first and the last one kept."""

Item = TypeVar("Item")


class LinePoint(NamedTuple):
    """A counted figure of a series as a small drawing has it.

    Attributes:
        day: from which it counts; None where nothing says when it was made.
        voice: who spoke; the publisher, where the page speaks in its own voice.
        keyed: whether the voice is the key of one, until its name is put in its place.
    """

    day: date | None
    low: Number | None
    high: Number | None
    best: Number | None
    figure: str
    voice: str
    keyed: bool


@dataclass(frozen=True)
class Line:
    """What a list shows of a series.

    Attributes:
        verdict: what is found of the whole, in words.
        level: whether its figures are a running total or a level, each of which holds until it is revised.
        latest: the statement that counts last; `least` the one of the smallest figure, `greatest` of the
            largest. Of a line that was kept they have no more fields than a list shows.
        figures: statements that count; `apart` those that do not; `pages` on which one is printed.
        heard: who is heard in it, each once: the origin of a statement, or else who printed it.
        first_day: of those on which a figure was stated.
        course: whether its counted figures are of several days.
        points: its counted figures, no more than a small drawing has room for.
    """

    id: str
    title: str
    kind: str
    verdict: str
    level: bool
    latest: Statement
    least: Statement
    greatest: Statement
    figures: int
    apart: int
    pages: int
    heard: tuple[tuple[str, str], ...]
    first_day: date | None
    course: bool
    points: tuple[LinePoint, ...]

    @property
    def origins(self) -> int:
        """How many are heard."""
        return len({origin or other for origin, other in self.heard})


def is_running(series: Series) -> bool:
    """Whether its figures are a running total or a level, each of which holds until it is revised."""
    return series.counting == "running" or series.window in ("cumulative", "state")


def last_printed(series: Series) -> str:
    """The day of its youngest page, as `2025-01-31`; empty where no page has a day."""
    every = (*series.statements, *series.apart)
    return max((one.published[:10] for one in every if one.published), default="")


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
    return Line(
        id=series.id,
        title=series.title,
        kind=series.kind,
        verdict=series.verdict,
        level=is_running(series),
        latest=counted[-1],
        least=min(counted, key=size),
        greatest=max(counted, key=size),
        figures=len(series.statements),
        apart=len(series.apart),
        pages=len({one.page for one in (*series.statements, *series.apart)}),
        heard=tuple(dict.fromkeys(map(_heard, counted))),
        first_day=days[0] if days else None,
        course=len({stated_on(one) for one in series.statements} - {None}) > 1,
        points=tuple(map(_point, thinned(series.statements))),
    )


def _heard(statement: Statement) -> tuple[str, str]:
    if statement.origin:
        return statement.origin, ""
    return "", voice(statement)


def _point(one: Statement) -> LinePoint:
    stated = one.stated
    said = (stated.end or stated.start) if stated else None
    day = said or (day_of(one.published) if one.published else None)
    spoken = one.origin or one.publisher or one.page
    figure = figure_in_words(one)
    return LinePoint(day, one.low, one.high, one.best, figure, spoken, bool(one.origin))


def packed_line(line: Line) -> bytes:
    """A line as bytes: compressed JSON."""
    given = {name: getattr(line, name) for name in _PLAIN}
    given |= {name: _told(getattr(line, name)) for name in _ENDS}
    given["first_day"] = _written(line.first_day)
    given["points"] = [(_written(one.day), *one[1:]) for one in line.points]
    return zlib.compress(json.dumps(given, separators=(",", ":")).encode(), 1)


def unpacked_line(data: bytes) -> Line:
    """The line that some bytes are of."""
    given = json.loads(zlib.decompress(data))
    given |= {name: _statement(given[name]) for name in _ENDS}
    given["heard"] = tuple((origin, other) for origin, other in given["heard"])
    given["first_day"] = _day(given["first_day"])
    given["points"] = tuple(LinePoint(_day(day), *others) for day, *others in given["points"])
    return Line(**given)


def line_shown(line: Line, voices: Voices) -> Line:
    """A line whose origins, keys of voices until now, are their names."""
    names = {key: voices.shown(key) for key in keys_in([line])}
    return replace(
        line,
        latest=shown_statement(line.latest, voices),
        least=shown_statement(line.least, voices),
        greatest=shown_statement(line.greatest, voices),
        heard=tuple((names.get(origin, ""), other) for origin, other in line.heard),
        points=tuple(
            one._replace(voice=names.get(one.voice, one.voice)) if one.keyed else one
            for one in line.points
        ),
    )


def keys_in(lines: Iterable[Line]) -> set[str]:
    """The keys of the voices that are heard in some lines."""
    return {origin for line in lines for origin, _ in line.heard if origin}


_PLAIN = (
    *("id", "title", "kind", "verdict", "level", "figures", "apart", "pages", "heard", "course"),
)
_ENDS = ("latest", "least", "greatest")
_SAID = (
    *("low", "high", "best", "comparator", "figure", "hedge", "role", "source"),
    *("origin", "publisher", "published", "updated"),
)
_USUAL = {name: Statement.model_fields[name].default for name in _SAID}


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _told(one: Statement) -> dict[str, Any]:
    """The fields of a statement that a line shows; those that are as usual are left out."""
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
