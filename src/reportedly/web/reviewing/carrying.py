"""Reviews as a file: taken along to another laptop, taken in from one, and as gold data."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import Response

from reportedly import verbs
from reportedly.errors import InputError, UsageError
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.reviewing.permitting import PermitOf, Reviewer

router = APIRouter()
changing = APIRouter()

LINES = "application/x-ndjson"


@router.get("/reviews/reviews.jsonl", summary="All decisions as a file for another ledger")
def exported(desk: DeskOf) -> Response:
    """Give what `export --reviews` writes."""
    return _file(lambda path: verbs.export_reviews(desk.ledger, path), "reviews.jsonl")


@router.get("/reviews/gold.jsonl", summary="Reviewed pages as gold data")
def gold(desk: DeskOf) -> Response:
    """Give what `export --format gold` writes: the pages of which every claim is reviewed."""
    return _file(lambda path: verbs.export_gold(desk.ledger, path), "gold.jsonl")


@changing.post("/reviews/import", response_class=HTML, summary="Take in reviews")
def imported(
    desk: DeskOf, permit: PermitOf, _by: Reviewer, file: Annotated[UploadFile, File()]
) -> Response:
    """Take in a file of reviews from another ledger; what this one has already is left as it is."""
    name = Path(file.filename or "the file").name[:200]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.jsonl"
        path.write_bytes(file.file.read())
        try:
            with desk.deciding:
                found = verbs.import_reviews(desk.ledger, path)
        except InputError as error:
            raise UsageError(str(error).replace(str(path), name)) from error
    return answers.page("imported", title="Reviews taken in", here="review", permit=permit,
                        found=found, name=name)  # fmt: skip


def _file(write: Callable[[Path], Any], name: str) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        data = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=LINES, headers=headers)
