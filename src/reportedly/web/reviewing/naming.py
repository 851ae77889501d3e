"""Who reviews: asked once, and kept in this browser."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from reportedly.web import answers
from reportedly.web.answers import HTML
from reportedly.web.reviewing.permitting import (
    LONGEST_NAME,
    Known,
    PermitOf,
    as_cookie,
    checked_name,
    local,
    name_cookie,
    permit_of,
)
from reportedly.web.settings import Settings

router = APIRouter()

SECONDS_KEPT = 180 * 24 * 3600
"""A name is kept for half a year."""

Back = Annotated[str, Query(max_length=2_000, description="address to come back to")]


@router.get("/reviewer", response_class=HTML, summary="Who reviews")
def ask(request: Request, permit: PermitOf, back: Back = "/") -> Response:
    """Ask for the reviewer's name."""
    del permit
    return _page(request, local(back), 200, "")


@router.post("/reviewer", response_class=RedirectResponse, status_code=303, summary="Give a name")
def answer(
    request: Request,
    _known: Known,
    name: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    back: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Keep the reviewer's name in a cookie, and go back."""
    settings: Settings = request.app.state.settings
    made = RedirectResponse(local(back), 303)
    made.set_cookie(
        name_cookie(settings),
        as_cookie(checked_name(name)),
        max_age=SECONDS_KEPT,
        httponly=True,
        samesite="strict",
        path="/",
    )
    return made


def asked(request: Request, why: str) -> Response:
    """The question, where somebody wanted to decide something without a name."""
    if request.url.path.endswith((".json", ".csv")):
        return answers.error(request, 403, why)
    return _page(request, "/", 403, why)


def _page(request: Request, back: str, status: int, why: str) -> Response:
    return answers.page(
        "reviewer",
        status,
        title="Who reviews",
        permit=permit_of(request),
        back=back,
        why=why,
        longest=LONGEST_NAME,
    )
