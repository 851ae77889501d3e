"""How views answer: as a page, as CSV, as JSON, or with an error that says what to do."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.publishing import charts
from reportedly.publishing.exports import harmless
from reportedly.web import words
from reportedly.web.desk import Desk
from reportedly.web.edition import LIVE
from reportedly.web.remembering import UNFINISHED
from reportedly.web.reviewing.permitting import OFFERED

HTML = HTMLResponse


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


DeskOf = Annotated[Desk, Depends(_desk)]


@cache
def environment() -> Environment:
    """The templates: everything that they are given is escaped."""
    made = Environment(
        loader=PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "said": words.said,
        "plain": words.plain,
        "day": words.day,
        "days": words.days,
        "interval": words.interval,
        "count": words.count,
        "drawing": Markup,
    }
    made.globals |= {"static": static}
    return made


def make_ready() -> None:
    """Compile all templates, which the first page of each view would else wait for."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


CHART_RULES = "charts.css"


@cache
def chart_rules() -> bytes:
    """The style of charts."""
    return charts.stylesheet().encode()


def _file(name: str) -> bytes:
    return (files("reportedly.web") / "static" / name).read_bytes()


@cache
def static(name: str) -> str:
    """The address of a script or style, which changes when the file does."""
    return f"/static/{name}?v={sha256(static_bytes(name)).hexdigest()[:10]}"


def static_bytes(name: str) -> bytes:
    """A script or style."""
    return chart_rules() if name == CHART_RULES else _file(name)


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page made of a template.

    Args:
        template: its name, without `.html`.
        status: of the answer.
        values: what it shows; `title` is that of the page, `twins` the address of its CSV and JSON
            twins up to their ending, with the query behind a space; None: it has none; `permit` what
            forms need that change the ledger, that of the request where it is left out; `edition`
            what the page carries, that of a server where it is left out.
    """
    values.setdefault("twins", None)
    values.setdefault("query", "")
    values.setdefault("here", "")
    values.setdefault("permit", OFFERED.get())
    values.setdefault("edition", LIVE)
    made = environment().get_template(f"{template}.html").render(**values)
    unfinished = values.get("working") or values.get("stories", ()) is None
    return HTMLResponse(made, status, {"Cache-Control": UNFINISHED} if unfinished else None)


def as_json(value: object) -> Response:
    """JSON, as the commands' `--json` gives it."""
    return Response(
        json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"),
        media_type="application/json",
    )


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """A table as CSV; cells that a spreadsheet would run are kept from it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(column) for column in columns)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return csv_of(out.getvalue(), name)


def csv_of(table: str, name: str) -> Response:
    """A table that is CSV already."""
    return Response(
        table.encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.csv"'},
    )


def error(request: Request, status: int, message: str) -> Response:
    """An error in the form in which the answer was asked for."""
    path = request.url.path
    if path.endswith(".json"):
        return JSONResponse({"error": message}, status)
    if path.endswith(".csv"):
        return Response(f"{message}\n", status, media_type="text/plain; charset=utf-8")
    titles = {
        403: "That is not permitted",
        404: "Not in this ledger",
        409: "Decided meanwhile",
        422: "That cannot be asked",
        405: "Nothing can be sent here",
    }
    title = titles.get(status, "Something is wrong")
    return page("error", status, title=title, message=message, edition=_desk(request).edition)
