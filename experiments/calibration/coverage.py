"""Whether a posterior is right: it must hold known values as often as it says.

Simulation-based calibration (Talts et al. 2018): runs of the bank take the place of England, one
after another. The place of each true value in its posterior (its probability integral transform)
is even from 0 to 1 if the posterior is right; how far the distribution of places may stray by
chance is a band for all places at once (Säilynoja et al. 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom

from experiments.calibration.marginals import quantiles

LEVELS = (0.5, 0.8, 0.95)
"""Shares of a posterior that an interval is to hold."""

PLACES = 50
"""Places between 0 and 1 at which the distribution is compared."""

SURE = 0.95
TRIALS = 4000
PINNED = 0.2
"""Contraction from which a parameter is called pinned down."""

Estimate = Callable[[int], tuple[Any, Any]]
"""Returns scores and weights of the posterior for one true run."""


@dataclass(frozen=True)
class Places:
    """Where true values lie in their posteriors.

    Parameters
    ----------
    names : sequence of str
        The parameters.
    pit : array of float, shape (truths, parameters)
        The share of each posterior below the true value.
    contraction : array of float, shape (truths, parameters)
        How much of the prior's variance each posterior has taken away.
    inside : dict of float to array of bool, shape (truths, parameters)
        Whether the interval of each level held the true value.
    """

    names: Sequence[str]
    pit: Any
    contraction: Any
    inside: dict[float, Any]

    def of_first(self, truths: int) -> Places:
        """Return the places of the first truths alone."""
        inside = {level: held[:truths] for level, held in self.inside.items()}
        return Places(self.names, self.pit[:truths], self.contraction[:truths], inside)

    def table(self) -> pd.DataFrame:
        """Return a row for each parameter, as `coverage.csv` holds it."""
        low, high = band(len(self.pit))
        rows = []
        for place, name in enumerate(self.names):
            found = distribution_at(self.pit[:, place])
            contracted = float(self.contraction[:, place].mean())
            row: dict[str, Any] = {"parameter": name, "truths": len(self.pit)}
            row |= {
                f"covered_{level * 100:.0f}": float(held[:, place].mean())
                for level, held in self.inside.items()
            }
            row |= {
                "contraction": contracted,
                "pinned": contracted >= PINNED,
                "even": bool(((found >= low) & (found <= high)).all()),
                "largest_gap": float(np.abs(found - places()).max()),
            }
            rows.append(row)
        return pd.DataFrame(rows)


def find_places(
    names: Sequence[str], scores: Any, truths: Sequence[int], estimate: Estimate,
    advance: Callable[[int], None] = lambda _: None,
) -> Places:  # fmt: skip
    """Return where the true values of some runs lie in the posteriors that an estimator finds.

    Parameters
    ----------
    names : sequence of str
        The parameters.
    scores : array of float, shape (runs, parameters)
        True values, those of all runs together being the prior.
    truths : sequence of int
        Runs that take the place of England.
    estimate : callable
        The estimator.
    """
    before = scores.var(axis=0)
    pit, contraction = np.empty((2, len(truths), len(names)))
    inside = {level: np.empty((len(truths), len(names)), dtype=bool) for level in LEVELS}
    for row, truth in enumerate(truths):
        found, weight = estimate(truth)
        true = scores[truth]
        pit[row] = weight @ (found < true) + 0.5 * (weight @ (found == true))
        mean = weight @ found
        contraction[row] = 1.0 - (weight @ (found - mean) ** 2) / before
        for level, held in inside.items():
            ends = (0.5 - level / 2, 0.5 + level / 2)
            low, high = np.array([quantiles(one, weight, ends) for one in found.T]).T
            held[row] = (low <= true) & (true <= high)
        advance(1)
    return Places(names, pit, contraction, inside)


def places() -> Any:
    """Return the places at which distributions are compared, shape (`PLACES` - 1,)."""
    return np.arange(1, PLACES) / PLACES


def distribution_at(pit: Any) -> Any:
    """Return the share of places that lie at or below each of `places`."""
    return np.searchsorted(np.sort(pit), places(), side="right") / len(pit)


@cache
def band(truths: int) -> tuple[Any, Any]:
    """Return the ends between which the distribution of even places stays, all at once.

    The level of the interval at each place is the one at which `SURE` of simulated even samples
    stay inside everywhere.
    """
    rng = np.random.default_rng(0)
    counts = np.array([distribution_at(rng.random(truths)) * truths for _ in range(TRIALS)]).round()
    below = binom.cdf(counts, truths, places())
    above = binom.sf(counts - 1, truths, places())
    extreme = 2.0 * np.minimum(below, above).min(axis=1)
    level = float(np.quantile(extreme, 1.0 - SURE))
    low = binom.ppf(level / 2, truths, places()) / truths
    high = binom.ppf(1.0 - level / 2, truths, places()) / truths
    return low, high
