"""Merging and splitting names in the browser, and taking that back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from reportedly import verbs
from reportedly.errors import UsageError
from reportedly.pages.loading import now
from reportedly.records import NameSort
from reportedly.verbs.naming import Deciding
from reportedly.web.answers import DeskOf
from reportedly.web.asked import query_of
from reportedly.web.desk import Desk
from reportedly.web.reviewing.framing import Why, decided
from reportedly.web.reviewing.permitting import PermitOf, Reviewer
from reportedly.web.views.names import NameAsked, Sort, shown

router = APIRouter()

PATIENCE = 10.0
"""Seconds that the answer to a decision waits for the names as they then are."""

MOST_SPLIT = 20

Words = Annotated[str, Field(min_length=1, max_length=1_000)]


class Kept(Why):
    """What every decision on a name brings: the name whose page is shown then, and why.

    Attributes:
        page: words of the page that a description is meant on.
        again: whether to decide against an earlier decision of somebody else.
    """

    name: Words
    page: Annotated[str, Field(max_length=500)] = ""
    again: bool = False


class Merging(Kept):
    """Two names that are one."""

    other: Words


class Splitting(Kept):
    """Names that are not one with a name."""

    other: Annotated[list[Words], Field(max_length=MOST_SPLIT)] = []  # noqa: RUF012 - pydantic copies it


DecisionId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="id of a decision")]

HINTS = {
    "say on which page with --page: ": "say on which page, under “More”: ",
    "add --again to decide otherwise, or undo it first": "tick “against an earlier decision” under "
    "“More” to decide otherwise, or undo that one first",
    "`reportedly names` lists them": "look for it among the names",
    "`reportedly names --decisions` lists them": "open the page of the name again",
}
"""What messages say of the command line, in words of these pages."""


@router.post(
    "/names/{sort}/merge",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that two names are one",
)
def merge(
    desk: DeskOf, sort: Sort, permit: PermitOf, by: Reviewer, sent: Annotated[Merging, Form()]
) -> Response:
    """Record it, and show the name that stands for both."""

    def decide() -> None:
        verbs.merge_names(desk.ledger, sent.other, sent.name, **_said(sort, by, sent))

    return _decided(desk, sort, permit, sent.name, decide)


@router.post(
    "/names/{sort}/split",
    response_class=RedirectResponse,
    status_code=303,
    summary="Decide that names are not one",
)
def split(
    desk: DeskOf, sort: Sort, permit: PermitOf, by: Reviewer, sent: Annotated[Splitting, Form()]
) -> Response:
    """Record it of each chosen name, and show the one that they are split from."""

    def decide() -> None:
        if not sent.other:
            raise UsageError("choose the names that are not the same")
        for one in dict.fromkeys(sent.other):
            verbs.split_names(desk.ledger, one, sent.name, **_said(sort, by, sent))

    return _decided(desk, sort, permit, sent.name, decide)


@router.post(
    "/names/{sort}/undo/{identity}",
    response_class=RedirectResponse,
    status_code=303,
    summary="Take a decision on names back",
)
def undo(
    desk: DeskOf,
    sort: Sort,
    identity: DecisionId,
    permit: PermitOf,
    by: Reviewer,
    sent: Annotated[Kept, Form()],
) -> Response:
    """Record that a decision does not hold any more, and show the name again."""

    def decide() -> None:
        verbs.undo_names(desk.ledger, identity, by=by, at=now(), note=sent.line)

    return _decided(desk, sort, permit, sent.name, decide)


def _said(sort: NameSort, by: str, sent: Kept) -> Deciding:
    page = sent.page.strip() or None
    return Deciding(by=by, at=now(), note=sent.line, sort=sort, page=page, again=sent.again)


def _decided(
    desk: Desk, sort: NameSort, permit: PermitOf, name: str, decide: Callable[[], None]
) -> Response:

    def address(_made: None) -> str:
        desk.identities(patience=PATIENCE)
        return f"/names/{sort}{query_of({'name': name})}"

    def refused(problem: str) -> Response:
        for said, here in HINTS.items():
            problem = problem.replace(said, here)
        return shown(desk, sort, NameAsked(name=name), permit, problem)

    return decided(desk, decide, address, refused)
