"""From numbers of runs to one number with its interval, or to two compared on the same draws.

Talks of one run are not independent, so runs are what is sampled. A ratio is estimated by the ratio
of sums, and its variance by the influence of each run (Cochran 1977, section 6.4).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.statistics.student import student

ERRORS = 1.959963984540054
"""How many standard errors of a normal estimate reach to its interval of `CONFIDENCE`.

As `scipy.special.ndtri` has it, which takes longer to load than a run to play.
"""

SPREAD = (0.05, 0.95)
"""Quantiles over runs that are shown beside a mean: nine runs in ten lie between them."""

FEWEST = 2
"""Runs from which a spread, and so an interval, can be told."""

NO_WIDTH = 1e-9
"""Width of an interval, relative to its number, that is rounding alone."""


class Estimate(NamedTuple):
    """A number and the ends of its 95 % interval; NaN where there is nothing to estimate."""

    value: float
    low: float
    high: float


UNKNOWN = Estimate(np.nan, np.nan, np.nan)


class Summary(NamedTuple):
    """An outcome over runs: its estimate, and how runs differ.

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


NO_RUNS = Summary(*UNKNOWN, 0, np.nan, np.nan)


class Influence(NamedTuple):
    """A number, and the influence of each run (or group of runs) on it.

    Attributes
    ----------
    value : float
        The number; NaN if no run has it.
    influence : array of float, shape (runs,)
        Empirical influence values (Davison and Hinkley 1997, section 2.7): their mean is 0, and
        their standard deviation over the square root of the runs is the standard error.
    """

    value: float
    influence: Any


def ratio_influence(numerator: Any, denominator: Any) -> Influence:
    """Return a ratio of sums with the influence of each run.

    Parameters
    ----------
    numerator, denominator : array of float, shape (runs,)
        What each run adds to either sum.
    """
    total = denominator.sum()
    if total <= 0:
        return Influence(np.nan, np.full(len(denominator), np.nan))
    ratio = numerator.sum() / total
    return Influence(float(ratio), (numerator - ratio * denominator) / (total / len(denominator)))


def mean_influence(values: Any, weights: Any) -> Influence:
    """Return a weighted mean (a rate, a mean over things) with the influence of each run.

    Parameters
    ----------
    values, weights : array of float, shape (runs,)
        The number in each run and what it was taken over; a run without it has no weight.
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    there = (weights > 0) & ~np.isnan(values)
    weights = np.where(there, weights, 0.0)
    return ratio_influence(weights * np.where(there, values, 0.0), weights)


def interval(found: Influence) -> Estimate:
    """Return a number with Student's 95 % interval over its runs."""
    runs = len(found.influence)
    if runs < FEWEST or np.isnan(found.value):
        return Estimate(found.value, np.nan, np.nan)
    error = float(np.std(found.influence, ddof=1)) / np.sqrt(runs)
    half = student(runs) * error
    return Estimate(found.value, found.value - half, found.value + half)


def summarise(
    values: Any,
    weights: Any = None,
    *,
    share: bool = False,
    least: float = -np.inf,
    most: float = np.inf,
) -> Summary:
    """Return the summary of an outcome from its numbers in each run.

    Parameters
    ----------
    values : array of float, shape (runs,)
        NaN where a run has none.
    weights : array of float, shape (runs,), optional
        Things counted in each run, which pool what all runs counted; without them runs count alike.
    share : bool
        Whether it is a share of the things counted, whose interval ends at 0 and 1.
    least, most : float
        Beyond which the number cannot be, and so no interval of it.

    Notes
    -----
    The interval is that of a ratio estimator with Student's t over runs. Runs that do not differ
    tell of no precision: a share has Wilson's over the things counted then, as in a single run,
    any other number none.
    """
    values = np.asarray(values, dtype=float)
    there = ~np.isnan(values)
    values = values[there]
    weight = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)[there]
    if not weight.sum() > 0:
        return NO_RUNS
    found = interval(mean_influence(values, weight))
    low, high = _ends(found, weight, (0.0, 1.0) if share else (least, most), share=share)
    quantiles = np.quantile(values, SPREAD) if len(values) > 1 else (np.nan, np.nan)
    return Summary(found.value, low, high, len(values), float(quantiles[0]), float(quantiles[1]))


