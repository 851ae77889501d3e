"""Mentions of one page that give the same figure by the same source are one statement."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.identity import group
from reportedly.records import Claim, Stretch
from tests.ledger.invented import claim, put, reading

TEXT = "\n".join(f"Line {line}: 40 of them." for line in range(8))


def mention(line: int, **fields: Any) -> Claim:
    return claim(TEXT, "40", 40, after=f"Line {line}", **fields)


def grouped(*claims: Claim) -> list[tuple[int, ...]]:
    return [statement.claims for statement in group("0" * 64, claims)]


def test_a_headline_without_people_is_a_mention_of_its_lead() -> None:
    assert grouped(
        mention(0, source="Ida Lunt"), mention(1, source="ida  LUNT", who="villagers")
    ) == [(0, 1)]


def test_the_more_specific_words_include_the_less_specific() -> None:
    assert grouped(mention(0, who="Dunmar soldiers"), mention(1, who="soldiers")) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"source": "Ida Lunt"}, {"source": "Valley Guard"}),
        ({"source": "Ida Lunt"}, {}),
        ({"kind": "killed"}, {"kind": "injured"}),
        ({"who": "villagers"}, {"who": "soldiers"}),
        ({"where": "Ostrel"}, {"where": "Velm"}),
        ({"stance": "asserts"}, {"stance": "denies"}),
        ({}, {"relation": {"type": "added"}}),
        ({"when": Stretch(end="2025-03-03")}, {"when": Stretch(end="2025-03-04")}),
        ({"kind": "cost", "counted": "USD"}, {"kind": "cost", "counted": "EUR"}),
        ({"kind": "destroyed", "counted": "tanks"}, {"kind": "destroyed", "counted": "houses"}),
        ({}, {"low": 40, "high": None, "comparator": "at_least"}),
    ],
)
def test_other_statements(one: dict[str, Any], other: dict[str, Any]) -> None:
    claims = (mention(0, **one), mention(1, **other))
    assert len({statement.id for statement in group("0" * 64, claims)}) == 2


def test_a_mention_that_could_be_of_two_joins_one_and_never_bridges_them() -> None:
    claims = (mention(0), mention(1, who="soldiers"), mention(2, who="children"))
    assert grouped(*claims) == [(0, 1), (2,)]


def test_thousands_of_rows_with_one_number_are_grouped_in_no_time() -> None:
    rows = [mention(0, who=f"settlers of Ostrel {number}") for number in range(3000)]
    assert len(group("0" * 64, rows)) == 3000


@given(st.permutations(range(6)))
def test_identities_do_not_depend_on_the_order_of_reading(order: list[int]) -> None:
    claims = [
        mention(0, source="Ida Lunt"),
        mention(1, source="Ida Lunt", who="villagers"),
        mention(2, source="Ida Lunt", who="soldiers"),
        mention(3),
        mention(4, who="villagers of Ostrel"),
        mention(5, kind="injured"),
    ]
    expected = {
        (s.id, tuple(sorted(claims[i].start for i in s.claims))) for s in group("a", claims)
    }
    shuffled = [claims[index] for index in order]
    found = {
        (s.id, tuple(sorted(shuffled[i].start for i in s.claims))) for s in group("a", shuffled)
    }
    assert found == expected


def test_a_statement_says_what_any_of_its_mentions_says(store: Ledger) -> None:
    text = "Flood kills 40 in Ostrel\n\nMayor Ida Lunt said 40 had died. Of the 40, most were villagers."
    put(
        store,
        reading(
            text,
            (
                claim(text, "40", 40, source="Ida Lunt", where="Ostrel"),
                claim(text, "40", 40, after="said", source="Ida Lunt", via=("radio",)),
                claim(text, "40", 40, after="Of the", source="Ida Lunt", who="villagers"),
            ),
        ),
    )
    (statement,) = store.statements()
    assert [text[span.start : span.end] for span in statement.claims] == ["40", "40", "40"]
    assert (statement.where, statement.who, statement.via) == ("Ostrel", "villagers", ("radio",))
    assert statement.sentence == "Mayor Ida Lunt said 40 had died."
    # a filter that one mention fits returns the statement with all of its mentions
    assert store.statements(ClaimFilter(who="villagers")) == [statement]
    assert store.statements(ClaimFilter(who="soldiers")) == []
    assert store.statements(ClaimFilter(limit=0)) == []


def test_the_flood_page_has_four_statements(store: Ledger) -> None:
    put(store, reading())
    statements = store.statements()
    assert [statement.figure for statement in statements] == ["40", "At least 40", "12", "40"]
    assert [statement.stance for statement in statements] == ["asserts"] * 3 + ["denies"]
    assert len({statement.id for statement in statements}) == 4
