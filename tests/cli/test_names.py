"""`names` as a person calls it: listing, deciding, and what other commands then show."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reportedly import cli
from tests.cli.conftest import Called, call

BY = ("--by", "Ines Tarv", "--at", "2025-11-01T09:00Z")
HALDJEK, HALDYEK = "Sevarin Haldjek", "Severin Haldyek"


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the example pages that a test may decide in."""
    return Path(shutil.copy(ledger, tmp_path / "own.db"))


def names(own: Path, *arguments: str) -> Any:
    return json.loads(call("names", *arguments, "--json", "--ledger", own).out)


def decide(own: Path, *arguments: str, by: tuple[str, ...] = BY) -> Called:
    return call("names", *arguments, *by, "--ledger", own)


def everything(own: Path) -> list[Any]:
    """All that follows from names: names, series, conflicts, sources."""
    asked = (["names"], ["series"], ["conflicts", "--all"], ["sources"])
    return [json.loads(call(*one, "--json", "--ledger", own).out) for one in asked]


def test_names_lists_spellings_counts_and_evidence(own: Path) -> None:
    called = call("names", "Haldjek", "--ledger", own)
    assert called.status == cli.DONE
    assert "Sevarin Haldjek  16 statements on 6 pages" in called.out
    assert "written Sevarin Haldjek (14), Severin Haldyek (2)" in called.out
    assert "Severin Haldyek = Sevarin Haldjek: spelling, on 1 page" in called.out


def test_names_of_one_sort(own: Path) -> None:
    found = names(own, "--sort", "place")
    assert {one["sort"] for one in found} == {"place"}
    assert found[0]["name"] == "Tollen Strait"
    assert [one["sort"] for one in names(own)] == sorted(
        (one["sort"] for one in names(own)), key=["actor", "place", "group"].index
    )


def test_a_sort_that_is_none_is_refused(own: Path) -> None:
    called = call("names", "--sort", "persons", "--ledger", own)
    assert (called.status, called.err) == (
        cli.WRONG_USE,
        "error: 'persons' is not a sort of names; they are actor, place, group",
    )


def test_nothing_found_is_said(own: Path) -> None:
    called = call("names", "dragons", "--ledger", own)
    assert (called.status, called.out) == (cli.NOTHING_FOUND, "no name in the ledger fits\n")
    called = call("names", "--decisions", "--ledger", own)
    assert (called.status, called.out) == (cli.NOTHING_FOUND, "no decision on names fits\n")
    assert names(own, "--decisions") == []


def test_a_merge_is_followed_by_series_sources_conflicts_and_show(own: Path) -> None:
    before = everything(own)
    called = decide(own, "merge", "Dalia Morrane", HALDJEK, "--note", "one office")
    assert called.status == cli.DONE
    assert "one from now on: Dalia Morrane = Sevarin Haldjek (decision " in called.out
    origins = {one["name"] for one in everything(own)[3]["origins"]}
    assert HALDJEK in origins
    assert "Dalia Morrane" not in origins
    assert before[2] != everything(own)[2]  # the two voices no longer contradict each other
    sources = call("sources", "--ledger", own).out
    assert "Dalia Morrane = Sevarin Haldjek: Ines Tarv said so on 1 Nov 2025: one office" in sources
    claim = json.loads(call("claims", "--source", "Morrane", "--json", "--ledger", own).out)[0]
    shown = " ".join(call("show", claim["id"], "--ledger", own).out.split())
    assert "Dalia Morrane (taken for Sevarin Haldjek: Ines Tarv said so on 1 Nov 2025" in shown
    assert "chain Sevarin Haldjek →" in shown
    explained = " ".join(
        call("series", "--explain", "--source", "Morrane", "--ledger", own).out.split()
    )
    assert "'Dalia Morrane' is Sevarin Haldjek, Ines Tarv said so on 1 Nov 2025" in explained


def test_a_split_is_followed_whatever_the_program_says(own: Path) -> None:
    called = decide(own, "split", HALDYEK, HALDJEK)
    assert "two from now on" in called.out
    origins = {one["name"] for one in everything(own)[3]["origins"]}
    assert {HALDYEK, HALDJEK} <= origins
    assert "Severin Haldyek is not Sevarin Haldjek: decision: Ines Tarv said so" in called.out


def test_a_decision_taken_back_leaves_all_as_it_was(own: Path) -> None:
    before = everything(own)
    decided = json.loads(decide(own, "merge", "Dalia Morrane", HALDJEK, "--json").out)
    undone = decide(own, "undo", decided["id"][:6])
    assert "taken back: takes back" in undone.out
    assert everything(own) == before
    assert [one["standing"] for one in names(own, "--decisions")] == ["undone", "in force"]
    assert names(own, "--decisions", "--sort", "place") == []
    assert names(own, "--decisions", "Ennik") == []
    assert len(names(own, "--decisions", "morrane")) == 2
    shown = call("names", "--decisions", "--ledger", own).out
    assert "Dalia Morrane = Sevarin Haldjek" in shown
    assert "undone" in shown


