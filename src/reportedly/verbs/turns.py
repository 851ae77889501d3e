"""Inputs of `read` whose turn has come: loaded, or known to need no reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.errors import InputError, SkippedInputError
from reportedly.ledger import Ledger
from reportedly.pages import Input
from reportedly.pages.loading import AddressInput, ArchivedFailure, Loaded, StatusError, now
from reportedly.records import Capture
from reportedly.verbs.forgetting import why_skipped

FORGOTTEN = "forgotten"
"""The reason of a page that is skipped because it was forgotten on purpose."""

READER = "reportedly-version"
"""Among the headers of a capture out of an archive: the version that dealt with it, read or refused."""

AT_ONCE, AT_ONCE_BYTES = 32, 8_000_000
"""Inputs of an archive that the ledger is asked about together, and the bytes that they may have."""


@dataclass(frozen=True)
class Turn:
    """One input whose turn has come: what it gave, or why it gave nothing."""

    page: Input
    capture: Capture
    loaded: Loaded | None = None
    error: InputError | None = None
    recorded: bool = False
    """Whether the ledger has this very capture already, or there is none: it gets no further one."""
    done: bool = False
    """Whether this version has dealt with it, be it by reading it or by saying why it cannot."""

    @property
    def slow(self) -> bool:
        """Addresses come one after the other, each when its site answers."""
        return isinstance(self.page, AddressInput)


class Turns:
    """Gives inputs their turn, in order."""

    def __init__(self, ledger: Ledger, *, again: bool) -> None:
        from reportedly import reading

        self.ledger = ledger
        self.again = again
        self._version = reading.version
        self._watchful = not again and bool(ledger.tombstones())

    def of(self, inputs: Iterable[Input]) -> Iterator[Turn]:
        """Each input with what it gave."""
        for group in _groups(self._loaded(page) for page in inputs):
            yield from self._marked(group)

    def known(self, capture: Capture) -> bool:
        """Whether this version has read these very bytes already."""
        found = capture.page_hash
        return found is not None and self.ledger.known(found, self._version())

    def refuse_forgotten(self, capture: Capture, text_hash: str | None = None) -> None:
        """Refuse a page that was forgotten on purpose.

        Raises:
            SkippedInputError: it was.
        """
        stone = self.ledger.tombstone(capture, text_hash)
        if stone is not None:
            raise SkippedInputError(why_skipped(capture.location, stone), FORGOTTEN)

    def _loaded(self, page: Input) -> Turn:
        try:
            if self._watchful:
                self.refuse_forgotten(Capture(location=page.location))
            loaded = page.load()
            if self._watchful:
                self.refuse_forgotten(loaded.capture)
        except InputError as error:
            forgotten = page.in_archive and isinstance(error, SkippedInputError)
            if forgotten or isinstance(page, ArchivedFailure):  # the same whenever it is read
                return Turn(page, Capture(location=page.location), error=error, recorded=True)
            # An address that answers 410 today withdraws what it gave before.
            here = Capture(location=page.location, retrieved=now())
            return Turn(
                page, error.capture if isinstance(error, StatusError) else here, error=error
            )
        if page.where is not None:
            loaded = replace(loaded, capture=self._signed(loaded.capture))
        if self.again:
            self.ledger.lift(loaded.capture)
        return Turn(page, loaded.capture, loaded)

    def _signed(self, capture: Capture) -> Capture:
        headers = (*capture.headers, (READER, self._version()))
        return capture.model_copy(update={"headers": headers})

    def _marked(self, turns: list[Turn]) -> Iterator[Turn]:
        """The turns, those marked that need no reading; the ledger is asked once for all of them."""
        archived = [turn for turn in turns if turn.loaded is not None and turn.page.in_archive]
        captured: dict[str, list[Capture]] = {}
        if archived and not self.again:
            for capture in self.ledger.captures_at(turn.page.location for turn in archived):
                captured.setdefault(capture.location, []).append(capture)
        for turn in turns:
            if turn.loaded is None:
                yield turn
                continue
            same = [
                old
                for old in captured.get(turn.page.location, ())
                if turn.page.in_archive and _is_same(turn, old)
            ]
            done = any((READER, self._version()) in old.headers for old in same)
            done = done or self.known(turn.capture)
            loaded = None if done else turn.loaded
            yield replace(turn, loaded=loaded, recorded=bool(same), done=done)


def _is_same(turn: Turn, old: Capture) -> bool:
    """Whether an old capture is that of the turn: lines of JSONL have no moment of their own."""
    of_record = turn.page.where is not None
    return old.page_hash == turn.capture.page_hash and (
        not of_record or old.retrieved == turn.capture.retrieved
    )


def _groups(turns: Iterable[Turn]) -> Iterator[list[Turn]]:
    """Turns that the ledger is asked about together: records of archives come many at a time."""
    group: list[Turn] = []
    size = 0
    for turn in turns:
        group.append(turn)
        size += len(turn.loaded.data) if turn.loaded is not None else 0
        if not turn.page.in_archive or len(group) >= AT_ONCE or size >= AT_ONCE_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
