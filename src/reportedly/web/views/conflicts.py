"""Conflicts: figures that cannot both hold, side by side."""

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from reportedly.records import Conflict, Kind, figure_in_words
from reportedly.verbs.browsing import Contradictions
from reportedly.verbs.querying import check_kind
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import FILTERS, Asked
from reportedly.web.desk import Desk
from reportedly.web.paging import part_of
from reportedly.web.rows import cells_of, shown_conflict

router = APIRouter()

ROWS = 20
SIDE = ("figure", "stated", "origin", "publisher", "page", "sentence", "claim")
COLUMNS = (
    *("type", "why", "series", "title", "repeated"),
    *(f"{side}_{name}" for side in "ab" for name in SIDE),
)


class ConflictsAsked(Asked):
    """Of which series conflicts are wanted."""

    rows: Annotated[int, Field(ge=1, le=200)] = ROWS
    series: Annotated[str, Field(pattern="^([0-9a-f]{10})?$")] = ""


AskedOf = Annotated[ConflictsAsked, Query()]


@router.get("/conflicts", response_class=HTML, summary="Conflicts")
def every(desk: DeskOf, asked: AskedOf) -> Response:
    """Show the pairs of figures that cannot both hold, worst first, with the words of both."""
    found = _found(desk, asked)
    part = part_of(asked, found.total)
    shown = found.part(asked.offset, asked.rows)
    return answers.page(
        "conflicts",
        edition=desk.edition,
        title="Conflicts",
        here="conflicts",
        asked=asked,
        names=FILTERS,
        kinds=get_args(Kind),
        rows=[shown_conflict(one) for one in shown],
        part=part,
        rest=asked.rest(),
        twins="/conflicts",
        query=asked.query(),
    )


@router.get("/conflicts.json", summary="Conflicts as JSON")
def as_json(desk: DeskOf, asked: AskedOf) -> Response:
    """Give the same as records."""
    found = _found(desk, asked).part(asked.offset, asked.rows)
    return answers.as_json([one.model_dump(mode="json") for one in found])


@router.get("/conflicts.csv", summary="Conflicts as CSV")
def as_csv(desk: DeskOf, asked: AskedOf) -> Response:
    """Give the same as a table."""
    found = _found(desk, asked).part(asked.offset, asked.rows)
    return answers.as_csv(COLUMNS, map(_cells, found), "conflicts")


def _found(desk: Desk, asked: ConflictsAsked) -> Contradictions:
    browsed = desk.browsed
    if asked.series:
        key: object = ("listed conflicts", asked.series)
        return desk.remembered(key, lambda: browsed.listed_conflicts([asked.series]))
    if not asked.given:
        return desk.remembered("listed conflicts", browsed.listed_conflicts)
    key = ("listed conflicts", tuple(asked.given.items()))
    if asked.given.keys() == {"kind"}:
        kind = check_kind(asked.kind)
        return desk.remembered(key, lambda: browsed.listed_conflicts(kind=kind))
    filters = asked.filters()
    return desk.remembered(
        key, lambda: browsed.listed_conflicts(browsed.ids(conflicting=True, **filters))
    )


def _cells(one: Conflict) -> dict[str, Any]:
    cells: dict[str, Any] = {name: getattr(one, name) for name in COLUMNS[:5]}
    for side, statement in (("a", one.a), ("b", one.b)):
        row = cells_of(statement) | {"figure": figure_in_words(statement)}
        cells |= {f"{side}_{name}": row.get(name) for name in SIDE}
    return cells
