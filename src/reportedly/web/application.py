"""The web application of one ledger."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from reportedly.errors import LedgerError, ReportedlyError, UsageError
from reportedly.ledger import Ledger
from reportedly.web import answers
from reportedly.web.asked import NotThereError
from reportedly.web.desk import PATIENCE, Desk
from reportedly.web.remembering import Remembering
from reportedly.web.reviewing import (
    adding,
    carrying,
    deciding,
    history,
    identities,
    joining,
    naming,
    queueing,
    reading,
    stories,
)
from reportedly.web.reviewing.deciding import ChangedMeanwhileError
from reportedly.web.reviewing.intake import Intake
from reportedly.web.reviewing.permitting import NamelessError, NotPermittedError, offer
from reportedly.web.reviewing.sessions import Sessions
from reportedly.web.reviewing.waiting import Queues
from reportedly.web.security import Guard
from reportedly.web.settings import Settings
from reportedly.web.views import VIEWS

FOLDER = Path(__file__).parent

SHOWING = (queueing.router, history.router, carrying.router)
"""What people decided, and what waits for them: it is shown always."""

CHANGING = (
    *(naming.router, deciding.router, adding.router, carrying.changing),
    *(reading.router, identities.router, joining.router, stories.router),
)
"""The routes that change a ledger: they are there only where it is reviewed."""


def application(
    ledger: Ledger, settings: Settings | None = None, *, patience: float = PATIENCE
) -> FastAPI:
    """The application that shows a ledger; it changes it where `settings.review` says so, and else never.

    Args:
        ledger: opened for reading only, or for writing where it is reviewed.
        settings: to whom it is shown.
        patience: seconds that a page waits for what is worked out behind it.
    """
    settings = settings or Settings()
    desk = Desk(ledger, patience=patience)
    intake = Intake(ledger) if settings.review else None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        desk.warm(answers.make_ready)
        yield
        if intake is not None:
            intake.close()

    made = FastAPI(
        title="reportedly",
        description="One ledger of reported figures, to be read.",
        docs_url=None,  # the pages that would show the schema load scripts of other sites
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(offer)] if settings.review else [],
    )
    made.state.desk = desk
    made.state.intake = intake
    made.state.queues = Queues(desk)
    made.state.settings = settings
    made.state.sessions = Sessions(settings.token) if settings.review and settings.token else None
    made.add_api_route(f"/static/{answers.CHART_RULES}", _chart_rules, include_in_schema=False)
    made.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    for view in VIEWS:
        made.include_router(view.router)
    for router in (*SHOWING, *(CHANGING if settings.review else ())):
        made.include_router(router)
    explain(made)
    if ledger.read_only:
        made.add_middleware(Remembering, desk=desk)
    made.add_middleware(Guard, settings=settings)
    return made


def _chart_rules() -> Response:
    return Response(answers.chart_rules(), media_type="text/css")


def explain(made: FastAPI) -> None:
    """Answer what goes wrong with a page that says what to do."""

    def refused(request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, NotThereError) else 422
        if isinstance(error, ChangedMeanwhileError):
            status = 409
        if isinstance(error, LedgerError):
            status = 503
        elif not isinstance(error, UsageError):
            status = 500
        return answers.error(request, status, str(error))

    def forbidden(request: Request, error: Exception) -> Response:
        return answers.error(request, 403, str(error))

    def nameless(request: Request, error: Exception) -> Response:
        return naming.asked(request, str(error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for it
        first = error.errors()[0]
        name = str(first["loc"][-1])
        return answers.error(request, 422, f"{name}: {first['msg']}")

    def astray(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for it
        message = "There is no such page here." if error.status_code == 404 else f"{error.detail}."
        return answers.error(request, error.status_code, message)

    made.add_exception_handler(NotPermittedError, forbidden)
    made.add_exception_handler(NamelessError, nameless)
    made.add_exception_handler(ReportedlyError, refused)
    made.add_exception_handler(RequestValidationError, invalid)
    made.add_exception_handler(HTTPException, astray)
