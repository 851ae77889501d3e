"""Sources: who is heard, and one voice with all that it said and how that stands to others."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from reportedly.reconciling.timing import stated_on
from reportedly.reconciling.voices_found import Heard, HeardIn
from reportedly.records import Statement
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged, Words, query_of
from reportedly.web.desk import Desk
from reportedly.web.paging import part_of
from reportedly.web.rows import COLUMNS, Row, cells_of, row_of
from reportedly.web.sources import Stand, stand_of
from reportedly.web.summaries import shown_figure

router = APIRouter()

FEW_FIGURES = 5
ROWS = 25
"""Series on one page: each is loaded whole, to see what was said last by whom."""


class SourcesAsked(Paged):
    """Which sources are wanted."""

    words: Words = ""


class SourceAsked(Paged):
    """Which source is wanted."""

    rows: Annotated[int, Field(ge=1, le=1_000)] = ROWS
    name: Annotated[str, Field(min_length=1, max_length=1_000)]


@router.get("/sources", response_class=HTML, summary="All sources")
def every(desk: DeskOf, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """List who is heard in the ledger, those of most statements first."""
    heard = desk.heard()
    found = _with(asked.words, heard or [])
    part = part_of(asked, len(found))
    return answers.page(
        "sources",
        edition=desk.edition,
        title="Sources",
        here="sources",
        rows=found[asked.offset : asked.offset + asked.rows],
        working=heard is None,
        part=part,
        words=asked.words,
        address="/sources",
        rest={"words": asked.words},
        twins="/sources",
        query=query_of({"words": asked.words}),
    )


@router.get("/sources.json", summary="All sources as JSON")
def every_as_json(desk: DeskOf, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """Give the same list as records."""
    return answers.as_json(_rows(desk, asked))


@router.get("/sources.csv", summary="All sources as CSV")
def every_as_csv(desk: DeskOf, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """Give the same list as a table."""
    columns = ("name", "statements", "pages", "series", "shared")
    return answers.as_csv(columns, _rows(desk, asked), "sources")


def _rows(desk: Desk, asked: SourcesAsked) -> list[dict[str, Any]]:
    found = _with(asked.words, desk.heard_now())
    return [
        {
            "name": one.name,
            "statements": one.statements,
            "pages": one.pages,
            "series": one.series,
            "shared": one.shared,
        }
        for one in found[asked.offset : asked.offset + asked.rows]
    ]


def _with(words: str, heard: list[Heard]) -> list[Heard]:
    return [one for one in heard if words.casefold() in one.name.casefold()]


@router.get("/source", response_class=HTML, summary="One source")
def one(desk: DeskOf, asked: Annotated[SourceAsked, Query()]) -> Response:
    """Show what one voice said, series by series, beside what others said."""
    heard = _heard_in(desk, asked.name)
    part = part_of(asked, len(heard.series))
    stands = _stands(desk, asked)
    return answers.page(
        "source",
        edition=desk.edition,
        title=asked.name,
        here="sources",
        name=asked.name,
        rows=[(one, _figures(one)) for one in stands],
        few=FEW_FIGURES,
        words_of=shown_figure,
        day_of=stated_on,
        standings=Counter(one.standing for one in stands),
        heard=heard,
        part=part,
        address="/source",
        rest={"name": asked.name},
        twins="/source",
        query=query_of({"name": asked.name}),
    )


def _figures(one: Stand) -> list[tuple[Row, int]]:
    """What the voice said, each figure of a day once, with the pages that print it.

    The latest first, those that do not count behind.
    """
    said: dict[tuple[object, ...], list[Statement]] = {}
    counted, apart = [s for s in one.every if not s.apart], [s for s in one.every if s.apart]
    for s in (*reversed(counted), *reversed(apart)):
        said.setdefault((stated_on(s), s.low, s.high, s.comparator, s.apart), []).append(s)
    return [(row_of(same[-1]), len({s.page for s in same})) for same in said.values()]


@router.get("/source.json", summary="One source as JSON")
def as_json(desk: DeskOf, asked: Annotated[SourceAsked, Query()]) -> Response:
    """Give the same as records."""
    return answers.as_json(
        [
            {
                "series": one.series.id,
                "title": one.series.title,
                "standing": one.standing,
                "statements": [s.model_dump(mode="json") for s in one.every],
            }
            for one in _stands(desk, asked)
        ]
    )


@router.get("/source.csv", summary="What one source said as CSV")
def as_csv(desk: DeskOf, asked: Annotated[SourceAsked, Query()]) -> Response:
    """Give every statement of the voice as a row."""
    rows = (
        cells_of(s) | {"series": one.series.id, "standing": one.standing}
        for one in _stands(desk, asked)
        for s in one.every
    )
    return answers.as_csv(("series", "standing", *COLUMNS), rows, "source")


def _stands(desk: Desk, asked: SourceAsked) -> list[Stand]:
    """How the voice stands to others in a part of the series in which it is heard: they alone are loaded."""
    chosen = _heard_in(desk, asked.name).series[asked.offset : asked.offset + asked.rows]
    key = ("stands", asked.name, asked.offset, asked.rows)
    return desk.remembered(
        key, lambda: [stand_of(asked.name, one) for one in desk.browsed.series(chosen)]
    )


def _heard_in(desk: Desk, name: str) -> HeardIn:
    heard = desk.remembered(("heard in", name), lambda: desk.browsed.heard_in(name))
    if not heard.series:
        raise NotThereError(f"Nobody called {name[:80]!r} is heard in this ledger.")
    return heard
