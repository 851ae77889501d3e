"""Parsing in a process of its own, so that a page that breaks the parser costs one page.

The process is started once and used for many pages, under limits of processor time and memory, and
watched by the clock. What it sends back is not trusted, since it may have been taken over by a
page: it is JSON, of bounded size, and checked like any input.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from reportedly.errors import InputError, SkippedInputError, UsageError
from reportedly.pages.languages import MODEL, UnpreparedError
from reportedly.pages.loading import Loaded
from reportedly.pages.options import ReadOptions
from reportedly.pages.piping import (
    DeadError,
    LateError,
    end_process,
    pipe,
    read_exactly,
    started,
    wait_for,
)
from reportedly.pages.serving import REPLY, REQUEST
from reportedly.records import Article, Moment

HTML = "html"
"""What a worker is made ready for, as `parsing.prepare` calls it."""

_START_SECONDS = 120.0
_STEP = 1 << 20
_LONGEST_REASON, _LONGEST_MESSAGE = 40, 500


class _NonsenseError(Exception):
    """The worker sends what cannot be an answer."""


class _Refusal(BaseModel):
    """What a worker says where it has no article to give."""

    model_config = ConfigDict(extra="forbid")

    message: str
    reason: str = "crashed"
    skipped: bool = False


class Parser:
    """Parses pages in a worker process; use it as a context manager, for many pages.

    Args:
        options: the limits of each page: `worker_seconds`, `worker_cpu_seconds`, `worker_bytes`.
        parsing: name of the module whose `parse` and `from_text` the worker runs.
        html: whether pages of HTML are expected; others make the worker ready sooner.

    Raises:
        UsageError: processes with limits cannot be had on this system (Windows).
    """

    def __init__(
        self,
        options: ReadOptions | None = None,
        *,
        parsing: str = "reportedly.pages.parsing",
        html: bool = True,
    ) -> None:
        if os.name != "posix" or not sys.executable:
            raise UsageError(
                "pages are parsed in worker processes with limits, which needs Linux or macOS and "
                "a Python program that can be started: use `reportedly.pages.parse` where pages "
                "are trusted"
            )
        self.options = options or ReadOptions()
        self._parsing = parsing
        self._parts = (HTML,) if html else ()
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        with self._lock:
            self._ensure_worker()  # it gets ready while the caller does other things
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process, if there is one. Parsing another page starts a new one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def read(self, loaded: Loaded) -> Article:
        """Make an article of what an input gave; what was given with it wins over what it says.

        Raises:
            InputError: see `parse`.
        """
        location = loaded.capture.location
        if loaded.text is not None:
            return self.from_text(
                loaded.text, published=loaded.published, url=loaded.url, location=location
            )
        article = self.parse(
            loaded.data, location=location, media=loaded.media, charset=loaded.charset
        )
        given = {
            "published": loaded.published or article.published,
            "updated": loaded.updated or article.updated,
            "url": article.url or loaded.url,
        }
        return article.model_copy(update=given)

    def parse(
        self, data: bytes, *, location: str, media: str | None = None, charset: str | None = None
    ) -> Article:
        """`parsing.parse` under limits.

        Raises:
            InputError: as `parsing.parse`, and `timeout`, `memory` or `crashed` where the page
                broke its worker; the next page gets a fresh one.
        """
        fields = {"do": "parse", "location": location, "media": media, "charset": charset}
        return self._run(fields, data, location)

    def from_text(
        self,
        text: str,
        *,
        published: Moment | None = None,
        url: str | None = None,
        whole: bool = False,
        location: str | None = None,
    ) -> Article:
        """`parsing.from_text` under limits; `location` is what messages call the text.

        Raises:
            InputError: as `parse`.
        """
        location = location or url or "the text"
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            message = f"{location} has half of a surrogate pair, which is no character"
            raise InputError(message, "encoding") from error
        fields = {"do": "from_text", "published": published, "url": url, "whole": whole}
        article = self._run(fields, data, location)
        if article.text != text:
            raise InputError(f"{location}: its text came back changed from the parser", "crashed")
        return article

    def _run(self, fields: Mapping[str, str | bool | None], data: bytes, location: str) -> Article:
        with self._lock:
            try:
                return self._attempt(fields, data, location)
            except UnpreparedError as error:
                self._parts = (*self._parts, error.part)
                return self._attempt(fields, data, location)

    def _attempt(
        self, fields: Mapping[str, str | bool | None], data: bytes, location: str
    ) -> Article:
        worker = self._ensure_worker()
        used = worker.pages > 0
        try:
            return self._exchange(worker, fields, data, location)
        except InputError as error:
            # What earlier pages left in the process must not decide about this one.
            if not used or self._worker is not None or error.reason == "timeout":
                raise
            return self._exchange(self._ensure_worker(), fields, data, location)

    def _exchange(
        self,
        worker: "_Worker",
        fields: Mapping[str, str | bool | None],
        data: bytes,
        location: str,
    ) -> Article:
        try:
            letter, payload = worker.ask(fields, data, self.options)
            if letter == b"A":
                return Article.model_validate_json(payload)
            self._refuse_unprepared(letter)
            refusal = _Refusal.model_validate_json(payload)
        except LateError:
            self._discard()
            seconds = self.options.worker_seconds
            message = f"{location}: parsing it was given up after {seconds:g} seconds"
            raise InputError(message, "timeout") from None
        except DeadError:
            self._discard()
            raise _death(worker.process.returncode, location, self.options) from None
        except UnpreparedError:
            self._discard()
            raise
        except (ValidationError, _NonsenseError) as error:
            self._discard()
            message = f"{location}: the parser gave back what is no article"
            raise InputError(message, "crashed") from error
        except BaseException:  # Ctrl-C above all: the worker is in the middle of something
            self._discard()
            raise
        if letter == b"F":
            self._discard()
        raise _refused(refusal, location, self.options)

    def _refuse_unprepared(self, letter: bytes) -> None:
        """Raise UnpreparedError where a worker without the model of languages asks for it."""
        if letter == b"M" and MODEL not in self._parts:
            raise UnpreparedError(MODEL)

    def _ensure_worker(self) -> "_Worker":
        worker = self._worker
        if worker is None or worker.owner != os.getpid():  # a forked process makes its own
            worker = self._worker = _Worker(self.options, self._parsing, self._parts)
        return worker

    def _discard(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()


def _refused(refusal: _Refusal, location: str, options: ReadOptions) -> InputError:
    """What the worker refused with, cleaned: it may have been written by a hostile page."""
    known = refusal.reason.isidentifier() and len(refusal.reason) <= _LONGEST_REASON
    reason = refusal.reason if known else "crashed"
    message = "".join(filter(str.isprintable, refusal.message))[:_LONGEST_MESSAGE]
    if reason == "memory":
        message = f"parsing it takes more than {options.worker_bytes:,} bytes of memory"
    if location not in message:
        message = f"{location}: {message}"
    return (SkippedInputError if refusal.skipped else InputError)(message, reason)


def _death(code: int | None, location: str, options: ReadOptions) -> InputError:
    """The InputError for a worker that ended with an exit status, or by a signal (below zero)."""
    if code == -signal.SIGXCPU:
        seconds = options.worker_cpu_seconds
        message = f"{location}: parsing it took more than {seconds:g} seconds of processor time"
        return InputError(message, "timeout")
    if code == -signal.SIGKILL:
        message = f"{location}: the system ended its parser, most likely for want of memory"
        return InputError(message, "memory")
    how = f"status {code}" if code is None or code >= 0 else signal.Signals(-code).name
    return InputError(f"{location}: its parser died of it ({how})", "crashed")


class _Worker:
    """One worker process, and the way to talk to it with a deadline."""

    def __init__(self, options: ReadOptions, parsing: str, parts: tuple[str, ...]) -> None:
        self.owner = os.getpid()
        self.pages = 0
        self._largest = 8 * options.max_bytes + (1 << 24)
        given = {
            "parsing": parsing,
            "parts": parts,
            "cpu_seconds": options.worker_cpu_seconds,
            "memory_bytes": options.worker_bytes,
        }
        refused = "no worker process can be started to parse pages"
        self.process = started("reportedly.pages.serving", given, refused=refused)
        # Also where the parser is dropped without being closed, and when the program ends.
        self._end = weakref.finalize(self, _kill, self.process, self.owner)
        self._requests, self._replies = pipe(self.process.stdin), pipe(self.process.stdout)
        self._ready = False

    def kill(self) -> None:
        """End the process and everything that it may have started."""
        self._end()

    def ask(
        self, fields: Mapping[str, str | bool | None], data: bytes, options: ReadOptions
    ) -> tuple[bytes, bytes]:
        """Send a request and wait for its reply: a letter and JSON, as `serving` describes them."""
        if not self._ready:
            self._await_ready()
        self.pages += 1
        header = json.dumps(fields).encode("ascii")
        end = time.monotonic() + options.worker_seconds
        self._write(REQUEST.pack(len(header), len(data)) + header, end)
        self._write(data, end)
        return self._reply(end)

    def _await_ready(self) -> None:
        try:
            letter, payload = self._reply(time.monotonic() + _START_SECONDS)
        except (DeadError, LateError) as error:
            self.kill()
            code = self.process.returncode
            message = f"the worker process that parses pages does not start (status {code})"
            raise UsageError(message) from error
        if letter != b"R":
            self.kill()
            why = _Refusal.model_validate_json(payload).message
            raise UsageError(f"the worker process that parses pages does not start: {why}")
        self._ready = True

    def _reply(self, end: float) -> tuple[bytes, bytes]:
        letter, length = REPLY.unpack(self._read(REPLY.size, end))
        if length > self._largest:
            raise _NonsenseError
        return letter, self._read(length, end)

    def _write(self, data: bytes, end: float) -> None:
        rest = memoryview(data)
        while rest:
            wait_for(self._requests, selectors.EVENT_WRITE, end)
            try:
                rest = rest[os.write(self._requests.fileno(), rest[:_STEP]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as error:
                raise DeadError from error

    def _read(self, length: int, end: float) -> bytes:
        return read_exactly(self._replies, length, end)


def _kill(process: "subprocess.Popen[bytes]", owner: int) -> None:
    if os.getpid() == owner:  # a forked copy of the parent must not end the parent's worker
        end_process(process)
