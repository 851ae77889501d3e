"""Stories: what belongs together by the program, and by what people decided."""

from typing import Any

import pytest

from reportedly.reconciling.happenings import Occasion
from reportedly.reconciling.storylines import Finder, Told, key_of, stories_told
from reportedly.records import HappeningKey, Statement, StoryAction, StoryDecision
from tests.reconciling.telling import happenings_of, said

ORO = said(9, "army", "2026-03-10")
TORVA = said(5, "mayor", "2026-03-11", where="Torva")
IMRAT = said(2, "police", "2026-03-12", where="Imrat")


def decide(
    action: StoryAction,
    name: str | None,
    *chosen: Occasion,
    number: int = 1,
    by: str = "Ida Lunt",
) -> StoryDecision:
    keys = tuple(key_of(one) for one in chosen)
    return StoryDecision(
        number=number, action=action, name=name, happenings=keys, by=by, at="2026-04-01"
    )


def places(told: list[Told]) -> list[list[str]]:
    return sorted([str(h.place) for h in one.story.happenings] for one in told)


def by_place(*statements: Statement) -> dict[str, Occasion]:
    return {one.place.name: one for one in happenings_of(*statements)}


def test_happenings_of_one_page_are_one_story() -> None:
    same = {"page": "a", "text_hash": "a"}
    found, _ = stories_told(
        happenings_of(ORO.model_copy(update=same), TORVA.model_copy(update=same), IMRAT)
    )
    assert places(found) == [["Imrat"], ["Oro", "Torva"]]
    largest = found[0].story
    assert (largest.pages, largest.statements, largest.places) == (1, 2, ("Oro", "Torva"))
    assert largest.title == "Flood, Oro, 10 Mar 2026"
    assert largest.name is None


def test_a_running_total_of_a_nation_makes_pages_far_apart_one_story() -> None:
    soldiers: dict[str, Any] = {"who": "Kenyan soldiers", "where": "Uganda", "window": "cumulative"}
    found, _ = stories_told(
        happenings_of(
            said(3000, "a", "2026-01-05", **soldiers), said(4000, "b", "2026-02-28", **soldiers)
        )
    )
    assert len(found) == 1


def test_a_story_that_a_person_names_has_that_name_and_an_id_of_it() -> None:
    known = by_place(ORO, TORVA)
    found, _ = stories_told(list(known.values()), [decide("name", "The dyke", known["oro"])])
    story = next(one.story for one in found if one.story.name)
    assert (story.title, story.by) == ("The dyke", "Ida Lunt")
    more = by_place(ORO, TORVA, said(11, "mayor", "2026-03-13"))
    again, _ = stories_told(list(more.values()), [decide("name", "The dyke", known["oro"])])
    assert story.id in [one.story.id for one in again]


def test_a_person_joins_happenings_into_one_story_and_parts_them_again() -> None:
    known = by_place(ORO, TORVA, IMRAT)
    every = list(known.values())
    join = decide("join", "Spring", known["oro"], known["torva"])
    joined, _ = stories_told(every, [join])
    assert places(joined) == [["Imrat"], ["Oro", "Torva"]]
    later = decide("join", "spring", known["imrat"], number=2, by="Ben Tarv")
    grown, _ = stories_told(every, [join, later])
    assert places(grown) == [["Oro", "Torva", "Imrat"]]
    assert grown[0].story.by == "Ida Lunt"
    part = decide("part", None, known["torva"], number=3)
    parted, _ = stories_told(every, [join, later, part])
    assert places(parted) == [["Oro", "Imrat"], ["Torva"]]
    named = decide("part", "Torva alone", known["torva"], number=3)
    assert {one.story.title for one in stories_told(every, [join, later, named])[0]} == {
        "Spring",
        "Torva alone",
    }


def test_a_decision_finds_its_happening_by_its_claims_though_place_and_day_were_read_anew() -> None:
    before = by_place(ORO)["oro"]
    read_anew = ORO.model_copy(
        update={"where": "Oro-on-Sea", "published": "2026-03-11", "sentence": "The storm killed 9."}
    )
    (after,) = happenings_of(read_anew)
    assert after.id != before.id
    assert Finder([after]).fitting(key_of(before)) == after


def test_a_decision_finds_its_happening_by_place_and_days_where_no_claim_is_left() -> None:
    before = by_place(ORO)["oro"]
    other = by_place(said(14, "mayor", "2026-03-10", page="z"), TORVA)
    assert Finder(list(other.values())).fitting(key_of(before)) == other["oro"]


@pytest.mark.parametrize(
    "change", [{"place": "torva"}, {"family": "violence"}, {"counting": "running"}, {"place": None}]
)
def test_what_fits_nothing_is_astray_and_not_dropped(change: dict[str, object]) -> None:
    key = key_of(by_place(ORO)["oro"]).model_copy(update={"claims": ("gone",)} | change)
    decision = StoryDecision(
        action="name", name="The dyke", happenings=(key,), by="Ida Lunt", at="2026-04-01"
    )
    found, (applied,) = stories_told(list(by_place(ORO).values()), [decision])
    assert (applied.found, applied.astray) == ((), (key,))
    assert [one.story.name for one in found] == [None]


def test_a_key_of_other_days_fits_nothing() -> None:
    key = HappeningKey.model_validate(
        {"family": "disaster", "place": "oro", "days": {"start": "2026-05-01", "end": "2026-05-01"}}
    )
    assert Finder(list(by_place(ORO).values())).fitting(key) is None
