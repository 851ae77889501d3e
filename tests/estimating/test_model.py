"""The model finds a truth that was made up, says how sure it is, and refuses where it cannot.

One fit of one invented war serves all tests: compiling it takes most of their time.
"""

from datetime import timedelta

import pytest

from reportedly.errors import EstimateError
from reportedly.estimating import Wanted, estimates_of
from reportedly.records import Diagnostics, Estimate
from tests.estimating.invented import START, report, truth, war

pytest.importorskip("numpyro", reason="the extra reportedly[estimate] is not installed")


@pytest.fixture(scope="module")
def found() -> Estimate:
    (estimate,) = estimates_of(war(), Wanted(start=START, draws=250, seed=11))
    return estimate


class TestAKnownTruth:
    def test_lies_within_the_interval_all_along(self, found: Estimate) -> None:
        for day in (20, 50, 80, 100):
            total = next(d.total for d in found.days if d.day == START + timedelta(days=day))
            assert total.low <= truth(day) <= total.high
            assert total.high / total.low < 2.5, "an interval that says something"

    @pytest.mark.parametrize(
        ("source", "true"),
        [("Zorvath staff", 2.0), ("Ilmerian ministry", 0.33), ("Red Lantern", 1.1)],
    )
    def test_so_do_the_biases(self, found: Estimate, source: str, true: float) -> None:
        (bias,) = [one.bias for one in found.biases if one.source == source]
        assert bias.low <= true <= bias.high

    def test_an_exact_source_is_seen_to_be_exact(self, found: Estimate) -> None:
        noise = {one.source: one.noise for one in found.biases}
        assert noise["Zorvath staff"] < 0.05 < noise["Ilmerian ministry"]

    def test_a_total_never_falls(self, found: Estimate) -> None:
        middles = [day.total.middle for day in found.days]
        assert middles == sorted(middles)

    def test_says_what_it_rests_on(self, found: Estimate) -> None:
        assert found.diagnostics.r_hat < 1.03
        assert any("one true running total" in line for line in found.assumptions)
        assert (found.reports, found.sources) == (len(war()), 5)


class TestRefusing:
    def test_chains_that_disagree(self) -> None:
        from reportedly.estimating.diagnostics import check

        lost = Diagnostics(chains=4, draws=50, r_hat=1.4, effective_draws=9, divergences=30)
        with pytest.raises(EstimateError, match=r"not converged \(R-hat is 1.400.*--draws 200"):
            check(lost, "killed, Ilmeria, soldiers")

    def test_days_beyond_all_measure(self) -> None:
        reports = [report(f"r{day}", day, 10.0 + day, source=f"s{day % 3}") for day in range(9)]
        far = [*reports, report("far", 90_000, 500)]
        with pytest.raises(EstimateError, match="--from and --to"):
            estimates_of(far, Wanted())
