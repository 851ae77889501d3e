"""The queue: one claim after the other, the most doubtful first."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from reportedly.errors import UsageError
from reportedly.verbs.querying import check_kind
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import Asked
from reportedly.web.desk import Desk
from reportedly.web.reviewing import judged_page
from reportedly.web.reviewing.permitting import PermitOf
from reportedly.web.reviewing.waiting import MOST, Queues, Waiting

router = APIRouter()

COLUMNS = (
    *("claim", "doubt", "why", "figure", "kind", "counted", "who", "where", "source", "published"),
    *("publisher", "page", "sentence"),
)


class ReviewAsked(Asked):
    """Which claims are wanted; `page` is the place in the queue."""

    claim: Annotated[str, Field(pattern="^([0-9a-f]{4,64})?$")] = ""
    done: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""
    edit: bool = False
    anew: bool = False

    def query(self, **changes: object) -> str:
        """The query of an address for the same queue; what was just done is left out."""
        return super().query(**{"claim": "", "done": "", "edit": False, "anew": False} | changes)


AskedOf = Annotated[ReviewAsked, Query()]


@router.get("/review", response_class=HTML, summary="Review claims")
def one(request: Request, desk: DeskOf, permit: PermitOf, asked: AskedOf) -> Response:
    """Show the claim that waits most, or the one at a place of the queue, with forms to decide."""
    queue = queue_of(request, asked)
    told = judged_page.Told(
        done=judged_page.done_of(request, asked.done) if asked.done else None, edit=asked.edit
    )
    identity = asked.claim
    if not identity and queue:
        identity = queue[min(asked.page, len(queue)) - 1].claim
    if not identity:
        return answers.page(
            "reviewed",
            title="Nothing waits",
            here="review",
            permit=permit,
            asked=asked,
            told=told,
            twins="/review",
        )
    shown = judged_page.shown_claim(desk, identity)
    place = judged_page.place_of(queue, shown.claim.id, MOST)
    return judged_page.page(request, shown, place, asked, told)


@router.get("/review.json", summary="The queue as JSON")
def as_json(request: Request, desk: DeskOf, asked: AskedOf) -> Response:
    """Give the claims that wait, with the reason."""
    found = (
        {"doubt": one.doubt, "why": one.why, "claim": claim.model_dump(mode="json")}
        for one, claim in _claims(request, desk, asked)
    )
    return answers.as_json(list(found))


@router.get("/review.csv", summary="The queue as CSV")
def as_csv(request: Request, desk: DeskOf, asked: AskedOf) -> Response:
    """Give the same list as a table."""
    rows = (
        {name: getattr(claim, name, None) for name in COLUMNS}
        | {"claim": claim.id, "doubt": one.doubt, "why": one.why}
        for one, claim in _claims(request, desk, asked)
    )
    return answers.as_csv(COLUMNS, rows, "review")


def queue_of(request: Request, asked: ReviewAsked) -> list[Waiting]:
    """The claims that wait and fit.

    Raises:
        UsageError: a filter is none.
    """
    if asked.kind:
        check_kind(asked.kind)
    queues: Queues = request.app.state.queues
    return queues.waiting(asked.filters(), anew=asked.anew)


def _claims(request: Request, desk: Desk, asked: ReviewAsked) -> Iterator[tuple[Waiting, Any]]:
    for one in queue_of(request, asked)[asked.offset : asked.offset + asked.rows]:
        try:
            yield one, desk.ledger.claim(one.claim)
        except UsageError:  # it was read again, or forgotten, since the order was made
            continue