def _ends(
    found: Estimate, weight: Any, possible: tuple[float, float], *, share: bool
) -> tuple[float, float]:
    """Return the ends of an interval that has width and holds nothing impossible, or NaN."""
    spread = found.high - found.low > NO_WIDTH * abs(found.value)
    if share and not spread:
        number = weight.sum()
        low, high = wilson(round(found.value * number), number)
        return max(float(low), 0.0), min(float(high), 1.0)
    if not spread:
        return np.nan, np.nan
    return max(found.low, possible[0]), min(found.high, possible[1])


def share_estimates(part: Any, whole: Any) -> pd.DataFrame:
    """Return shares of things counted with Wilson's intervals; NaN where nothing was counted.

    Parameters
    ----------
    part, whole : array-like of int, shape (rows,)
        How many of how many.

    Returns
    -------
    DataFrame
        Columns share, low and high, a row for each number.
    """
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    some = np.maximum(whole, 1.0)
    low, high = (np.clip(end, 0.0, 1.0) for end in wilson(part, some))
    columns = {"share": part / some, "low": low, "high": high}
    return pd.DataFrame({name: np.where(whole > 0, one, np.nan) for name, one in columns.items()})


def share_estimate(part: float, whole: float) -> Estimate:
    """Return one share of things counted with Wilson's interval; unknown where there are none."""
    return Estimate(*(float(one) for one in share_estimates([part], [whole]).iloc[0]))


def wilson(count: Any, number: Any) -> tuple[Any, Any]:
    """Return the ends of the 95 % interval of `count` out of `number` (Wilson, 1927).

    Parameters
    ----------
    count, number : float or array of float
        `number` is above 0.
    """
    share, extra = count / number, ERRORS**2 / number
    centre = (share + extra / 2.0) / (1.0 + extra)
    half = np.sqrt(extra * (share * (1.0 - share) + extra / 4.0)) / (1.0 + extra)
    return centre - half, centre + half


def difference(one: Influence, other: Influence) -> Estimate:
    """Return how much larger `one` is than `other`, run by run paired.

    Examples
    --------
    >>> from experiments.statistics.estimates import mean_influence
    >>> same = mean_influence([0.2, 0.4, 0.3], [10, 12, 9])
    >>> difference(same, same).value
    0.0
    """
    return interval(Influence(one.value - other.value, one.influence - other.influence))


def pairing_gain(one: Influence, other: Influence) -> float:
    """Return how many times as many runs a difference as precise would need without pairing.

    NaN where nothing differs.
    """
    paired = float(np.sum((one.influence - other.influence) ** 2))
    apart = float(np.sum(one.influence**2) + np.sum(other.influence**2))
    return apart / paired if paired else np.nan


def double_difference(
    one: Influence, other: Influence, third: Influence, fourth: Influence
) -> Estimate:
    """Return (one - other) - (third - fourth), run by run paired."""
    return interval(
        Influence(
            one.value - other.value - (third.value - fourth.value),
            one.influence - other.influence - (third.influence - fourth.influence),
        )
    )


def quotient(one: Influence, other: Influence) -> Estimate:
    """Return `one` over `other`, run by run paired, on the log scale."""
    if not (one.value > 0 and other.value > 0):
        return UNKNOWN
    log = one.influence / one.value - other.influence / other.value
    return _from_log(float(np.log(one.value / other.value)), log)


def odds_ratio(one: Influence, other: Influence) -> Estimate:
    """Return the odds of `one` over those of `other`, both shares, run by run paired."""
    if not (0 < one.value < 1 and 0 < other.value < 1):
        return UNKNOWN
    logit = np.log(one.value / (1 - one.value)) - np.log(other.value / (1 - other.value))
    log = one.influence / (one.value * (1 - one.value)) - other.influence / (
        other.value * (1 - other.value)
    )
    return _from_log(float(logit), log)


def _from_log(value: float, influence: Any) -> Estimate:
    return Estimate(*(float(np.exp(end)) for end in interval(Influence(value, influence))))
