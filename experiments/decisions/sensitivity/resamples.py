"""Rows drawn again with replacement: how far an index might lie from what many rows would give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.student import CONFIDENCE

RESAMPLES = 1000
AT_ONCE = 100
"""Resamples that are held in memory together."""

UNKNOWN_SHARE = 0.025
"""Resamples without a number, above which an interval has no end that could be named."""

Estimator = Callable[[pd.DataFrame], pd.DataFrame]
"""Takes means of terms, a row for each set of them, and returns numbers, a row for each as well."""


def estimate(terms: pd.DataFrame, estimator: Estimator, seed: int) -> pd.DataFrame:
    """Return numbers made of means over rows, with bootstrap intervals over rows.

    Parameters
    ----------
    terms : DataFrame
        One row for each row of the design, a column for each term; NaN where a row has none.
    estimator : callable
        Makes the numbers from the means of the terms.
    seed : int
        Of the resamples.

    Returns
    -------
    DataFrame
        One row a number, by its name: value, low and high (its 95 % interval).
    """
    there = np.isfinite(terms.to_numpy(dtype=float)).astype(float)
    filled = np.where(there > 0, terms.to_numpy(dtype=float), 0.0)
    value = estimator(_means(np.ones((1, len(terms))), filled, there, terms.columns)).iloc[0]
    rng = np.random.default_rng(seed)
    even = np.full(len(terms), 1.0 / len(terms))
    again = [
        estimator(_means(rng.multinomial(len(terms), even, AT_ONCE), filled, there, terms.columns))
        for _ in range(RESAMPLES // AT_ONCE)
    ]
    low, high = _ends(pd.concat(again))
    return pd.DataFrame({"value": value, "low": low, "high": high})


def _means(weights: Any, filled: Any, there: Any, names: Any) -> pd.DataFrame:
    number = weights @ there
    means = np.divide(weights @ filled, number, where=number > 0,
                      out=np.full(number.shape, np.nan))  # fmt: skip
    return pd.DataFrame(means, columns=names)


def _ends(again: pd.DataFrame) -> tuple[Any, Any]:
    """Return the ends of each interval, NaN where too many resamples have no number."""
    tail = (1.0 - CONFIDENCE) / 2.0
    known = again.loc[:, again.isna().mean() <= UNKNOWN_SHARE]
    ends = known.quantile([tail, 1.0 - tail]).reindex(columns=again.columns)
    return ends.iloc[0], ends.iloc[1]
