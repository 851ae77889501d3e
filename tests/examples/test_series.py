"""The two stories as accounts: what rises, what is revised, what cannot both hold."""

from collections.abc import Iterator

import pytest

import reportedly
from reportedly.ledger import Ledger
from reportedly.records import Series, Statement
from tests.examples.expectations import EXAMPLES


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all example pages."""
    opened = reportedly.open(tmp_path_factory.mktemp("stories") / "stories.db")
    summary = reportedly.read(EXAMPLES, opened)
    assert (summary.read, summary.skipped, summary.failed) == (13, 1, 0)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def account(ledger: Ledger) -> list[Series]:
    return [*reportedly.series(ledger)]


def holding(account: list[Series], kind: str, page: str, figure: str) -> Series:
    """The longest series that has a page's statement of a figure: headlines may stand in another."""
    found = [
        one
        for one in account
        if one.kind == kind
        for statement in one
        if statement.page.endswith(page) and statement.figure.lower() == figure
    ]
    return max(found, key=len)


def said(series: Series, page: str) -> list[Statement]:
    return [statement for statement in series if statement.page.endswith(page)]


class TestTheFerry:
    def test_the_toll_is_one_series_from_the_first_day_to_the_last(
        self, account: list[Series]
    ) -> None:
        toll = holding(account, "killed", "01-strait-news-agency.txt", "at least 12")
        figures = {statement.figure.lower() for statement in toll}
        assert {"at least 12", "27", "41", "58"} <= figures

    def test_the_minister_and_the_coast_guard_are_in_conflict(self, account: list[Series]) -> None:
        toll = holding(account, "killed", "04-meridian-world.html", "34")
        assert toll.verdict.startswith("in conflict")
        assert {s.figure for s in said(toll, "04-meridian-world.html")} >= {"27", "34"}

    def test_two_spellings_are_one_voice(self, account: list[Series]) -> None:
        toll = holding(account, "killed", "03-keshtal-herald.txt", "27")
        head = {s.origin for s in toll if s.figure == "27" and s.origin}
        assert len(head) == 1

    def test_what_is_denied_does_not_count(self, account: list[Series]) -> None:
        denied = [s for one in account for s in one.apart if s.figure == "60"]
        assert [s.apart for s in denied] == ["denied"]


class TestTheBorder:
    def test_the_general_staff_revised_its_toll(self, account: list[Series]) -> None:
        toll = holding(account, "killed", "01-ilmerian-press-bureau.txt", "nine")
        staff = [s.figure.lower() for s in toll if (s.origin or "").endswith("General Staff")]
        assert list(dict.fromkeys(staff))[:2] == ["nine", "13"]

    def test_the_two_sides_are_in_conflict(self, account: list[Series]) -> None:
        toll = holding(account, "killed", "04-continental-dispatch.html", "45")
        assert toll.verdict.startswith("in conflict")

    def test_a_forecast_does_not_count(self, account: list[Series]) -> None:
        forecast = [s for one in account for s in one.apart if s.figure == "2,000"]
        assert [s.apart for s in forecast] == ["expected"]


def test_reading_the_examples_again_adds_nothing(ledger: Ledger) -> None:
    before = len(reportedly.claims(ledger))
    summary = reportedly.read(EXAMPLES, ledger)
    assert (summary.read, summary.unchanged, summary.claims) == (0, 13, 0)
    assert len(reportedly.claims(ledger)) == before
