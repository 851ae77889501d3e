"""Tolls of stories: which figures stand, what a range is made of, and what is only listed."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconciling.copies import Groups, Printed
from reportedly.reconciling.derived import WITHOUT_TOTAL
from reportedly.records import Comparator, Statement
from tests.reconciling.telling import apart, ends, happenings_of, line, said, story_of, toll


def test_a_range_runs_from_the_least_to_the_greatest_figure_that_stands() -> None:
    found = line(
        said(12, "army", "2026-03-10"),
        said(40, "rebels", "2026-03-10"),
        said(19, "mayor", "2026-03-11"),
    )
    assert ends(found) == (12, 40, None)
    assert found.voices == 3
    assert found.minimum is not None
    assert found.maximum is not None
    assert [one.origin for one in found.minimum.rests_on] == ["army"]
    assert [one.origin for one in found.maximum.rests_on] == ["rebels"]


def test_each_end_shows_its_words() -> None:
    found = line(said(12, "army", "2026-03-10"))
    assert found.minimum is not None
    (voice,) = found.minimum.rests_on
    assert voice.quote == "The flood killed 12 people."
    assert (voice.page, voice.start, voice.end) == ("army-2026-03-10.txt", 10, 12)
    assert len(voice.claim) == 12


def test_of_one_voice_the_latest_figure_stands() -> None:
    found = line(
        said(7, "mayor", "2026-03-10"),
        said(31, "mayor", "2026-03-12"),
        said(19, "mayor", "2026-03-11"),
    )
    assert ends(found) == (31, 31, 31)
    assert apart(found) == {
        "mayor: exactly 7": "superseded: mayor gave 'exactly 31' on 2026-03-12",
        "mayor: exactly 19": "superseded: mayor gave 'exactly 31' on 2026-03-12",
    }


def test_a_later_lower_figure_of_a_voice_supersedes_the_higher_one() -> None:
    found = line(said(31, "mayor", "2026-03-10"), said(28, "mayor", "2026-03-12"))
    assert ends(found) == (28, 28, 28)


def test_thousands_does_not_supersede_the_number_that_a_voice_gave_before() -> None:
    vague = said(2000, "mayor", "2026-03-12", "vague", figure="thousands", high=None)
    found = line(said(3100, "mayor", "2026-03-10"), vague)
    assert ends(found) == (3100, 3100, 3100)
    assert apart(found) == {"mayor: thousands": "says less than the same voice said before"}


def test_a_floor_below_what_a_voice_gave_before_does_not_lower_it() -> None:
    found = line(
        said(58, "mayor", "2026-03-10"), said(50, "mayor", "2026-03-12", "at_least", best=50)
    )
    assert ends(found) == (58, 58, 58)
    missing = line(
        said(58, "mayor", "2026-03-10", kind="missing"),
        said(50, "mayor", "2026-03-12", "at_least", best=50, kind="missing"),
    )
    assert ends(missing) == (50, 50, 50)


def test_a_floor_above_what_a_voice_gave_before_supersedes_it() -> None:
    found = line(
        said(31, "mayor", "2026-03-10"), said(40, "mayor", "2026-03-12", "at_least", best=40)
    )
    assert ends(found) == (40, 40, 40)


def test_the_hour_of_printing_tells_the_later_figure_of_a_day() -> None:
    found = line(
        said(7, "mayor", "2026-03-10T08:00", page="a"),
        said(19, "mayor", "2026-03-10T22:15", page="b"),
    )
    assert ends(found) == (19, 19, 19)


def test_two_figures_of_one_voice_at_one_time_both_stand() -> None:
    found = line(said(7, "mayor", "2026-03-10", page="a"), said(9, "mayor", "2026-03-10", page="a"))
    assert ends(found) == (7, 9, None)
    assert found.voices == 1


@pytest.mark.parametrize(
    ("stance", "why"), [("denies", "denied"), ("doubts", "doubted"), ("expects", "expected")]
)
def test_what_is_denied_doubted_or_expected_never_enters_a_range(stance: str, why: str) -> None:
    found = line(said(40, "army", "2026-03-10"), said(90, "rebels", "2026-03-11", stance=stance))
    assert ends(found) == (40, 40, 40)
    assert apart(found) == {"rebels: exactly 90": why}


def test_a_denial_stands_against_the_figure_that_it_contests() -> None:
    found = line(said(40, "army", "2026-03-10"), said(40, "rebels", "2026-03-11", stance="denies"))
    (denial,) = found.apart
    assert found.minimum is not None
    assert denial.contests == (found.minimum.rests_on[0].claim,)


@pytest.mark.parametrize("stance", ["asserts", "confirms", "estimates"])
def test_what_is_asserted_confirmed_or_estimated_counts(stance: str) -> None:
    assert ends(line(said(40, "army", "2026-03-10", stance=stance))) == (40, 40, 40)


@pytest.mark.parametrize(
    ("relation", "why"),
    [
        ("part", "part of another figure"),
        ("added", "added to another figure"),
        ("previous", "former figure"),
        ("corrects", "corrected"),
    ],
)
def test_a_part_or_a_former_figure_does_not_lower_the_least(relation: str, why: str) -> None:
    whole = said(40, "army", "2026-03-10")
    found = line(whole, said(3, "army", "2026-03-10", relation={"type": relation}))
    assert ends(found) == (40, 40, 40)
    assert list(apart(found).values()) == [why]


def test_a_withdrawn_figure_is_listed_with_its_reason() -> None:
    found = line(said(40, "army", "2026-03-10"), said(3, "mayor", "2026-03-10", apart="withdrawn"))
    assert ends(found) == (40, 40, 40)
    assert apart(found) == {"mayor: exactly 3": "withdrawn"}


def test_what_a_page_calls_the_former_figure_is_superseded_for_all() -> None:
    found = line(
        said(9, "army", "2026-03-10"),
        said(9, "mayor", "2026-03-10"),
        said(13, "army", "2026-03-12"),
        said(9, "army", "2026-03-12", relation={"type": "previous"}),
    )
    assert ends(found) == (13, 13, 13)
    assert apart(found)["mayor: exactly 9"] == (
        "superseded: called a former figure by The Tarn Post"
    )


def test_helpers_who_tell_what_they_did_themselves_do_not_lower_the_least() -> None:
    words = "We brought in 17 people, the fisherman said."
    own = said(
        17,
        "fisherman",
        "2026-03-10",
        kind="rescued",
        sentence=words,
        claims=({"start": 14, "end": 16},),
        figure="17",
    )
    found = line(said(131, "the coast guard", "2026-03-10", kind="rescued"), own)
    assert ends(found) == (131, 131, 131)
    assert "a part of the whole" in apart(found)["fisherman: 17"]
    alone = line(own)
    assert ends(alone) == (17, 17, 17)


class TestOpenEnds:
    @pytest.mark.parametrize(
        ("comparator", "least_open", "most_open"),
        [
            ("exactly", False, False),
            ("about", False, False),
            ("at_least", False, True),
            ("more_than", False, True),
            ("at_most", True, False),
            ("less_than", True, False),
        ],
    )
    def test_words_leave_an_end_open(
        self, comparator: Comparator, least_open: bool, most_open: bool
    ) -> None:
        found = line(said(80, "the union", "2026-03-10", comparator, best=80))
        assert found.minimum is not None
        assert found.maximum is not None
        assert (found.minimum.open, found.maximum.open) == (least_open, most_open)
        assert ends(found) == (80, 80, 80)

    def test_a_floor_below_the_greatest_figure_leaves_nothing_open(self) -> None:
        found = line(said(12, "army", "2026-03-10", "at_least"), said(58, "mayor", "2026-03-11"))
        assert found.maximum is not None
        assert ends(found) == (12, 58, None)
        assert not found.maximum.open


class TestVoices:
    def test_copies_are_one_voice(self) -> None:
        pages = [
            said(12, None, "2026-03-10", page=name, publisher=name, text_hash=name, id=name)
            for name in ("The Wire", "The Post")
        ]
        printed = tuple(
            Printed("2026-03-10", name, name, name) for name in ("The Wire", "The Post")
        )
        (apart_of_it,) = toll(*pages).lines
        (found,) = toll(*pages, groups=Groups(copies=(printed,))).lines
        assert (apart_of_it.voices, found.voices) == (2, 1)
        assert found.minimum is not None
        (voice,) = found.minimum.rests_on
        assert voice.origin == "The Wire"
        assert voice.pages == ("The Post", "The Wire")

    def test_one_origin_on_many_pages_is_one_voice(self) -> None:
        found = line(*(said(12, "army", "2026-03-10", page=name) for name in "abc"))
        assert found.voices == 1
        assert found.standing[0].pages == ("a", "b", "c")

    def test_who_cites_another_voice_of_the_line_is_no_voice_of_its_own(self) -> None:
        found = line(
            said(12, "army", "2026-03-10"),
            said(14, "Ada Orlen", "2026-03-11", cites="the army"),
        )
        assert found.voices == 1
        assert ends(found) == (12, 14, None)
        assert [one.rests_on for one in found.standing] == [None, "army"]

    def test_two_that_cite_each_other_are_one_voice(self) -> None:
        found = line(
            said(12, "army", "2026-03-10", cites="mayor"),
            said(12, "mayor", "2026-03-11", cites="the army"),
        )
        assert found.voices == 1


class TestPolicies:
    statements = (
        said(12, "army", "2026-03-10"),
        said(12, "mayor", "2026-03-11", "at_least", best=12),
        said(40, "rebels", "2026-03-12"),
    )

    def test_latest_takes_the_figures_of_the_last_day(self) -> None:
        found = line(*self.statements, policy="latest")
        assert ends(found) == (40, 40, 40)
        assert set(apart(found).values()) == {"not used: older than the latest, of 2026-03-12"}

    def test_majority_takes_the_number_that_most_voices_name(self) -> None:
        found = line(*self.statements, policy="majority")
        assert ends(found) == (12, 12, 12)
        assert found.voices == 2
        assert list(apart(found).values()) == ["not used: named by 1 of 3 voices, another by 2"]

    def test_where_two_numbers_have_equally_many_voices_both_stand(self) -> None:
        found = line(*self.statements[1:], policy="majority")
        assert ends(found) == (12, 40, None)

    def test_trusted_takes_the_first_source_of_the_list_that_spoke(self) -> None:
        found = line(*self.statements, policy="trusted", trusted=["nobody", "Rebels", "army"])
        assert ends(found) == (40, 40, 40)
        assert set(apart(found).values()) == {"not used: Rebels is trusted more"}

    def test_where_no_trusted_source_spoke_nothing_counts_and_all_is_listed(self) -> None:
        found = line(*self.statements, policy="trusted", trusted=["nobody"])
        assert ends(found) == (None, None, None)
        assert found.voices == 0
        assert set(apart(found).values()) == {
            "not used: its source is not in the list of trusted sources"
        }


class TestGroups:
    def test_sides_and_civil_status_are_lines_of_their_own_where_they_are_said(self) -> None:
        found = toll(
            said(9, "army", "2026-03-10", who="Kenyan soldiers"),
            said(45, "rebels", "2026-03-10", who="Ugandan soldiers"),
            said(3, "mayor", "2026-03-10", who="civilians"),
            said(60, "mayor", "2026-03-10"),
            said(2, "mayor", "2026-03-10", who="houses", kind="destroyed"),
        )
        assert [
            (one.side, one.status, one.minimum and one.minimum.value) for one in found.lines
        ] == [
            ("Kenya", "combatants", 9),
            ("Uganda", "combatants", 45),
            (None, "civilians", 3),
            (None, "unknown", 60),
            (None, None, 2),
        ]

    def test_children_are_not_called_civilians(self) -> None:
        (found,) = toll(said(9, "mayor", "2026-03-10", who="children")).lines
        assert found.status == "unknown"

    def test_a_group_among_another_is_linked_to_it_and_does_not_lower_it(self) -> None:
        children, people = sorted(
            toll(
                said(60, "mayor", "2026-03-10"),
                said(9, "mayor", "2026-03-10", who="children"),
            ).lines,
            key=lambda one: one.group,
        )
        assert children.within == (people.id,)
        assert ends(people) == (60, 60, 60)


class TestWholesAndParts:
    def whole_page(self, *places: tuple[str, int]) -> list[Statement]:
        """One page that gives the dead of several places."""
        return [
            said(number, "mayor", "2026-03-10", where=place, page="all", text_hash="all")
            for place, number in places
        ]

    def test_distinct_happenings_are_added_up_and_marked_as_derived(self) -> None:
        statements = self.whole_page(("Oro", 10), ("Torva", 5))
        linking = said(14, "army", "2026-03-10", "at_least", where="Oro", page="b")
        found = story_of(*statements, linking)
        (added,) = found.sums
        assert (added.minimum, added.maximum, added.open) == (15, 19, True)
        assert added.derived
        assert set(added.lines) == {one.id for one in found.lines}
        assert not added.left_out

    def test_a_place_in_another_is_not_added_to_it(self) -> None:
        found = story_of(*self.whole_page(("Osaka", 10), ("Japan", 30), ("Kobe", 5)))
        lines = {one.place: one for one in found.lines}
        assert lines["Osaka"].within == (lines["Japan"].id,)
        assert ends(lines["Japan"]) == (30, 30, 30)
        assert found.sums == ()

    def test_a_running_total_is_not_added_to_the_happenings_that_it_counts(self) -> None:
        running = said(
            90, "army", "2026-03-10", window="cumulative", page="all", text_hash="all", where="Oro"
        )
        found = story_of(*self.whole_page(("Oro", 10), ("Torva", 5)), running)
        (added,) = found.sums
        assert (added.minimum, added.maximum) == (15, 15)
        assert {one.counting for one in found.lines if one.id in added.lines} == {"happening"}

    def test_what_is_as_large_as_all_others_together_may_be_their_total(self) -> None:
        found = story_of(*self.whole_page(("Oro", 9), ("Torva", 5), ("Marvane", 14)))
        (added,) = found.sums
        assert (added.minimum, added.maximum, len(added.left_out)) == (14, 14, 1)

    def test_a_country_may_hold_any_place_whose_country_nobody_names(self) -> None:
        found = story_of(*self.whole_page(("Oro", 9), ("Torva", 5), ("Japan", 90)))
        assert found.sums == ()

    def test_a_river_may_run_through_the_other_places(self) -> None:
        found = story_of(*self.whole_page(("Oro", 10), ("Torva River", 5)))
        assert found.sums == ()

    def test_what_names_no_place_is_added_to_nothing(self) -> None:
        nowhere = said(7, "mayor", "2026-03-10", where=None, page="all", text_hash="all")
        found = story_of(*self.whole_page(("Oro", 10), ("Torva", 5)), nowhere)
        (added,) = found.sums
        assert added.minimum == 15
        assert len(added.left_out) == 1

    def test_near_days_of_one_place_are_rivals_unless_one_page_tells_them_apart(self) -> None:
        def shelling(number: int, day: str, page: str) -> Statement:
            when = {"start": day, "end": day}
            return said(number, "army", "2026-03-10", when=when, page=page, text_hash=page)

        first, second = shelling(9, "2026-03-01", "a"), shelling(45, "2026-03-05", "b")
        linking = said(1, "army", "2026-03-10", kind="injured", page="a", text_hash="b")
        assert len(happenings_of(first, second)) == 2
        both = [shelling(9, "2026-03-01", "a"), shelling(45, "2026-03-05", "a")]
        assert story_of(first, second, linking).sums == ()
        (added,) = story_of(*both).sums
        assert (added.minimum, added.maximum) == (54, 54)

    def test_those_who_come_and_go_are_not_added_up(self) -> None:
        missing = [
            s.model_copy(update={"kind": "missing"})
            for s in self.whole_page(("Oro", 10), ("Torva", 5))
        ]
        assert story_of(*missing).sums == ()

    def test_a_happening_long_past_is_no_part_of_the_sum(self) -> None:
        past = said(
            50,
            "mayor",
            "2026-03-10",
            where="Imrat",
            when={"start": "2019-01-01", "end": "2019-01-01"},
            page="all",
            text_hash="all",
        )
        (added,) = story_of(*self.whole_page(("Oro", 10), ("Torva", 5)), past).sums
        assert added.minimum == 15
        assert len(added.left_out) == 1

    def test_the_order_of_statements_changes_nothing(self) -> None:
        statements = [
            said(12, "army", "2026-03-10"),
            said(40, "rebels", "2026-03-10", stance="doubts"),
            said(19, "mayor", "2026-03-11"),
            said(21, "mayor", "2026-03-12"),
        ]
        first = toll(*statements)
        for order in permutations(statements):
            assert toll(*order) == first


def test_a_battalion_stays_a_battalion_and_is_people_only_as_an_assumption() -> None:
    lost = said(1, "rebels", "2026-03-10", "at_most", who="soldiers", counted="battalion", best=1)
    (plain,) = toll(lost).lines
    assert (plain.unit, plain.assumption) == ("battalions", None)
    (assumed,) = toll(lost, assume=True).lines
    assert assumed.assumption is not None
    assert (assumed.assumption.low, assumed.assumption.high) == (None, 1000)
    assert assumed.assumption.derived
    assert ends(assumed) == (1, 1, 1)


def test_soldiers_are_not_assumed_to_be_anything() -> None:
    (found,) = toll(said(9, "a", "2026-03-10", who="soldiers"), assume=True).lines
    assert found.assumption is None


class TestShares:
    def share(self, **others: Any) -> Statement:
        return said(
            0,
            "mayor",
            "2026-03-10",
            page="a",
            who=None,
            counted="percent",
            figure="two-thirds",
            claims=({"start": 90, "end": 100},),
            **({"low": 66.67, "high": 66.67} | others),
        )

    def test_a_share_of_a_stated_total_is_a_derived_figure_and_never_counted(self) -> None:
        (found,) = toll(said(60, "mayor", "2026-03-10", page="a"), self.share()).lines
        assert ends(found) == (60, 60, 60)
        (share,) = found.shares
        assert (share.low, share.high, share.derived) == (40, 40, True)
        assert (share.words.figure, share.total.figure) == ("two-thirds", "exactly 60")

    def test_a_share_without_a_total_on_its_page_gives_no_number(self) -> None:
        lines = toll(said(60, "army", "2026-03-10", page="b"), self.share()).lines
        assert [one.shares for one in lines] == [()]
        assert apart(lines[0])["mayor: two-thirds"] == WITHOUT_TOTAL

    def test_two_thirds_of_the_dead_is_a_part_and_a_share_all_the_same(self) -> None:
        words = "two-thirds of the dead were children"
        share = self.share(sentence=words, sentence_start=90)
        (found,) = toll(said(60, "mayor", "2026-03-10", page="a"), share).lines
        assert [(one.low, one.high) for one in found.shares] == [(40, 40)]

    def test_a_share_that_is_denied_makes_no_number(self) -> None:
        (found,) = toll(
            said(60, "mayor", "2026-03-10", page="a"), self.share(stance="denies")
        ).lines
        assert found.shares == ()
        assert apart(found) == {"mayor: two-thirds": "denied"}

    def test_an_open_total_leaves_the_share_open(self) -> None:
        (found,) = toll(said(60, "mayor", "2026-03-10", "at_least", page="a"), self.share()).lines
        assert [(one.low, one.high) for one in found.shares] == [(40, None)]


figures = st.builds(
    said,
    st.integers(0, 5000),
    st.sampled_from(["army", "mayor", "Ada Orlen", None]),
    st.sampled_from(["2026-03-09", "2026-03-10", "2026-03-11T10:00", "2026-03-11T18:00"]),
    st.sampled_from(["exactly", "about", "at_least", "more_than", "at_most", "less_than"]),
    stance=st.sampled_from(["asserts", "confirms", "estimates", "denies", "doubts", "expects"]),
    page=st.sampled_from(["a", "b", "c"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(figures, min_size=1, max_size=6, unique_by=lambda s: (s.id, s.page)))
def test_every_end_is_a_figure_that_stands_and_nothing_is_dropped(
    statements: list[Statement],
) -> None:
    (found,) = toll(*statements).lines
    standing = {one.claim for one in found.standing}
    for end in (found.minimum, found.maximum, found.best):
        assert end is None or {one.claim for one in end.rests_on} <= standing
    if found.minimum and found.maximum:
        assert found.minimum.value <= found.maximum.value
    shown = {page for one in (*found.standing, *found.apart) for page in one.pages}
    assert {s.page for s in statements} == shown
    assert all(one.why for one in found.apart)
