"""`open`: the ledger that all other verbs read or write."""

from pathlib import Path

from reportedly import ledger as store
from reportedly.ledger import Ledger


def open(location: str | Path, *, read_only: bool = False) -> Ledger:  # noqa: A001
    """Open a ledger, and make it on first use.

    Args:
        location: a path (SQLite) or a `postgresql://` address.
        read_only: whether to ask questions only; a ledger that is not there is then an error.

    Raises:
        LedgerError: it cannot be opened, is of a newer schema, or is no ledger.
    """
    return store.open(location, create=not read_only, read_only=read_only)
