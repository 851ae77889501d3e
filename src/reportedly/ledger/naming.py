"""What people decided of names. What a decision means for pages is not the ledger's business."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all
from reportedly.ledger.rows import order_of
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

    def join_name_decisions(self, decisions: Sequence[NameDecision]) -> list[NameDecision]:
        """Take in decisions of another ledger, in one transaction; return those that are new here.

        From then on all are in the order of deciding, so that two ledgers that take in each other's
        decisions agree on which of two is the later one.

        Raises:
            UsageError: one takes back a decision that is in neither.
        """
        with self._writing() as connection:
            recorded = _recorded(connection)
            known = {one.id for one in recorded}
            new = list({one.id: one for one in decisions if one.id not in known}.values())
            ordered = _in_order([*recorded, *new])
            lost = {one.undoes for one in new if one.undoes} - {one.id for one in ordered}
            if lost:
                raise UsageError(f"no decision on names has the id {min(lost)!r}")
            connection.execute(delete(name_decisions))
            insert_all(
                connection,
                name_decisions,
                (one.model_dump() | {"number": at} for at, one in enumerate(ordered, 1)),
            )
        return new

    def name_decisions(self, sort: NameSort | None = None) -> list[NameDecision]:
        """All decisions on names, or those of one sort, in the order in which they were recorded."""
        query = select(*_COLUMNS).order_by(name_decisions.c.number)
        if sort is not None:
            query = query.where(name_decisions.c.sort == sort)
        with self._reading() as connection:
            found = connection.execute(query).mappings()
            return [NameDecision.model_validate(dict(row)) for row in found]


def _recorded(connection: Connection) -> list[NameDecision]:
    found = connection.execute(select(*_COLUMNS).order_by(name_decisions.c.number)).mappings()
    return [NameDecision.model_validate(dict(row)) for row in found]


def _in_order(decisions: Sequence[NameDecision]) -> list[NameDecision]:
    """Decisions by their moments, and by their ids; none stands before the one that it takes back."""
    by_id = {one.id: one for one in decisions}

    def moment(one: NameDecision) -> tuple[str, int, str]:
        latest, depth, at = order_of(one.at), 0, one
        while at.undoes in by_id and depth < len(by_id):
            at = by_id[at.undoes]
            depth += 1
            latest = max(latest, order_of(at.at))
        return latest, depth, one.id

    return sorted(decisions, key=moment)
