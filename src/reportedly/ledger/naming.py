"""What people decided of names. What a decision means for pages is not the ledger's business."""

from sqlalchemy import func, insert, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.tables import name_decisions
from reportedly.records import NameDecision, NameSort

_COLUMNS = tuple(column for column in name_decisions.c if column.name != "number")


class Naming(Connected):
    """The methods that keep decisions on names: added one by one, never changed, never removed."""

    def decide_name(self, decision: NameDecision, *, seen: int | None = None) -> None:
        """Record a decision. The same decision again adds nothing.

        Args:
            decision: a merge, a split, or the taking back of a decision that is in the ledger.
            seen: how many decisions the ledger held when this one was weighed; None: it weighs none.

        Raises:
            UsageError: it takes back a decision that the ledger does not hold.
            LedgerError: another decision was recorded since `seen` were counted.
        """
        count = select(func.count()).select_from(name_decisions)
        known = select(name_decisions.c.id)
        with self._writing() as connection:
            ids = set(connection.execute(known.where(name_decisions.c.id == decision.id)).scalars())
            if ids:
                return
            if seen is not None and connection.execute(count).scalar_one() != seen:
                raise LedgerError(
                    f"ledger {self.location}: somebody decided on names meanwhile; "
                    "look at `reportedly names --decisions`, then run this again"
                )
            undone = known.where(name_decisions.c.id == decision.undoes)
            if decision.undoes and connection.execute(undone).first() is None:
                raise UsageError(f"no decision on names has the id {decision.undoes!r}")
            connection.execute(insert(name_decisions), decision.model_dump())

    def name_decisions(self, sort: NameSort | None = None) -> list[NameDecision]:
        """All decisions on names, or those of one sort, in the order in which they were recorded."""
        query = select(*_COLUMNS).order_by(name_decisions.c.number)
        if sort is not None:
            query = query.where(name_decisions.c.sort == sort)
        with self._reading() as connection:
            found = connection.execute(query).mappings()
            return [NameDecision.model_validate(dict(row)) for row in found]
