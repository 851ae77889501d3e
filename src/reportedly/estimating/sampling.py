"""Draws from the model: the most probable values, the curvature there, and Hamiltonian Monte Carlo.

One source may report to a part in a thousand every day while the scale of the total is known to a
factor of two. The sampler therefore walks in coordinates in which the model's curvature at its most
probable values is that of a ball; its own adaptation of masses is too coarse for the first.
"""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree
from numpy.typing import NDArray
from numpyro import handlers
from numpyro.infer import MCMC, NUTS
from numpyro.infer.util import log_density

from reportedly.estimating.assumptions import Assumptions
from reportedly.estimating.diagnostics import diagnose
from reportedly.estimating.model import Array, Observed, model, residuals, starting_values
from reportedly.records import Diagnostics

CHAINS = 4
WARM_UP = 150
DEEPEST_TREE = 8  # 255 steps; 31 are usual
ACCEPTED = 0.85
_MOST_STEPS = 100
_SOFTEST = 0.5  # curvature below which a direction is as wide as its prior lets it


@dataclass(frozen=True)
class Draws:
    """Draws of what the model returns, by name, the first axis over draws; and their diagnostics."""

    values: dict[str, NDArray[np.float64]]
    diagnostics: Diagnostics


def sample(data: Observed, assumptions: Assumptions, seed: int, draws: int = 300) -> Draws:
    """Draw from the model, given the figures; the same for the same seed.

    Args:
        data: the reports.
        assumptions: the priors.
        seed: starts the random numbers.
        draws: so many of each of four chains.
    """
    # The processor, whatever else there is, and eight bytes a number: the same draws everywhere.
    with jax.enable_x64(True), jax.default_device(jax.devices("cpu")[0]):
        return _sample(data, assumptions, seed, draws)


def _sample(data: Observed, assumptions: Assumptions, seed: int, draws: int) -> Draws:
    start, unravel = ravel_pytree(
        {name: jnp.asarray(v) for name, v in starting_values(data, assumptions).items()}
    )

    def unlikely(flat: Array) -> Array:
        return -log_density(model, (data, assumptions), {}, unravel(flat))[0]

    def distances(flat: Array) -> Array:
        return residuals(data, assumptions, unravel(flat))

    centre, curvature = _most_probable(unlikely, distances, np.asarray(start))
    sizes, directions = np.linalg.eigh(curvature)
    stretch = jnp.asarray(directions / np.sqrt(np.maximum(sizes, _SOFTEST)))
    middle = jnp.asarray(centre)
    kernel = NUTS(
        potential_fn=lambda point: unlikely(middle + stretch @ point),
        adapt_mass_matrix=False,
        target_accept_prob=ACCEPTED,
        max_tree_depth=DEEPEST_TREE,
    )
    chains = MCMC(
        kernel,
        num_warmup=WARM_UP,
        num_samples=draws,
        num_chains=CHAINS,
        chain_method="vectorized",
        progress_bar=False,
    )
    starts = np.random.default_rng(seed).normal(size=(CHAINS, centre.size))
    chains.run(jax.random.PRNGKey(seed), init_params=jnp.asarray(starts))
    points = np.asarray(chains.get_samples(group_by_chain=True))
    diverged = int(np.sum(np.asarray(chains.get_extra_fields()["diverging"])))

    def returned(flat: Array) -> dict[str, Array]:
        with handlers.seed(rng_seed=0), handlers.substitute(data=unravel(flat)):
            return model(data, assumptions)

    flat = centre + points.reshape(-1, centre.size) @ np.asarray(stretch).T
    values = jax.jit(jax.vmap(returned))(jnp.asarray(flat))
    return Draws({name: np.asarray(v) for name, v in values.items()}, diagnose(points, diverged))


def _most_probable(
    unlikely: Array, distances: Array, start: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The most probable values and the curvature there, by damped Fisher scoring.

    It need not be exact: the sampler corrects what is left.
    """
    both = jax.jit(jax.value_and_grad(unlikely))
    jacobian = jax.jit(jax.jacfwd(distances))

    def curvature_at(point: NDArray[np.float64]) -> NDArray[np.float64]:
        slopes = np.asarray(jacobian(point))
        return np.asarray(slopes.T @ slopes)

    point, damping = start, 1.0
    value, slope = (np.asarray(found) for found in both(point))
    curvature = curvature_at(point)
    for _ in range(_MOST_STEPS):
        scale = damping * np.eye(point.size)
        tried = point - np.linalg.solve(curvature + scale, slope)
        new_value, new_slope = (np.asarray(found) for found in both(tried))
        better = bool(np.isfinite(new_value) and np.isfinite(new_slope).all() and new_value < value)
        if not better:
            damping *= 4
            if damping > 1e12:
                break
            continue
        gain = float(value - new_value)
        point, value, slope = tried, new_value, new_slope
        damping = max(damping / 5, 1e-9)
        curvature = curvature_at(point)
        if gain < 1e-2:
            break
    return point, curvature
