"""Answers that were given before: sent again as they were, for as long as the ledger has not changed.

To make a page of a long list takes longer than anything that is asked of the ledger for it.
"""

from collections import OrderedDict
from collections.abc import MutableMapping
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.desk import Desk

MOST_BYTES = 64_000_000
"""Bytes of answers that are kept; the one that was asked for longest ago goes first."""

LARGEST = 1_000_000
"""Bytes of an answer that is kept."""

UNFINISHED = "no-store"
"""The Cache-Control of an answer that will soon be another one, though the ledger stays as it is."""


class Answers:
    """Answers by what was asked, which hold until the ledger changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._mark = ""
        self._bytes = 0
        self._known: OrderedDict[str, tuple[Message, bytes]] = OrderedDict()

    def find(self, asked: str, mark: str) -> tuple[Message, bytes] | None:
        """The answer, where one was given while the ledger was as it is."""
        with self._lock:
            if mark != self._mark:
                self._known.clear()
                self._mark, self._bytes = mark, 0
            if asked not in self._known:
                return None
            self._known.move_to_end(asked)
            return self._known[asked]

    def keep(self, asked: str, mark: str, start: Message, body: bytes) -> None:
        """Keep an answer that was made of the ledger with a mark."""
        with self._lock:
            if mark != self._mark or asked in self._known:
                return
            self._known[asked] = start, body
            self._bytes += len(body)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._known.popitem(last=False)[1][1])


class Remembering:
    """Sends answers again; within the guard, who says what may be asked.

    Args:
        app: that answers.
        desk: of a ledger that cannot be changed through these pages.
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk, self._answers = app, desk, Answers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or _is_file(scope):
            await self._app(scope, receive, send)
            return
        asked = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        mark = await run_in_threadpool(self._desk.ledger.change_mark)
        found = self._answers.find(asked, mark)
        if found is not None:
            start, body = found
            await send({**start, "headers": list(start["headers"])})
            await send({"type": "http.response.body", "body": body})
            return
        heard: list[Message] = []

        async def hear(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                heard.append({**message, "headers": list(message["headers"])})
            else:
                heard.append(message)
            await send(message)

        await self._app(scope, receive, hear)
        if heard and _can_be_kept(heard):
            body = b"".join(message.get("body", b"") for message in heard[1:])
            if await run_in_threadpool(self._desk.ledger.change_mark) == mark:
                self._answers.keep(asked, mark, heard[0], body)


def _is_file(scope: Scope) -> bool:
    return str(scope["path"]).startswith("/static/")


def _can_be_kept(heard: list[Message]) -> bool:
    start = heard[0]
    if start["type"] != "http.response.start" or start["status"] != 200:
        return False
    if (b"cache-control", UNFINISHED.encode()) in start["headers"]:
        return False
    return sum(len(message.get("body", b"")) for message in heard[1:]) <= LARGEST
