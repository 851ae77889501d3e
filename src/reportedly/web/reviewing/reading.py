"""Reading a first page, or another one, in the browser: a file that is dropped, a text that is pasted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.pages.given import GivenInput, dropped, pasted
from reportedly.pages.options import ReadOptions
from reportedly.records import Moment, RecordedClaim
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError
from reportedly.web.reviewing.bodies import LARGEST_FILE
from reportedly.web.reviewing.intake import Batch, FullError, Intake, Taken
from reportedly.web.reviewing.permitting import NotPermittedError, PermitOf, Reviewer
from reportedly.web.words import web_address

router = APIRouter()

MOST_FILES = 20
"""Files that one form may bring."""

PATIENCE = 20.0
"""Seconds that the answer to a form waits for its pages, before it says that they are being read."""

FEW_CLAIMS = 40
FEW_BATCHES = 10

BatchId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="id of pages given together")]

FORM = {
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "text": {"type": "string"},
                        "published": {"type": "string", "maxLength": 30},
                        "url": {"type": "string", "maxLength": 2000},
                    },
                }
            }
        }
    }
}


def _intake(request: Request) -> Intake:
    intake: Intake | None = request.app.state.intake
    if intake is None:
        raise NotPermittedError("this ledger is shown to be read; start the server with --review")
    return intake


async def _sent(request: Request) -> FormData:
    """The form, read with room for a long text; what it weighs as a whole was looked at before."""
    return await request.form(
        max_files=MOST_FILES, max_fields=MOST_FILES, max_part_size=LARGEST_FILE
    )


IntakeOf = Annotated[Intake, Depends(_intake)]
Sent = Annotated[FormData, Depends(_sent)]


@router.get("/read", response_class=HTML, summary="Read a page")
def ask(intake: IntakeOf, permit: PermitOf) -> Response:
    """Take a file or a text, and list what was given lately."""
    return _page(intake, permit)


@router.post(
    "/read",
    response_class=RedirectResponse,
    status_code=303,
    summary="Give pages to be read",
    openapi_extra=FORM,
)
def take(intake: IntakeOf, sent: Sent, _by: Reviewer, permit: PermitOf) -> Response:
    """Let the pages of a form be read, and go on to what became of them."""
    try:
        batch = intake.take(_given(sent, intake.options))
    except FullError as error:
        return _page(intake, permit, status=429, problem=str(error))
    except UsageError as error:
        return _page(intake, permit, status=422, problem=str(error))
    batch.finished.wait(PATIENCE)
    return RedirectResponse(f"/read/{batch.id}", 303)


@router.get("/read/{identity}.json", summary="What became of pages, as JSON")
def as_json(intake: IntakeOf, identity: BatchId) -> Response:
    """Say of each page whether it is read, and what came of it."""
    batch = _batch(intake, identity)
    return answers.as_json({"done": batch.is_done, "pages": [_record(one) for one in batch.pages]})


@router.get("/read/{identity}", response_class=HTML, summary="What became of pages")
def became(desk: DeskOf, intake: IntakeOf, permit: PermitOf, identity: BatchId) -> Response:
    """Show the claims of each page, or why it has none."""
    batch = _batch(intake, identity)
    return answers.page(
        "read_pages",
        title="Read" if batch.is_done else "Being read",
        here="read",
        permit=permit,
        batch=batch,
        results=[_result(desk.ledger, one) for one in batch.pages],
        largest=intake.options.max_bytes,
    )


def _page(intake: Intake, permit: object, *, status: int = 200, problem: str = "") -> Response:
    return answers.page(
        "read",
        status,
        title="Add a page",
        here="read",
        permit=permit,
        problem=problem,
        lately=intake.lately(FEW_BATCHES),
        largest=intake.options.max_bytes,
    )


def _given(sent: FormData, options: ReadOptions) -> Sequence[GivenInput]:
    """The pages of a form.

    Raises:
        UsageError: there is none; what is said of it is no day, or no address.
    """
    said = {"published": _day(_words(sent, "published")), "url": _address(_words(sent, "url"))}
    files = [one for one in sent.getlist("file") if isinstance(one, UploadFile) and one.filename]
    text = sent.get("text")
    given = [dropped(one.filename or "", one.file.read(), options, **said) for one in files]
    if isinstance(text, str) and text.strip():
        # Browsers send the breaks of lines as CR LF (HTML, 4.10.21.4).
        given.append(pasted(text.replace("\r\n", "\n"), options, **said))
    if not given:
        raise UsageError("choose a file, or paste the text of a page")
    if len(given) > 1 and said["url"]:
        raise UsageError("one address cannot be that of several pages: give them one by one")
    return given


def _words(sent: FormData, name: str) -> str:
    given = sent.get(name)
    return given.strip() if isinstance(given, str) else ""


def _day(given: str) -> Moment | None:
    if not given:
        return None
    try:
        day: Moment = TypeAdapter(Moment).validate_python(given)
    except ValidationError as error:
        raise UsageError(f"{given[:40]!r} is not a day: write it as 2025-01-31") from error
    return day


def _address(given: str) -> str | None:
    if given and web_address(given) is None:
        raise UsageError(f"{given[:80]!r} is not an address of the web: copy it from the browser")
    return given or None


def _batch(intake: Intake, identity: str) -> Batch:
    found = intake.batch(identity)
    if found is None:
        raise NotThereError(
            "What became of these pages is not told any more: look under Pages, or under Failures."
        )
    return found


@dataclass(frozen=True)
class Result:
    """What became of a page, as it is shown.

    Attributes:
        name: its title, or else what it was called when it was given.
        state: waiting, being read, read, unchanged, skipped or failed.
        claims: the first ones; `count` all of them.
        text_hash: where the page is shown; empty where it gave no article.
    """

    name: str
    location: str
    state: str
    message: str
    claims: tuple[RecordedClaim, ...] = ()
    count: int = 0
    text_hash: str = ""


def _result(ledger: Ledger, page: Taken) -> Result:
    report = page.report
    if report is None:
        state = page.state if page.state != "done" else "failed"
        message = "reading it went wrong: see what the server printed" if state == "failed" else ""
        return Result(page.name, page.location, state, message)
    name = report.title or page.name
    if report.outcome not in ("read", "unchanged") or report.page_hash is None:
        return Result(name, page.location, report.outcome, report.message or "")
    text_hash = ledger.text_of_page(report.page_hash) or ""
    found = ledger.claims(ClaimFilter(text_hash=text_hash)) if text_hash else []
    return Result(
        name,
        page.location,
        report.outcome,
        "",
        tuple(sorted(found, key=lambda one: one.start)[:FEW_CLAIMS]),
        len(found),
        text_hash,
    )


def _record(page: Taken) -> dict[str, Any]:
    report = page.report
    return {
        "location": page.location,
        "state": page.state,
        "outcome": report.outcome if report else None,
        "claims": report.claims if report else None,
        "title": report.title if report else None,
        "message": report.message if report else None,
    }
