"""Reading in a process of its own, one page at a time: for a server, which a page must not slow or stop."""

import contextlib
import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from types import TracebackType
from typing import Self

from reportedly.errors import InputError
from reportedly.pages import Parser, ReadOptions
from reportedly.pages.loading import Loaded
from reportedly.verbs.failing import failure_of
from reportedly.verbs.working import Item, Outcome, read_pages

SECONDS = 180.0
"""So long may one page take, the start of the process and the loading of the model with it."""

MEMORY = 6_000_000_000
"""Bytes that the process may address: the model takes a third of it."""


class ConfinedReader:
    """Reads pages in one process, which is ended where a page takes too long or too much.

    The process is started with the first page, and kept for others; use it as a context manager.

    Args:
        options: limits of reading a page.
        seconds: so long may a page take by the clock.
        memory: so many bytes may the process address, where the system keeps to it.
    """

    def __init__(
        self, options: ReadOptions, *, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self.options = options
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process. Another page starts a new one."""
        process, self._process = self._process, None
        line, self._line = self._line, None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()

    def outcomes(self, items: Iterable[Item]) -> Iterator[tuple[Item, Outcome | None]]:
        """Each item with its outcome, in order; None where there was nothing to read."""
        for item in items:
            yield item, None if item.loaded is None else self.outcome(item.loaded)

    def outcome(self, page: Loaded) -> Outcome:
        """The reading of one page, or why it has none."""
        location = page.capture.location
        with self._lock:
            try:
                return self._asked(page)
            except TimeoutError:
                message = f"{location}: reading it was given up after {self._seconds:g} seconds"
                error = InputError(message, "timeout")
            except (EOFError, OSError):
                message = (
                    f"{location}: the process that read it ended, most likely for want of memory"
                )
                error = InputError(message, "crashed")
            except BaseException:
                self.close()
                raise
            self.close()
        return failure_of(location, error, page.capture.page_hash)

    def _asked(self, page: Loaded) -> Outcome:
        line = self._line or self._started()
        line.send(page)
        if not line.poll(self._seconds):
            raise TimeoutError
        outcome: Outcome = line.recv()
        return outcome

    def _started(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(there, self.options, self._memory), daemon=True
        )
        process.start()
        there.close()  # so that the end of the process is heard
        self._process, self._line = process, here
        return here


def _serve(line: Connection, options: ReadOptions, memory: int) -> None:
    """Answer pages with their outcomes, until nobody asks."""
    # Ctrl-C is for the process that the user started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    with Parser(options) as parser, contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            page = line.recv()
            # Where memory runs out the process ends: whoever asked hears that.
            (outcome,) = read_pages([page], parser)
            line.send(outcome)


def _limit(memory: int) -> None:
    import resource

    # Not all systems know this limit, and a lower one may be set already.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
