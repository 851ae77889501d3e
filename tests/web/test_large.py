"""What a view of a large ledger reads: what it shows, not what there is."""

import re
from collections.abc import Iterable

import pytest
from fastapi.testclient import TestClient

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.records import Identity, Series, Statement
from reportedly.verbs.browsing import Browsed
from reportedly.web import desk as desks
from reportedly.web import rows
from reportedly.web.views import series as series_view
from tests.web.conftest import client_of


@pytest.fixture
def large(opened: Ledger, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The example pages, as if they were too many to be looked at whole."""
    assert Browsed(opened).is_kept
    monkeypatch.setattr(desks, "MOST_TOLD", 10)
    return client_of(opened)


def by_name(found: Iterable[Identity]) -> dict[tuple[str, str], Identity]:
    return {(one.sort, one.name): one for one in found}


def test_names_of_a_large_ledger_are_those_that_all_statements_give(opened: Ledger) -> None:
    listed = Browsed(opened).names()
    assert listed is not None
    kept, whole = by_name(listed), by_name(verbs.names(opened))
    assert kept.keys() <= whole.keys()
    # Who is heard in no series is not among them.
    assert all(whole[name].sort == "actor" for name in whole.keys() - kept.keys())
    for name, one in kept.items():
        assert {s.words for s in one.spellings} <= {s.words for s in whole[name].spellings}
        assert one.statements <= whole[name].statements
        if one.sort != "actor":
            counts = whole[name].statements, whole[name].pages
            assert (one.statements, one.pages, one.spellings) == (*counts, whole[name].spellings)
            said = {(e.kind, e.form, e.name) for e in whole[name].evidence}
            assert {(e.kind, e.form, e.name) for e in one.evidence} == said


def test_an_actor_of_a_large_ledger_is_shown_with_why_its_names_are_one(opened: Ledger) -> None:
    browsed, whole = Browsed(opened), by_name(verbs.names(opened))
    for one in browsed.names() or ():
        said = {(e.kind, e.form, e.name) for e in browsed.with_reasons(one).evidence}
        assert said == {(e.kind, e.form, e.name) for e in whole[one.sort, one.name].evidence}


def test_names_are_listed_and_shown_without_reading_all_statements(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Ledger) -> None:
        raise AssertionError("all statements were read")

    monkeypatch.setattr(Ledger, "statements", refuse)
    assert "This ledger is large" in large.get("/names").text
    page = large.get("/names/actor?name=Sevarin+Haldjek").text
    assert "Severin Haldyek" in page
    assert "Why they are one" in page
    assert large.get("/names.json?sort=place&words=hadrun").json()[0]["name"] == "Hadrun"


def test_decisions_on_names_hold_in_a_large_ledger(
    reviewed: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "MOST_TOLD", 10)
    guard, head = "Lumarran coast guard", "Sevarin Haldjek"
    verbs.merge_names(reviewed, guard, head, by="Ines Tarv", at="2026-03-01")
    verbs.merge_names(reviewed, "Hadrun", "Tollen Strait", by="Ines Tarv", at="2026-03-01")
    client = client_of(reviewed)
    whole = by_name(verbs.names(reviewed))
    kept = by_name(Browsed(reviewed).names() or ())
    for sort, name in (("actor", guard), ("place", "Hadrun")):
        one = next(
            found for found in whole.values() if found.sort == sort and is_called(found, name)
        )
        assert {s.words for s in kept[sort, one.name].spellings} == {s.words for s in one.spellings}
        assert "Ines Tarv said so" in client.get(f"/names/{sort}", params={"name": one.name}).text


def is_called(one: Identity, name: str) -> bool:
    return any(spelling.words == name for spelling in one.spellings)


def test_of_a_source_only_the_series_of_one_page_are_loaded(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    whole = Browsed.series

    def watched(self: Browsed, ids: Iterable[str]) -> list[Series]:
        wanted = list(ids)
        loaded.extend(wanted)
        return whole(self, wanted)

    name = "Lumarran coast guard"
    everything = Browsed(opened).heard_in(name)
    assert len(everything.series) > 3
    monkeypatch.setattr(Browsed, "series", watched)
    client = client_of(opened)
    page = client.get("/source", params={"name": name, "rows": 2, "page": 2}).text
    assert loaded == list(everything.series[2:4])
    assert "others are heard in" in page
    shown = client.get("/source.json", params={"name": name, "rows": 2, "page": 2}).json()
    assert [one["series"] for one in shown] == loaded[:2]


def test_where_a_voice_is_heard_is_counted_alike_with_and_without_an_account(
    opened: Ledger,
) -> None:
    kept, worked_out = Browsed(opened), Browsed(opened)
    worked_out.is_kept = False
    for one in kept.heard() or ():
        found = kept.heard_in(one.name)
        assert found == worked_out.heard_in(one.name)
        assert (found.statements, found.pages) == (one.statements, one.pages)
        assert (len(found.series), found.shared) == (one.series, one.shared)
    assert kept.heard_in("Nobody").series == worked_out.heard_in("Nobody").series == ()


def test_of_a_long_series_only_the_rows_of_one_page_are_made(
    opened: Ledger, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = Browsed(opened).listed().part(0, 1)[0]
    (series,) = Browsed(opened).series([longest])
    made: list[str] = []
    whole = rows.row_of

    def watched(one: Statement) -> rows.Row:
        made.append(one.id)
        return whole(one)

    every = [*re.findall(r'data-statement="(\w+)"', client.get(f"/series/{longest}").text)]
    monkeypatch.setattr(rows, "row_of", watched)
    monkeypatch.setattr(series_view, "FEW_CONFLICTS", 0)
    page = client_of(opened).get(f"/series/{longest}?rows=2&page=2").text
    shown = re.findall(r'<tr[^>]* data-statement="(\w+)"', page)
    assert len(shown) == 2
    assert set(shown) <= set(every)
    assert len(made) < len(series.statements)
    assert "<svg" not in page


def test_so_many_statements_are_remembered_and_no_more(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "MOST_WEIGHT", 5)
    desk = desks.Desk(opened)
    for one in desk.browsed.listed().part(0, 4):
        assert desk.series(one) is not None
    assert len(desk._large) == 1  # of a series that is longer than that, the last one alone
