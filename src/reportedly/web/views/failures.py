"""Failures: pages that gave no article, with the reason."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from reportedly.records import Failure
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import Paged
from reportedly.web.paging import part_of

router = APIRouter()

PagedOf = Annotated[Paged, Query()]


@router.get("/failures", response_class=HTML, summary="Failures")
def every(desk: DeskOf, asked: PagedOf) -> Response:
    """List the inputs that failed or were skipped, and were not read later."""
    counts = desk.remembered("counts", desk.ledger.counts)
    part = part_of(asked, counts.failed + counts.skipped)
    return answers.page(
        "failures",
        edition=desk.edition,
        title="Failures",
        here="failures",
        rows=desk.ledger.failures_listed(asked.rows, asked.offset),
        counts=counts,
        part=part,
        address="/failures",
        twins="/failures",
    )


@router.get("/failures.json", summary="Failures as JSON")
def as_json(desk: DeskOf, asked: PagedOf) -> Response:
    """Give the same list as records."""
    found = desk.ledger.failures_listed(asked.rows, asked.offset)
    return answers.as_json([one.model_dump(mode="json") for one in found])


@router.get("/failures.csv", summary="Failures as CSV")
def as_csv(desk: DeskOf, asked: PagedOf) -> Response:
    """Give the same list as a table."""
    found = desk.ledger.failures_listed(asked.rows, asked.offset)
    return answers.as_csv(
        tuple(Failure.model_fields), (one.model_dump() for one in found), "failures"
    )
