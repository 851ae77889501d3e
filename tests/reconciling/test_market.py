"""An invented fire as seven outlets tell it in ten days, and what a careful recorder lists as conflicts.

A live page, an agency, a ministry, a monitoring group, a local paper; and a bus crash in the same town.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.ledger import Ledger

PAGES = Path(__file__).parent / "market"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with reportedly.open(tmp_path_factory.mktemp("market") / "fire.db") as opened:
        assert reportedly.read(PAGES, opened).read == 7
        yield opened


def figures(ledger: Ledger, event: str) -> list[set[float | None]]:
    found = reportedly.series(ledger, kind="killed")
    return [{s.low for s in one} for one in found if one.title.endswith(f"({event})")]


def test_the_crash_is_no_part_of_the_fire(ledger: Ledger) -> None:
    assert figures(ledger, "road crash") == [{5}]
    assert figures(ledger, "fire") == [{14, 22, 31, 33, 47}]


def test_the_monitor_stands_against_the_ministry_and_nothing_else_does(ledger: Ledger) -> None:
    pairs = [{one.a.low, one.b.low} for one in reportedly.conflicts(ledger)]
    assert {33, 47} in pairs  # both said on the last day
    assert all(
        47 in pair for pair in pairs
    )  # 14, 22, 31, 33 only rise, and the live page has an hour


def test_what_is_told_of_the_fire_is_one_happening(ledger: Ledger) -> None:
    (story,) = reportedly.tolls(ledger)
    titles = [one.title for one in story.story.happenings if "Tessary" in one.title]
    assert titles == [
        "Fire, Tessary, 4 May 2026 to 13 May 2026",
        "Road crash, Tessary, 11 May 2026",
    ]
