"""Asking the views in this process, as a server would."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.web.addresses import Place
from reportedly.web.application import explain
from reportedly.web.desk import Desk
from reportedly.web.edition import Edition
from reportedly.web.views import VIEWS, names

REMEMBERED = 500
"""Answers that are kept between pages: those of one series and of its claims are asked for soon again."""

ROWS = 200
"""Rows of a list that are asked for at once."""

_PAGED = ("/series", "/stories", "/conflicts", "/sources", "/source", "/pages", "/failures")
"""Lists whose twins are asked for in parts."""


class Views:
    """The views of a ledger, in an edition."""

    def __init__(self, portal: BlockingPortal, client: httpx.AsyncClient, ledger: Ledger) -> None:
        self._portal = portal
        self._client = client
        self._ledger = ledger
        self._mark = ledger.change_mark()

    def page(self, address: str) -> str:
        """The page of an address; one that says so where nothing is there."""
        return self._asked(address).text

    def twin(self, place: Place) -> Iterator[bytes]:
        """The CSV or JSON of an address, of a list all of it."""
        path, _, query = place.address.partition("?")
        if path.removesuffix(place.ending) not in _PAGED:
            yield self._asked(place.address).content
            return
        parts = self._parts(f"{path}?{query}{'&' if query else ''}rows={ROWS}&page=")
        yield from _rows(parts) if place.ending == ".csv" else _records(parts)

    def _parts(self, address: str) -> Iterator[str]:
        part = 1
        while True:
            answer = self._asked(f"{address}{part}")
            if part > 1 and answer.status_code == httpx.codes.NOT_FOUND:
                return
            yield answer.text
            part += 1

    def _asked(self, address: str) -> httpx.Response:
        answer = self._portal.call(self._client.get, address)
        if self._ledger.change_mark() != self._mark:
            raise LedgerError(
                f"ledger {self._ledger.location} was changed while its site was written: its files do not "
                "belong together; write it again"
            )
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise LedgerError(f"{address} could not be shown: {answer.text[:500]}")
        return answer


@contextmanager
def views(ledger: Ledger, edition: Edition) -> Iterator[Views]:
    """The views of a ledger, to be asked one after the other."""
    app = FastAPI(openapi_url=None)
    app.state.sessions = None  # nothing is decided in files
    app.state.desk = Desk(ledger, patience=None, edition=edition, most=REMEMBERED)
    for view in VIEWS:
        # A list of everybody's names has nothing left to show where names are covered.
        if not (edition.redact and view is names):
            app.include_router(view.router)
    explain(app)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://site")
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client) as opened:
        yield Views(portal, opened, ledger)


def _rows(parts: Iterator[str]) -> Iterator[bytes]:
    """Tables as one, with one heading."""
    for at, part in enumerate(parts):
        _heading, _, rows = part.partition("\n")
        yield (part if at == 0 else rows).encode()
        if sum(1 for _ in csv.reader(io.StringIO(rows, newline=""))) < ROWS:
            return


def _records(parts: Iterator[str]) -> Iterator[bytes]:
    """Lists of records as one; a part may be a record that holds its list under its last name."""
    end, opened = "", False
    for part in parts:
        given = json.loads(part)
        head, records = _opening(given)
        if not opened:
            yield head.encode()
            end = "\n]}\n" if isinstance(given, dict) else "\n]\n"
        for record in records:
            yield b"\n" if not opened else b",\n"
            opened = True
            yield json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
        opened = True
        if len(records) < ROWS:
            break
    yield end.encode()


def _opening(given: Any) -> tuple[str, list[Any]]:
    if isinstance(given, list):
        return "[", given
    *others, (name, records) = given.items()
    head = json.dumps(dict(others), ensure_ascii=False).removesuffix("}")
    return f"{head}{', ' if others else ''}{json.dumps(name)}: [", records
