"""Naming, joining and parting stories in the browser, and taking that back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from reportedly import verbs
from reportedly.errors import UsageError
from reportedly.records import Story
from reportedly.web.answers import DeskOf
from reportedly.web.desk import Desk
from reportedly.web.reviewing.framing import Why, decided, one_line
from reportedly.web.reviewing.permitting import Permit, PermitOf, Reviewer
from reportedly.web.views.story import StoryAsked, StoryId, shown

router = APIRouter()

PATIENCE = 10.0
"""Seconds that the answer to a decision waits for the stories as they then are."""

MOST_CHOSEN = 200

Id = Annotated[str, Field(pattern="^[0-9a-f]{10}$")]


class Named(Why):
    """What decisions on stories bring: a name, and why."""

    name: Annotated[str, Field(max_length=500)] = ""


class Joining(Named):
    """Another story that is the same."""

    other: Id


class Parting(Named):
    """Happenings that are a story of their own."""

    happening: Annotated[list[Id], Field(max_length=MOST_CHOSEN)] = []  # noqa: RUF012 - pydantic copies it


@router.post(
    "/stories/{identity}/name",
    response_class=RedirectResponse,
    status_code=303,
    summary="Give a story a name",
)
def name(
    desk: DeskOf, identity: StoryId, permit: PermitOf, by: Reviewer, sent: Annotated[Named, Form()]
) -> Response:
    """Record the name, and show the story by it."""

    def decide() -> Story:
        name = one_line(sent.name) or ""
        return verbs.name_story(desk.ledger, identity, name, by=by, note=sent.line)

    return _decided(desk, identity, permit, decide)


@router.post(
    "/stories/{identity}/join",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that two stories are one",
)
def join(
    desk: DeskOf,
    identity: StoryId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Joining, Form()],
) -> Response:
    """Record it, and show the story that both are now."""

    def decide() -> Story:
        if identity == sent.other:
            raise UsageError("a story cannot be joined with itself")
        name, both = one_line(sent.name) or "", [identity, sent.other]
        return verbs.join_story(desk.ledger, name, both, by=by, note=sent.line)

    return _decided(desk, identity, permit, decide)


@router.post(
    "/stories/{identity}/part",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that happenings are a story of their own",
)
def part(
    desk: DeskOf,
    identity: StoryId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Parting, Form()],
) -> Response:
    """Record it, and show the story that they are now."""

    def decide() -> Story:
        if not sent.happening:
            raise UsageError("choose the happenings that are a story of their own")
        chosen = list(dict.fromkeys(sent.happening))
        name = one_line(sent.name)
        return verbs.part_story(desk.ledger, chosen, by=by, name=name, note=sent.line)

    return _decided(desk, identity, permit, decide)


DecisionId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="id of a decision")]


@router.post(
    "/stories/{identity}/undo/{decision}",
    response_class=RedirectResponse,
    status_code=303,
    summary="Take a decision on stories back",
)
def undo(
    desk: DeskOf,
    identity: StoryId,
    decision: DecisionId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Why, Form()],
) -> Response:
    """Record that a decision does not hold any more, and show the story that is there then."""

    def decide() -> Story | None:
        now = verbs.undo_story(desk.ledger, decision, by=by, note=sent.line)
        return next(iter(now), None)

    return _decided(desk, identity, permit, decide)


def _decided(
    desk: Desk, identity: str, permit: Permit | None, decide: Callable[[], Story | None]
) -> Response:

    def address(story: Story | None) -> str:
        desk.stories(patience=PATIENCE)
        return f"/stories/{story.id}" if story else "/stories"

    return decided(
        desk,
        decide,
        address,
        lambda problem: shown(desk, identity, StoryAsked(), permit, problem),
    )
