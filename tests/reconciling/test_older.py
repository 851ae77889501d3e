"""Figures of an older state that are printed again: they contradict no newer one."""

from itertools import permutations
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconciling import (
    account_of,
    build,
    conflicts_of,
    disputes,
    explanations_of,
    series_of,
)
from reportedly.reconciling.conflicts import standing_conflicts
from reportedly.reconciling.disputes import changed_in
from reportedly.records import Conflict, Series, Statement
from tests.reconciling.invented import said

AGAIN = "the lower figure is of an older state, printed again"


def standing(*statements: Statement) -> list[str]:
    return [conflict.type for conflict in conflicts_of(build(statements))]


def why_older(*statements: Statement) -> list[str]:
    """What `conflicts --all` says of figures of an older state; in any order of the statements."""
    found = {tuple(_why_older(order)) for order in permutations(statements)}
    assert len(found) == 1
    return list(found.pop())


def _why_older(statements: tuple[Statement, ...]) -> list[str]:
    every = conflicts_of(build(statements), everything=True)
    return [conflict.why for conflict in every if conflict.type == "older state"]


def on_its_own(value: int, day: str, publisher: str = "The Osk Mirror") -> Statement:
    """A figure that a page states itself, on nobody's word."""
    return said(value, None, day, publisher=publisher, page=f"{publisher}-{day}.txt")


def stated(value: int, source: str, day: str) -> Statement:
    """A figure of which its page says on which day it was given."""
    return said(value, source, day, stated={"start": day, "end": day})


def lowered(value: int, former: int, source: str, day: str) -> list[Statement]:
    """A figure "down from" a former one."""
    return [
        said(value, source, day),
        said(former, source, day, id=f"former-{source}", relation={"type": "previous"}),
    ]


class TestWhatAPageHasOnNobodysWord:
    MAYOR, POLICE = said(15, "the mayor", "2026-03-09"), said(18, "the police", "2026-03-11")

    def test_is_as_old_as_its_first_printing(self) -> None:
        repeated = on_its_own(15, "2026-03-12")
        assert standing(self.MAYOR, self.POLICE, repeated) == []
        assert why_older(self.MAYOR, self.POLICE, repeated) == [
            f"{AGAIN}: the page has it on nobody's word, and it was in print on 2026-03-09"
        ]

    def test_contradicts_where_nobody_had_it_before(self) -> None:
        assert standing(self.MAYOR, self.POLICE, on_its_own(16, "2026-03-12")) == ["contradiction"]

    def test_contradicts_where_a_source_gives_it_on_that_day(self) -> None:
        behind = said(15, "the hospital", "2026-03-12", page="hospital.txt")
        found = standing(self.MAYOR, self.POLICE, on_its_own(15, "2026-03-12"), behind)
        assert found == ["contradiction", "contradiction"]

    def test_contradicts_where_somebody_named_repeats_it(self) -> None:
        behind = said(15, "the hospital", "2026-03-12")
        assert standing(self.MAYOR, self.POLICE, behind) == ["contradiction"]

    def test_contradicts_a_figure_that_was_given_before_it_was_in_print(self) -> None:
        before = said(18, "the police", "2026-03-08")
        found = conflicts_of(build([self.MAYOR, before, on_its_own(15, "2026-03-12")]))
        assert len(found) == 2

    def test_has_the_hour_of_who_had_it_first(self) -> None:
        police = said(15, "the police", "2026-03-09T11:00")
        both = [
            one.model_copy(update={"page": "both.txt"})
            for one in (
                on_its_own(15, "2026-03-09T18:00"),
                said(18, "the mayor", "2026-03-09T18:00"),
            )
        ]
        assert standing(police, *both) == []
        assert standing(*both) == ["contradiction"]


class TestAFigureBelowWhatItsOwnVoiceHadGiven:
    MAYOR, POLICE = said(19, "the mayor", "2026-03-09"), said(19, "the police", "2026-03-09")

    def test_is_old_where_nothing_dates_it(self) -> None:
        again = said(12, "the mayor", "2026-03-11")
        assert standing(self.MAYOR, self.POLICE, again) == ["falling total"]
        assert why_older(self.MAYOR, self.POLICE, again) == [
            f"{AGAIN}: nothing dates it, and its own voice had given 'exactly 19' on 2026-03-09"
        ]

    def test_contradicts_where_its_page_dates_it(self) -> None:
        found = standing(self.MAYOR, self.POLICE, stated(12, "the mayor", "2026-03-11"))
        assert "contradiction" in found

    def test_contradicts_where_it_was_lowered_aloud(self) -> None:
        found = standing(self.MAYOR, self.POLICE, *lowered(12, 19, "the mayor", "2026-03-11"))
        assert "contradiction" in found

    def test_contradicts_where_others_give_it_then(self) -> None:
        others = said(12, "the hospital", "2026-03-11", page="hospital.txt")
        again = said(12, "the mayor", "2026-03-11")
        assert "contradiction" in standing(self.MAYOR, self.POLICE, again, others)


