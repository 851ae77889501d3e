"""`forget`: the one door out of a ledger."""

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.pages.loading import now
from reportedly.reconciling.decisions import in_force
from reportedly.reconciling.refreshing import refresh, work_out
from reportedly.records import Forgotten, Tombstone


def forget(ledger: Ledger, page: str, *, reason: str, at: str | None = None) -> Forgotten:
    """Delete a page on purpose: its bytes, its text, and all that was read in it or decided on it.

    Gone are also other pages with the very same text, and all times at which the page was captured. A
    tombstone stays: the hashes, the addresses, the reason and the moment. `read` skips what has one. It
    is one transaction, the accounts of the ledger included.

    Args:
        ledger: where the page is.
        page: its path, address or canonical URL as it was read, or the SHA-256 of its bytes or its text;
            of a hand-kept table, its path, for all of its rows.
        reason: why; it is shown to those who come upon the tombstone, so it should not tell what was
            forgotten.
        at: when, ISO 8601; None for now.

    Raises:
        UsageError: no such page is in the ledger, it was forgotten before, or no reason is given.
        LedgerError: the ledger cannot be written.
    """
    given = " ".join(reason.split())
    if not given:
        raise UsageError("say why with --reason: it is all that will be left of the page")
    refresh(ledger)
    decided = bool(in_force(ledger.name_decisions()))
    with ledger.forgetting(page, given, at or now()) as (kept, texts, forgotten):
        if decided:
            kept.restart("to be worked out as a whole")  # decisions on names bear on any page
        else:
            work_out(kept, texts)
    refresh(ledger)  # other pages may be called or told apart otherwise now
    return forgotten


def forgotten(ledger: Ledger) -> list[Tombstone]:
    """The pages of a ledger that were forgotten, in the order in which they were."""
    return ledger.tombstones()


def why_skipped(location: str, stone: Tombstone) -> str:
    """What a reader of a page that has a tombstone is told."""
    return (
        f"{location} was forgotten on purpose on {stone.at[:10]}: {stone.reason}; "
        "it is not read again, unless you say --again"
    )
