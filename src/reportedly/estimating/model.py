"""The model: one path, and sources that see it each through a bias and a noise of their own.

Written with NumPyro (Phan, Pradhan, Jankowiak 2019, arXiv 1912.11554). All parameters are real
numbers, so that no transformation stands between them and the sampler.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpy.typing import NDArray

from reportedly.estimating.assumptions import Assumptions
from reportedly.estimating.data import Report, rounding_of

Array = Any
"""An array of JAX, traced or not."""

SUMMED = ("killed", "injured", "casualties")
"""Kinds that add up: casualties are killed and injured. A path of other kinds has itself alone."""

OWN_NOISE = 8
"""From so many figures on a source has a noise of its own; those with fewer share one."""

FEW = "sources with few figures"

_OPENING = (-1.0, 2.0)
"""Logarithm of what was lost before the first day, as a share of what was lost after it."""

_NO_FLOOR, _NO_CEILING = -60.0, 60.0
_LEAST = 1e-14  # what is left of a probability that rounding makes 0: a figure far out stays finite
_T_WEIGHT = (
    5 / 7
)  # Fisher information of the place of Student's t of 4 degrees, in units of its scale
_T_SCALE = 8 / 7  # and of the logarithm of its scale


@dataclass(frozen=True)
class Observed:
    """The reports of one side and group as arrays; `weight` 0 keeps one from being seen.

    `cells` are (source, kind); `noises` (source, kind, whether running), or those of few figures
    together. Figures are logarithms.
    """

    start: date
    length: int
    opening: bool
    kinds: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    noises: tuple[tuple[str, str, bool], ...]
    party: NDArray[np.bool_]
    cell_source: NDArray[np.int64]
    cell_kind: NDArray[np.int64]
    cell: NDArray[np.int64]
    noise: NDArray[np.int64]
    last: NDArray[np.int64]
    before: NDArray[np.int64]
    figure: NDArray[np.float64]
    rounding: NDArray[np.float64]
    floor: NDArray[np.float64]
    ceiling: NDArray[np.float64]
    is_range: NDArray[np.bool_]
    weight: NDArray[np.float64]
    weights: NDArray[np.float64]
    centre: float


def observed(
    reports: Sequence[Report],
    start: date,
    end: date,
    assumptions: Assumptions,
    hidden: frozenset[str] = frozenset(),
    *,
    opening: bool = False,
) -> Observed:
    """Turn reports into arrays.

    Args:
        reports: of one side and one group of people or things, all after `start` and up to `end`.
        start: the day before the path's first.
        end: the last day of the path.
        assumptions: the priors.
        hidden: references of reports that the model must not see; it predicts them.
        opening: whether something may have been lost before `start`.
    """
    found = {report.kind for report in reports}
    kinds = SUMMED if found & set(SUMMED) else tuple(sorted(found))
    cells = tuple(sorted({(r.source, r.kind) for r in reports}))
    sources = tuple(sorted({source for source, _ in cells}))
    noise_of = _noises(reports, hidden)
    noises = tuple(sorted(set(noise_of.values())))
    length = (end - start).days
    last = np.array([(r.day - start).days for r in reports])
    days = np.array([r.days for r in reports])
    ends = np.array([_ends(report) for report in reports])
    seen = np.array([0.0 if r.reference in hidden else 1.0 for r in reports])
    parties = {r.source for r in reports if r.party}
    running = (days == 0) & (seen > 0)
    figures = ends[:, 0]
    return Observed(
        start=start,
        length=length,
        opening=opening,
        kinds=kinds,
        cells=cells,
        sources=sources,
        noises=noises,
        party=np.array([source in parties for source in sources]),
        cell_source=np.array([sources.index(source) for source, _ in cells]),
        cell_kind=np.array([kinds.index(kind) for _, kind in cells]),
        cell=np.array([cells.index((r.source, r.kind)) for r in reports]),
        noise=np.array([noises.index(noise_of[_scattering(r)]) for r in reports]),
        last=last,
        before=np.where(days == 0, 0, np.maximum(last - days, 0)),
        figure=figures,
        rounding=ends[:, 1],
        floor=ends[:, 2],
        ceiling=ends[:, 3],
        is_range=np.array([not r.is_point for r in reports]),
        weight=seen,
        weights=_between_knots(length, assumptions.knot_days),
        centre=float(np.median(figures[running] if running.any() else figures)),
    )


def _scattering(report: Report) -> tuple[str, str, bool]:
    return report.source, report.kind, report.days == 0


def _noises(
    reports: Sequence[Report], hidden: frozenset[str]
) -> dict[tuple[str, str, bool], tuple[str, str, bool]]:
    """Whose noise each source's figures of a kind have: their own, or that of all with few figures."""
    counts = Counter(_scattering(report) for report in reports if report.reference not in hidden)
    return {
        one: one if counts[one] >= OWN_NOISE else (FEW, "", one[2])
        for one in sorted({_scattering(report) for report in reports})
    }


