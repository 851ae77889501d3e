"""Statements made by hand, and the tolls that they come to."""

from collections.abc import Sequence

from reportedly.reconciling.copies import Groups
from reportedly.reconciling.events import events_in
from reportedly.reconciling.happenings import Occasion, occasions
from reportedly.reconciling.members import members_of
from reportedly.reconciling.statements import account_of
from reportedly.reconciling.storylines import Told, key_of, stories_told
from reportedly.reconciling.tolling import Asked, toll_of
from reportedly.records import Comparator, Policy, Statement, StoryDecision, StoryToll, TollLine
from tests.reconciling import invented


def said(
    value: int, source: str | None, day: str, comparator: Comparator = "exactly", **others: object
) -> Statement:
    """A figure of people killed by a flood in Oro, by one voice, on a page of its own."""
    fields: dict[str, object] = {
        "id": f"{value}-{source}-{day}-{others.get('kind', 'killed')}-{others.get('where', 'Oro')}",
        "page": f"{source}-{day}.txt",
        "claims": ({"start": 10, "end": 12},),
        "where": "Oro",
        "sentence": f"The flood killed {value} people."
        if others.get("kind", "killed") == "killed"
        else f"The flood left {value} people {others['kind']}.",
        "sentence_start": 0,
    }
    return invented.said(value, source, day, comparator, **(fields | others))


def happenings_of(*statements: Statement) -> list[Occasion]:
    return occasions(members_of(account_of(statements)))


def told_of(statements: Sequence[Statement], decisions: Sequence[StoryDecision] = ()) -> list[Told]:
    return stories_told(happenings_of(*statements), decisions)[0]


def toll(
    *statements: Statement,
    policy: Policy = "range",
    trusted: Sequence[str] = (),
    assume: bool = False,
    groups: Groups | None = None,
) -> StoryToll:
    """The toll of the one story of some statements."""
    (told,) = told_of(statements)
    return toll_of(told, groups or Groups(), Asked(policy, tuple(trusted), assume))


def story_of(*statements: Statement) -> StoryToll:
    """The toll of statements that a person has put into one story."""
    members = members_of(account_of(statements))
    found = occasions(members)
    every = tuple(key_of(one) for one in found)
    decision = StoryDecision(
        action="join", name="All", happenings=every, by="Ida Lunt", at="2026-04-01"
    )
    (told,) = stories_told(found, [decision])[0]
    return toll_of(told, Groups(), Asked())


def line(*statements: Statement, policy: Policy = "range", trusted: Sequence[str] = ()) -> TollLine:
    """The one line of a toll."""
    (found,) = toll(*statements, policy=policy, trusted=trusted).lines
    return found


def ends(found: TollLine) -> tuple[object, object, object]:
    """The least, the greatest and the best number of a line."""
    return tuple(  # type: ignore[return-value]
        end.value if end else None for end in (found.minimum, found.maximum, found.best)
    )


def apart(found: TollLine) -> dict[str, str]:
    """What is not counted, with why."""
    return {f"{one.origin}: {one.figure}": one.why for one in found.apart}


def kinds_named(text: str) -> list[str]:
    return [kind for _, kind in events_in(text)]
