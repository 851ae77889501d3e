"""Decisions on names are kept as they were made, and outlive every reading."""

import pytest

import reportedly
from reportedly import ledger
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger, schema, writing
from reportedly.records import NameDecision
from tests.ledger.invented import claim, put, reading


def decision(identity: str, **others: object) -> NameDecision:
    fields: dict[str, object] = {
        "id": identity,
        "type": "merge",
        "sort": "actor",
        "first": "Ida Lunt",
        "second": "Ida Luntt",
        "first_key": "ida lunt",
        "second_key": "ida luntt",
        "by": "Ruta Venn",
        "at": "2025-03-06T10:00Z",
    }
    return NameDecision.model_validate(fields | others)


def test_decisions_come_back_as_they_were_made_and_in_their_order(store: Ledger) -> None:
    later = decision("00b", at="2020-01-01", note="Ünïcode \x00 and all", first_page="flood.html")
    made = [decision("00c"), later, decision("00a", type="undo", undoes="00c")]
    for one in made:
        store.decide_name(one)
    assert store.name_decisions() == made
    assert store.name_decisions("place") == []


def test_the_same_decision_again_adds_nothing(store: Ledger) -> None:
    store.decide_name(decision("00a"))
    store.decide_name(decision("00a"))
    assert len(store.name_decisions()) == 1


def test_reading_again_keeps_decisions(location: str) -> None:
    with ledger.open(location) as store:
        put(store, reading(version="1.0"))
        store.decide_name(decision("00a"))
        put(store, reading(version="2.0"))
    with ledger.open(location, read_only=True) as store:
        assert store.name_decisions() == [decision("00a")]


def test_what_takes_nothing_back_is_refused(store: Ledger) -> None:
    with pytest.raises(UsageError, match="no decision on names has the id '0ff'"):
        store.decide_name(decision("00a", type="undo", undoes="0ff"))
    assert store.name_decisions() == []


def test_what_was_weighed_before_another_decided_is_refused(store: Ledger) -> None:
    store.decide_name(decision("00a"), seen=0)
    with pytest.raises(LedgerError, match="somebody decided on names meanwhile"):
        store.decide_name(decision("00b"), seen=0)
    store.decide_name(decision("00b"), seen=1)
    assert [one.id for one in store.name_decisions()] == ["00a", "00b"]


def test_a_ledger_for_reading_takes_no_decision(location: str) -> None:
    with ledger.open(location):
        pass
    with (
        ledger.open(location, read_only=True) as store,
        pytest.raises(LedgerError, match="for reading only"),
    ):
        store.decide_name(decision("00a"))


def test_a_ledger_of_the_version_before_gets_its_table(
    unmade: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = schema.migrate
    monkeypatch.setattr(schema, "VERSIONS", ("0001", "0002"))
    monkeypatch.setattr(schema, "make", lambda connection: whole(connection, "0002"))
    monkeypatch.setattr(writing, "mark_stale", lambda connection, texts: None)  # noqa: ARG005
    with ledger.open(unmade) as store:
        put(store, reading())
    monkeypatch.undo()
    with ledger.open(unmade) as store:
        store.decide_name(decision("00a"))
        assert len(store.name_decisions()) == 1
        assert len(store.claims()) == 4


def two_pages(store: Ledger, version: str) -> None:
    """Two pages that write one name in two ways, and a third that denies the figure."""
    put(store, reading(version=version))
    for number, name in ((3, "Oleksan Ardov"), (4, "Olexan Ardov")):
        text = f"At least {number} villagers were killed in Ostrel, {name} said."
        said = claim(text, f"At least {number}", number, source=name, where="Ostrel")
        page = reading(text, (said,), publisher="Valley Post", version=version)
        put(store, page, f"valley{number}.html")


def test_decisions_are_followed_on_every_database_and_after_a_new_reading(store: Ledger) -> None:
    two_pages(store, "1.0")
    assert [one.name for one in reportedly.names(store, "Ardov")] == ["Oleksan Ardov"]
    parted = reportedly.split_names(
        store, "Oleksan Ardov", "Olexan Ardov", by="Ruta Venn", at="2025-03-06"
    )
    two_pages(store, "2.0")
    two = ["Oleksan Ardov", "Olexan Ardov"]
    assert [one.name for one in reportedly.names(store, "Ardov")] == two
    assert {*two} <= {one.name for one in reportedly.sources(store).origins}
    reportedly.undo_names(store, parted.id, by="Ruta Venn", at="2025-03-07")
    assert [one.name for one in reportedly.names(store, "Ardov")] == ["Oleksan Ardov"]
    reportedly.merge_names(store, "Valley Guard", "Ida Lunt", by="Bo", at="2025-03-07")
    assert [one.name for one in reportedly.names(store, "Guard")] == ["Ida Lunt"]
    standing = [one.standing for one in reportedly.name_decisions(store)]
    assert standing == ["undone", "in force", "in force"]
