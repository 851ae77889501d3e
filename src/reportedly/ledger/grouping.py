"""What people decided on stories: added in order, never changed, independent of any reading."""

from collections import defaultdict
from typing import Any

from sqlalchemy import RowMapping, insert, select

from reportedly.errors import UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.tables import story_decision_happenings, story_decisions
from reportedly.records import HappeningKey, StoryDecision, Stretch

LONGEST_NAME = 500
"""Characters of the longest name of a story or a person."""


class Grouping(Connected):
    """The methods that keep what people decided on stories."""

    def add_story_decision(self, decision: StoryDecision) -> StoryDecision:
        """Store a decision behind all others; it comes back with its number.

        Raises:
            UsageError: it names nobody who decided, no happening, or a name that is none.
            LedgerError: the ledger cannot be written.
        """
        _check(decision)
        row = {
            "action": decision.action,
            "name": decision.name,
            "person": decision.by,
            "at": decision.at,
            "note": decision.note,
        }
        with self._writing() as connection:
            added = connection.execute(insert(story_decisions), row)
            (number,) = added.inserted_primary_key or (None,)
            keys = [
                _row(key) | {"decision_id": number, "number": place}
                for place, key in enumerate(decision.happenings)
            ]
            connection.execute(insert(story_decision_happenings), keys)
        return decision.model_copy(update={"number": number})

    def story_decisions(self) -> list[StoryDecision]:
        """What people decided on stories, in the order in which they did."""
        of = story_decision_happenings.c
        ordered = select(story_decision_happenings).order_by(of.decision_id, of.number)
        with self._reading() as connection:
            keys: dict[int, list[HappeningKey]] = defaultdict(list)
            for row in connection.execute(ordered).mappings():
                keys[row["decision_id"]].append(_key(row))
            decided = select(story_decisions).order_by(story_decisions.c.id)
            found = connection.execute(decided).mappings().all()
        return [
            StoryDecision(
                number=row["id"],
                action=row["action"],
                name=row["name"],
                happenings=tuple(keys[row["id"]]),
                by=row["person"],
                at=row["at"],
                note=row["note"],
            )
            for row in found
        ]


def _check(decision: StoryDecision) -> None:
    if not decision.by.strip():
        raise UsageError("a decision on stories needs who decided: give a name with --by")
    if not decision.happenings:
        raise UsageError(
            "a decision on stories needs happenings: `reportedly happenings` lists them"
        )
    if decision.action != "part" and not (decision.name or "").strip():
        raise UsageError("a story's name is empty: give one, as 'The flood in Oro'")
    for words in (decision.name or "", decision.by):
        if len(words) > LONGEST_NAME:
            raise UsageError(f"a name of {len(words):,} characters is too long: {words[:40]!r} …")


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
