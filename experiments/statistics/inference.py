"""From counts of runs to a number with its interval: ratios, paired differences, odds ratios.

A statistic gives each run a numerator and a denominator; talks of one run are not independent, so
runs are what is sampled. A ratio is estimated by the ratio of sums, its variance by the residuals
of runs (Cochran 1977, section 6.4); two ratios of the same draws are paired run by run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.estimates import student

_MARGIN = ContextVar("margin", default=0.0)


@contextmanager
def with_margin(half_widths: float) -> Iterator[None]:
    """Judge with intervals that reach so many half-widths further: what still holds is decisive."""
    before = _MARGIN.set(half_widths)
    try:
        yield
    finally:
        _MARGIN.reset(before)


def margin() -> float:
    """Return by how many half-widths intervals reach further than usual."""
    return _MARGIN.get()


class Estimate(NamedTuple):
    """A number and the ends of its 95 % interval; NaN where there is nothing to estimate."""

    value: float
    low: float
    high: float


def further(found: Estimate) -> Estimate:
    """Return an estimate whose interval reaches as much further as is asked for."""
    more = margin()
    low = found.low - more * (found.value - found.low)
    return Estimate(found.value, low, found.high + more * (found.high - found.value))


NOTHING = Estimate(np.nan, np.nan, np.nan)


def paired(*counts: Any) -> list[Any]:
    """Return counts of the runs that all of them have; runs stand in the same order."""
    runs = min(len(one) for one in counts)
    return [one[:runs] for one in counts]


def residuals_of(counts: Any) -> tuple[float, Any]:
    """Return a ratio and what each run adds to its error."""
    numerator, denominator = counts[:, 0], counts[:, 1]
    total = denominator.sum()
    if total <= 0:
        return np.nan, np.full(len(counts), np.nan)
    ratio = numerator.sum() / total
    return float(ratio), (numerator - ratio * denominator) / (total / len(counts))


def interval(value: float, residuals: Any) -> Estimate:
    """Return a value with Student's interval from what each run adds to its error."""
    runs = len(residuals)
    if runs < 2 or np.isnan(value):  # noqa: PLR2004 -- two runs have a spread
        return Estimate(value, np.nan, np.nan)
    error = float(np.std(residuals, ddof=1)) / np.sqrt(runs)
    half = student(runs) * error
    return Estimate(value, value - half, value + half)


def ratio(counts: Any) -> Estimate:
    """Return the ratio of sums.

    Parameters
    ----------
    counts : array of float, shape (runs, 2)
        Numerator and denominator of each run.
    """
    return interval(*residuals_of(counts))


def difference(first: Any, second: Any) -> Estimate:
    """Return the ratio of `first` less that of `second`, paired by run; shapes (runs, 2)."""
    first, second = paired(first, second)
    one, one_residuals = residuals_of(first)
    two, two_residuals = residuals_of(second)
    return interval(one - two, one_residuals - two_residuals)


def quotient(first: Any, second: Any) -> Estimate:
    """Return the ratio of `first` over that of `second`, paired by run, on the log scale."""
    first, second = paired(first, second)
    one, one_residuals = residuals_of(first)
    two, two_residuals = residuals_of(second)
    if not (one > 0 and two > 0):
        return NOTHING
    log = interval(np.log(one / two), one_residuals / one - two_residuals / two)
    return Estimate(*(float(np.exp(end)) for end in log))


def odds_ratio(first: Any, second: Any) -> Estimate:
    """Return the odds of `first` over those of `second`, both shares, paired by run."""
    first, second = paired(first, second)
    one, one_residuals = residuals_of(first)
    two, two_residuals = residuals_of(second)
    if not (0 < one < 1 and 0 < two < 1):
        return NOTHING
    log = np.log(one / (1 - one)) - np.log(two / (1 - two))
    residuals = one_residuals / (one * (1 - one)) - two_residuals / (two * (1 - two))
    return Estimate(*(float(np.exp(end)) for end in interval(float(log), residuals)))


def double_difference(first: Any, second: Any, third: Any, fourth: Any) -> Estimate:
    """Return (first - second) - (third - fourth) of four ratios on the same draws."""
    values, residuals = zip(
        *(residuals_of(counts) for counts in paired(first, second, third, fourth)), strict=True
    )
    value = values[0] - values[1] - (values[2] - values[3])
    return interval(value, residuals[0] - residuals[1] - (residuals[2] - residuals[3]))
