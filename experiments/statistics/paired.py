"""Differences of outcomes between two scenarios that played the same runs with the same draws."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.estimates import student


class Difference(NamedTuple):
    """A paired difference.

    Attributes
    ----------
    value, low, high : float
        The difference and its 95 % interval.
    saved : float
        How many times as many runs a comparison without pairing would need for the same
        interval; NaN where nothing differs.
    """

    value: float
    low: float
    high: float
    saved: float


class Told(NamedTuple):
    """A number, and how far each run (or group of runs) pulls it up or down.

    Attributes
    ----------
    value : float
        The number.
    pulls : array of float, shape (runs,)
        Their mean is 0; their spread over the square root of the runs is the standard error.
    """

    value: float
    pulls: Any


def told(values: Any, weights: Any) -> Told:
    """Return a pooled number (a mean, a rate, a ratio) with the pull of each run.

    Parameters
    ----------
    values, weights : array of float, shape (runs,)
        The number in each run and what it was taken over; a run without it has no weight.
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    there = (weights > 0) & ~np.isnan(values)
    if not there.any():
        return Told(float("nan"), np.zeros(len(values)))
    value = float(np.average(values[there], weights=weights[there]))
    pulls = np.where(there, weights * (np.where(there, values, value) - value), 0.0)
    return Told(value, pulls / (weights[there].sum() / len(values)))


def difference(one: Told, other: Told) -> Difference:
    """Return how much larger `one` is than `other`, run by run paired.

    Examples
    --------
    >>> same = told([0.2, 0.4, 0.3], [10, 12, 9])
    >>> difference(same, same)[:3]
    (0.0, 0.0, 0.0)
    """
    runs = len(one.pulls)
    pulls = one.pulls - other.pulls
    value = one.value - other.value
    if runs < 2:  # noqa: PLR2004 -- two runs have a spread
        return Difference(value, float("nan"), float("nan"), float("nan"))
    paired = float(np.sum(pulls**2))
    apart = float(np.sum(one.pulls**2) + np.sum(other.pulls**2))
    half = student(runs) * float(np.sqrt(paired / (runs - 1) / runs))
    return Difference(value, value - half, value + half, apart / paired if paired else float("nan"))
