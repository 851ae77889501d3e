"""Happenings: which statements are of one, when it was, and what it is called."""

from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconciling.events import events_of, family_of, kind_of
from reportedly.reconciling.statements import account_of
from reportedly.reconciling.storylines import stories_told
from reportedly.records import Statement
from tests.reconciling.invented import article
from tests.reconciling.telling import happenings_of, kinds_named, said


def titles(*statements: Statement) -> list[str]:
    return [one.title for one in happenings_of(*statements)]


def dated(number: int, day: str, end: str | None = None, **others: Any) -> Statement:
    """A figure whose words say when it happened."""
    when = {"start": day, "end": end or day}
    return said(number, "army", "2026-03-20", when=when, page=f"{day}.txt", **others)


class TestKindsOfEvents:
    def test_the_longest_words_that_fit_count(self) -> None:
        assert kinds_named("A drone strike and a strike; forest fires.") == [
            "drone attack",
            "attack",
            "wildfire",
        ]

    def test_words_inside_other_words_name_nothing(self) -> None:
        assert kinds_named("The floodlit warden was firefighting.") == []

    def test_a_headline_weighs_more_than_the_text(self) -> None:
        page = article(
            "A landslide closed the road. The landslide is large.", headline="Flood kills 9 in Oro"
        )
        events = events_of(page)
        assert family_of(events) == "disaster"
        assert kind_of(events, "disaster") == "flood"

    def test_a_general_word_names_a_happening_only_where_no_other_does(self) -> None:
        page = article("Attacks go on. The attack on Oro: shelling killed nine people.")
        assert kind_of(events_of(page), "violence") == "shelling"

    def test_a_page_of_two_families_is_of_neither(self) -> None:
        assert family_of(events_of(article("A flood. A war."))) is None


def test_kinds_of_figures_of_one_place_and_time_are_one_happening() -> None:
    (found,) = happenings_of(
        said(12, "army", "2026-03-10"),
        said(40, "mayor", "2026-03-11", kind="injured"),
        said(3, "mayor", "2026-03-11", kind="destroyed", who="houses"),
    )
    assert found.title == "Flood, Oro, 10 Mar 2026"
    assert (found.family, found.event, len(found.members)) == ("disaster", "flood", 3)


def test_an_attack_in_one_paper_and_a_shelling_in_another_are_one_happening() -> None:
    (found,) = happenings_of(
        said(9, "army", "2026-03-10", sentence="The attack killed 9."),
        said(9, "mayor", "2026-03-10", sentence="The shelling killed 9."),
    )
    assert found.event == "shelling"


def test_a_page_that_names_no_kind_of_event_joins_what_others_tell_of_the_place() -> None:
    (found,) = happenings_of(
        said(9, "army", "2026-03-10"), said(12, "mayor", "2026-03-11", sentence="At least 12 died.")
    )
    assert len(found.members) == 2


def test_another_place_another_family_or_another_month_is_another_happening() -> None:
    first = said(9, "army", "2026-03-10")
    assert sorted(titles(first, said(9, "army", "2026-03-10", where="Torva"))) == [
        "Flood, Oro, 10 Mar 2026",
        "Flood, Torva, 10 Mar 2026",
    ]
    bombing = said(9, "army", "2026-03-10", sentence="The bombing killed 9.", page="b")
    assert sorted(titles(first, bombing)) == [
        "Bombing, Oro, 10 Mar 2026",
        "Flood, Oro, 10 Mar 2026",
    ]
    assert titles(first, said(9, "army", "2026-05-10")) == [
        "Flood, Oro, 10 Mar 2026",
        "Flood, Oro, 10 May 2026",
    ]


def test_days_that_meet_are_one_happening_and_days_apart_are_two() -> None:
    assert len(titles(dated(9, "2026-03-01"), dated(11, "2026-03-02"))) == 1
    assert titles(dated(9, "2026-03-01"), dated(11, "2026-03-05")) == [
        "Flood, Oro, 1 Mar 2026",
        "Flood, Oro, 5 Mar 2026",
    ]


