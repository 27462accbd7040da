"""From a share of the way to a value: how what varies is distributed."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.statistics.prior_draws import frozen
from experiments.studies.factors import Factor
from experiments.studies.study import plain_value
from simulation.catalogue import parameter_entries
from simulation.parameters.prior import Prior

MOST_SHARE = 1.0 - 2.0**-32
"""A share that stands for the upper end; `Factor.at` takes shares below 1."""


def prior_of(factor: Factor) -> Prior | None:
    """Return the declared prior of a factor, or None where its study says how it varies.

    A study that gives a parameter its declared range gives it what is believed of that range.
    """
    entry = parameter_entries().get(factor.name)
    if entry is None or entry.prior is None or factor.values or factor.scales or factor.sets:
        return None
    return entry.prior if (factor.low, factor.high) == (entry.low, entry.high) else None


def values_at(factor: Factor, shares: Any) -> list[Any]:
    """Return the values of a factor at shares of its distribution, in [0, 1]."""
    prior = prior_of(factor)
    if prior is None:
        return [factor.at(min(float(share), MOST_SHARE)) for share in shares]
    every = np.clip(frozen(prior).ppf(np.asarray(shares)), prior.low, prior.high)
    return [float(f"{value:.12g}") for value in every.tolist()]


def distribution_words(factor: Factor) -> str:
    """Return how a factor is distributed, as people read it.

    Examples
    --------
    >>> distribution_words(Factor("a", "lever", "A", values=(1, 2)))
    '1 or 2, equally likely'
    >>> distribution_words(Factor("a", "lever", "A", low=0.0, high=4.0))
    'uniform 0 to 4'
    """
    prior = prior_of(factor)
    if prior is not None:
        return prior.words
    if factor.values:
        words = [plain_value(value) for value in factor.values]
        return f"{', '.join(words[:-1])} or {words[-1]}, equally likely" if words[1:] else words[0]
    return f"uniform {factor.low:g} to {factor.high:g}"
