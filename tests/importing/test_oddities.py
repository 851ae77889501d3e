"""Quirks of tables are told, and nothing is mended."""

from pathlib import Path

from reportedly.importing import Oddities, claim_of
from reportedly.records import Oddity
from tests.importing.invented import mapping, opened, write_table


def row(day: int, what: str, number: int, end: str = "", source: str = "Ilmerian staff") -> str:
    return f"2026-02-{day:02},{what},Z,,,{number},{end},yes,{source},,"


def told(tmp_path: Path, *rows: str) -> dict[str, Oddity]:
    _, sheet, found = opened(write_table(tmp_path, rows), mapping(tmp_path))
    with Oddities() as oddities:
        for one in found:
            oddities.earlier(one)
            oddities.add(one, claim_of(sheet, one))
        return {oddity.type: oddity for oddity in oddities.told()}


def test_a_plain_table_is_not_odd(tmp_path: Path) -> None:
    assert not told(tmp_path, row(1, "dead", 5), row(2, "dead", 7), row(3, "wounded", 9))


def test_repeated_rows_are_counted_by_their_numbers(tmp_path: Path) -> None:
    odd = told(tmp_path, row(1, "dead", 5), row(2, "dead", 7), *[row(1, "dead", 5)] * 2)
    assert odd["repeated rows"].count == 2
    assert odd["repeated rows"].rows == ((2, 4),)


def test_a_range_in_two_rows_is_told_and_stays_two(tmp_path: Path) -> None:
    ends = row(1, "dead", 5, "floor"), row(1, "dead", 9, "ceiling")
    odd = told(tmp_path, *ends, row(2, "dead", 5, "floor"))
    assert odd["ranges in two rows"].count == 1
    assert odd["ranges in two rows"].rows == ((2, 3),)
    assert not told(tmp_path, row(1, "dead", 9, "floor"), row(1, "dead", 5, "ceiling"))
    assert not told(tmp_path, ends[0], row(1, "dead", 9, "ceiling", source="Tollen Watch"))


def test_wounded_that_are_a_multiple_of_the_dead_are_told(tmp_path: Path) -> None:
    rows = [row(day, "dead", 10 * day) for day in range(1, 9)]
    rows += [row(day, "wounded", 30 * day) for day in range(1, 7)]
    rows += [row(7, "wounded", 71), row(8, "wounded", 82)]
    odd = told(tmp_path, *rows)["multiples"]
    assert odd.count == 6
    assert "6 of 8" in odd.note
    assert "exactly 3 times" in odd.note
    chance = [row(day, "wounded", 30 * day + (day > 2)) for day in range(1, 9)]
    assert not told(tmp_path, *rows[:8], *chance)
