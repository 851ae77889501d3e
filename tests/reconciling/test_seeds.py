"""The two real pages that the program was first made for: one account of both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.ledger import Ledger
from reportedly.reconciling import lines
from reportedly.records import Series


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if not (shared / "seeds").exists():
        pytest.skip(f"no seeds at {shared}")
    with reportedly.open(tmp_path_factory.mktemp("seeds") / "seeds.db") as opened:
        assert reportedly.read(shared / "seeds", opened).read == 2
        yield opened


@pytest.fixture(scope="module")
def account(ledger: Ledger) -> list[Series]:
    return [*reportedly.series(ledger)]


def figures(series: Series) -> list[str]:
    return [statement.figure.lower() for statement in series]


def test_one_man_of_three_spellings_is_one_voice(account: list[Series]) -> None:
    spoken = {s.origin for one in account for s in one if "elensk" in (s.source or "")}
    assert len(spoken) == 1


def test_soldiers_sent_rise_from_page_to_page(account: list[Series]) -> None:
    (sent,) = [one for one in account if one.kind == "deployed" and len(one) > 1]
    assert figures(sent) == ["some 11,000", "approximately 12,000"]
    assert sent.verdict.startswith("consistent, rising")


def test_casualties_stand_on_one_line_of_two_linked_series(account: list[Series]) -> None:
    (line,) = [line for line in lines(account) if len(line.series) > 1]
    assert [figures(series) for series in line.series] == [["around 4,000"], ["more than 3,000"]]
    assert (line.verdict or "").startswith("consistent, rising")


def test_the_battalion_is_one_statement_with_the_hedge_of_the_text(account: list[Series]) -> None:
    (battalion,) = [one for one in account for s in one if "battalion" in s.figure]
    assert figures(battalion) == ["up to a battalion"]
    assert len(battalion.statements[0].claims) > 2


def test_nothing_contradicts_anything(ledger: Ledger) -> None:
    assert reportedly.conflicts(ledger) == []


def test_a_part_of_the_casualties_does_not_lower_the_toll_of_the_whole(ledger: Ledger) -> None:
    lines_of = [
        line
        for toll in reportedly.tolls(ledger, kind="casualties", who="North Korean")
        for line in toll.lines
    ]
    whole = next(one for one in lines_of if one.place == "Russia")
    part = next(one for one in lines_of if one.place == "Kursk" and one.unit is None)
    assert whole.minimum is not None
    assert part.minimum is not None
    assert (whole.minimum.value, part.minimum.value) == (4000, 3000)
    assert part.within == (whole.id,)
    assert (whole.side, whole.status) == ("North Korea", "combatants")


def test_the_battalion_is_people_only_as_an_assumption(ledger: Ledger) -> None:
    asked = [reportedly.tolls(ledger, kind="casualties", assume=assume) for assume in (False, True)]
    told, assumed = (
        next(line for toll in tolls for line in toll.lines if line.unit == "battalions")
        for tolls in asked
    )
    assert told.assumption is None
    assert told.voices == 1
    assert assumed.assumption is not None
    assert (assumed.assumption.low, assumed.assumption.high) == (None, 1000)
