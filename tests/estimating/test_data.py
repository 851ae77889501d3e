"""Which reports are one report told twice, and how tables are read."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import EstimateError, InputError, UsageError
from reportedly.estimating import Preparing, Report, Wanted, estimates_of, prepare, read_table
from reportedly.estimating.data import rounding_of
from tests.estimating.invented import report, war


def left_out(*reports: Report) -> dict[str, int]:
    return {
        out.reason.split(":")[0].split(",")[0]: out.reports for out in prepare(reports).left_out
    }


class TestWhatIsNoEvidenceOfItsOwn:
    def test_the_same_report_twice_is_one(self) -> None:
        assert left_out(report("a", 3, 120), report("b", 3, 120)) == {"the same report again": 1}

    def test_a_total_that_is_repeated_unchanged_was_said_on_its_first_day(self) -> None:
        prepared = prepare([report("a", 3, 900), report("b", 40, 900), report("c", 50, 1000)])
        assert [r.reference for r in prepared.reports] == ["a", "c"]

    def test_the_same_toll_of_two_days_is_two_tolls(self) -> None:
        assert left_out(report("a", 3, 90, days=1), report("b", 4, 90, days=1)) == {}

    def test_a_floor_and_a_ceiling_of_one_day_are_one_range(self) -> None:
        ends = [report("a", 3, 700, high=None), report("b", 3, None, high=1500)]
        (found,) = prepare(ends).reports
        assert (found.low, found.high, found.reference) == (700, 1500, "a, b")

    def test_a_floor_alone_stays_a_floor(self) -> None:
        (found,) = prepare([report("a", 3, 700, high=None)]).reports
        assert found.high is None

    def test_wounded_that_are_three_times_the_dead_day_after_day_are_arithmetic(self) -> None:
        days = [(day, 1000.0 + 17 * day) for day in range(1, 5)]
        dead = [report(f"k{day}", day, count) for day, count in days]
        wounded = [report(f"w{day}", day, 3 * count, kind="injured") for day, count in days]
        assert left_out(*dead, *wounded) == {"a whole multiple of the source's own dead": 4}
        assert left_out(*dead, *wounded[:2]) == {}, "twice may be chance"

    def test_an_unround_figure_of_another_source_is_a_copy(self) -> None:
        first = report("a", 3, 9861, source="leaked page")
        assert left_out(first, report("b", 8, 9861)) == {"another source's figure": 1}
        assert left_out(first, report("b", 90, 9861)) == {}, "months later it may be another count"
        round_one = report("a", 3, 15000, source="leaked page")
        assert left_out(round_one, report("b", 8, 15000)) == {}, "two may well round to 15,000"

    def test_nothing_is_left_out_where_that_is_asked_for(self) -> None:
        everything = Preparing(duplicates=False, repeats=False, multiples=False, copies=False)
        assert len(prepare([report("a", 3, 120), report("b", 3, 120)], everything).reports) == 2

    def test_the_order_of_reports_does_not_matter(self) -> None:
        assert prepare(war()) == prepare(war()[::-1])


@given(st.integers(1, 10**7))
def test_rounding_is_less_than_the_figure_and_at_least_half_a_man(number: int) -> None:
    assert 0.5 <= rounding_of(number) <= max(number / 2, 0.5)


HEAD = "days,loss_count,loss_country,claim_source,time_frame,minimum,maximum,category\n"


class TestTables:
    def test_rows_with_flags_for_the_ends_of_ranges(self, tmp_path: Path) -> None:
        rows = (
            "2,1e+03,Ilmeria,UA Source,Cumulative,0,0,Military Deaths\n"
            "3,50,Ilmeria,Other,Day,1,0,Tanks\n"
        )
        path = tmp_path / "reports.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        first, second = read_table(path)
        assert (first.low, first.high, first.day) == (1000, 1000, date(2022, 2, 26))
        assert (first.kind, first.who, first.party, first.days) == ("killed", "soldiers", True, 0)
        assert (second.low, second.high, second.days) == (50, None, 1)
        assert (second.kind, second.who, second.reference) == ("destroyed", "Tanks", "row 3")

    def test_rows_with_low_high_and_best(self, tmp_path: Path) -> None:
        path = tmp_path / "estimates.csv"
        path.write_text(
            "date,estimate_low,estimate_high,estimate,type,source,source_url,country,"
            '"ignore for chart, data from warring parties"\n'
            '1/7/2031,"1,500",2000,,deaths,UK Ministry of Defence,,ilmeria,\n'
            "02/07/2031,,,900,casualties,Zorvath staff,,ilmeria,yes\n"
            "03/07/2031,,,,deaths,Zorvath staff,,ilmeria,\n",
            encoding="utf-8",
        )
        first, second = read_table(path)
        assert (first.low, first.high, first.source) == (1500, 2000, "UK MoD")
        assert (second.kind, second.side, second.party) == ("casualties", "Ilmeria", True)

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("2,many,Ilmeria,Other,Cumulative,0,0,Military Deaths", "row 2, column loss_count"),
            ("2,-4,Ilmeria,Other,Cumulative,0,0,Military Deaths", "no number of losses"),
            ("soon,4,Ilmeria,Other,Cumulative,0,0,Military Deaths", "is no day"),
            ("9e99,4,Ilmeria,Other,Cumulative,0,0,Military Deaths", "is no day"),
            ("2,4,Ilmeria,Other,Weekly,0,0,Military Deaths", "is no window"),
        ],
    )
    def test_a_bad_cell_is_named(self, tmp_path: Path, row: str, told: str) -> None:
        path = tmp_path / "reports.csv"
        path.write_text(f"{HEAD}{row}\n", encoding="utf-8")
        with pytest.raises(InputError, match=told):
            read_table(path)

    def test_a_table_of_unknown_columns_is_told_what_to_do(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text("when,dead\n1,2\n", encoding="utf-8")
        with pytest.raises(UsageError, match="--mapping"):
            read_table(path)
        with pytest.raises(UsageError, match=r"lacks: .*claim_source"):
            read_table(path, "reports")

    def test_a_table_in_latin_1(self, tmp_path: Path) -> None:
        path = tmp_path / "reports.csv"
        path.write_bytes((HEAD + "2,4,Ilm\xe9ria,Other,Day,0,0,Tanks\n").encode("latin-1"))
        with pytest.raises(InputError, match="UTF-8"):
            read_table(path)

    def test_a_layout_of_ones_own(self, tmp_path: Path) -> None:
        (tmp_path / "mine.csv").write_text(
            "when,dead,whose,said by,of\n2031-03-05,40,Ilmeria,Red Lantern,fallen\n", "utf-8"
        )
        layout = tmp_path / "mine.toml"
        layout.write_text(
            'start = 2031-03-01\nday = "when"\ndate_format = "%Y-%m-%d"\nfigure = "dead"\n'
            'side = "whose"\nsource = "said by"\ncategory = "of"\n'
            '[categories]\nfallen = { kind = "killed", who = "soldiers" }\n',
            "utf-8",
        )
        (found,) = read_table(tmp_path / "mine.csv", layout)
        assert (found.low, found.day, found.source) == (40, date(2031, 3, 5), "Red Lantern")
        layout.write_text('day = "when"\n', "utf-8")
        with pytest.raises(UsageError, match="lacks start"):
            read_table(tmp_path / "mine.csv", layout)


class TestTooLittle:
    def test_nothing_at_all(self) -> None:
        with pytest.raises(EstimateError, match="no figure of killed that fits"):
            estimates_of([], Wanted())

    def test_one_source_cannot_be_weighed(self) -> None:
        alone = [report(f"a{day}", day, 10.0 * day) for day in range(1, 20)]
        with pytest.raises(EstimateError, match=r"1 sources \(at least 2\)"):
            estimates_of(alone, Wanted())

    def test_tolls_of_days_without_any_running_total(self) -> None:
        tolls = [report(f"a{day}", day, 10.0 + day, days=1) for day in range(1, 20)]
        with pytest.raises(EstimateError, match="no running total"):
            estimates_of(tolls, Wanted())
