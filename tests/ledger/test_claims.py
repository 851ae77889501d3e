"""Which claims come back, in which order."""

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.records import Stretch
from tests.ledger.invented import FLOOD, claim, put, reading

CAMP = "Camp fills\n\nSome 9,000 people reached Æbletorp by Friday, the Relief Board’s Ömer Dahl wrote."


@pytest.fixture
def filled(store: Ledger) -> Ledger:
    put(store, reading())
    people = claim(
        CAMP,
        "9,000",
        9000,
        kind="displaced",
        who="Ostrel’s  people",
        where="Æbletorp",
        source="Ömer Dahl",
        when=Stretch(start="2025-03-07", end="2025-03-07"),
    )
    put(store, reading(CAMP, (people,), publisher="Nørre Post", published="2025-03-08"), "camp.txt")
    put(
        store,
        reading("No date. 3 died.", (claim("No date. 3 died.", "3", 3),), published=None),
        "z",
    )
    return store


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        ({}, ["40", "At least 40", "12", "40", "9,000", "3"]),
        ({"kind": "missing"}, ["12"]),
        ({"kind": "killed", "stance": "denies"}, ["40"]),
        ({"who": "VILLAGERS"}, ["At least 40", "40"]),
        ({"who": "ostrel’s people"}, ["9,000"]),
        ({"where": "æble"}, ["9,000"]),
        ({"source": "ömer"}, ["9,000"]),
        ({"source": "%"}, []),
        ({"publisher": "nørre"}, ["9,000"]),
        ({"page": "flood"}, ["40", "At least 40", "12", "40"]),
        ({"text": "reached ÆBLETORP"}, ["9,000"]),
        ({"text": "_"}, []),
        ({"limit": 2}, ["40", "At least 40"]),
        ({"limit": 0}, []),
    ],
)
def test_filters(filled: Ledger, asked: dict[str, Any], figures: list[str]) -> None:
    assert [found.figure for found in filled.claims(ClaimFilter(**asked))] == figures


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        # said by 3 March; the others have their pages' dates, 4 and 8 March
        ({"since": "2025-03-04"}, ["40", "12", "40", "9,000"]),
        ({"until": "2025-03-03"}, ["At least 40"]),
        ({"since": "2025-03-04", "until": "2025-03-04"}, ["40", "12", "40"]),
        ({"since": "2025-03-08", "dated_by": "published"}, ["9,000"]),
        ({"until": "2025-03-07", "dated_by": "when"}, ["9,000"]),
        ({"since": "2025-03-08", "dated_by": "when"}, []),
    ],
)
def test_days(filled: Ledger, asked: dict[str, Any], figures: list[str]) -> None:
    assert [found.figure for found in filled.claims(ClaimFilter(**asked))] == figures


def test_an_open_stretch_reaches_as_far_as_it_needs_to(store: Ledger) -> None:
    put(store, reading(claims=(claim(FLOOD, "40", 40, stated=Stretch(start="2025-03-01")),)))
    assert store.claims(ClaimFilter(since="2030-01-01"))
    assert not store.claims(ClaimFilter(until="2025-02-28"))


def test_order_is_by_publication_in_one_clock_then_page_then_place(store: Ledger) -> None:
    for location, published in [
        ("late", "2025-03-04T01:00+05:30"),  # 3 March, 19:30 in UTC
        ("b", "2025-03-04"),
        ("a", "2025-03-04"),
        ("early", "2025-03-03T18:00Z"),
        ("never", None),
    ]:
        put(store, reading(published=published, title=location), location, location.encode())
    assert [found.page for found in store.claims()][::4] == ["early", "late", "a", "b", "never"]


def test_one_claim_by_a_beginning_of_its_id(filled: Ledger) -> None:
    first = filled.claims()[0]
    assert filled.claim(first.id) == filled.claim(first.id[:8].upper()) == first


def test_an_ambiguous_beginning_names_the_claims(store: Ledger) -> None:
    text = "\n".join(f"{number} fell." for number in range(100, 140))
    many = tuple(claim(text, str(number), number) for number in range(100, 140))
    put(store, reading(text, many))
    ids = sorted(found.id for found in store.claims())
    first = next(digit for digit in "0123456789abcdef" if sum(i[0] == digit for i in ids) > 1)
    with pytest.raises(UsageError, match=f"several claims begin with '{first}': {first}"):
        store.claim(first)


@pytest.mark.parametrize("wrong", ["", "zebra", "0' OR 1=1", "ffffffffffff0"])
def test_an_unknown_id(filled: Ledger, wrong: str) -> None:
    with pytest.raises(UsageError, match="id"):
        filled.claim(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ClaimFilter(kind="slain"),
        lambda: ClaimFilter(stance="shrugs"),
        lambda: ClaimFilter(since="March"),
        lambda: ClaimFilter(limit=-1),
    ],
)
def test_a_filter_that_asks_for_what_is_not(wrong: Callable[[], ClaimFilter]) -> None:
    with pytest.raises(UsageError):
        wrong()


def test_claims_can_be_walked_without_holding_all(filled: Ledger) -> None:
    walk = filled.each_claim()
    assert next(walk).figure == "40"
    put(filled, reading(version="2.0"))  # writing goes on beside a walk
    walk.close()