class TestAVoiceThatGaveBothFiguresOnOneDay:
    @pytest.mark.parametrize("who", ["the mayor", "the police"])
    def test_shows_that_the_count_went_from_one_to_the_other(self, who: str) -> None:
        small = said(12, "the mayor", "2026-03-09T11:00", page="mayor.txt")
        large = said(19, "the police", "2026-03-09T11:30", page="police.txt")
        assert standing(small, large) == ["contradiction"]
        other = (
            said(19, who, "2026-03-09T11:20", page="both.txt")
            if who == "the mayor"
            else said(12, who, "2026-03-09T09:00", page="both.txt")
        )
        assert standing(small, large, other) == []

    def test_shows_nothing_where_it_went_down(self) -> None:
        police = [
            said(19, "the police", "2026-03-09T08:00", page="a.txt"),
            said(12, "the police", "2026-03-09T14:00", page="b.txt"),
        ]
        behind = said(12, "the mayor", "2026-03-09T14:30", page="c.txt")
        assert "contradiction" in standing(*police, behind)


def test_a_former_figure_was_before_the_one_that_replaces_it() -> None:
    police = said(24, "the police", "2026-03-09", page="police.txt")
    assert standing(police, said(19, "the mayor", "2026-03-09")) == []  # a day may bring so much
    assert standing(police, *lowered(19, 24, "the mayor", "2026-03-09")) == ["contradiction"]


def test_what_comes_and_goes_is_never_of_an_older_state() -> None:
    statements = (
        said(19, "the mayor", "2026-03-09", kind="missing"),
        said(12, "the mayor", "2026-03-11", kind="missing"),
        said(19, "the police", "2026-03-11", kind="missing", page="police.txt"),
    )
    assert why_older(*statements) == []


def test_the_explanation_of_a_series_names_them() -> None:
    account = account_of(
        [
            said(15, "the mayor", "2026-03-09"),
            said(18, "the police", "2026-03-11"),
            on_its_own(15, "2026-03-12"),
        ]
    )
    (explained,) = explanations_of(account, series_of(account))
    older = [one for one in explained.inside if "of an older state" in one.why[-1]]
    assert [(one.page, one.why[-1]) for one in older] == [
        (
            "The Osk Mirror-2026-03-12.txt",
            "of an older state: the page has it on nobody's word, and it was in print on 2026-03-09",
        )
    ]


SPEAKERS = ("the mayor", "the police", "the hospital", None)
MOMENTS = tuple(
    f"2026-03-{day:02}{hour}" for day in (9, 10, 11) for hour in ("", "T08:00", "T17:00")
)

statements = st.builds(
    lambda value, who, moment, page: said(
        value, who, moment, id=f"{value}-{who}-{moment}-{page}", page=f"{page}.txt"
    ),
    st.integers(1, 6).map(lambda number: number * 5),
    st.sampled_from(SPEAKERS),
    st.sampled_from(MOMENTS),
    st.integers(0, 30),
)


def _pairs(series: Series) -> dict[tuple[object, ...], Conflict]:
    return {(one.type, one.a.id, one.b.id, one.repeated): one for one in standing_conflicts(series)}


@settings(max_examples=10, deadline=None)
@given(
    st.lists(statements, min_size=5, max_size=15, unique_by=lambda one: one.id),
    statements,
)
def test_a_new_statement_changes_no_conflict_that_is_not_looked_at_again(
    known: list[Statement], new: Statement
) -> None:
    new = new.model_copy(update={"id": "new", "page": "new.txt"})
    before, after = account_of(known), account_of([*known, new])
    (old,), (now,) = series_of(before), series_of(after)
    told = [one for one in after.told if one.statement.id == "new"]
    with patch.object(disputes, "FEW", 0):
        changed = changed_in(now, told, (), lambda key: after.voices.shown(after.voices.same(key)))
    for key, one in {**_pairs(old), **_pairs(now)}.items():
        if (key in _pairs(old)) != (key in _pairs(now)):
            assert changed.has(one.a) or changed.has(one.b)
