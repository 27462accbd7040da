"""How long partnerships live: Kaplan-Meier over all runs, with intervals over groups of runs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.statistics.estimates import Estimate, student

GROUPS = 40
"""Groups of runs over which an interval is taken: partnerships of one run are not independent."""

MONTHS = 12


class Survived(NamedTuple):
    """A share that lives so long, and what each group of runs has to say about it.

    Attributes
    ----------
    value : float or array of float, shape (ages,)
        The Kaplan-Meier estimate over all groups; NaN if none was watched for so long.
    told : array of float, shape (groups,) or (groups, ages)
        Pseudo-values: their mean is near `value`, their spread is its precision.
    """

    value: Any
    told: Any


def kaplan_meier(numbers: Any) -> Any:
    """Return the share that lives beyond each age (Kaplan and Meier, 1958).

    Parameters
    ----------
    numbers : array, shape (..., months, 2)
        How many were watched for so many months, censored (0) or parted by choice (1).

    Returns
    -------
    array of float, shape (..., months)
        NaN at ages to which none was watched.
    """
    risk = at_risk(numbers)
    there = risk > 0.0
    hazard = np.divide(numbers[..., 1], risk, out=np.zeros(risk.shape), where=there)
    return np.where(there, np.cumprod(1.0 - hazard, axis=-1), np.nan)


def at_risk(numbers: Any) -> Any:
    """Return how many were watched to each age or beyond, shape (..., months)."""
    return np.flip(np.cumsum(np.flip(numbers.sum(axis=-1), axis=-1), axis=-1), axis=-1)


def counted(lives: pd.DataFrame, groups: int) -> Any:
    """Return partnerships as numbers, shape (groups, months, 2).

    Parameters
    ----------
    lives : DataFrame
        Columns group (which group of runs), months (watched for), parted (1 if by choice at that
        age, 0 if censored) and number.
    groups : int
        How many groups there are, 0 and up.
    """
    numbers = np.zeros((groups, int(lives["months"].max()) + 1, 2))
    places = tuple(lives[name].to_numpy() for name in ("group", "months", "parted"))
    np.add.at(numbers, places, lives["number"].to_numpy())
    return numbers


def jackknifed(numbers: Any) -> Survived:
    """Return the survival at every age, with the pseudo-values of a jackknife over groups.

    Parameters
    ----------
    numbers : array of float, shape (groups, months, 2)
        As `counted` returns them.
    """
    groups, together = len(numbers), numbers.sum(axis=0)
    value = kaplan_meier(together)
    without = kaplan_meier(together - numbers)
    return Survived(value, groups * value - (groups - 1) * without)


def survived(lives: pd.DataFrame, years: int, groups: int) -> Survived:
    """Return the share that lives for some years, with the pseudo-values of a jackknife.

    Parameters
    ----------
    lives : DataFrame
        As `counted` takes them.
    years : int
        Age asked about.
    groups : int
        How many groups there are, 0 and up.
    """
    age = years * MONTHS
    if lives.empty or lives["months"].max() < age:
        return Survived(float("nan"), np.full(groups, np.nan))
    every = jackknifed(counted(lives, groups))
    return Survived(float(every.value[age]), every.told[:, age])


def estimate_of(found: Survived, runs: int) -> Estimate:
    """Return the estimate of a survival with its interval; a run alone has no quantile."""
    nothing = float("nan")
    if np.isnan(found.value):
        return Estimate(nothing, nothing, nothing, 0, nothing, nothing)
    low, high = interval(found)
    return Estimate(found.value, float(low), float(high), runs, nothing, nothing)


def interval(found: Survived) -> tuple[Any, Any]:
    """Return the ends of the 95 % interval, in [0, 1]; NaN where groups have no spread."""
    groups = len(found.told)
    if groups < 2:  # noqa: PLR2004 -- two groups have a spread
        nothing = np.full(np.shape(found.value), np.nan)
        return nothing, nothing
    half = student(groups) * found.told.std(axis=0, ddof=1) / np.sqrt(groups)
    return np.clip(found.value - half, 0.0, 1.0), np.clip(found.value + half, 0.0, 1.0)
