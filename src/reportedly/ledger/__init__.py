"""The store: pages as they came, what was read in them, and what people decided. Nothing is lost."""

from reportedly.ledger.asking import Counts
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.identity import claim_id, fold
from reportedly.ledger.store import Ledger, open  # noqa: A004
from reportedly.ledger.writing import Ingested

__all__ = ["ClaimFilter", "Counts", "Ingested", "Ledger", "claim_id", "fold", "open"]
