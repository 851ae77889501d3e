"""What can be put into a ledger."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from reportedly.ledger import rows, writing
from reportedly.ledger.connecting import Connected
from reportedly.ledger.tables import captures
from reportedly.ledger.withdrawing import GONE, withdraw
from reportedly.ledger.writing import Ingested
from reportedly.records import Capture, Failure, Reading


class Putting(Connected):
    """The methods that change a ledger, each in one transaction."""

    def known(self, page_hash: str, version: str) -> bool:
        """Whether reading these bytes with this version of the program would add nothing.

        True where this version or a newer one has read them, or where they were forgotten on purpose.
        """
        with self._reading() as connection:
            return writing.is_known(connection, page_hash, version)

    def ingest(
        self, capture: Capture, data: bytes, reading: Reading, *, media: str | None = None
    ) -> Ingested:
        """Store one captured page with its reading, in one transaction.

        Bytes that this version, or a newer one, has read before add a capture and nothing else. A
        reading by a newer version is added, and those by older ones are marked superseded.

        Args:
            capture: how the page came; its `page_hash` is filled in.
            data: the bytes as they came.
            reading: what was read in them.
            media: their media type.

        Raises:
            InputError: the text cannot be stored in any encoding.
            LedgerError: the ledger cannot be written.
        """
        page = rows.page_of(capture, data, media, reading)
        with self._writing() as connection:
            return writing.store(connection, [page])[0]

    def ingest_many(
        self, given: Iterable[tuple[Capture, bytes, Reading, str | None]]
    ) -> list[Ingested]:
        """Store many pages as `ingest` does each, all in one transaction: faster, and all or none."""
        pages_given = [
            rows.page_of(capture, data, m, reading) for capture, data, reading, m in given
        ]
        if not pages_given:
            return []
        with self._writing() as connection:
            return writing.store(connection, pages_given)

    def record_capture(self, capture: Capture) -> None:
        """Store that an address was fetched. A 404 or 410 withdraws its earlier captures."""
        with self._writing() as connection:
            self._capture(connection, capture)

    def record_failure(self, failure: Failure, capture: Capture | None = None) -> None:
        """Store that an input gave no article, and why; the same failure again adds no second row."""
        with self._writing() as connection:
            if capture is not None:
                self._capture(connection, capture)
            writing.put_failure(connection, failure, capture.retrieved if capture else None)

    def withdraw(self, location: str, reason: str) -> int:
        """Mark all captures of an address as withdrawn by their publisher; return how many.

        They stay, and so do their claims, which then carry the reason.
        """
        with self._writing() as connection:
            return withdraw(connection, Capture(location=location), reason)

    def _capture(self, connection: Connection, capture: Capture) -> None:
        connection.execute(insert(captures), rows.capture_row(capture))
        if capture.status in GONE:
            withdraw(connection, capture, f"gone: HTTP status {capture.status}")
        elif capture.page_hash is not None:
            writing.captured_again(connection, capture.page_hash)
