"""The model finds a truth that was made up, says how sure it is, and refuses where it cannot.

One fit of one invented war serves all tests: compiling it takes most of their time.
"""

import math
from collections.abc import Iterator
from datetime import timedelta

import pytest

from reportedly.errors import EstimateError
from reportedly.estimating import Wanted, estimates_of
from reportedly.records import Diagnostics, Estimate
from tests.estimating.invented import START, report, truth, war

pytest.importorskip("numpyro", reason="the extra reportedly[estimate] is not installed")


@pytest.fixture(scope="module", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fits of the same shape find their code compiled: it takes most of their time."""
    import jax

    wanted = {
        "jax_compilation_cache_dir": str(tmp_path_factory.mktemp("compiled")),
        "jax_persistent_cache_min_compile_time_secs": 0.0,
        "jax_persistent_cache_min_entry_size_bytes": -1,
    }
    usual = {name: getattr(jax.config, name) for name in wanted}
    for name, value in wanted.items():
        jax.config.update(name, value)  # type: ignore[no-untyped-call]
    yield
    for name, value in usual.items():
        jax.config.update(name, value)  # type: ignore[no-untyped-call]


def estimated(seed: int) -> Estimate:
    (estimate,) = estimates_of(war(), Wanted(start=START, draws=120, seed=seed))
    return estimate


@pytest.fixture(scope="module")
def found() -> Estimate:
    return estimated(11)


class TestAKnownTruth:
    def test_lies_within_the_interval_all_along(self, found: Estimate) -> None:
        for day in (20, 50, 80, 100):
            total = next(d.total for d in found.days if d.day == START + timedelta(days=day))
            assert total.low <= truth(day) <= total.high
            assert total.high / total.low < 3, "an interval that says something"

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


class TestSeeds:
    def test_the_same_seed_gives_the_same_numbers(self, found: Estimate) -> None:
        assert estimated(11) == found

    def test_another_seed_gives_numbers_near_them(self, found: Estimate) -> None:
        other = estimated(12)
        assert other.days != found.days
        a, b = found.days[-1].total, other.days[-1].total
        width = math.log(a.high / a.low)
        for ours, theirs in ((a.low, b.low), (a.middle, b.middle), (a.high, b.high)):
            assert abs(math.log(ours / theirs)) < width / 4


class TestRefusing:
    def test_draws_that_are_too_few_to_be_trusted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from reportedly.estimating import diagnostics

        monkeypatch.setattr(diagnostics, "FEWEST_DRAWS", 481.0)  # 480 are drawn
        monkeypatch.setattr(diagnostics, "HIGHEST_R_HAT", 1.0)
        with pytest.raises(
            EstimateError, match=r"killed, Ilmeria, soldiers: .*not converged \(R-hat.*draws"
        ):
            estimated(11)

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
