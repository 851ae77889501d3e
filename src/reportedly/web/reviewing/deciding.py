"""Accept, correct, reject, note, take back: each a form that is sent, answered by the next claim."""

from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field, ValidationError

from reportedly import verbs
from reportedly.errors import UsageError
from reportedly.pages.loading import now
from reportedly.records import JudgedReview
from reportedly.web.answers import DeskOf
from reportedly.web.asked import Identity
from reportedly.web.desk import Desk
from reportedly.web.reviewing import judged_page
from reportedly.web.reviewing.boxes import changed_fields
from reportedly.web.reviewing.framing import one_line
from reportedly.web.reviewing.permitting import Reviewer, local
from reportedly.web.reviewing.queueing import ReviewAsked, queue_of
from reportedly.web.reviewing.waiting import MOST, Queues

router = APIRouter()

LONGEST_NOTE = 2_000
ReviewId = Annotated[str, Path(pattern="^[0-9a-f]{8,16}$", description="a review's id")]


class Said(BaseModel):
    """What every decision brings.

    Attributes:
        note: why.
        settle: whether it answers for good what reviewers disagree on.
        seen: what the reviewer saw of the claim; empty: whatever it is.
        back: where to go on.
    """

    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    settle: bool = False
    seen: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""
    back: Annotated[str, Field(max_length=2_000)] = ""


class ChangedMeanwhileError(UsageError):
    """Somebody else decided on a claim after the page with it was opened."""


async def sent(request: Request) -> dict[str, str]:
    """The boxes of a form as they were sent, empty ones too."""
    form = await request.form(max_fields=200, max_files=50)
    return {name: value for name, value in form.items() if isinstance(value, str)}


SaidOf = Annotated[Said, Form()]
Sent = Annotated[dict[str, str], Depends(sent)]


@router.post(
    "/claims/{identity}/accept",
    response_class=RedirectResponse,
    status_code=303,
    summary="Accept a claim",
)
def accept(desk: DeskOf, identity: Identity, by: Reviewer, said: SaidOf) -> Response:
    """Record that the claim is right as it was shown, and go on."""
    with desk.deciding:
        claim = _as_seen(desk, identity, said)
        made = verbs.accept_claim(
            desk.ledger, claim, by=by, at=now(), note=one_line(said.note), settle=said.settle
        )
    return onward(made, said)


@router.post(
    "/claims/{identity}/reject",
    response_class=RedirectResponse,
    status_code=303,
    summary="Reject a claim",
)
def reject(desk: DeskOf, identity: Identity, by: Reviewer, said: SaidOf) -> Response:
    """Record that the claim is none, and go on."""
    with desk.deciding:
        claim = _as_seen(desk, identity, said)
        made = verbs.reject_claim(
            desk.ledger, claim, by=by, at=now(), note=one_line(said.note), settle=said.settle
        )
    return onward(made, said)


@router.post(
    "/claims/{identity}/note",
    response_class=RedirectResponse,
    status_code=303,
    summary="Keep a remark on a claim",
)
def note(desk: DeskOf, identity: Identity, by: Reviewer, said: SaidOf) -> Response:
    """Record a remark, which changes nothing, and come back."""
    with desk.deciding:
        claim = desk.ledger.claim(identity).id
        made = verbs.note_claim(desk.ledger, claim, one_line(said.note) or "", by=by, at=now())
    return onward(made, said)


@router.post(
    "/claims/{identity}/correct",
    response_class=RedirectResponse,
    status_code=303,
    summary="Put fields of a claim right",
)
def correct(
    request: Request,
    desk: DeskOf,
    identity: Identity,
    by: Reviewer,
    said: SaidOf,
    boxes: Sent,
) -> Response:
    """Record other values for the fields whose boxes were changed, and go on.

    A form whose values cannot be kept is shown again, with the reason.
    """
    try:
        with desk.deciding:
            claim = desk.ledger.claim(_as_seen(desk, identity, said))
            made = verbs.correct_claim(
                desk.ledger,
                claim.id,
                changed_fields(claim, boxes),
                by=by,
                at=now(),
                note=one_line(said.note),
                settle=said.settle,
            )
    except ChangedMeanwhileError:
        raise
    except UsageError as error:
        asked = _asked(said.back)
        shown = judged_page.shown_claim(desk, identity)
        place = judged_page.place_of(queue_of(request, asked), shown.claim.id, MOST)
        told = judged_page.Told(problem=str(error), sent=boxes, edit=True)
        return judged_page.page(request, shown, place, asked, told, 422)
    return onward(made, said)


@router.post(
    "/reviews/{review}/undo",
    response_class=RedirectResponse,
    status_code=303,
    summary="Take a decision back",
)
def undo(request: Request, desk: DeskOf, review: ReviewId, by: Reviewer, said: SaidOf) -> Response:
    """Record that a decision is taken back, and show its claim again."""
    with desk.deciding:
        made = verbs.undo_review(desk.ledger, review, by=by, at=now(), note=one_line(said.note))
    queues: Queues = request.app.state.queues
    undone = next(one for one in queues.reviews() if one.id == made.undoes)
    if not said.back and undone.attached:
        said = said.model_copy(update={"back": f"/review?claim={undone.attached[0]}"})
    return onward(made, said)


def onward(made: JudgedReview, said: Said) -> Response:
    """Go on to where the form says, which tells what was done."""
    back = local(said.back or "/review")
    path, _, query = back.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return RedirectResponse(f"{path}?{'&'.join([*kept, f'done={made.id}'])}", 303)


def _as_seen(desk: Desk, identity: str, said: Said) -> str:
    """The id of a claim, if it still is what the reviewer saw."""
    claim = desk.ledger.claim(identity)
    if said.seen and judged_page.digest(claim) != said.seen:
        raise ChangedMeanwhileError(
            f"somebody decided on claim {claim.id} after this page was opened: open it again, and "
            "look at it as it is now"
        )
    return claim.id


def _asked(back: str) -> ReviewAsked:
    """The queue that a form came from."""
    parts = urlsplit(local(back or "/review"))
    if parts.path != "/review":
        return ReviewAsked()
    given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    try:
        return ReviewAsked.model_validate(given)
    except ValidationError:
        return ReviewAsked()
