"""The store: pages as they came, what was read in them, and what people decided. Nothing is lost.

    with ledger.open("news.db") as store:                      # or postgresql://user@host/database
        store.ingest(capture, data, reading, media="text/html")
        for claim in store.claims(ledger.ClaimFilter(kind="killed", where="Ostrel")):
            print(claim.figure, claim.source, claim.sentence)

Pages are kept by the hash of their bytes, texts by theirs. An article is a text with what was learnt
about it; the same article in other bytes is read once. A reading is what one version of the program
found in an article; a newer one supersedes it, and only current readings are asked unless told. Ids of
claims and statements are made from the text and the figure (see `identity`), so they outlive readings.

Every method that writes is one transaction: it happens whole, or not at all. Where another process is
writing, it waits. All that goes wrong with a ledger is a `LedgerError` that names it and the remedy.
"""

from reportedly.ledger.asking import Counts
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.identity import claim_id, fold
from reportedly.ledger.sheets import Sheet, SheetRow, Stored
from reportedly.ledger.store import Ledger, open  # noqa: A004
from reportedly.ledger.writing import Ingested

__all__ = [
    "ClaimFilter",
    "Counts",
    "Ingested",
    "Ledger",
    "Sheet",
    "SheetRow",
    "Stored",
    "claim_id",
    "fold",
    "open",
]
