"""What people decided on stories: added in order, never changed, independent of any reading."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from reportedly.errors import UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.rows import order_of
from reportedly.ledger.tables import story_decision_happenings, story_decisions
from reportedly.records import HappeningKey, StoryDecision, Stretch

LONGEST_NAME = 500
"""Characters of the longest name of a story or a person."""


class Grouping(Connected):
    """The methods that keep what people decided on stories."""

    def add_story_decision(self, decision: StoryDecision) -> StoryDecision:
        """Store a decision behind all others; it comes back with its number.

        Raises:
            UsageError: it names nobody who decided, no happening, or a name that is none; it takes back
                a decision that the ledger does not hold.
            LedgerError: the ledger cannot be written.
        """
        check_story_decision(decision)
        count = select(func.count()).select_from(story_decisions)
        with self._writing() as connection:
            if decision.undoes:
                _check_undone([decision], _recorded(connection))
            step = connection.execute(count).scalar_one()
            return _add(connection, decision.model_copy(update={"step": step}))

    def join_story_decisions(self, decisions: Sequence[StoryDecision]) -> list[StoryDecision]:
        """Take in decisions of another ledger, in one transaction; return those that are new here.

        From then on all are in the order of deciding, so that two ledgers that take in each other's
        decisions agree on which of two is the later one.

        Raises:
            UsageError: one of them names nobody who decided, no happening, or a name that is none, or takes
                back a decision that is in neither.
            LedgerError: the ledger cannot be written.
        """
        for one in decisions:
            check_story_decision(one)
        with self._writing() as connection:
            recorded = _recorded(connection)
            known = {one.said() for one in recorded}
            new = {one.said(): one for one in decisions if one.said() not in known}
            _check_undone(list(new.values()), [*recorded, *new.values()])
            if new:
                connection.execute(delete(story_decision_happenings))
                connection.execute(delete(story_decisions))
                for one in sorted([*recorded, *new.values()], key=_order):
                    _add(connection, one)
        return list(new.values())

    def story_decisions(self) -> list[StoryDecision]:
        """What people decided on stories, in the order in which they did."""
        with self._reading() as connection:
            return _recorded(connection)


def _order(decision: StoryDecision) -> tuple[str, int, str]:
    return order_of(decision.at), decision.step, decision.said()


def _add(connection: Connection, decision: StoryDecision) -> StoryDecision:
    """Store a decision behind all others."""
    row = {
        "action": decision.action,
        "name": decision.name,
        "person": decision.by,
        "at": decision.at,
        "note": decision.note,
        "step": decision.step,
        "undoes": decision.undoes,
    }
    added = connection.execute(insert(story_decisions), row)
    (number,) = added.inserted_primary_key or (None,)
    keys = [
        _row(key) | {"decision_id": number, "number": place}
        for place, key in enumerate(decision.happenings)
    ]
    connection.execute(insert(story_decision_happenings), keys)
    return decision.model_copy(update={"number": number})


def _recorded(connection: Connection) -> list[StoryDecision]:
    of = story_decision_happenings.c
    ordered = select(story_decision_happenings).order_by(of.decision_id, of.number)
    keys: dict[int, list[HappeningKey]] = defaultdict(list)
    for row in connection.execute(ordered).mappings():
        keys[row["decision_id"]].append(_key(row))
    decided = select(story_decisions).order_by(story_decisions.c.id)
    return [
        StoryDecision(
            number=row["id"],
            step=row["step"],
            action=row["action"],
            name=row["name"],
            happenings=tuple(keys[row["id"]]),
            by=row["person"],
            at=row["at"],
            note=row["note"],
            undoes=row["undoes"],
        )
        for row in connection.execute(decided).mappings().all()
    ]


def check_story_decision(decision: StoryDecision) -> None:
    """Refuse a decision that says nothing, or by nobody.

    Raises:
        UsageError: it names nobody who decided, no happening, or a name that is none.
    """
    if not decision.by.strip():
        raise UsageError("a decision on stories needs who decided: give a name with --by")
    if not decision.happenings:
        raise UsageError(
            "a decision on stories needs happenings: `reportedly happenings` lists them"
        )
    if (decision.action == "undo") != (decision.undoes is not None):
        raise UsageError(
            "a decision is taken back by its id: `reportedly stories decisions` has it"
        )
    if decision.action in ("name", "join") and not (decision.name or "").strip():
        raise UsageError("a story's name is empty: give one, as 'The flood in Oro'")
    for words in (decision.name or "", decision.by):
        if len(words) > LONGEST_NAME:
            raise UsageError(f"a name of {len(words):,} characters is too long: {words[:40]!r} …")


def _check_undone(new: Sequence[StoryDecision], known: Sequence[StoryDecision]) -> None:
    """Refuse to take back what nobody decided.

    Raises:
        UsageError: a decision that one takes back is not known.
    """
    wanted = {one.undoes for one in new if one.undoes}
    lost = wanted and wanted - {one.id for one in known}
    if lost:
        raise UsageError(f"no decision on stories has the id {min(lost)!r}")


def _row(key: HappeningKey) -> dict[str, Any]:
    days = key.days
    return {
        "family": key.family,
        "place": key.place,
        "country": key.country,
        "first_day": days.start.isoformat() if days and days.start else None,
        "last_day": days.end.isoformat() if days and days.end else None,
        "counting": key.counting,
        "claims": list(key.claims),
    }


def _key(row: RowMapping) -> HappeningKey:
    first, last = row["first_day"], row["last_day"]
    return HappeningKey(
        family=row["family"],
        place=row["place"],
        country=row["country"],
        days=Stretch.model_validate({"start": first, "end": last}) if first or last else None,
        counting=row["counting"],
        claims=tuple(row["claims"]),
    )