def _ends(report: Report) -> tuple[float, float, float, float]:
    """Logarithms of a figure (of a range, its middle), its rounding, its floor and its ceiling."""
    low, high = report.low, report.high
    floor = math.log(max(low - rounding_of(low), 0.5)) if low else _NO_FLOOR
    ceiling = math.log(high + rounding_of(high)) if high is not None else _NO_CEILING
    if low is not None and report.is_point:
        width = ceiling - math.log(max(low - rounding_of(low), low / 2, 0.5))
        return math.log(low), width / math.sqrt(12), floor, ceiling
    known = [math.log(end) for end in (low, high) if end]
    return sum(known) / len(known), 0.0, floor, ceiling


def _between_knots(length: int, knot_days: int) -> NDArray[np.float64]:
    """For each day the shares of the knots around it: the rate is a line from knot to knot."""
    knots = max(2, math.ceil(length / knot_days) + 1)
    weights = np.zeros((length, knots))
    for day in range(length):
        at = min(day // knot_days, knots - 2)
        share = day / knot_days - at
        weights[day, at], weights[day, at + 1] = 1 - share, share
    return weights


def model(data: Observed, assumptions: Assumptions) -> dict[str, Array]:
    """The probability of all parameters and figures, as NumPyro takes it.

    Returns the logarithms of the path of the first kind (`path`, a value a day, the first day after
    the start first), of what each kind has of it (`kinds`), of each cell's bias (`bias`) and of each
    noise (`noise`), and the place and scale of each report (`expected`, `scatter`).
    """
    prior = assumptions
    steps = data.weights.shape[1] - 1
    turns = numpyro.sample("turns", dist.Normal(0.0, prior.roughness).expand([steps]).to_event(1))
    level = numpyro.sample("level", dist.Normal(data.centre, prior.level))
    wounded = numpyro.sample("wounded", dist.Normal(math.log(prior.wounded), prior.wounded_spread))
    spread = jnp.where(data.party, prior.party, prior.third)
    source = numpyro.sample("source", dist.StudentT(prior.bias_tails, level, spread).to_event(1))
    shares = _shares(data.kinds, wounded)
    cell = numpyro.sample(
        "cell",
        dist.Normal(source[data.cell_source] + shares[data.cell_kind], prior.kinds).to_event(1),
    )
    noise = numpyro.sample(
        "noise",
        dist.Normal(math.log(prior.noise), prior.noise_spread)
        .expand([len(data.noises)])
        .to_event(1),
    )
    values = {"turns": turns, "cell": cell, "noise": noise}
    if data.opening:
        values["opening"] = numpyro.sample("opening", dist.Normal(*_OPENING))
    expected, scatter, growth = _seen(data, prior, values)
    numpyro.factor("figures", jnp.sum(data.weight * _log_density(data, prior, expected, scatter)))
    return {
        "path": level + growth,
        "kinds": shares,
        "bias": cell - level - shares[data.cell_kind],
        "noise": noise,
        "expected": expected,
        "scatter": scatter,
    }


def _shares(kinds: tuple[str, ...], wounded: Array) -> Array:
    """Logarithm of how many of each kind there are for one of the first."""
    if kinds == SUMMED:
        return jnp.stack([jnp.zeros(()), wounded, jnp.log1p(jnp.exp(wounded))])
    return jnp.zeros(len(kinds))


def _seen(data: Observed, prior: Assumptions, values: dict[str, Array]) -> tuple[Array, ...]:
    """Place and scale of each report, and the logarithm of the path as a share of its end."""
    rates = jnp.concatenate([jnp.zeros(1), jnp.cumsum(values["turns"])])
    totals: Array = jnp.cumsum(jnp.exp(data.weights @ rates))
    before = jnp.exp(values["opening"]) * totals[-1] if data.opening else jnp.zeros(())
    share: Array = (before + jnp.concatenate([jnp.zeros(1), totals])) / (before + totals[-1])
    counted = share[data.last] - share[data.before]
    expected = values["cell"][data.cell] + jnp.log(counted)
    scatter = jnp.sqrt(jnp.exp(2 * values["noise"][data.noise]) + prior.noise_floor**2)
    return expected, scatter, jnp.log(share[1:])


def _log_density(data: Observed, prior: Assumptions, expected: Array, scatter: Array) -> Array:
    """Of one number its density, rounding as noise; of ranges, floors and ceilings what lies inside."""
    scale = jnp.sqrt(scatter**2 + data.rounding**2)
    point = dist.StudentT(prior.noise_tails, expected, scale).log_prob(data.figure)
    soft = jnp.sqrt(scatter**2 + prior.ends**2)
    above: Array = (data.floor - expected) / soft
    below: Array = (data.ceiling - expected) / soft
    inside = jnp.log(jnp.maximum(_t4_below(below) - _t4_below(above), _LEAST))
    return jnp.where(data.is_range, inside, point)


def _t4_below(t: Array) -> Array:
    """Student's t of 4 degrees of freedom: the probability of less, which has a closed form."""
    u = t / jnp.sqrt(1 + t * t / 4)
    return 0.5 + 0.375 * u * (1 - u * u / 12)


def residuals(data: Observed, assumptions: Assumptions, values: dict[str, Array]) -> Array:
    """Distances whose squares add up to what the model's curvature is about (Fisher scoring)."""
    prior = assumptions
    expected, scatter, _ = _seen(data, prior, values)
    width = jnp.where(
        data.is_range,
        jnp.minimum(data.ceiling - data.floor, 20.0) ** 2 / 12,
        data.rounding**2,
    )
    scale = jax.lax.stop_gradient(jnp.sqrt(scatter**2 + width))
    shares = _shares(data.kinds, values["wounded"])
    source = values["source"]
    spread = jnp.where(data.party, prior.party, prior.third)
    weight = jnp.sqrt(data.weight * _T_WEIGHT)
    of_noise = jnp.sqrt(data.weight * _T_SCALE * jnp.where(data.is_range, 0.1, 1.0))
    opening = [(values["opening"][None] - _OPENING[0]) / _OPENING[1]] if data.opening else []
    return jnp.concatenate(
        [
            *opening,
            values["turns"] / prior.roughness,
            (values["level"] - data.centre)[None] / prior.level,
            values["wounded"][None] / prior.wounded_spread,
            (source - values["level"]) / spread * math.sqrt(_T_WEIGHT),
            (values["cell"] - source[data.cell_source] - shares[data.cell_kind]) / prior.kinds,
            values["noise"] / prior.noise_spread,
            weight * expected / scale,
            of_noise * values["noise"][data.noise],
        ]
    )


def starting_values(data: Observed, assumptions: Assumptions) -> dict[str, NDArray[np.float64]]:
    """Where the search for the most probable values starts."""
    wounded = math.log(assumptions.wounded)
    shares = [0.0, wounded, math.log1p(math.exp(wounded))] if data.kinds == SUMMED else [0.0]
    shares += [0.0] * len(data.kinds)
    opening = {"opening": np.array(_OPENING[0])} if data.opening else {}
    return opening | {
        "turns": np.zeros(data.weights.shape[1] - 1),
        "level": np.array(data.centre),
        "wounded": np.array(wounded),
        "source": np.full(len(data.sources), data.centre),
        "cell": np.array([data.centre + shares[kind] for kind in data.cell_kind]),
        "noise": np.full(len(data.noises), math.log(assumptions.noise)),
    }
