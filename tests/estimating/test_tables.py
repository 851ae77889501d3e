"""What the rows of a hand-kept table give to the model, by the mappings of `import`."""

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import InputError, UsageError
from reportedly.estimating import Report, read_table

FLAGS = (
    "days,loss_count,loss_type,claim_source,time_frame,loss_country,minimum,maximum,category,"
    "source_target"
)
BEST = (
    "date,estimate_low,estimate_high,estimate,type,source,source_url,country,"
    '"ignore for chart, data from warring parties"'
)


def table(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "reports.csv"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def reports(path: Path, mapping: Path | str | None = None) -> list[Report]:
    found, left_out = read_table(path, mapping)
    assert left_out == ()
    return found


class TestShippedMappings:
    def test_rows_with_flags_for_the_ends_of_ranges(self, tmp_path: Path) -> None:
        path = table(
            tmp_path,
            FLAGS,
            "2,1e+03,,UA Source,Cumulative,Ilmeria,0,0,Military Deaths,",
            "3,50,,Other,Day,Ilmeria,1,0,Tanks,",
        )
        first, second = reports(path)
        assert (first.low, first.high, first.day) == (1000, 1000, date(2022, 2, 26))
        assert (first.kind, first.who, first.party, first.days) == ("killed", "soldiers", True, 0)
        assert (second.low, second.high, second.days) == (50, None, 1)
        assert (second.kind, second.who, second.side) == ("destroyed", "Tanks", "Ilmeria")
        assert (second.party, second.reference) == (False, "row 3")

    def test_rows_with_low_high_and_best(self, tmp_path: Path) -> None:
        path = table(
            tmp_path,
            BEST,
            '1/7/2031,"1,500",2000,,deaths,UK Ministry of Defence,,ukraine,',
            "02/07/2031,,,900,casualties,officials (via the Lantern),,russia,yes",
        )
        first, second = reports(path)
        assert (first.low, first.high, first.source) == (1500, 2000, "UK MoD")
        assert (second.kind, second.side, second.party) == ("casualties", "Russia", True)
        assert second.source == "officials (via the Lantern)", "whose way the figure took too"

    def test_a_table_in_latin_1(self, tmp_path: Path) -> None:
        row = "2,4,,Other,Day,Ilm\xe9ria,0,0,Tanks,"
        (found,) = reports(table(tmp_path, FLAGS, row, encoding="latin-1"))
        assert found.side == "Ilm\xe9ria"


MINE = """
name = "mine"
title = "the fallen"
[number]
best = "dead"
[claim]
kind = "killed"
who = { column = "whose" }
window = { column = "over", values = { war = "cumulative", week = "period", raid = "event" } }
source = { column = "said by" }
stance = { column = "denied", values = { "" = "asserts", x = "denies" } }
[when]
start = { column = "from", format = "%Y-%m-%d" }
end = { column = "to", format = "%Y-%m-%d" }
[stated]
column = "said"
format = "%Y-%m-%d"
"""
HEADER = "dead,whose,over,said by,denied,from,to,said"


class TestMappingsOfOnesOwn:
    @pytest.fixture
    def mapping(self, tmp_path: Path) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(MINE, encoding="utf-8")
        return path

    def test_side_group_and_party_follow_from_the_claim(
        self, tmp_path: Path, mapping: Path
    ) -> None:
        rows = (
            "40,Polish soldiers,war,Polish staff,,,2031-03-05,2031-03-06",
            "9,Polish soldiers,week,Red Lantern,,2031-03-01,2031-03-07,2031-03-08",
            "50,Polish soldiers,war,Red Lantern,,,,2031-03-08",
        )
        first, second, third = reports(table(tmp_path, HEADER, *rows), mapping)
        assert (first.side, first.party, first.day) == ("Poland", True, date(2031, 3, 5))
        assert (second.party, second.days, second.day) == (False, 7, date(2031, 3, 7))
        assert third.day == date(2031, 3, 8), "a total without a day holds for the day it was said"

    def test_what_no_ledger_counts_no_table_counts(self, tmp_path: Path, mapping: Path) -> None:
        rows = (
            "40,soldiers,war,Red Lantern,x,,2031-03-05,",
            "9,soldiers,week,Red Lantern,,,,2031-03-08",
            "7,soldiers,raid,Red Lantern,,,2031-03-05,",
            "6,soldiers,war,Red Lantern,,,,",
        )
        found, left_out = read_table(table(tmp_path, HEADER, *rows), mapping)
        assert found == []
        assert {one.reason: one.examples for one in left_out} == {
            "a stretch of days without both ends": ("row 3",),
            "no day known": ("row 5",),
            "not counted: denied": ("row 2",),
            "the toll of one happening, no running total": ("row 4",),
        }

    def test_a_table_that_names_no_side_takes_nobody_for_a_party(
        self, tmp_path: Path, mapping: Path
    ) -> None:
        row = "40,soldiers,war,Red Lantern,,,2031-03-05,"
        (found,) = reports(table(tmp_path, HEADER, row), mapping)
        assert (found.side, found.party) == ("all", False)


class TestMistakes:
    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("2,many,,Other,Cumulative,Ilmeria,0,0,Military Deaths,", "row 2: 'loss_count'"),
            ("2,-4,,Other,Cumulative,Ilmeria,0,0,Military Deaths,", "less than nothing"),
            ("soon,4,,Other,Cumulative,Ilmeria,0,0,Military Deaths,", "not a number of days"),
            ("9e99,4,,Other,Cumulative,Ilmeria,0,0,Military Deaths,", "not a number of days"),
            ("2,4,,Other,Weekly,Ilmeria,0,0,Military Deaths,", "stands for no window"),
            ("2,,,Other,Cumulative,Ilmeria,0,0,Military Deaths,", "no number stands"),
        ],
    )
    def test_a_bad_cell_is_named(self, tmp_path: Path, row: str, told: str) -> None:
        with pytest.raises(InputError, match=told):
            read_table(table(tmp_path, FLAGS, row))

    def test_columns_that_no_mapping_fits(self, tmp_path: Path) -> None:
        path = table(tmp_path, "when,dead", "1,2")
        with pytest.raises(UsageError, match=r"none of .* fits .*'when', 'dead'.*--mapping"):
            read_table(path)
        with pytest.raises(InputError, match=r"no column .*'claim_source'"):
            read_table(path, "minimum-maximum")

    def test_standard_input_needs_a_mapping(self) -> None:
        with pytest.raises(UsageError, match=r"standard input: .*--mapping"):
            read_table("-")
