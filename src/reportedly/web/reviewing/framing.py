"""What every decision on names, series and stories has in common: its note, and how it is answered."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from reportedly.errors import UsageError
from reportedly.web.desk import Desk

Decision = TypeVar("Decision")


class Why(BaseModel):
    """What every decision brings: why it was taken."""

    note: Annotated[str, Field(max_length=2_000)] = ""

    @property
    def line(self) -> str | None:
        """The note in one line; None where there is none."""
        return one_line(self.note)


def one_line(words: str) -> str | None:
    """Words in one line; None where there are none."""
    return " ".join(words.split()) or None


def decided(
    desk: Desk,
    decide: Callable[[], Decision],
    address: Callable[[Decision], str],
    refused: Callable[[str], Response],
) -> Response:
    """What is answered once something was decided, or could not be.

    Args:
        desk: of the ledger; one decision is taken after the other.
        decide: takes the decision.
        address: where it is shown what came of it.
        refused: the page that was open, with why the decision was not taken.
    """
    try:
        with desk.deciding:
            made = decide()
    except UsageError as error:
        return refused(str(error))
    return RedirectResponse(address(made), 303)