def test_places_and_groups_are_decided_too(own: Path) -> None:
    decide(own, "merge", "Hadrun", "Vessin")
    (place,) = names(own, "Hadrun", "--sort", "place")
    assert {"Hadrun", "Vessin"} <= {s["words"] for s in place["spellings"]}
    decide(own, "merge", "Zorvathi soldiers", "Zorvathi prisoners")
    (group,) = names(own, "Zorvathi prisoners", "--sort", "group")
    assert "Zorvathi soldiers" in {s["words"] for s in group["spellings"]}


def test_reading_again_keeps_what_was_decided(own: Path, examples: Path) -> None:
    decide(own, "split", HALDYEK, HALDJEK)
    decided = everything(own)
    call("read", examples, "--ledger", own)
    assert everything(own) == decided


def test_a_name_that_the_ledger_lacks_is_refused_with_the_nearest(own: Path) -> None:
    called = decide(own, "merge", "Sevarin Haldjk", HALDYEK)
    assert called.status == cli.WRONG_USE
    assert called.err.startswith(
        "error: the ledger has no name 'Sevarin Haldjk'; nearest: 'Sevarin Haldjek'"
    )
    called = decide(own, "merge", "Qqxzw", HALDYEK, "--sort", "actor")
    assert called.err == "error: the ledger has no actor 'Qqxzw'; `reportedly names` lists them"
    called = decide(own, "merge", "...", HALDYEK)
    assert "the ledger has no name '...'" in called.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "Hadrun", HALDJEK), "'Hadrun' is a place and 'Sevarin Haldjek' an actor"),
        (("merge", HALDJEK, "the Sevarin Haldjek"), "are one name, written alike"),
        (("merge", "mayor", HALDJEK, "--page", "nowhere.html"), "stands on no page 'nowhere.html'"),
        (("undo", "0ff"), "no decision on names has the id '0ff'"),
        (("undo", ""), "no decision on names has the id ''"),
        (("merge", HALDJEK, "Dalia Morrane", "--by", " "), "needs the name of whoever decides"),
        (("merge", HALDJEK, "Dalia Morrane", "--at", "today"), "'today' is not a moment"),
        (("merge", HALDJEK, "Dalia Morrane", "--note", "a\nb"), "cannot be shown in a line"),
        (("merge", HALDJEK, "Dalia Morrane", "--by", "\x1b[2J"), "cannot be shown in a line"),
        (("split", HALDJEK, "Dalia Morrane", "--sort", "persons"), "is not a sort of names"),
    ],
)
def test_wrong_use_is_explained(own: Path, arguments: tuple[str, ...], message: str) -> None:
    by = () if {"--by", "--at"} <= {*arguments} else BY
    called = call("names", arguments[0], *by, *arguments[1:], "--ledger", own)
    assert called.status == cli.WRONG_USE
    assert message in called.err
    assert names(own, "--decisions") == []


def test_against_anothers_decision_one_must_say_again(own: Path) -> None:
    decide(own, "split", HALDYEK, HALDJEK, "--note", "two officers")
    other = ("--by", "Bo Venn", "--at", "2025-11-02")
    called = decide(own, "merge", HALDYEK, HALDJEK, by=other)
    assert called.status == cli.WRONG_USE
    assert "Ines Tarv decided on 1 Nov 2025 that 'Severin Haldyek' and" in called.err
    assert "noting 'two officers'" in called.err
    assert "add --again to decide otherwise" in called.err
    assert decide(own, "merge", HALDYEK, HALDJEK, "--again", by=other).status == cli.DONE
    assert [one["standing"] for one in names(own, "--decisions")] == ["overruled", "in force"]
    called = decide(own, "merge", HALDJEK, HALDYEK, by=other)
    assert "Bo Venn decided before that" in called.err


def test_a_decision_is_taken_back_once(own: Path) -> None:
    decided = json.loads(decide(own, "split", HALDYEK, HALDJEK, "--json").out)
    decide(own, "undo", decided["id"])
    called = decide(own, "undo", decided["id"])
    assert "was taken back before, by Ines Tarv" in called.err


def test_a_description_is_decided_for_the_story_of_a_page(own: Path) -> None:
    called = decide(own, "merge", "mayor", "Temur Qazhari")
    assert "mayor (in the story of 04-continental-dispatch.html) = Temur Qazhari" in " ".join(
        called.out.split()
    )
    (one,) = names(own, "Temur")
    assert "mayor" in {s["words"] for s in one["spellings"]}


@pytest.mark.parametrize("command", [[], ["list"], ["merge"], ["split"], ["undo"]])
def test_help_has_an_example(command: list[str]) -> None:
    called = call("names", *command, "--help")
    assert called.status == cli.DONE
    assert "Example: reportedly names" in called.out


def test_the_moment_is_now_where_none_is_given(own: Path) -> None:
    called = call(
        "names", "split", HALDYEK, HALDJEK, "--by", "Ines Tarv", "--json", "--ledger", own
    )
    assert json.loads(called.out)["at"].endswith("Z")
