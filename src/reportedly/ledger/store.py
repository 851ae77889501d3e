"""The ledger itself, and how it is opened."""

from pathlib import Path

from reportedly.ledger import engines, schema
from reportedly.ledger.asking import Asking
from reportedly.ledger.browsing import Browsing
from reportedly.ledger.changing import Changing
from reportedly.ledger.faults import explained
from reportedly.ledger.forgetting import Forgetting
from reportedly.ledger.grouping import Grouping
from reportedly.ledger.keeping import Keeping
from reportedly.ledger.naming import Naming
from reportedly.ledger.putting import Putting
from reportedly.ledger.reviewing import Reviewing
from reportedly.ledger.sheets import Sheets
from reportedly.ledger.signing import Signing
from reportedly.ledger.watching import Watching

WAIT = 30.0
"""Seconds that a ledger waits for another process to finish writing."""


class Ledger(
    Putting,
    Asking,
    Browsing,
    Signing,
    Naming,
    Grouping,
    Reviewing,
    Sheets,
    Keeping,
    Forgetting,
    Watching,
    Changing,
):
    """A store of pages and of what was read in them. Made by `open`."""


def open(  # noqa: A001
    location: str | Path, *, create: bool = True, read_only: bool = False, wait: float = WAIT
) -> "Ledger":
    """Open a ledger; close it, or use it in a `with` statement.

    Args:
        location: a path (SQLite), or `postgresql://user@host/database`.
        create: whether a ledger is made where there is none.
        read_only: whether nothing can be changed through it.
        wait: seconds to wait while another process writes.

    Raises:
        LedgerError: it is a folder, cannot be read or written, is not a database or one of another
            program, has a newer schema, or is locked for longer than `wait`.
    """
    place = str(location)
    shown = engines.describe(place)
    engine = engines.connect(place, create=create, read_only=read_only, wait=wait)
    try:
        with explained(shown):
            schema.prepare(engine, shown, create=create, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, shown, read_only=read_only)
