"""The planted copies, revisions and contradictions are found, and nothing else is reported."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reportedly
from reportedly.ledger import Ledger
from reportedly.records import Conflict, Statement
from tests.examples.expectations import EXAMPLES

GOLDEN: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "accounts.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module", params=sorted(GOLDEN))
def story(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ledger, dict[str, Any]]]:
    """A ledger with the pages of one story, and what is expected of it."""
    name = request.param
    with reportedly.open(tmp_path_factory.mktemp(name) / "story.db") as ledger:
        reportedly.read(EXAMPLES / name, ledger)
        yield ledger, GOLDEN[name]


Story = tuple[Ledger, dict[str, Any]]


def side(statement: Statement) -> str:
    return f"{statement.figure.lower()}, {statement.origin}"


def row(conflict: Conflict) -> tuple[str, ...]:
    return conflict.title, *sorted((side(conflict.a), side(conflict.b)))


def test_the_contradictions_are_found_and_no_others(story: Story) -> None:
    ledger, expected = story
    found = sorted(row(conflict) for conflict in reportedly.conflicts(ledger))
    assert found == sorted(
        (one["title"], *sorted((one["a"], one["b"]))) for one in expected["conflicts"]
    )


def test_the_copies_are_found_and_no_others(story: Story) -> None:
    ledger, expected = story
    groups = reportedly.sources(ledger).copies
    assert [[Path(page).name for page in group] for group in groups] == expected["copies"]


def test_the_revisions_are_found(story: Story) -> None:
    ledger, expected = story
    every = reportedly.conflicts(ledger, everything=True)
    revisions = {
        f"{c.a.origin}: {c.a.figure.lower()}, {c.b.figure.lower()}"
        for c in every
        if c.type == "revision"
    }
    assert set(expected["revisions"]) <= revisions


def test_what_was_taken_back_is_apart(story: Story) -> None:
    ledger, expected = story
    apart = [s for one in reportedly.series(ledger) for s in one.apart]
    assert [s.figure for s in apart if s.apart == "corrected"] == expected["corrected"]


def test_no_page_is_a_version_of_another(story: Story) -> None:
    ledger, _ = story
    assert reportedly.sources(ledger).versions == ()
