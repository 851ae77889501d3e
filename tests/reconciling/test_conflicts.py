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
