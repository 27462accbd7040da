"""How much of the variance of some values lies between classes of them (analysis of variance)."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.statistics.estimates import FEWEST


def variance_shares(classes: Any, values: Any) -> float:
    """Return the share of the variance of some values that lies between classes of them."""
    total = float(np.sum((values - values.mean()) ** 2))
    if total <= 0.0:
        return 0.0
    _, place = np.unique(classes, return_inverse=True)
    number = np.bincount(place)
    means = np.bincount(place, values) / number
    return float(np.sum(number * (means - values.mean()) ** 2)) / total


def variance_p_value(classes: Any, values: Any) -> float:
    """Return the p-value of no difference between the means of classes (analysis of variance)."""
    from scipy.special import fdtrc  # only here: a study played before asks for none

    number, points = len(np.unique(classes)), len(values)
    share = variance_shares(classes, values)
    if number < FEWEST or points <= number or share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    ratio = (share / (number - 1)) / ((1.0 - share) / (points - number))
    return float(fdtrc(number - 1, points - number, ratio))
