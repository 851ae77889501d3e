"""What is told apart: happenings of two kinds at one place, hours of one day, updates, misread kinds."""

import pytest

from reportedly.reconciling import account_of, build, conflicts_of, series_of
from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.eventkinds import events_by_page, head_of
from reportedly.reconciling.events import events_in
from reportedly.reconciling.happenings import occasions
from reportedly.reconciling.members import members_of
from reportedly.reconciling.stories import stories_of
from reportedly.reconciling.timing import stated_on
from reportedly.records import Article, Series, Statement, Stretch
from tests.reconciling.invented import article, said, statement

FLOOD = "The river Sel broke its banks on Monday, and 12 people drowned in the town of Oro."
CRASH = "Four people died when a lorry overturned in the town of Oro on Thursday."
BOTH = "Days after the flood, a bus crash killed four people in the town of Oro."


def page(headline: str, words: str, day: str, **others: object) -> Article:
    return article(words, headline=headline, published=day, publisher="The Oro Post", **others)


def told(*pages: tuple[Article, str, str]) -> list[Series]:
    """The series of figures on pages, each with its sentence and figure."""
    contexts = {one.text_hash(): context_of(one) for one, _, _ in pages}
    figures = [
        statement(one, words, figure, where="Oro", window="event") for one, words, figure in pages
    ]
    return build(figures, contexts)


FLOODED = page("Flood in Oro kills 12", FLOOD, "2026-03-09"), FLOOD, "12"
CRASHED = page("Bus crash in Oro", CRASH, "2026-03-12"), CRASH, "Four"


class TestKindsOfEvents:
    def test_a_flood_and_a_crash_in_one_town_are_two(self) -> None:
        found = told(FLOODED, CRASHED)
        assert sorted(one.title for one in found) == [
            "killed: people, Oro (flood)",
            "killed: people, Oro (road crash)",
        ]
        assert len({one.id for one in found}) == 2
        assert conflicts_of(found) == []

    def test_happenings_follow_the_series(self) -> None:
        pages = FLOODED[0], CRASHED[0]
        contexts = {one.text_hash(): context_of(one) for one in pages}
        figures = [
            statement(one, words, figure, where="Oro") for one, words, figure in (FLOODED, CRASHED)
        ]
        assert len(occasions(members_of(account_of(figures, contexts)))) == 2

    def test_two_stories_may_call_one_event_by_two_kinds(self) -> None:
        assert head_of("storm") == head_of("flood") == head_of("landslide") != head_of("earthquake")

    def test_what_one_page_names_together_is_not_told_apart(self) -> None:
        both = page("Bus crash in Oro", BOTH, "2026-03-12"), BOTH, "four"
        assert len(told(FLOODED, both)) == 1

    def test_a_storm_brings_a_flood(self) -> None:
        words = "The wind tore roofs from houses and 14 people died in the town of Oro."
        storm = page("Storm in Oro", words, "2026-03-10"), words, "14"
        assert len(told(FLOODED, storm)) == 1

    def test_a_flood_after_days_of_silence_is_not_that_of_the_storm(self) -> None:
        assert sorted(one.title for one in told(STORM, FLOODED_LATER)) == [
            "killed: people, Oro (flood)",
            "killed: people, Oro (storm)",
        ]
        assert conflicts_of(told(STORM, FLOODED_LATER)) == []
        assert told(STORM, FLOODED_LATER) == told(FLOODED_LATER, STORM)

    def test_their_happenings_are_two(self) -> None:
        pages = STORM, FLOODED_LATER
        contexts = {one.text_hash(): context_of(one) for one, _, _ in pages}
        figures = [statement(one, words, figure, where="Oro") for one, words, figure in pages]
        assert len(occasions(members_of(account_of(figures, contexts)))) == 2

    def test_a_page_between_them_makes_them_one(self) -> None:
        words = "Fifteen people are now known to have died in the town of Oro."
        between = page("Oro mourns after the storm", words, "2026-03-13"), words, "Fifteen"
        assert len(told(STORM, between, FLOODED_LATER)) == 1

    def test_a_page_that_names_both_makes_them_one(self) -> None:
        words = "The flood that followed last week's storm killed six people in the town of Oro."
        both = page("Six dead in Oro", words, "2026-03-17"), words, "six"
        assert len(told(STORM, FLOODED_LATER, both)) == 1

    def test_a_page_that_names_no_event_goes_on_with_the_last_one(self) -> None:
        words = "The number of dead in the town of Oro has risen to 15, the governor said."
        later = page("Fifteen dead in Oro", words, "2026-03-10"), words, "15"
        last = "Five people have now died in the town of Oro, the governor said."
        latest = page("Five dead in Oro", last, "2026-03-13"), last, "Five"
        found = told(FLOODED, later, CRASHED, latest)
        assert sorted([s.figure for s in one] for one in found) == [["12", "15"], ["Four", "Five"]]

    def test_the_order_of_pages_changes_nothing(self) -> None:
        assert told(FLOODED, CRASHED) == told(CRASHED, FLOODED)

    @pytest.mark.parametrize(
        "words",
        ["the fire department said", "the Ministry of Floods", "a storm warning", "War Office"],
    )
    def test_the_name_of_a_body_is_no_event(self, words: str) -> None:
        assert events_in(words) == []

    def test_papers_have_many_words_for_one_strike(self) -> None:
        words = "Nine people were killed in the town of Oro on Monday."
        pages = [page(f"{one} in Oro", words, "2026-03-09") for one in ("Shelling", "Air strike")]
        contexts = {one.text_hash(): context_of(one) for one in pages}
        assert set(events_by_page(contexts, stories_of(contexts.values())).values()) == {"violence"}


