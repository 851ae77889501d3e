"""The connection that a ledger's methods share."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from reportedly.errors import LedgerError
from reportedly.ledger import engines
from reportedly.ledger.faults import explained


class Connected:
    """Something that reads and writes one database, in transactions."""

    def __init__(self, engine: Engine, location: str, *, read_only: bool) -> None:
        self.location = location
        """Path or URL, without a password."""
        self.read_only = read_only
        self._engine = engine
        self._writer = engines.for_writing(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Ledger {self.location}>"

    def close(self) -> None:
        """Let go of the database; the ledger cannot be used any more."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is at one moment."""
        with explained(self.location), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it happens, or nothing."""
        if self.read_only:
            raise LedgerError(f"ledger {self.location} was opened for reading only; open it anew")
        with explained(self.location), self._writer.begin() as connection:
            yield connection
