"""What people decide on stories is kept, in order, on every database."""

from pathlib import Path

import pytest

from reportedly import ledger
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.records import HappeningKey, StoryDecision, Stretch

FLOOD = HappeningKey(
    family="disaster",
    place="oro",
    country="Kenya",
    days=Stretch.model_validate({"start": "2026-03-01", "end": "2026-03-03"}),
    claims=("0123456789ab", "ba9876543210"),
)
RUNNING = HappeningKey(counting="running", days=Stretch.model_validate({"end": "2026-03-09"}))


def decision(**others: object) -> StoryDecision:
    fields = {
        "action": "join",
        "name": "The flood \U0001f30a in “Oro”",
        "happenings": (FLOOD, RUNNING),
        "by": "Ida Lunt",
        "at": "2026-04-01T10:00:00Z",
        "note": "they share a dyke",
    }
    return StoryDecision.model_validate(fields | others)


def test_decisions_come_back_as_they_were_in_order(store: Ledger) -> None:
    assert store.story_decisions() == []
    first = store.add_story_decision(decision())
    second = store.add_story_decision(decision(action="part", name=None, note=None))
    assert store.story_decisions() == [first, second]
    assert first == decision(number=first.number)
    assert first.number is not None
    assert second.number is not None
    assert first.number < second.number


def test_they_outlive_the_connection(location: str) -> None:
    with ledger.open(location) as store:
        kept = store.add_story_decision(decision())
    with ledger.open(location, read_only=True) as store:
        assert store.story_decisions() == [kept]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"by": " "}, "who decided"),
        ({"happenings": ()}, "needs happenings"),
        ({"name": "  "}, "name is empty"),
        ({"name": None}, "name is empty"),
        ({"name": "x" * 501}, "501 characters is too long"),
        ({"action": "undo"}, "taken back by its id"),
        ({"undoes": "0123456789ab"}, "taken back by its id"),
        ({"action": "undo", "undoes": "0123456789ab"}, "no decision on stories has the id"),
    ],
)
def test_a_decision_without_sense_is_refused_and_nothing_kept(
    store: Ledger, change: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        store.add_story_decision(decision(**change))
    assert store.story_decisions() == []


def test_a_ledger_that_is_read_only_takes_no_decision(location: str) -> None:
    with (
        ledger.open(location, read_only=True) as store,
        pytest.raises(LedgerError, match="reading only"),
    ):
        store.add_story_decision(decision())


def said_of(store: Ledger) -> list[str]:
    return [one.said() for one in store.story_decisions()]


def test_two_ledgers_that_take_in_each_others_decisions_agree(
    store: Ledger, tmp_path: Path
) -> None:
    day = "2026-04-01"
    for name, at in (("The dyke", "2026-05-01"), ("The flood", day), ("The long flood", day)):
        store.add_story_decision(decision(name=name, at=at, by="Ida Lunt"))
    mine = store.story_decisions()
    with ledger.open(tmp_path / "other.db") as other:
        for name, at in (("Oro", day), ("Oro, March", "2026-04-02")):
            other.add_story_decision(decision(name=name, at=at, by="Ben Tarv"))
        theirs = other.story_decisions()
        assert len(store.join_story_decisions(theirs)) == 2
        assert len(other.join_story_decisions(mine)) == 3
        assert said_of(store) == said_of(other)
        # Those of one day stay in the order in which their ledger took them.
        names = [one.name for one in store.story_decisions()]
        assert names.index("The flood") < names.index("The long flood") < names.index("The dyke")
        assert store.join_story_decisions(other.story_decisions()) == []


def test_a_decision_without_sense_is_taken_in_from_nobody(store: Ledger) -> None:
    store.add_story_decision(decision())
    with pytest.raises(UsageError, match="who decided"):
        store.join_story_decisions([decision(action="part"), decision(by="")])
    assert len(store.story_decisions()) == 1