_WIND = "The wind tore roofs from houses and 14 people died in the town of Oro."
_RIVER = "Six people drowned in the town of Oro when the flood came down the valley of the Sel."
STORM = page("Storm in Oro", _WIND, "2026-03-10"), _WIND, "14"
FLOODED_LATER = page("Flood in Oro", _RIVER, "2026-03-16"), _RIVER, "Six"


def test_two_stretches_told_on_one_day_have_ids_of_their_own() -> None:
    weeks = [
        said(
            value,
            "the army",
            "2026-03-20",
            id=str(value),
            window="period",
            when=Stretch(start=f"2026-03-{first:02}", end=f"2026-03-{first + 3:02}"),
        )
        for value, first in ((40, 2), (70, 9))
    ]
    found = build(weeks)
    assert len(found) == len({one.id for one in found}) == 2


class TestHours:
    def test_figures_of_one_hour_contradict_each_other(self) -> None:
        police = said(12, "the police", "2026-03-09T18:05", page="a.txt")
        hospital = said(15, "the hospital", "2026-03-09T18:40", page="b.txt")
        (found,) = conflicts_of(build([police, hospital]))
        assert {found.a.low, found.b.low} == {12, 15}

    def test_who_takes_the_larger_figure_over_had_only_been_slower(self) -> None:
        police = said(12, "the police", "2026-03-09T18:05", page="a.txt")
        hospital = said(15, "the hospital", "2026-03-09T18:40", page="b.txt")
        later = said(15, "the police", "2026-03-09T21:00", page="c.txt", id="later")
        assert conflicts_of(build([police, hospital, later])) == []

    def test_figures_of_two_hours_rise(self) -> None:
        police = said(12, "the police", "2026-03-09T18:05", page="a.txt")
        hospital = said(15, "the hospital", "2026-03-09T19:40", page="b.txt")
        assert conflicts_of(build([police, hospital])) == []

    def test_the_missing_of_unknown_hours_may_have_come_and_gone(self) -> None:
        few = said(20, "the police", "2026-03-09", kind="missing", page="a.txt")
        many = said(64, "the hospital", "2026-03-09", kind="missing", page="b.txt")
        assert conflicts_of(build([few, many])) == []


