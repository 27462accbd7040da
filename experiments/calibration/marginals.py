"""What the posterior says of each parameter, and which the evidence does not pin down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.priors import on_prior_scale
from experiments.statistics.posterior import Posterior, candidates
from experiments.statistics.prior_draws import frozen
from simulation.parameters.prior import Prior

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
AS_WIDE = 0.8
"""Share of the prior's width from which a posterior is held to be as wide as its prior."""


def quantiles(values: Any, weight: Any, levels: Any = LEVELS) -> Any:
    """Return weighted quantiles, shape (levels,)."""
    order = np.argsort(values)
    ends = np.cumsum(weight[order])
    middle = (ends - weight[order] / 2) / ends[-1]
    return np.interp(levels, middle, np.asarray(values)[order])


def effective_size(weight: Any) -> float:
    """Return how many particles of equal weight the particles are worth (Kish)."""
    return float(np.sum(weight) ** 2 / np.sum(np.square(weight)))


def summarise_marginals(
    posterior: Posterior,
    priors: Mapping[str, Prior],
    truth: Mapping[str, float],
    central: Mapping[str, float],
) -> pd.DataFrame:
    """Return a row for each parameter: prior, posterior, and how much narrower that is.

    Parameters
    ----------
    posterior : Posterior
        The last generation.
    priors : mapping of str to Prior
        What was thought before.
    truth : mapping of str to float
        Values of a recovery; empty for real evidence.
    central : mapping of str to float
        Values of the central member.

    Returns
    -------
    DataFrame
        `parameter`, `default`, `prior`, the weighted quantiles `p5` to `p95`, `mean`, `central`,
        `width` (of the middle 90 %, as a share of the prior's) and `pinned`; of a recovery also
        `truth` and `inside`.
    """
    entries, rows = candidates(), []
    for name in posterior.names:
        values = posterior.sets[name].to_numpy()
        found = quantiles(values, posterior.weight)
        width = relative_width(found, priors[name])
        row: dict[str, Any] = {"parameter": name, "default": float(entries[name].default)}
        row["prior"] = priors[name].words
        row |= {f"p{level * 100:.0f}": one for level, one in zip(LEVELS, found, strict=True)}
        row["mean"] = float(np.average(values, weights=posterior.weight))
        row |= {"central": central[name], "width": width, "pinned": width < AS_WIDE}
        if name in truth:
            row |= {"truth": truth[name], "inside": found[0] <= truth[name] <= found[-1]}
        rows.append(row)
    return pd.DataFrame(rows)


def relative_width(found: Any, prior: Prior) -> float:
    """Return how wide the middle 90 % is, as a share of the prior's, on the prior's own scale."""
    after = on_prior_scale(prior, found[[0, -1]])
    before = on_prior_scale(prior, frozen(prior).ppf([LEVELS[0], LEVELS[-1]]))
    return float((after[1] - after[0]) / (before[1] - before[0]))
