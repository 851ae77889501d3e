"""The first page: stories, and the list of series with its filters."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, get_args

from fastapi import APIRouter
from fastapi.responses import Response

from reportedly.pages.options import ReadOptions
from reportedly.records import Kind
from reportedly.verbs.listing import ORDERS, Listing
from reportedly.verbs.querying import check_kind
from reportedly.web import answers
from reportedly.web.addresses import place_of
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import FILTERS, Asked, AskedOf
from reportedly.web.desk import Desk
from reportedly.web.edition import Edition
from reportedly.web.paging import Part, part_of
from reportedly.web.reviewing.permitting import PermitOf
from reportedly.web.summaries import Summary

router = APIRouter()

FEW_STORIES = 6
COLUMNS = (
    *(
        "id",
        "title",
        "kind",
        "verdict",
        "latest",
        "latest_day",
        "latest_origin",
        "least",
        "greatest",
    ),
    *("figures", "apart", "pages", "origins", "conflicts", "first_day", "address"),
)


@router.get("/", response_class=HTML, summary="Stories and series")
def home(desk: DeskOf, asked: AskedOf, permit: PermitOf) -> Response:
    """Show the stories and the series of the ledger; a first page where it is empty."""
    if desk.remembered("is empty", lambda: desk.browsed.is_empty):
        return answers.page(
            "empty",
            edition=desk.edition,
            title="An empty ledger",
            ledger=desk.ledger.location,
            permit=permit,
            largest=ReadOptions.max_bytes,
        )
    found, part, rows = _listed(desk, asked)
    stories = None
    if not asked.given and asked.page == 1:
        stories = desk.stories()
    return answers.page(
        "home",
        edition=desk.edition,
        title="Series",
        permit=permit,
        here="home",
        asked=asked,
        names=FILTERS,
        kinds=get_args(Kind),
        orders=ORDERS,
        rows=rows,
        part=part,
        looked_through=found.looked_through,
        rest=asked.rest(),
        stories=stories[:FEW_STORIES] if stories else stories,
        story_count=len(stories) if stories else 0,
        twins="/series",
        query=asked.query(),
    )


@router.get("/series.json", summary="The list of series as JSON")
def as_json(desk: DeskOf, asked: AskedOf) -> Response:
    """Give the same list as records."""
    found, _, rows = _listed(desk, asked)
    return answers.as_json(
        {
            "total": found.total,
            "looked_through": found.looked_through,
            "series": [_row(row, desk.edition) for row in rows],
        }
    )


@router.get("/series.csv", summary="The list of series as CSV")
def as_csv(desk: DeskOf, asked: AskedOf) -> Response:
    """Give the same list as a table."""
    _, _, rows = _listed(desk, asked)
    return answers.as_csv(COLUMNS, (_row(row, desk.edition) for row in rows), "series")


def _listed(desk: Desk, asked: Asked) -> tuple[Listing, Part, Sequence[Summary]]:
    filters = asked.filters()
    if asked.kind:
        check_kind(asked.kind)
    key = ("listed", asked.order, asked.conflicting, tuple(asked.given.items()))
    found = desk.remembered(
        key,
        lambda: desk.browsed.listed(asked.order, conflicting=asked.conflicting, **filters),
    )
    part = part_of(asked, found.total)
    return found, part, desk.summaries(found.part(asked.offset, asked.rows))


def _row(row: Summary, edition: Edition) -> dict[str, Any]:
    address = f"/series/{row.id}"
    place = place_of(address) if edition.still else None
    given = asdict(row) | {"address": place.file if place else address}
    for name in ("first_day", "latest_day"):
        given[name] = given[name].isoformat() if given[name] else None
    del given["sparkline"], given["what"]
    return given
