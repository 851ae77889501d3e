"""Who does the work: this process, several, or (in `clusters`) those of a cluster.

A runner is given archives and gives back what became of each, as they are done. It may do one twice or
lose a worker on the way: a unit of work writes the same bytes whoever does it, and how often.
"""

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from reportedly.errors import ReportedlyError, UsageError
from reportedly.verbs.scaling.folder import Checkpoint
from reportedly.verbs.scaling.planning import Archive
from reportedly.verbs.scaling.units import Tell
from reportedly.verbs.working import check_jobs

ATTEMPTS = 3
"""How often an archive is begun whose worker died of it, or with it."""

Doing = Callable[[Archive, Tell], Checkpoint]
"""What is done with an archive, such as `units.Work`; it can be sent to other processes."""

Done = tuple[Archive, Checkpoint | None]
"""An archive with its checkpoint; None where its workers died of it."""


class Runner(Protocol):
    """Does work."""

    def run(self, work: Doing, archives: Sequence[Archive], tell: Tell) -> Iterator[Done]:
        """Each archive with what became of it, in the order in which they are done.

        Raises:
            UsageError: the parts cannot be written; what is done stays done.
        """
        ...


class Here:
    """Does the work in this process."""

    def run(self, work: Doing, archives: Sequence[Archive], tell: Tell) -> Iterator[Done]:
        """One archive after the other."""
        for archive in archives:
            yield archive, work(archive, tell)


class Processes:
    """Does the work in several processes, each an archive at a time; one that dies is replaced.

    Raises:
        UsageError: fewer than one process.
    """

    def __init__(self, jobs: int) -> None:
        check_jobs(jobs)
        self.jobs = jobs

    def run(self, work: Doing, archives: Sequence[Archive], tell: Tell) -> Iterator[Done]:
        """The archives by all processes; those that are running are ended where this one is left."""
        waiting = deque((archive, 1) for archive in archives)
        busy: dict[Connection, _Worker] = {}
        idle: list[_Worker] = []
        try:
            while waiting or busy:
                while waiting and len(busy) < self.jobs:
                    worker = idle.pop() if idle else _Worker.started(work)
                    worker.take(*waiting.popleft())
                    busy[worker.line] = worker
                for line in wait(list(busy)):
                    assert isinstance(line, Connection)  # noqa: S101 - what was waited for
                    yield from self._heard(busy, line, waiting, idle, tell)
        finally:
            for worker in (*busy.values(), *idle):
                worker.end()

    def _heard(
        self,
        busy: dict[Connection, "_Worker"],
        line: Connection,
        waiting: "deque[tuple[Archive, int]]",
        idle: list["_Worker"],
        tell: Tell,
    ) -> Iterator[Done]:
        """What a worker says, or that it died."""
        worker = busy[line]
        archive, attempt = worker.task
        try:
            said = line.recv()
        except (EOFError, OSError):
            worker.end()
            del busy[line]
            tell(-worker.pages, -worker.bytes)
            if attempt < ATTEMPTS:
                waiting.appendleft((archive, attempt + 1))
            else:
                yield archive, None
            return
        if isinstance(said, tuple):
            worker.count(*said)
            tell(*said)
        elif isinstance(said, str):
            raise UsageError(said)
        else:
            del busy[line]
            idle.append(worker)
            yield archive, said


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    line: Connection
    task: tuple[Archive, int] = field(init=False)
    pages: int = 0
    bytes: int = 0

    @classmethod
    def started(cls, work: Doing) -> "_Worker":
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, work), daemon=True)
        process.start()
        there.close()  # so that the end of the process is heard
        return cls(process, here)

    def take(self, archive: Archive, attempt: int) -> None:
        self.task = archive, attempt
        self.pages = self.bytes = 0
        with contextlib.suppress(
            OSError
        ):  # it died while it was idle: heard where it is waited for
            self.line.send(archive)

    def count(self, pages: int, size: int) -> None:
        self.pages += pages
        self.bytes += size

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()


def _serve(line: Connection, work: Doing) -> None:
    """Do archive after archive, until nobody asks."""
    # Ctrl-C is for the process that the user started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            archive: Archive = line.recv()
        except (EOFError, OSError):
            return
        said: Checkpoint | str
        try:
            said = work(archive, lambda pages, size: line.send((pages, size)))
        except ReportedlyError as error:
            said = str(error)
        try:
            line.send(said)
        except OSError:  # whoever asked is gone: what is done stays done
            return
