"""The question box: a question in English becomes filters, by the stage that reads pages."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from reportedly.web.answers import DeskOf
from reportedly.web.asked import Asked, Words
from reportedly.web.asking import read_question

router = APIRouter()
LONGEST = 200


class Question(BaseModel):
    """A question."""

    q: Words = ""


@router.get("/ask", summary="A question", response_class=RedirectResponse, status_code=303)
def ask(desk: DeskOf, asked: Annotated[Question, Query()]) -> Response:
    """Read the question into filters, and lead to the series that they choose."""
    with desk.reading:
        found = read_question(asked.q, desk.ledger.latest_day())
    filters = {name: value[:LONGEST] for name, value in found.filters.items()}
    left = " ".join(found.left)[:LONGEST]
    return RedirectResponse(f"/{Asked().query(**filters, q=asked.q, left=left)}", 303)
