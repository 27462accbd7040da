"""Products of numbers that have nothing but parameters in common: means free of luck.

Each point of a row is played with the same few runs. The product of two numbers of different runs
has no luck in common, so that its mean is that of the products of what the numbers would be
without luck, whatever the luck is like. What two numbers of the same run have in common beyond
that is luck. (Law of total covariance.)
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.statistics.estimates import FEWEST


def across_runs(one: Any, other: Any) -> Any:
    """Return the mean product over pairs of different runs of a row, shape (rows,).

    Parameters
    ----------
    one, other : array of float, shape (rows, runs)
        NaN where a run has none; a row with fewer than two runs has NaN.

    Examples
    --------
    >>> across_runs(np.array([[1.0, 3.0]]), np.array([[10.0, 20.0]])).tolist()
    [25.0]
    """
    one, other, number = _both(one, other)
    pairs = one.sum(axis=1) * other.sum(axis=1) - (one * other).sum(axis=1)
    return _shared(pairs, number * (number - 1))


def within_runs(one: Any, other: Any) -> Any:
    """Return the covariance over the runs of a row: what luck alone gives, shape (rows,).

    Parameters
    ----------
    one, other : array of float, shape (rows, runs)
        As `across_runs` takes them; a number with itself has its variance.
    """
    one, other, number = _both(one, other)
    apart = (one * other).sum(axis=1) - one.sum(axis=1) * other.sum(axis=1) / np.maximum(number, 1)
    return _shared(apart, number - 1)


def _both(one: Any, other: Any) -> tuple[Any, Any, Any]:
    there = np.isfinite(one) & np.isfinite(other)
    return np.where(there, one, 0.0), np.where(there, other, 0.0), there.sum(axis=1)


def _shared(total: Any, number: Any) -> Any:
    """Return totals over numbers; NaN where fewer than two runs have both."""
    enough = number >= FEWEST - 1
    return np.where(enough, total / np.maximum(number, 1), np.nan)
