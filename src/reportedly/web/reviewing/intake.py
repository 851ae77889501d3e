"""Pages that are dropped or pasted: they wait their turn, and are read one at a time."""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread
from typing import Literal

from reportedly.errors import ReportedlyError, UsageError
from reportedly.ledger import Ledger
from reportedly.pages.given import GivenInput
from reportedly.pages.options import ReadOptions
from reportedly.verbs.confining import SECONDS, ConfinedReader
from reportedly.verbs.ingesting import PageReport, read_given

MOST_WAITING = 40
"""Pages that may wait to be read; more are refused until some are read."""

MOST_KEPT = 100
"""Batches of which is told what became of them; what they held is in the ledger, whatever their number."""

IDLE = 600.0
"""Seconds after which the process that reads is ended, where nobody gives it anything."""

State = Literal["waiting", "being read", "done"]


class FullError(UsageError):
    """So many pages wait that no other is taken."""


@dataclass
class Taken:
    """A page that was handed over.

    Attributes:
        given: the page; its bytes are let go of once it is read.
        location: what it is called in the ledger.
        report: what became of it, once it is done.
    """

    given: GivenInput | None
    location: str
    state: State = "waiting"
    report: PageReport | None = None

    @property
    def name(self) -> str:
        """What it was called when it was given."""
        return self.location.partition(": ")[2]


@dataclass
class Batch:
    """Pages that were handed over together."""

    id: str
    pages: tuple[Taken, ...]
    finished: Event = field(default_factory=Event)

    @property
    def is_done(self) -> bool:
        """Whether all its pages are read."""
        return self.finished.is_set()


class Intake:
    """Takes pages and reads them in the background, one at a time, into one ledger.

    Args:
        ledger: opened for writing.
        options: limits of reading a page.
        seconds: so long may a page take.
    """

    def __init__(
        self, ledger: Ledger, options: ReadOptions | None = None, *, seconds: float = SECONDS
    ) -> None:
        self.options = options or ReadOptions()
        self._ledger = ledger
        self._reader = ConfinedReader(self.options, seconds=seconds)
        self._queue: Queue[tuple[Batch, Taken] | None] = Queue(MOST_WAITING)
        self._lock = Lock()
        self._known: OrderedDict[str, Batch] = OrderedDict()
        self._thread: Thread | None = None

    def take(self, given: Sequence[GivenInput]) -> Batch:
        """Let pages wait for their turn.

        Raises:
            FullError: there is no room for all of them; none is taken.
        """
        pages = tuple(Taken(one, one.location) for one in given)
        batch = Batch(secrets.token_hex(8), pages)
        with self._lock:
            if self._queue.qsize() + len(pages) > MOST_WAITING:
                raise FullError(
                    f"{self._queue.qsize()} pages wait to be read, and {MOST_WAITING} can: "
                    "give these again when some are read, or read a folder with `reportedly read`"
                )
            for page in pages:
                self._queue.put_nowait((batch, page))
            self._known[batch.id] = batch
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = Thread(target=self._read_all, daemon=True, name="intake")
                self._thread.start()
        return batch

    def batch(self, identity: str) -> Batch | None:
        """The batch of an id; None where it is not known any more."""
        with self._lock:
            return self._known.get(identity)

    def lately(self, most: int) -> list[Batch]:
        """The batches that were given last, the latest first."""
        with self._lock:
            return list(reversed(self._known.values()))[:most]

    def close(self) -> None:
        """Read nothing more, and end the process that reads."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is None:
            return
        while True:
            try:
                self._queue.put_nowait(None)
                break
            except Full:
                self._queue.get_nowait()
        self._reader.close()
        thread.join(timeout=30)

    def _read_all(self) -> None:
        while True:
            try:
                turn = self._queue.get(timeout=IDLE)
            except Empty:
                self._reader.close()
                continue
            if turn is None:
                self._reader.close()
                return
            self._read(*turn)

    def _read(self, batch: Batch, page: Taken) -> None:
        given, page.given = page.given, None
        assert given is not None  # noqa: S101 (each is read once)
        page.state = "being read"
        reports: list[PageReport] = []
        try:
            read_given([given], self._ledger, self._reader, report=reports.append)
        except ReportedlyError as error:  # the ledger cannot be written: the page is not kept
            reports.append(PageReport(page.location, "failed", message=str(error)))
        finally:
            page.report = reports[0] if reports else None
            page.state = "done"
            if all(one.state == "done" for one in batch.pages):
                batch.finished.set()
