"""The account of a whole ledger: its statements, with what their pages say beside them."""

from reportedly.ledger import Ledger
from reportedly.reconciling import Account, account_of
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.copies import alike_in


def of(ledger: Ledger) -> Account:
    """All statements of a ledger, told apart and joined."""
    statements = ledger.statements()
    hashes = sorted({s.text_hash for s in statements if s.text_hash})
    contexts: dict[str, Context] = {h: context_of(ledger.article(h)) for h in hashes}
    return account_of(statements, contexts, alike_in(ledger))
