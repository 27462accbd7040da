"""The value of knowing one parameter: how much better policies could then be chosen.

The expected value of partial perfect information by regression (Strong, Oakley and Brennan 2014):
what each policy comes to in each member is smoothed over the parameter, and the value is the mean
over members of the highest smoothed number, less the highest mean. A smooth line through noise has
ups and downs of its own, so the same is done many times with the parameter shuffled: the mean of
these is taken off, and how often they reach as far is the p-value.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

KNOTS = 4
SMOOTHING = np.append(np.logspace(-2.0, 3.0, 6), np.inf)
"""Weights of the ridge among which generalised cross-validation chooses; infinite is no line."""

SHUFFLES = 2000
"""Times that a parameter is shuffled: enough to tell one of a hundred parameters from chance."""


class Information(NamedTuple):
    """The value of knowing a parameter.

    Attributes
    ----------
    value : float
        Expected gain of the choice, what shuffled parameters give taken off; 0 or more.
    p : float
        Chance of as large a gain from a parameter that says nothing.
    """

    value: float
    p: float


def spline_basis(parameter: Any) -> Any:
    """Return an orthogonal basis of splines over a parameter, and the size of each direction.

    The parameter is taken by its ranks, as normal scores: what matters is its order.
    """
    from sklearn.preprocessing import SplineTransformer

    scores = ndtri((rankdata(parameter) - 0.5) / len(parameter))
    splines = SplineTransformer(n_knots=KNOTS, degree=3).fit_transform(scores[:, None])
    axes, size, _ = np.linalg.svd(splines - splines.mean(axis=0), full_matrices=False)
    there = size > size.max() * 1e-9
    return axes[:, there], size[there]


def spline_fits(numbers: Any, axes: Any, size: Any) -> Any:
    """Return numbers smoothed over a parameter, each column by its own cross-validation.

    Parameters
    ----------
    numbers : array of float, shape (members, columns)
        Less their means.
    axes, size : array of float
        As `spline_basis` returns them.
    """
    members = len(numbers)
    parts, total = axes.T @ numbers, (numbers * numbers).sum(axis=0)
    shrink = size * size / (size * size + SMOOTHING[:, None] * (size * size).mean())
    squares = parts * parts
    left = total - (2.0 * shrink - shrink * shrink) @ squares
    free = 1.0 - (1.0 + shrink.sum(axis=1)) / members
    chosen = (left / (free * free)[:, None]).argmin(axis=0)
    return axes @ (shrink[chosen].T * parts)


def information_of(parameter: Any, value: Any, means: Any, seed: int) -> Information:
    """Return the value of knowing a parameter, more being better.

    Parameters
    ----------
    parameter : array of float, shape (members,)
        Of each member.
    value : array of float, shape (members, policies)
        What each policy comes to, luck left in.
    means : array of float, shape (policies,)
        The means on which the choice rests without knowing.
    seed : int
        Of the shuffles.
    """
    members, policies = value.shape
    if len(np.unique(parameter)) <= KNOTS:
        return Information(np.nan, np.nan)
    axes, size = spline_basis(parameter)
    apart = value - value.mean(axis=1, keepdims=True)
    apart = apart - apart.mean(axis=0)
    rng = np.random.default_rng(seed)
    orders = [np.arange(members), *(rng.permutation(members) for _ in range(SHUFFLES))]
    every = np.stack([apart[order] for order in orders], axis=1).reshape(members, -1)
    lines = spline_fits(every, axes, size).reshape(members, len(orders), policies) + means
    gains = lines.max(axis=2).mean(axis=0) - means.max()
    found, shuffled = float(gains[0]), gains[1:]
    p = (1.0 + float(np.sum(shuffled >= found - 1e-12 * abs(found)))) / (1.0 + SHUFFLES)
    return Information(max(0.0, found - float(shuffled.mean())), p)
