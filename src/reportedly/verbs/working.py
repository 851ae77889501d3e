"""Reading pages that are loaded, in this process or in several, always in their order."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from reportedly.errors import InputError, UsageError
from reportedly.pages import Parser, ReadOptions
from reportedly.pages.loading import Loaded
from reportedly.records import Article, Failure, Layer, Reading
from reportedly.verbs.failing import failure_of, refuse_overlong
from reportedly.verbs.measuring import Extent

BATCH = 32
"""Pages that are read together: sentences of several pages are parsed at once."""

BATCH_BYTES = 8_000_000
"""Bytes from which on a batch is full, however few pages it has."""

WAITING = 2
"""Batches for each process that may wait, so that memory does not grow with the input."""

Outcome = Reading | Failure


class Waiting(Protocol):
    """What waits for its turn to be read: an input with what it gave, or with nothing to read."""

    @property
    def loaded(self) -> Loaded | None:
        """What is to be read; None where its outcome is known already."""
        ...

    @property
    def slow(self) -> bool:
        """Whether the next one may take long to come, so that this one should not wait for it."""
        ...


Item = TypeVar("Item", bound=Waiting)


@dataclass(frozen=True)
class _Batch(Generic[Item]):
    """Some inputs, with the outcomes of those that are read, now or later."""

    items: list[Item]
    outcomes: Callable[[], list[Outcome]]

    def pairs(self) -> Iterator[tuple[Item, Outcome | None]]:
        outcomes = iter(self.outcomes())
        for item in self.items:
            yield item, next(outcomes) if item.loaded is not None else None


def read_pages(pages: Sequence[Loaded], parser: Parser) -> list[Outcome]:
    """The readings of some pages, in order, or why one has none; they are parsed in batches."""
    from reportedly import reading

    failures: dict[int, Failure] = {}
    articles: list[tuple[int, Article]] = []
    for index, page in enumerate(pages):
        capture = page.capture
        try:
            article = parser.read(page)
            refuse_overlong(article, capture.location)
        except InputError as error:
            failures[index] = failure_of(capture.location, error, capture.page_hash)
        else:
            articles.append((index, article))
    order = {id(article): index for index, article in articles}

    def failed(article: Article, error: InputError) -> None:
        index = order[id(article)]
        capture = pages[index].capture
        failures[index] = failure_of(capture.location, error, capture.page_hash)

    # All are read before `failures` is looked at: it is filled on the way.
    readings = list(reading.read_many([article for _, article in articles], failed, layers=STORED))
    found = iter(readings)
    return [failures[index] if index in failures else next(found) for index in range(len(pages))]


STORED: tuple[Layer, ...] = ("claims", "tolls")
"""The layers that a ledger keeps: the others are not made for it."""


class Readers:
    """Reads pages in `jobs` processes (1: in this one); use it as a context manager.

    `html`: whether pages of HTML are expected; where none is, the first page waits less.

    Raises:
        UsageError: fewer than one process.
    """

    def __init__(self, options: ReadOptions, jobs: int, *, html: bool = True) -> None:
        check_jobs(jobs)
        self.options = options
        self.jobs = jobs
        self._parser = Parser(options, html=html)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self.jobs == 1:
            self._parser.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._parser.close()
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def outcomes(self, items: Iterable[Item]) -> Iterator[tuple[Item, Outcome | None]]:
        """Each item with its outcome, in order; None where there was nothing to read."""
        waiting: deque[_Batch[Item]] = deque()
        for batch in _batches(items):
            waiting.append(self._started(batch))
            while len(waiting) > (self.jobs * WAITING if self.jobs > 1 else 0):
                yield from waiting.popleft().pairs()
        while waiting:
            yield from waiting.popleft().pairs()

    def _started(self, items: list[Item]) -> _Batch[Item]:
        pages = [item.loaded for item in items if item.loaded is not None]
        if not pages:
            return _Batch(items, list)
        if self.jobs == 1:
            return _Batch(items, lambda: read_pages(pages, self._parser))
        future = self._submit(pages)
        return _Batch(items, lambda: self._result(future, pages))

    def _submit(self, pages: Sequence[Loaded]) -> "Future[list[Outcome]]":
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.jobs, multiprocessing.get_context("spawn"), _leave_interrupts
            )
        return self._pool.submit(_read_here, pages, self.options)

    def _result(self, future: "Future[list[Outcome]]", pages: Sequence[Loaded]) -> list[Outcome]:
        """What a process gave; where one died of a page, each page again and by itself."""
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
        return [self._alone(page) for page in pages]

    def _alone(self, page: Loaded) -> Outcome:
        try:
            return self._submit([page]).result()[0]
        except BrokenProcessPool:
            self._renew()
        location = page.capture.location
        message = f"{location}: the process that read it ended, most likely for want of memory"
        return failure_of(location, InputError(message, "crashed"), page.capture.page_hash)

    def _renew(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False)
            self._pool = None


def check_jobs(jobs: int) -> None:
    """Refuse fewer than one process.

    Raises:
        UsageError: they are fewer.
    """
    if jobs < 1:
        raise UsageError(f"--jobs {jobs}: there has to be one process at least")


def processes(extent: Extent) -> int:
    """How many processes to read so much with: all that there are, where it is worth it."""
    if not extent.many:
        return 1
    # Those that this process may use, where the system (not macOS) says so.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.loaded.data) if item.loaded is not None else 0
        if item.slow or len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that the user started: it stops after what is being read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_here(pages: Sequence[Loaded], options: ReadOptions) -> list[Outcome]:
    return read_pages(pages, _parser(options))


@cache
def _parser(options: ReadOptions) -> Parser:
    """The parser of a process, which is for many batches; it ends with the process."""
    return Parser(options)
