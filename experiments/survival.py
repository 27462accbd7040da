"""How long partnerships live: Kaplan-Meier over all runs, with intervals over groups of runs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from experiments.estimates import CONFIDENCE, Estimate

GROUPS = 40
"""Groups of runs over which an interval is taken: partnerships of one run are not independent."""

MONTHS = 12


class Survived(NamedTuple):
    """A share that lives so long, and what each group of runs has to say about it.

    Attributes
    ----------
    value : float
        The Kaplan-Meier estimate over all groups; NaN if none was watched for so long.
    told : array of float, shape (groups,)
        Pseudo-values: their mean is near `value`, their spread is its precision.
    """

    value: float
    told: Any


def survived(lives: pd.DataFrame, years: int, groups: int) -> Survived:
    """Return the share that lives for some years, with the pseudo-values of a jackknife.

    Parameters
    ----------
    lives : DataFrame
        Columns group (which group of runs), months (watched for), parted (1 if by choice at that
        age, 0 if censored) and number.
    years : int
        Age asked about.
    groups : int
        How many groups there are, 0 and up.
    """
    if lives.empty:
        return Survived(float("nan"), np.full(groups, np.nan))
    numbers = np.zeros((groups, int(lives["months"].max()) + 1, 2))
    np.add.at(
        numbers, tuple(lives[name] for name in ("group", "months", "parted")), lives["number"]
    )
    together = numbers.sum(axis=0)
    value = share_alive(together, years * MONTHS)
    without = [share_alive(together - one, years * MONTHS) for one in numbers]
    return Survived(value, groups * value - (groups - 1) * np.array(without))


def share_alive(numbers: Any, months: int) -> float:
    """Return the Kaplan-Meier share that lives for some months; NaN if none was watched so long.

    Parameters
    ----------
    numbers : array, shape (months, 2)
        How many were watched for so many months, censored (0) or parted by choice (1).
    months : int
        Age asked about.
    """
    watched, parted = np.nonzero(numbers)
    if not len(watched) or watched.max() < months:
        return float("nan")
    curve = SurvfuncRight(watched, parted, freq_weights=numbers[watched, parted])
    reached = np.searchsorted(curve.surv_times, months, side="right")
    return float(curve.surv_prob[reached - 1]) if reached else 1.0


def estimate_of(found: Survived, runs: int) -> Estimate:
    """Return the estimate of a survival with its interval; a run alone has no quantile."""
    groups, nothing = len(found.told), float("nan")
    if np.isnan(found.value):
        return Estimate(nothing, nothing, nothing, 0, nothing, nothing)
    if groups < 2 or np.isnan(found.told).any():  # noqa: PLR2004 -- two groups have a spread
        return Estimate(found.value, nothing, nothing, runs, nothing, nothing)
    half = float(
        stats.t.ppf(0.5 + CONFIDENCE / 2, groups - 1) * found.told.std(ddof=1) / np.sqrt(groups)
    )
    low, high = max(found.value - half, 0.0), min(found.value + half, 1.0)
    return Estimate(found.value, low, high, runs, nothing, nothing)
