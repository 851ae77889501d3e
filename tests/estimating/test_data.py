"""Which reports are one report told twice, and what is too little to estimate from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import EstimateError
from reportedly.estimating import Preparing, Report, Wanted, estimates_of, prepare
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


class TestTooLittle:
    def test_nothing_at_all(self) -> None:
        with pytest.raises(EstimateError, match="no figure of killed that fits"):
            estimates_of([], Wanted())

    def test_one_source_cannot_be_weighed(self) -> None:
        alone = [report(f"a{day}", day, 10.0 * day) for day in range(1, 20)]
        with pytest.raises(EstimateError, match="1 of 2 sources that it takes"):
            estimates_of(alone, Wanted())

    def test_tolls_of_days_without_any_running_total(self) -> None:
        tolls = [report(f"a{day}", day, 10.0 + day, days=1) for day in range(1, 20)]
        with pytest.raises(EstimateError, match="no running total"):
            estimates_of(tolls, Wanted())
