"""Lists as a ledger keeps them are those that are worked out of its statements."""

import pytest

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.reconciling.conflicts import worst_first
from reportedly.reconciling.listed import POINTS, line_of, packed_line, thinned, unpacked_line
from reportedly.verbs import listing
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.listing import ORDERS
from reportedly.verbs.querying import Filters, fresh_conflicts
from reportedly.web.desk import Desk
from reportedly.web.sources import heard_in
from reportedly.web.summaries import summary_of
from reportedly.web.views import page
from tests.web.conftest import client_of


@pytest.fixture(scope="module")
def worked_out(opened: Ledger) -> Browsed:
    """The same ledger, worked out in memory."""
    browsed = Browsed(opened)
    browsed.is_kept = False
    return browsed


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("conflicting", [False, True])
@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"kind": "killed"},
        {"where": "Hadrun"},
        {"publisher": "a"},
        {"publisher": "nobody"},
        {"since": "2026-02-04"},
        {"until": "2025-10-15", "kind": "killed"},
        {"text": "flood"},
        {"text": "said", "since": "2025-10-15", "until": "2026-02-03"},
        {"text": "killed", "where": "Hadrun"},
        {"text": "no such words"},
    ],
)
def test_a_list_is_the_same_in_parts(
    opened: Ledger, worked_out: Browsed, order: str, conflicting: bool, filters: Filters
) -> None:
    found = Browsed(opened).listed(order, conflicting=conflicting, **filters)
    whole = worked_out.ids(order, conflicting=conflicting, **filters)
    assert found.total == len(whole)
    assert [one for at in range(0, found.total, 3) for one in found.part(at, 3)] == whole
    assert found.part(0, None) == whole


def test_common_words_are_looked_for_in_the_first_series(
    opened: Ledger, worked_out: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_SENTENCES", 3)
    monkeypatch.setattr(listing, "MOST_STATEMENTS", 60)
    browsed = Browsed(opened)
    for order in ORDERS:
        found, whole = browsed.listed(order, text="a"), worked_out.ids(order, text="a")
        assert found.looked_through is not None
        assert 0 < found.total <= found.looked_through < browsed.listed(order).total
        assert found.part(0, None) == whole[: found.total]
        assert browsed.ids(order, text="a") == whole
    assert browsed.listed(text="no such words").looked_through is None


def test_the_page_says_where_common_words_were_looked_for(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_SENTENCES", 3)
    monkeypatch.setattr(listing, "MOST_STATEMENTS", 60)
    client = client_of(opened)
    count = client.get("/series.json?text=a").json()["looked_through"]
    assert f"in the first {count} series of this list" in client.get("/?text=a").text
    assert client.get("/series.json").json()["looked_through"] is None


def test_pages_are_found_by_words_as_they_are_listed(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("flood", "a", "Courier", "no such words", "%"):
        listed = opened.pages(words=words)
        numbers = opened.page_numbers(words, 1_000)
        assert numbers is not None
        assert opened.pages_numbered(numbers) == listed
        assert opened.page_numbers(words, len(listed)) == numbers
        assert not listed or opened.page_numbers(words, len(listed) - 1) is None
    monkeypatch.setattr(page, "MOST_FOUND", 2)
    client = client_of(opened)
    assert "More than 2 pages hold" in client.get("/pages?words=a&rows=1").text
    assert "More than" not in client.get("/pages?words=no+such+words").text
    asked = client.get("/pages.json?words=a&rows=3&page=2").json()
    assert [one["text_hash"] for one in asked] == [
        one.text_hash for one in opened.pages(words="a")[3:6]
    ]


def test_a_line_says_what_its_series_does(opened: Ledger, worked_out: Browsed) -> None:
    kept = Browsed(opened)
    lines = kept.lines(kept.ids())
    assert lines.keys() == set(worked_out.ids())
    for one in worked_out.series(worked_out.ids()):
        line, conflicts = lines[one.id]
        assert summary_of(line, conflicts) == summary_of(
            line_of(one), len(worked_out.conflicts([one.id]))
        )
    assert kept.statements == worked_out.statements > 0
    assert not kept.is_empty


def test_a_line_comes_back_from_its_bytes(worked_out: Browsed) -> None:
    for one in worked_out.series(worked_out.ids()):
        line = line_of(one)
        assert summary_of(unpacked_line(packed_line(line)), 0) == summary_of(line, 0)


def test_long_series_are_drawn_by_some_of_their_figures() -> None:
    assert thinned(range(POINTS)) == tuple(range(POINTS))
    few = thinned(range(1_000))
    assert len(few) == POINTS
    assert (few[0], few[-1]) == (0, 999)


def test_who_is_heard_is_counted_by_the_database(opened: Ledger, worked_out: Browsed) -> None:
    assert Browsed(opened).heard() == heard_in(worked_out.series(worked_out.ids()))


@pytest.mark.parametrize("filters", [{}, {"kind": "killed"}, {"where": "Hadrun"}])
def test_conflicts_with_a_new_statement_come_worst_first(opened: Ledger, filters: Filters) -> None:
    every = verbs.conflicts(opened, **filters)
    fresh = list(fresh_conflicts(opened, **filters))
    seen: set[str] = set()
    wanted = []
    for one in every:
        if not {one.a.id, one.b.id} <= seen:
            wanted.append(one)
            seen |= {one.a.id, one.b.id}
    assert fresh == wanted
    assert fresh == sorted(fresh, key=worst_first)


def test_conflicts_of_a_kind_are_counted_and_listed(opened: Ledger, worked_out: Browsed) -> None:
    for kind in ("killed", "injured", "displaced"):
        kept, other = (one.listed_conflicts(kind=kind) for one in (Browsed(opened), worked_out))
        assert kept.total == other.total
        assert kept.part(0, 100) == other.part(0, 100)


def test_the_list_asks_for_no_series_as_a_whole(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise AssertionError("a series was unpacked for a list")

    monkeypatch.setattr("reportedly.reconciling.answering.unpacked_series", refuse)
    desk = Desk(opened)
    ids = desk.browsed.listed().part(0, 50)
    assert [one.id for one in desk.summaries(ids)] == ids
