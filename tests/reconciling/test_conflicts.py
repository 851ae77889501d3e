"""Conflicts on statements made by hand: which case a pair is, and the order of the cases."""

from itertools import permutations

import pytest

from reportedly.reconciling import build, conflicts_of
from reportedly.records import Conflict, Statement
from tests.reconciling.invented import said


def found(*statements: Statement, everything: bool = False) -> list[Conflict]:
    return conflicts_of(build(statements), everything=everything)


def cases(*statements: Statement) -> list[str]:
    return [conflict.type for conflict in found(*statements, everything=True)]


def test_two_voices_of_one_day_that_cannot_both_hold_contradict_each_other() -> None:
    (conflict,) = found(said(12, "the army", "2026-03-10"), said(40, "the rebels", "2026-03-10"))
    assert (conflict.type, conflict.a.low, conflict.b.low) == ("contradiction", 12, 40)
    assert conflict.title == "killed: people, Tarn"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (said(7, "a", "2026-03-09"), said(19, "b", "2026-03-10")),  # tolls rise
        (said(3900, "a", "2026-03-09", "about"), said(4000, "b", "2026-03-09", "about")),
        (said(64, "a", "2026-03-09", kind="missing"), said(20, "b", "2026-03-10", kind="missing")),
        (said(12, "a", "2026-03-09", counted="bodies"), said(34, "b", "2026-03-09")),
        (said(7, "a", "2026-03-09T08:00"), said(19, "b", "2026-03-09T22:00")),
        (said(5700, "a", "2026-03-09"), said(3000, "b", "2026-03-10", "more_than")),
        (said(2400, "a", "2026-03-09"), said(2400, "b", "2026-03-09", "more_than")),
        (said(28, "a", "2026-03-09"), said(34, "b", "2026-03-09", page="b.txt")),  # in one day
    ],
)
def test_what_is_no_conflict(earlier: Statement, later: Statement) -> None:
    assert found(earlier, later) == []


def test_a_toll_that_falls_in_another_mouth_is_a_contradiction() -> None:
    assert cases(said(19, "a", "2026-03-09"), said(7, "b", "2026-03-10")) == ["contradiction"]


def test_a_voice_that_lowers_its_own_toll_is_told_of() -> None:
    statements = said(19, "a", "2026-03-09"), said(7, "a", "2026-03-10")
    assert [conflict.type for conflict in found(*statements)] == ["falling total"]


def test_a_voice_that_raises_its_own_toll_has_revised_it() -> None:
    statements = said(7, "a", "2026-03-09"), said(19, "a", "2026-03-10")
    assert found(*statements) == []
    assert cases(*statements) == ["revision"]


def test_a_floor_that_is_overtaken_is_no_contradiction() -> None:
    statements = said(7, "a", "2026-03-09", "at_least"), said(19, "b", "2026-03-10")
    assert found(*statements) == []
    assert cases(*statements) == ["lower bound overtaken"]


def test_a_denial_contests_the_figure_and_never_contradicts_another() -> None:
    statements = (
        said(12, "the army", "2026-03-10"),
        said(40, "the army", "2026-03-11"),
        said(40, "the rebels", "2026-03-12", stance="denies"),
    )
    contested = [c for c in found(*statements, everything=True) if c.type == "contested"]
    assert [(c.a.low, c.b.source) for c in contested] == [(40, "the rebels")]
    assert found(*statements) == []


def test_what_a_helper_did_himself_is_a_narrower_scope() -> None:
    words = "“We brought in 17 people,” said Ben Tarv."
    narrow = said(
        17,
        "Ben Tarv",
        "2026-03-10",
        kind="rescued",
        sentence=words,
        sentence_start=100,
        claims=({"start": 100 + words.index("17"), "end": 102 + words.index("17")},),
    )
    whole = said(131, "the coast guard", "2026-03-10", kind="rescued")
    assert cases(narrow, whole) == ["narrower scope"]


def test_a_former_figure_is_overtaken_from_then_on_and_not_before() -> None:
    morning, evening = said(7, "the governor", "2026-03-09"), said(19, "the agency", "2026-03-09")
    former = said(7, None, "2026-03-09", id="former", relation={"type": "previous"})
    assert found(morning, evening) != []
    assert found(morning, evening, former) == []
    later = said(7, None, "2026-03-12", id="former", relation={"type": "previous"})
    assert found(morning, evening, later) != []