class TestUpdates:
    WORDS = "The police said that 19 people had died in the town of Oro."

    def series(self, *pages: Article) -> list[Statement]:
        contexts = {one.text_hash(): context_of(one) for one in pages}
        figures = [statement(one, self.WORDS, "19", where="Oro", source="police") for one in pages]
        (found,) = build(figures, contexts)
        return list(found)

    def test_a_figure_is_as_old_as_the_update_of_its_page(self) -> None:
        one = page("Flood", self.WORDS, "2026-03-09T08:00", updated="2026-03-10T15:00")
        (found,) = self.series(one)
        assert (found.published, found.updated) == ("2026-03-09T08:00", "2026-03-10T15:00")

    def test_what_another_page_had_before_is_older_than_the_update(self) -> None:
        one = page("Flood", self.WORDS, "2026-03-09T08:00", updated="2026-03-10T15:00")
        other = page("Deluge", self.WORDS, "2026-03-09T10:00")
        assert [s.updated for s in self.series(one, other)] == [None, None]

    def test_what_its_earlier_version_has_not_is_no_older_than_elsewhere(self) -> None:
        filler = "Volunteers stacked sandbags along the embankment while the rain went on falling."
        more = "Buses took the children of two schools to the gymnasium of the next valley."
        twelve = self.WORDS.replace("19", "12")
        first = page("Flood", f"{twelve} {filler} {more}", "2026-03-09T08:00")
        one = page(
            "Flood",
            f"{self.WORDS} {filler} {more}",
            "2026-03-09T08:00",
            updated="2026-03-10T15:00",
        )
        other = page("Deluge", self.WORDS, "2026-03-10T10:00")
        contexts = {some.text_hash(): context_of(some) for some in (first, one, other)}
        figures = [
            statement(some, self.WORDS, "19", where="Oro", source="police") for some in (one, other)
        ]
        figures.append(statement(first, twelve, "12", where="Oro", source="police"))
        alike = [(first.text_hash(), one.text_hash())]
        (found,) = series_of(account_of(figures, contexts, alike))
        (updated,) = (some for some in found if some.text_hash == one.text_hash())
        assert updated.updated == "2026-03-10T10:00"

    def test_a_change_of_next_month_brings_no_figure(self) -> None:
        one = page("Flood", self.WORDS, "2026-03-09T08:00", updated="2026-04-10T15:00")
        (found,) = self.series(one)
        assert found.updated is None


class TestCopies:
    def test_a_copy_past_midnight_is_as_old_as_its_report_in_its_own_words_too(self) -> None:
        words = "At least 19 people died in the town of Oro."
        report = page("Flood", words, "2026-03-09T21:00").model_copy(
            update={"publisher": "Tarn News Agency", "agency": "TNA"}
        )
        copy = page("Deluge", words, "2026-03-10T01:00", agency="TNA")
        contexts = {one.text_hash(): context_of(one) for one in (report, copy)}
        figures = [
            statement(report, words, "19", where="Oro"),
            statement(copy, words, "19", where="Oro", via=("TNA",)),
        ]
        alike = [(report.text_hash(), copy.text_hash())]
        (found,) = series_of(account_of(figures, contexts, alike))
        assert [str(stated_on(one)) for one in found] == ["2026-03-09"] * 2


class TestKinds:
    def test_the_words_of_a_sentence_refute_a_kind(self) -> None:
        words = "389 people were injured in Tarn, the rescue service said."
        (series,) = build([said(389, "a", "2026-03-09", kind="missing", sentence=words)])
        assert [one.apart for one in series.apart] == ["its words speak of injured"]

    @pytest.mark.parametrize(
        "words",
        [
            "The crash claimed 12, and the injured are in hospital.",
            "Of the wounded 12 have died.",
            "The toll stands at 12.",
        ],
    )
    def test_words_that_leave_a_kind_open_refute_nothing(self, words: str) -> None:
        (series,) = build([said(12, "a", "2026-03-09", sentence=words)])
        assert series.apart == ()
