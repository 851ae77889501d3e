"""What people decided: all of it, where they disagree, and what waits for its words."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from reportedly.reconciling.names import plain
from reportedly.records import Disagreement, JudgedReview
from reportedly.verbs.judging import disagreements_in
from reportedly.web import answers
from reportedly.web.answers import HTML
from reportedly.web.asked import Paged, Words, query_of
from reportedly.web.paging import part_of
from reportedly.web.reviewing.decided import COLUMNS, decisions_of, is_orphan, rows_of
from reportedly.web.reviewing.permitting import PermitOf
from reportedly.web.reviewing.waiting import Queues

router = APIRouter()

DISPUTED = ("claim", "figure", "page", "on", "review", "at", "reviewer", "decision", "note")


class ReviewsAsked(Paged):
    """Which decisions are wanted."""

    by: Words = ""
    claim: Annotated[str, Field(pattern="^([0-9a-f]{4,64})?$")] = ""
    done: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""


AskedOf = Annotated[ReviewsAsked, Query()]


@router.get("/reviews", response_class=HTML, summary="Decisions")
def every(request: Request, permit: PermitOf, asked: AskedOf) -> Response:
    """List what people decided, the last first."""
    found = _found(request, asked)
    part = part_of(asked, len(found))
    rest = {"by": asked.by, "claim": asked.claim}
    return answers.page(
        "reviews",
        title="Decisions",
        here="review",
        permit=permit,
        asked=asked,
        **_counts(request),
        rows=decisions_of(found[asked.offset : asked.offset + asked.rows]),
        part=part,
        rest=rest,
        twins="/reviews",
        query=query_of(rest),
    )


@router.get("/reviews.json", summary="Decisions as JSON")
def as_json(request: Request, asked: AskedOf) -> Response:
    """Give the same list as records."""
    found = _found(request, asked)[asked.offset : asked.offset + asked.rows]
    return answers.as_json([one.model_dump(mode="json") for one in found])


@router.get("/reviews.csv", summary="Decisions as CSV")
def as_csv(request: Request, asked: AskedOf) -> Response:
    """Give the same list as a table, a row for each field that was changed."""
    found = _found(request, asked)[asked.offset : asked.offset + asked.rows]
    return answers.as_csv(COLUMNS, rows_of(found), "reviews")


@router.get("/reviews/orphans", response_class=HTML, summary="Decisions whose words are gone")
def orphans(request: Request, permit: PermitOf, paged: Annotated[Paged, Query()]) -> Response:
    """List the decisions that hold, and whose words stand on no page of the ledger."""
    found = _orphans(request)
    return answers.page(
        "orphans",
        title="Decisions without their words",
        here="review",
        permit=permit,
        **_counts(request),
        rows=decisions_of(found[paged.offset : paged.offset + paged.rows]),
        part=part_of(paged, len(found)),
        twins="/reviews/orphans",
    )


@router.get("/reviews/orphans.json", summary="Decisions whose words are gone, as JSON")
def orphans_as_json(request: Request, paged: Annotated[Paged, Query()]) -> Response:
    """Give the same list as records."""
    found = _orphans(request)[paged.offset : paged.offset + paged.rows]
    return answers.as_json([one.model_dump(mode="json") for one in found])


@router.get("/reviews/orphans.csv", summary="Decisions whose words are gone, as CSV")
def orphans_as_csv(request: Request, paged: Annotated[Paged, Query()]) -> Response:
    """Give the same list as a table."""
    found = _orphans(request)[paged.offset : paged.offset + paged.rows]
    return answers.as_csv(COLUMNS, rows_of(found), "orphans")


@router.get("/reviews/disagreements", response_class=HTML, summary="Disagreements of reviewers")
def disputed(request: Request, permit: PermitOf, asked: AskedOf) -> Response:
    """Show the claims that reviewers judge differently, and how to settle them."""
    found = _disputed(request)
    shown = found[asked.offset : asked.offset + asked.rows]
    return answers.page(
        "disagreements",
        title="Disagreements",
        here="review",
        permit=permit,
        **_counts(request),
        rows=[(one, decisions_of(one.reviews)) for one in shown],
        part=part_of(asked, len(found)),
        twins="/reviews/disagreements",
    )


@router.get("/reviews/disagreements.json", summary="Disagreements of reviewers as JSON")
def disputed_as_json(request: Request, paged: Annotated[Paged, Query()]) -> Response:
    """Give the same list as records."""
    found = _disputed(request)[paged.offset : paged.offset + paged.rows]
    return answers.as_json([one.model_dump(mode="json") for one in found])


@router.get("/reviews/disagreements.csv", summary="Disagreements of reviewers as CSV")
def disputed_as_csv(request: Request, paged: Annotated[Paged, Query()]) -> Response:
    """Give the same list as a table, a row for each decision."""
    found = _disputed(request)[paged.offset : paged.offset + paged.rows]
    rows = (
        {
            "claim": one.claim,
            "figure": one.figure,
            "page": one.page,
            "on": ", ".join(one.on),
            "review": said.id,
            "at": said.at,
            "reviewer": said.reviewer,
            "decision": said.decision,
            "note": said.note,
        }
        for one in found
        for said in one.reviews
    )
    return answers.as_csv(DISPUTED, rows, "disagreements")


def _found(request: Request, asked: ReviewsAsked) -> list[JudgedReview]:
    by = plain(asked.by)
    return [
        one
        for one in reversed(_known(request))
        if (not by or by in plain(one.reviewer)) and (not asked.claim or _is_of(one, asked.claim))
    ]


def _is_of(one: JudgedReview, claim: str) -> bool:
    ids = (*one.attached, *(anchor.claim for anchor in one.anchors))
    return any(identity.startswith(claim) for identity in ids)


def _known(request: Request) -> list[JudgedReview]:
    queues: Queues = request.app.state.queues
    return queues.reviews()


def _orphans(request: Request) -> list[JudgedReview]:
    return [one for one in _known(request) if is_orphan(one)]


def _disputed(request: Request) -> list[Disagreement]:
    return list(disagreements_in(_known(request)))


def _counts(request: Request) -> dict[str, Any]:
    """How many there are of each list."""
    return {
        "counts": {
            "reviews": len(_known(request)),
            "disagreements": len(_disputed(request)),
            "orphans": len(_orphans(request)),
        }
    }
