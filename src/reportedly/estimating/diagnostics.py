"""Whether the sampler can be trusted, and the refusal where it cannot."""

import numpy as np
from numpy.typing import NDArray
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin

from reportedly.errors import EstimateError
from reportedly.records import Diagnostics

HIGHEST_R_HAT = 1.03
FEWEST_DRAWS = 150.0
MOST_DIVERGENCES = 0.01
"""Share of the draws."""


def diagnose(points: NDArray[np.float64], divergences: int) -> Diagnostics:
    """Split R-hat and effective draws (Vehtari and others 2021, Bayesian Analysis 16:667), the worst.

    Args:
        points: draws, by chain, draw and parameter.
        divergences: steps that the sampler could not follow.
    """
    return Diagnostics(
        chains=points.shape[0],
        draws=points.shape[1],
        r_hat=round(float(np.max(split_gelman_rubin(points))), 4),
        effective_draws=round(float(np.min(effective_sample_size(points))), 1),
        divergences=divergences,
    )


def check(found: Diagnostics, what: str) -> None:
    """Refuse draws that cannot be trusted.

    Raises:
        EstimateError: the chains disagree, or too few draws are independent, or the sampler lost its way.
    """
    faults: list[str] = []
    if not found.r_hat <= HIGHEST_R_HAT:
        faults.append(f"R-hat is {found.r_hat:.3f}, above {HIGHEST_R_HAT}")
    if not found.effective_draws >= FEWEST_DRAWS:
        faults.append(f"{found.effective_draws:.0f} effective draws, fewer than {FEWEST_DRAWS:.0f}")
    if found.divergences > MOST_DIVERGENCES * found.chains * found.draws:
        faults.append(f"{found.divergences} divergences")
    if faults:
        raise EstimateError(
            f"{what}: the sampler has not converged ({'; '.join(faults)}), so there is no estimate. "
            f"Give it more draws (--draws {found.draws * 4}); if that does not help, the figures do not "
            "fit one model: look at `reportedly conflicts`, or narrow them with --from, --to, --who"
        )
