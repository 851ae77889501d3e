"""The account of a whole ledger: its statements, with what their pages say beside them."""

from reportedly.ledger import Ledger
from reportedly.reconciling import Account, account_of
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.copies import alike_in
from reportedly.reconciling.naming import Names, names_of
from reportedly.records import Statement


def of(ledger: Ledger) -> Account:
    """All statements of a ledger, told apart and joined, names as people decided."""
    statements = ledger.statements()
    contexts = _contexts(ledger, statements)
    return account_of(statements, contexts, alike_in(ledger), ledger.name_decisions())


def named(ledger: Ledger) -> tuple[list[Statement], Names]:
    """All statements of a ledger, and who and where are the same in them."""
    statements = ledger.statements()
    names = names_of(statements, _contexts(ledger, statements), ledger.name_decisions())
    return statements, names


def _contexts(ledger: Ledger, statements: list[Statement]) -> dict[str, Context]:
    """What the pages of statements say beside their figures, by text hash."""
    hashes = sorted({s.text_hash for s in statements if s.text_hash})
    return {name: context_of(ledger.article(name)) for name in hashes}
