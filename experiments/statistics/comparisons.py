"""Two numbers compared, run by run on the same draws: differences, quotients, odds ratios."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.statistics.estimates import UNKNOWN, Estimate, Influence, interval


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
