"""Joining and parting series in the browser, and taking that back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from reportedly import verbs
from reportedly.errors import UsageError
from reportedly.pages.loading import now
from reportedly.records import JudgedReview
from reportedly.verbs.reviewing import Deciding
from reportedly.web.answers import DeskOf
from reportedly.web.desk import Desk
from reportedly.web.reviewing.framing import Why, decided
from reportedly.web.reviewing.permitting import Permit, PermitOf, Reviewer
from reportedly.web.views.series import SeriesAsked, SeriesId, shown

router = APIRouter()

MOST_PARTED = 200


class Joining(Why):
    """Another series that is the same."""

    other: Annotated[str, Field(pattern="^[0-9a-f]{10}$")]


class Parting(Why):
    """Claims that are a series of their own."""

    claim: Annotated[
        list[Annotated[str, Field(pattern="^[0-9a-z-]{4,64}( [0-9a-z-]{4,64}){0,30}$")]],
        Field(max_length=MOST_PARTED, description="ids of claims; of copies behind a space each"),
    ] = []  # noqa: RUF012 - pydantic copies it


ReviewId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="id of a review")]


@router.post(
    "/series/{identity}/join",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that two series are one",
)
def join(
    desk: DeskOf,
    identity: SeriesId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Joining, Form()],
) -> Response:
    """Record it, and show the series that both are now."""

    def decide() -> JudgedReview:
        return verbs.join_series(desk.ledger, identity, sent.other, **_said(by, sent))

    return _decided(desk, identity, permit, decide)


@router.post(
    "/series/{identity}/part",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that claims are a series of their own",
)
def part(
    desk: DeskOf,
    identity: SeriesId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Parting, Form()],
) -> Response:
    """Record it, and show the series that they are now."""

    def decide() -> JudgedReview:
        if not sent.claim:
            raise UsageError("choose the figures that are a series of their own")
        chosen = list(dict.fromkeys(" ".join(sent.claim).split()))
        return verbs.part_series(desk.ledger, chosen, **_said(by, sent))

    return _decided(desk, identity, permit, decide)


@router.post(
    "/series/{identity}/undo/{review}",
    response_class=RedirectResponse,
    status_code=303,
    summary="Take a decision on series back",
)
def undo(
    desk: DeskOf,
    identity: SeriesId,
    review: ReviewId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Why, Form()],
) -> Response:
    """Record that a decision does not hold any more, and show the series that is there then."""

    def decide() -> JudgedReview:
        return verbs.undo_review(desk.ledger, review, by=by, at=now(), note=sent.line)

    return _decided(desk, identity, permit, decide)


def _said(by: str, sent: Why) -> Deciding:
    return Deciding(by=by, at=now(), note=sent.line)


def _decided(
    desk: Desk, identity: str, permit: Permit | None, decide: Callable[[], JudgedReview]
) -> Response:
    return decided(
        desk,
        decide,
        lambda review: f"/series/{_now_in(desk, review) or identity}",
        lambda problem: shown(desk, identity, SeriesAsked(), permit, problem),
    )


def _now_in(desk: Desk, review: JudgedReview) -> str | None:
    """The series in which the first claim of a decision now stands: its id may be another one."""
    claims = review.attached or tuple(anchor.claim for anchor in review.anchors)
    for claim in claims[:1]:
        return desk.browsed.series_of_claim(desk.ledger.claim(claim))
    return None
