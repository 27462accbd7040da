"""From the outcomes of runs to one number with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from experiments.statistics.outcomes import OUTCOMES, Outcome

CONFIDENCE = 0.95
SPREAD = (0.05, 0.95)
"""Quantiles over runs that are shown beside a mean: nine runs in ten lie between them."""


class Estimate(NamedTuple):
    """A number with what is known of its precision.

    Attributes
    ----------
    value : float
        The pooled rate or mean, or the mean over runs; NaN if no run has the outcome.
    low, high : float
        95 % interval of `value`; NaN where one run cannot tell.
    runs : int
        Runs that had the outcome.
    run_low, run_high : float
        5 % and 95 % quantiles over runs; NaN for a single run.
    """

    value: float
    low: float
    high: float
    runs: int
    run_low: float
    run_high: float


def estimate(outcome: Outcome, values: Any, weights: Any = None) -> Estimate:
    """Return the estimate of an outcome from its numbers in each run.

    Parameters
    ----------
    outcome : Outcome
        Which outcome; rates and means pool what all runs counted.
    values : array of float, shape (runs,)
        NaN where a run has none.
    weights : array of float, shape (runs,), optional
        Things counted in each run; without them runs count alike.

    Notes
    -----
    The interval is that of a ratio estimator with Student's t over runs, since talks of one run
    are not independent; for a rate of a single run it is Wilson's.
    """
    values = np.asarray(values, dtype=float)
    there = ~np.isnan(values)
    values = values[there]
    weight = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)[there]
    if not weight.sum() > 0:
        return Estimate(np.nan, np.nan, np.nan, 0, np.nan, np.nan)
    value = float(np.average(values, weights=weight))
    low, high = _interval(outcome, values, weight, value)
    quantiles = np.quantile(values, SPREAD) if len(values) > 1 else (np.nan, np.nan)
    return Estimate(value, low, high, len(values), float(quantiles[0]), float(quantiles[1]))


def _interval(outcome: Outcome, values: Any, weight: Any, value: float) -> tuple[float, float]:
    runs = len(values)
    if runs == 1:
        if outcome.kind != "rate":
            return np.nan, np.nan
        return wilson(round(value * weight[0]), weight[0])
    residual = weight * (values - value)
    error = float(np.sqrt(runs / (runs - 1) * np.sum(residual**2)) / weight.sum())
    half = student(runs) * error
    low, high = value - half, value + half
    return (max(low, 0.0), min(high, 1.0)) if outcome.kind == "rate" else (low, high)


def student(groups: int) -> float:
    """Return how many standard errors of a mean of so many groups reach to its 95 % interval.

    From `scipy.special`, since `scipy.stats` takes longer to load than many a run to play.
    """
    return float(stdtrit(groups - 1, 0.5 + CONFIDENCE / 2))


def wilson(count: Any, number: Any) -> tuple[Any, Any]:
    """Return the ends of the 95 % interval of `count` out of `number` (Wilson, 1927).

    Parameters
    ----------
    count, number : float or array of float
        `number` is above 0.
    """
    errors = ndtri(0.5 + CONFIDENCE / 2)
    share, extra = count / number, errors**2 / number
    middle = (share + extra / 2.0) / (1.0 + extra)
    half = np.sqrt(extra * (share * (1.0 - share) + extra / 4.0)) / (1.0 + extra)
    return middle - half, middle + half


def summary_of(path: Path, outcomes: Iterable[Outcome] = OUTCOMES) -> pd.DataFrame:
    """Return one row for each outcome that any run has, as `summary.csv` holds it.

    Parameters
    ----------
    path : Path
        Parquet file of what `measured` returns for all runs; read one outcome at a time.
    outcomes : iterable of Outcome
        Which outcomes; columns for them must be there.
    """
    rows = []
    for outcome in outcomes:
        if outcome.kind == "survival":
            rows += _survival(path.parent, outcome)
            continue
        found = estimate(outcome, *pd.read_parquet(path, columns=outcome.columns).to_numpy().T)
        rows += _row(outcome, found)
    columns = ["outcome", "value", "low", "high", "unit", "runs", "run_low", "run_high", "meaning"]
    return pd.DataFrame(rows, columns=columns)


def _row(outcome: Outcome, found: Estimate) -> list[dict[str, Any]]:
    """Return the row of an outcome, or none if no run has it."""
    words = {"outcome": outcome.name, "unit": outcome.unit, "meaning": outcome.meaning}
    return [{**words, **found._asdict()}] if found.runs else []


def _survival(tables: Path, outcome: Outcome) -> list[dict[str, Any]]:
    """Return the row of a survival, if there is a table of partnerships to count it in."""
    if not (tables / "partnerships.parquet").is_file():
        return []
    from experiments.statistics.lives import lives_of
    from experiments.statistics.survival import estimate_of, survived

    lives, runs, groups = lives_of(tables)
    return _row(outcome, estimate_of(survived(lives, outcome.years, groups), runs))
