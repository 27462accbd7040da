"""Elementary effects of Morris, with luck taken out: how far each of many groups moves an outcome.

A step is the difference of two points on the same draws, and its square is taken across runs, so
that luck moves nothing. The usual mu star (the mean size of steps) is given beside it; it is never
zero where there is luck, for the size of a step that is luck alone is not zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.sensitivity.design import STEP
from experiments.decisions.sensitivity.indices import LUCK
from experiments.decisions.sensitivity.products import across_runs, within_runs
from experiments.decisions.sensitivity.resamples import estimate

INFLUENCE, STAR, MEAN, SIGMA = "influence", "mu_star", "mu", "sigma"
SQUARE = "square"


def morris_terms(values: Any, groups: Sequence[str], moved: Any, signs: Any) -> pd.DataFrame:
    """Return the terms of each trajectory from which influences are made.

    Parameters
    ----------
    values : array of float, shape (rows, runs, steps + 1)
        An outcome along each trajectory.
    groups : sequence of str
        Names of the groups.
    moved, signs : array, shape (rows, steps)
        Which group each step moves, and whether it goes up or down.
    """
    steps = np.diff(values, axis=2) / STEP
    number = np.isfinite(steps).sum(axis=1)
    total = np.where(np.isfinite(steps), steps, 0.0).sum(axis=1)
    mean = np.where(number > 0, total / np.maximum(number, 1), np.nan)
    square = np.array([across_runs(one, one) for one in np.moveaxis(steps, 2, 0)]).T
    within = [within_runs(one, one) for one in np.moveaxis(values, 2, 0)]
    found = {LUCK: np.mean(within, axis=0)}
    for place, name in enumerate(groups):
        at = np.arange(len(values)), (moved == place).argmax(axis=1)
        found |= {
            f"{SQUARE} {name}": square[at],
            f"{STAR} {name}": np.abs(mean[at]),
            f"{MEAN} {name}": mean[at] * signs[at],
        }
    return pd.DataFrame(found)


def morris_influences(terms: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return influences with their intervals (see `estimate`).

    Returns
    -------
    DataFrame
        For each group ``influence NAME`` (root mean square of an elementary effect, luck taken
        out), ``mu_star``, ``mu`` and ``sigma`` (how effects differ from place to place); and
        ``luck``, the standard deviation of runs of the same parameters.
    """
    return estimate(terms, _influences, seed)


def _influences(means: pd.DataFrame) -> pd.DataFrame:
    squares = [str(one) for one in means.columns if str(one).startswith(f"{SQUARE} ")]
    names = [one.removeprefix(f"{SQUARE} ") for one in squares]
    found = {LUCK: np.sqrt(means[LUCK])}
    for name in names:
        square, mean = means[f"{SQUARE} {name}"].clip(lower=0.0), means[f"{MEAN} {name}"]
        found |= {
            f"{INFLUENCE} {name}": np.sqrt(square),
            f"{STAR} {name}": means[f"{STAR} {name}"],
            f"{MEAN} {name}": mean,
            f"{SIGMA} {name}": np.sqrt((square - mean**2).clip(lower=0.0)),
        }
    return pd.DataFrame(found)