def test_a_former_figure_that_is_given_anew_counts_again() -> None:
    first, more = said(12, "the governor", "2026-03-09"), said(15, "the agency", "2026-03-11")
    former = said(12, "the governor", "2026-03-10", id="former", relation={"type": "previous"})
    anew = said(12, "the hospital", "2026-03-12")
    assert found(first, more, former) == []
    (conflict,) = found(first, more, former, anew)
    assert (conflict.a.low, conflict.b.source) == (15, "the hospital")


def test_a_count_may_multiply_on_the_first_day_alone() -> None:
    few = said(12, "the police", "2026-03-09", page="few.txt")
    many = said(30, "the hospital", "2026-03-09", page="many.txt")
    assert found(few, many) == []
    begun = said(5, "the mayor", "2026-03-08", page="begun.txt")
    (conflict,) = found(begun, few, many)
    assert (conflict.a.low, conflict.b.low) in ((12, 30), (30, 12))


def test_repetitions_are_one_conflict() -> None:
    statements = [
        said(12, "the army", "2026-03-10", id=f"army-{n}", page=f"{n}.txt") for n in range(3)
    ]
    (conflict,) = found(*statements, said(40, "the rebels", "2026-03-10"))
    assert conflict.repeated == 2


def test_the_worst_comes_first() -> None:
    near = said(12, "a", "2026-03-10"), said(14, "b", "2026-03-10")
    far = (
        said(12, "a", "2026-03-10", where="Osk", id="c"),
        said(400, "b", "2026-03-10", where="Osk", id="d"),
    )
    assert [c.title for c in found(*near, *far)] == ["killed: people, Osk", "killed: people, Tarn"]


def test_the_order_of_statements_changes_no_conflict() -> None:
    statements = [
        said(12, "the army", "2026-03-10"),
        said(40, "the rebels", "2026-03-10"),
        said(15, "the army", "2026-03-11"),
        said(15, "the mayor", "2026-03-11", "about"),
    ]
    first = found(*statements, everything=True)
    for order in permutations(statements):
        assert found(*order, everything=True) == first


def beside(*statements: Statement, page: str = "both.txt") -> list[Statement]:
    """The same, side by side on one page."""
    return [one.model_copy(update={"page": page}) for one in statements]


def test_a_page_holds_small_differences_against_each_other_too() -> None:
    statements = beside(said(28, "a", "2026-03-09"), said(34, "b", "2026-03-09"))
    assert cases(*statements) == ["contradiction"]


def test_a_figure_that_was_in_print_for_hours_is_an_older_one_beside_a_new_one() -> None:
    statements = beside(said(28, "a", "2026-03-09T18:00"), said(34, "b", "2026-03-09T18:00"))
    known = said(28, "a", "2026-03-09T11:00")
    assert found(*statements, known) == []
    assert len(found(*statements, said(28, "a", "2026-03-09T17:00"))) == 1


def test_a_late_printing_tells_nothing_of_the_hour() -> None:
    late = said(13, "a", "2026-03-12T17:00", stated={"start": "2026-03-09", "end": "2026-03-09"})
    assert found(said(16, "b", "2026-03-09T21:00"), late) == []


def test_a_number_from_one_list_was_known_when_others_gave_it() -> None:
    undated, large = said(12, "a", "2026-03-09"), said(40, "b", "2026-03-09T20:00")
    assert len(found(undated, large)) == 1
    assert found(undated, large, said(12, "c", "2026-03-09T08:00")) == []


def test_what_pages_recall_by_its_year_alone_is_listed_only_if_asked_for() -> None:
    year = {"start": "2015-01-01", "end": "2015-12-31"}
    statements = (
        said(381, None, "2026-03-09", when=year, publisher="The Oro Ledger"),
        said(4, None, "2026-03-10", when=year, publisher="The Sella Post"),
    )
    assert found(*statements) == []
    assert cases(*statements) == ["recalled"]
    blamed = said(4, "the union", "2026-03-10", when=year)
    assert cases(statements[0], blamed) == ["contradiction"]
