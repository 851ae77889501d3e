"""`conflicts` and `sources` as a person calls them."""

import json
from pathlib import Path

import pytest

from reportedly import cli
from tests.cli.conftest import call


def test_conflicts_shows_both_sides_with_their_words(ledger: Path) -> None:
    called = call("conflicts", "--kind", "killed", "--where", "Tollen", "--ledger", ledger)
    assert called.status == cli.DONE
    assert "contradiction: killed: people, Tollen Strait" in called.out
    assert "Dalia Morrane" in called.out
    assert "Sevarin Haldjek" in called.out


def test_conflicts_as_json_has_both_statements(ledger: Path) -> None:
    found = json.loads(call("conflicts", "--ledger", ledger, "--json").out)
    assert {"type", "series", "a", "b"} <= set(found[0])
    assert {"page", "claims", "figure", "origin", "stated", "sentence"} <= set(found[0]["a"])


def test_all_conflicts_are_more_than_the_standing_ones(ledger: Path) -> None:
    standing = json.loads(call("conflicts", "--ledger", ledger, "--json").out)
    every = json.loads(call("conflicts", "--all", "--ledger", ledger, "--json").out)
    assert len(every) > len(standing)
    assert every[: len(standing)] == standing


@pytest.mark.parametrize("asked", [[], ["--all"], ["--kind", "killed"]])
def test_conflicts_that_are_left_out_are_counted(ledger: Path, asked: list[str]) -> None:
    every = json.loads(call("conflicts", *asked, "--ledger", ledger, "--json").out)
    assert len(every) > 1
    for form in ([], ["--json"]):
        called = call("conflicts", *asked, "--ledger", ledger, "--limit", "1", *form)
        assert f"these are the worst 1 of {len(every)}; --limit shows more" in called.err
    called = call("conflicts", *asked, "--ledger", ledger, "--limit", str(len(every)))
    assert "these are the worst" not in called.err


def test_no_conflict_is_said_to_be_none(ledger: Path) -> None:
    called = call("conflicts", "--kind", "cost", "--ledger", ledger)
    assert called.status == cli.NOTHING_FOUND
    assert "no figures in the ledger contradict each other" in called.out
    empty = call("conflicts", "--kind", "cost", "--ledger", ledger, "--json")
    assert json.loads(empty.out) == []


def test_sources_shows_voices_and_copies(ledger: Path) -> None:
    called = call("sources", "--where", "Tollen", "--ledger", ledger)
    assert called.status == cli.DONE
    assert "Sevarin Haldjek" in called.out
    assert "copies of one report, its first publisher first" in called.out
    assert "02-essel-courier.html" in called.out


def test_sources_as_json(ledger: Path) -> None:
    found = json.loads(call("sources", "--ledger", ledger, "--json").out)
    assert {"origins", "chains", "copies"} <= set(found)
    assert [[Path(page).name for page in group] for group in found["copies"]] == [
        ["01-strait-news-agency.txt", "02-essel-courier.html"],
        ["01-ilmerian-press-bureau.txt", "02-capital-observer.html"],
    ]
    ids = {chain["statement"] for chain in found["chains"]}
    assert {name for origin in found["origins"] for name in origin["statements"]} <= ids


def test_sources_as_a_graph(ledger: Path) -> None:
    drawn = call("sources", "--format", "dot", "--ledger", ledger).out
    assert drawn.startswith("digraph sources {")
    assert drawn.endswith("}\n")
    assert '"Sevarin Haldjek" [shape=ellipse];' in drawn
    assert 'label="copy"' in drawn


def test_an_unknown_format_is_refused(ledger: Path) -> None:
    called = call("sources", "--format", "pdf", "--ledger", ledger)
    assert (called.status, called.err) == (
        cli.WRONG_USE,
        "error: 'pdf' is not a format of sources; they are text, json, svg, dot",
    )


@pytest.mark.parametrize("command", ["conflicts", "sources"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example: reportedly {command}" in call(command, "--help").out


def test_sources_of_nothing(ledger: Path) -> None:
    called = call("sources", "--who", "dragons", "--ledger", ledger)
    assert called.status == cli.NOTHING_FOUND
    assert (
        json.loads(call("sources", "--who", "dragons", "--json", "--ledger", ledger).out)["origins"]
        == []
    )


def test_series_explained(ledger: Path) -> None:
    called = call(
        "series", "--explain", "--kind", "killed", "--where", "Tollen", "--ledger", ledger
    )
    assert called.status == cli.DONE
    assert "place Tollen Strait: " in called.out
    assert "near, but not in it" in called.out
    found = json.loads(
        call("series", "--explain", "--json", "--kind", "killed", "--ledger", ledger).out
    )
    assert {"id", "title", "inside", "near"} == set(found[0])