def test_what_says_no_day_is_of_the_latest_happening_that_it_can_be_of() -> None:
    found = happenings_of(
        dated(9, "2026-03-01"),
        dated(11, "2026-03-05"),
        said(2, "mayor", "2026-03-04", kind="injured"),
        said(3, "mayor", "2026-03-06", kind="missing"),
    )
    assert [sorted(m.statement.kind for m in one.members) for one in found] == [
        ["injured", "killed"],
        ["killed", "missing"],
    ]


def test_a_running_total_is_a_course_of_its_own_until_its_last_day() -> None:
    found = happenings_of(
        said(9, "army", "2026-03-10", who="Kenyan soldiers"),
        said(90, "army", "2026-03-12", who="Kenyan soldiers", window="cumulative"),
        said(95, "army", "2026-03-19", who="Kenyan soldiers", window="cumulative", page="c"),
    )
    assert [(one.counting, one.title) for one in found] == [
        ("happening", "Flood, Oro, 10 Mar 2026"),
        ("running", "Flood, Oro, until 19 Mar 2026"),
    ]


def test_a_stretch_of_days_is_its_own() -> None:
    found = happenings_of(
        dated(9, "2026-03-01", "2026-03-03", window="period"),
        dated(30, "2026-03-01", "2026-03-07", window="period"),
    )
    assert [one.counting for one in found] == ["stretch", "stretch"]


def test_no_place_makes_no_happening_of_two_stories_one() -> None:
    assert (
        len(titles(said(9, "a", "2026-03-10", where=None), said(9, "b", "2026-03-10", where=None)))
        == 2
    )


def test_the_order_of_statements_changes_nothing() -> None:
    statements = [
        dated(9, "2026-03-01"),
        dated(11, "2026-03-05"),
        said(2, "mayor", "2026-03-04", kind="injured"),
        said(90, "army", "2026-03-12", who="Kenyan soldiers", window="cumulative"),
    ]
    first = happenings_of(*statements)
    for order in permutations(statements):
        assert happenings_of(*order) == first


def test_a_later_figure_does_not_change_what_a_happening_is_called_by() -> None:
    first = happenings_of(said(9, "army", "2026-03-10"))
    second = happenings_of(said(9, "army", "2026-03-10"), said(12, "mayor", "2026-03-12"))
    assert [one.id for one in first] == [one.id for one in second]


figures = st.builds(
    said,
    st.integers(0, 500),
    st.sampled_from(["army", "mayor", None]),
    st.sampled_from(["2026-03-09", "2026-03-10", "2026-04-11"]),
    kind=st.sampled_from(["killed", "injured", "aid"]),
    where=st.sampled_from(["Oro", "Torva", "Japan", None]),
    who=st.sampled_from(["people", "Kenyan soldiers"]),
    window=st.sampled_from(["event", "period", "cumulative", "state"]),
    when=st.sampled_from(
        [None, {"start": "2026-03-08", "end": "2026-03-08"}, {"end": "2026-03-02"}]
    ),
    sentence=st.sampled_from(["A flood.", "A battle.", "Nothing said."]),
    page=st.sampled_from(["a", "b", "c"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(figures, max_size=8, unique_by=lambda s: (s.id, s.page)))
def test_every_statement_is_of_one_happening_and_every_happening_of_one_story(
    statements: list[Statement],
) -> None:
    found = happenings_of(*statements)
    keys = [member.key for one in found for member in one.members]
    account = {(t.statement.id, t.statement.page) for t in account_of(statements).told}
    assert sorted(keys) == sorted(account)
    assert len({one.id for one in found}) == len(found)
    told, _ = stories_told(found)
    listed = [happening.id for one in told for happening in one.story.happenings]
    assert sorted(listed) == sorted(one.id for one in found)
    assert len({one.story.id for one in told}) == len(told)
