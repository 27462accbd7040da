"""Sobol indices and Shapley effects of what an outcome would be without luck, and luck by itself.

With m(x) the mean of an outcome over luck at the parameters x, the variance of single runs is the
variance of m (what parameters do) and the mean variance of runs at one x (luck; law of total
variance). The indices are those of m. Their numerators and m's own variance are means of products
of different runs (`across_runs`), so that luck adds to none of them:

* first order: B (AB - A) (Saltelli et al. 2010, table 2 b), total: half of (AB - A) squared
  (Jansen 1999), where AB is row A with a group taken from row B, both on the same draws;
* Shapley effects: along a walk from A to B, one group after another in a random order, each step
  changes the half of (A - B) squared by what its group is worth to those before it (Goda 2021).
  The orders are random, not all there are, and no surrogate stands between runs and effects.

Luck is told apart once more: what it adds alike whatever the parameters are, which common draws
take out of every comparison, and what it does here and not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.sensitivity.products import across_runs, within_runs
from experiments.decisions.sensitivity.resamples import estimate

FIRST, TOTAL, SHAPLEY = "first", "total", "shapley"
PARAMETERS, COMMON, APART = "parameters", "luck_alike", "luck_apart"
SPREAD = "spread"
"""Standard deviation over single runs."""

MEAN, SQUARE, LUCK, ALIKE = "mean", "square", "luck", "alike"
"""Terms of the variance: the mean, the square free of luck, luck, and luck alike in A and B."""


def sobol_terms(values: Any, groups: Sequence[str], order: Any = None) -> pd.DataFrame:
    """Return the terms of each row from which indices are made.

    Parameters
    ----------
    values : array of float, shape (rows, runs, points)
        An outcome at A, at B, at A with each group from B, and along the rest of the walk.
    groups : sequence of str
        Names of the groups.
    order : array of int, shape (rows, groups), optional
        In which order the groups of a row are taken on the walk; without it there is none.
    """
    values = values - np.nanmean(values)
    first, second = values[:, :, 0], values[:, :, 1]
    moved = values[:, :, 2 : 2 + len(groups)]
    every = range(2 + len(groups))
    terms = {
        MEAN: _mean([_mean(list(values[:, :, one].T)) for one in every]),
        SQUARE: _mean([across_runs(values[:, :, one], values[:, :, one]) for one in every]),
        LUCK: _mean([within_runs(values[:, :, one], values[:, :, one]) for one in every]),
        ALIKE: within_runs(first, second),
    }
    for place, name in enumerate(groups):
        step = moved[:, :, place] - first
        terms[f"{FIRST} {name}"] = across_runs(second, step)
        terms[f"{TOTAL} {name}"] = across_runs(step, step) / 2.0
    if order is not None:
        worth = _walk(values, len(groups), order)
        terms |= {f"{SHAPLEY} {name}": worth[:, place] for place, name in enumerate(groups)}
    return pd.DataFrame(terms)


def _mean(terms: Sequence[Any]) -> Any:
    """Return the mean over those terms of a row that there are, NaN where there is none."""
    every = np.array(terms)
    there = np.isfinite(every)
    number = there.sum(axis=0)
    total = np.where(there, every, 0.0).sum(axis=0)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _walk(values: Any, groups: int, order: Any) -> Any:
    """Return what each group of a row was worth on its walk, shape (rows, groups)."""
    between = [values[:, :, 2 + groups + step] for step in range(groups - 1)]
    stops = [values[:, :, 0], *between, values[:, :, 1]]
    worth = np.full((len(values), groups), np.nan)
    for step, (before, after) in enumerate(pairwise(stops)):
        found = across_runs(stops[0] - (before + after) / 2.0, before - after)
        worth[np.arange(len(values)), order[:, step]] = found
    return worth


def sobol_indices(terms: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return indices and shares of the variance with their intervals (see `estimate`).

    Parameters
    ----------
    terms : DataFrame
        As `sobol_terms` returns them.
    seed : int
        Of the resamples.

    Returns
    -------
    DataFrame
        Rows ``first NAME``, ``total NAME`` and perhaps ``shapley NAME`` for each group, as shares
        of what parameters do; and the shares of the variance of single runs: parameters,
        luck_alike, luck_apart; and their standard deviation, spread.
    """
    return estimate(terms, _indices, seed)


def _indices(means: pd.DataFrame) -> pd.DataFrame:
    signal = means[SQUARE] - means[MEAN] ** 2
    known = signal.where(signal > 0)
    shares = means.filter(regex=f"^({FIRST}|{TOTAL}) ").div(known, axis=0)
    worth = means.filter(regex=f"^{SHAPLEY} ")
    every = worth.sum(axis=1, skipna=False)
    worth = worth.div(every.where(every > 0), axis=0)
    single = signal.clip(lower=0) + means[LUCK]
    whole = single.where(single > 0)
    parts = {
        PARAMETERS: signal / whole,
        COMMON: means[ALIKE] / whole,
        APART: (means[LUCK] - means[ALIKE]) / whole,
        SPREAD: np.sqrt(whole),
    }
    return pd.concat([shares, worth, pd.DataFrame(parts)], axis=1)
