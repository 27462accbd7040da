"""Regressions over the rows of all runs, with errors that allow for runs being alike inside.

The first column of rows is the run, the second what is explained; the rest explain it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from experiments.statistics.estimates import UNKNOWN, Estimate

YEARS_APART = 10.0


def _fitted(rows: Any, explain: Any, *, binary: bool = False) -> Any:
    """Return a fit of column 1 on `explain` with errors clustered by run."""
    from statsmodels.genmod import families  # slow to import: only where something is fitted
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.tools import add_constant

    design = add_constant(np.column_stack(explain), has_constant="add")
    family = families.Binomial() if binary else families.Gaussian()
    model = GLM(rows[:, 1], design, family=family)
    return model.fit(cov_type="cluster", cov_kwds={"groups": rows[:, 0]})


def _term(fit: Any, term: int) -> Estimate:
    low, high = fit.conf_int()[term]
    return Estimate(float(fit.params[term]), float(low), float(high))


def _enough(rows: Any, columns: int) -> bool:
    varied = bool((rows[:, 1:].std(axis=0) > 0.0).all()) if len(rows) else False
    return varied and len(rows) > 10 * columns


def estimable(fit: Callable[[Any], Estimate]) -> Callable[[Any], Estimate]:
    """Return a fit that finds nothing where columns cannot be told apart."""

    @wraps(fit)
    def found(rows: Any) -> Estimate:
        try:
            return fit(rows)
        except np.linalg.LinAlgError:
            return UNKNOWN

    return found


@estimable
def adjusted_effect(rows: Any) -> Estimate:
    """Return the effect of column 2 on column 1 (a share) at equal other columns, linear."""
    if not _enough(rows, rows.shape[1]):
        return UNKNOWN
    return _term(_fitted(rows, rows[:, 2:].T), 1)


@estimable
def trend(rows: Any) -> Estimate:
    """Return by how much column 2 moves in ten years of column 1 (months)."""
    if not _enough(rows, rows.shape[1]):
        return UNKNOWN
    turned = rows[:, [0, 2, 1]]
    return _term(_fitted(turned, [turned[:, 2] / (12.0 * YEARS_APART)]), 1)


def standardised_effects(rows: Any) -> Any:
    """Return the logistic effects on column 1 of one standard deviation of each other column."""
    explain = rows[:, 2:]
    scaled = (explain - explain.mean(axis=0)) / explain.std(axis=0)
    return _fitted(rows, scaled.T, binary=True)


@estimable
def rank_of_first(rows: Any) -> Estimate:
    """Return the place of column 2 among the effects on column 1 by size, 1 the largest.

    The interval is that of places over bootstrap draws of the fitted effects.
    """
    if not _enough(rows, rows.shape[1]):
        return UNKNOWN
    fit = standardised_effects(rows)
    random = np.random.default_rng(1)
    drawn = random.multivariate_normal(fit.params, fit.cov_params(), size=400)[:, 1:]
    sizes = np.abs(np.vstack([fit.params[1:], drawn]))
    places = (sizes > sizes[:, :1]).sum(axis=1) + 1.0
    low, high = np.quantile(places[1:], [0.025, 0.975])
    return Estimate(float(places[0]), float(low), float(high))


@estimable
def larger_than_second(rows: Any) -> Estimate:
    """Return by how much the size of column 2's effect exceeds that of column 3, standardised."""
    if not _enough(rows, rows.shape[1]):
        return UNKNOWN
    fit = standardised_effects(rows)
    random = np.random.default_rng(1)
    drawn = np.abs(random.multivariate_normal(fit.params, fit.cov_params(), size=400))
    gap = drawn[:, 1] - drawn[:, 2]
    low, high = np.quantile(gap, [0.025, 0.975])
    return Estimate(float(abs(fit.params[1]) - abs(fit.params[2])), float(low), float(high))


@estimable
def interaction(rows: Any) -> Estimate:
    """Return how the effect of column 2 on column 1 changes with column 3, logistic."""
    if not _enough(rows, 4):
        return UNKNOWN
    first, second = rows[:, 2] - rows[:, 2].mean(), rows[:, 3] - rows[:, 3].mean()
    return _term(_fitted(rows, [first, second, first * second], binary=True), 3)
