"""An invented story of seven pages, read as a person would read it: one account, whatever the order."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.ledger import Ledger
from reportedly.reconciling import account_of, conflicts_of, series_of
from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.copies import alike_in
from reportedly.records import Series, SeriesExplanation, Sources, Statement

PAGES = Path(__file__).parent / "quake"


@pytest.fixture(scope="module")
def ledger(place: str) -> Iterator[Ledger]:
    opened = reportedly.open(place)
    assert reportedly.read(PAGES, opened).read == 7
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def account(ledger: Ledger) -> dict[str, Series]:
    return {one.title: one for one in reportedly.series(ledger)}


@pytest.fixture(scope="module")
def sources(ledger: Ledger) -> Sources:
    return reportedly.sources(ledger)


def figures(series: Series) -> list[str]:
    return list(dict.fromkeys(statement.figure.lower() for statement in series))


class TestSeries:
    def test_the_toll_of_the_whole_quake(self, account: dict[str, Series]) -> None:
        toll = account["killed: people, Sarune"]
        assert figures(toll) == ["14", "31", "38", "52", "47"]
        assert toll.verdict.startswith("in conflict")

    def test_the_toll_of_a_town_is_apart_and_linked(self, account: dict[str, Series]) -> None:
        town, whole = account["killed: people, Hollin"], account["killed: people, Sarune"]
        assert figures(town) == ["six", "11"]
        assert (whole.id, "contained") in {(link.to, link.type) for link in town.links}
        assert (town.id, "contains") in {(link.to, link.type) for link in whole.links}

    def test_a_part_does_not_take_the_place_of_its_whole(self, account: dict[str, Series]) -> None:
        last = [
            s for s in account["killed: people, Sarune"] if s.page.endswith("07-sarune-herald.txt")
        ]
        assert [s.figure for s in last] == ["52"]
        parts = account["killed: people, Hollin"].apart
        assert [s.apart for s in parts if s.figure == "21"] == ["part of another figure"]

    def test_what_is_denied_is_apart(self, account: dict[str, Series]) -> None:
        denied = [s for one in account.values() for s in one.apart if s.figure == "200"]
        assert [s.apart for s in denied] == ["denied"]

    def test_what_a_later_version_changed_is_apart(self, account: dict[str, Series]) -> None:
        (changed,) = [
            s
            for s in account["killed: people, Sarune"].apart
            if s.page.endswith("06-talmir-times-earlier.txt")
        ]
        assert (changed.figure, changed.apart) == ("57", "changed in a later version of the page")

    def test_headline_and_text_are_one_statement(self, account: dict[str, Series]) -> None:
        first = [
            s for s in account["killed: people, Sarune"] if s.page.endswith("05-talmir-times.txt")
        ]
        assert [len(statement.claims) for statement in first] == [3]  # and the note of correction


class TestConflicts:
    def test_the_minister_and_the_service_contradict_each_other(self, ledger: Ledger) -> None:
        pairs = [
            {(side.origin, side.low) for side in (conflict.a, conflict.b)}
            for conflict in reportedly.conflicts(ledger)
        ]
        service = "State Emergency Service"
        assert pairs == [
            {(service, 38), ("Jovan Relk", 52)},
            {(service, 47), ("Jovan Relk", 52)},
        ]

    def test_filters_choose_the_series(self, ledger: Ledger) -> None:
        assert reportedly.conflicts(ledger, kind="injured") == []


class TestSources:
    def test_the_copy_is_found_and_its_first_publisher(self, sources: Sources) -> None:
        assert [[Path(page).name for page in group] for group in sources.copies] == [
            ["01-nordel-wire.txt", "02-talmir-times.txt"]
        ]

    def test_two_versions_of_one_page_are_no_copies(self, sources: Sources) -> None:
        assert [[Path(page).name for page in group] for group in sources.versions] == [
            ["06-talmir-times-earlier.txt", "05-talmir-times.txt"]
        ]

    def test_names_are_one_with_their_evidence(self, sources: Sources) -> None:
        merged = {(one.form, one.name): one.why for one in sources.identities}
        assert "State Emergency Service (SES)" in merged["SES", "State Emergency Service"]
        assert merged["Mirko Davesch", "Mirko Davesh"] == "spelling"

    def test_a_copied_figure_is_one_voice(self, sources: Sources) -> None:
        (first,) = [
            f for f in sources.figures if f.title == "killed: people, Sarune" and f.low == 14
        ]
        assert (first.pages, first.origins) == (2, ("interior ministry",))

    def test_every_chain_ends_with_who_printed_it(self, sources: Sources) -> None:
        publishers = {"Nordel Wire", "The Talmir Times", "Sarune Herald", "Gulf Observer"}
        assert {chain.path[-1] for chain in sources.chains} == publishers


class TestExplaining:
    @pytest.fixture(scope="class")
    def toll(self, ledger: Ledger) -> SeriesExplanation:
        found = reportedly.explain_series(ledger, kind="killed")
        (one,) = [e for e in found if e.title == "killed: people, Sarune"]
        return one

    def test_every_statement_has_its_reasons(
        self, toll: SeriesExplanation, account: dict[str, Series]
    ) -> None:
        series = account[toll.title]
        explained = {(member.statement, member.page) for member in toll.inside}
        assert explained == {(s.id, s.page) for s in (*series.statements, *series.apart)}
        assert all(any(why.startswith("place Sarune: ") for why in m.why) for m in toll.inside)

    def test_who_is_meant_is_said_with_its_evidence(self, toll: SeriesExplanation) -> None:
        (last,) = [m for m in toll.inside if m.page.endswith("07-sarune-herald.txt")]
        assert any("'SES' is State Emergency Service" in why for why in last.why)

    def test_a_near_miss_differs_in_one_thing(self, toll: SeriesExplanation) -> None:
        near = {miss.figure: miss.why_not for miss in toll.near}
        assert near["Six"] == "its place is Hollin, not Sarune"
        assert "three" not in near  # of children, in another place: two differences


def told(ledger: Ledger, statements: list[Statement]) -> str:
    """The whole account as JSON."""
    hashes = {s.text_hash for s in statements if s.text_hash}
    contexts = {name: context_of(ledger.article(name)) for name in hashes}
    series = series_of(account_of(statements, contexts, alike_in(ledger)))
    found = [*series, *conflicts_of(series, everything=True)]
    return json.dumps([one.model_dump(mode="json") for one in found])


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_changes_nothing(ledger: Ledger, seed: int) -> None:
    statements = ledger.statements()
    first = told(ledger, statements)
    random.Random(seed).shuffle(statements)
    assert told(ledger, statements) == first


def test_pages_read_in_any_order_give_the_same_account(tmp_path: Path, ledger: Ledger) -> None:
    pages = sorted(PAGES.iterdir(), reverse=True)
    with reportedly.open(tmp_path / "other.db") as other:
        assert reportedly.read(pages, other).read == 7
        assert reportedly.series(other) == reportedly.series(ledger)
        assert reportedly.conflicts(other) == reportedly.conflicts(ledger)
        assert reportedly.sources(other) == reportedly.sources(ledger)
