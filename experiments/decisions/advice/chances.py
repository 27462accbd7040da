"""Chances from the plays of one part of a plan, with luck and parameters told apart."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.estimates import (
    FEWEST,
    Estimate,
    Influence,
    interval,
    mean_influence,
    share_estimate,
    summarise,
)
from experiments.statistics.nested import effect_of, member_means
from simulation.rules.arranged import FREE
from simulation.terms import AGREED


class Chance(NamedTuple):
    """A chance or mean over histories, with the two reasons for which it is not known better.

    Attributes
    ----------
    value : float
        Over all histories of all members; NaN where there is none.
    luck_low, luck_high : float
        95 % interval for want of plays, with these members.
    low, high : float
        Between which the numbers of 95 % of members lie, luck taken out.
    histories : int
        That it rests on.
    """

    value: float
    luck_low: float
    luck_high: float
    low: float
    high: float
    histories: int


def free(fates: Any) -> Any:
    """Tell in which histories the two could talk, shape (members, runs)."""
    return fates["standing"] == FREE


def agreed(fates: Any) -> tuple[Any, Any]:
    """Return whether talks agreed, and in which histories there were any."""
    return (fates["outcome"] == AGREED).astype(float), free(fates).astype(float)


def lasting(fates: Any) -> tuple[Any, Any]:
    """Return whether talks agreed and the two share some years later, and where that is known."""
    known = free(fates) & ~np.isnan(fates["lasted"])
    return np.where(known, fates["lasted"], 0.0), known.astype(float)


def lasting_once_agreed(fates: Any) -> tuple[Any, Any]:
    """Return the same of talks that agreed alone."""
    value, known = lasting(fates)
    return value, known * (fates["outcome"] == AGREED)


def length(fates: Any, outcome: int) -> tuple[Any, Any]:
    """Return how many months talks took that ended so, and which did."""
    return fates["months"].astype(float), (free(fates) & (fates["outcome"] == outcome)).astype(
        float
    )


def chance(values: Any, weights: Any, seed: int) -> Chance:
    """Return a share of histories, with both kinds of not knowing.

    Parameters
    ----------
    values, weights : array of float, shape (members, runs)
        1 or 0 in each history, and 1 where it counts.
    seed : int
        Of the draws of members' true numbers.
    """
    counted = values[weights > 0]
    if np.unique(counted).size < FEWEST:  # members cannot be told apart, and luck by number alone
        alike = share_estimate(counted.sum(), len(counted))
        return Chance(*alike, np.nan, np.nan, len(counted))
    members, runs = values.shape
    whole = mean_influence(values.ravel(), weights.ravel())
    order = np.repeat(np.arange(members), runs)
    of_each = member_means(values.ravel(), weights.ravel(), order, members)
    found = effect_of(of_each, None, seed)
    shift = whole.value - found.value if np.isfinite(found.value) else 0.0
    ends = [found.luck.low + shift, found.luck.high + shift, found.low, found.high]
    luck_low, luck_high, low, high = (float(np.clip(one, 0.0, 1.0)) for one in ends)
    return Chance(whole.value, luck_low, luck_high, low, high, int(weights.sum()))


def over_members(values: Any, weights: Any) -> Influence:
    """Return a mean with the influence of each member, which holds luck and parameters alike."""
    each = weights.sum(axis=1)
    summed = (np.where(weights > 0, values, 0.0) * weights).sum(axis=1)
    means = np.divide(summed, each, out=np.full(len(each), np.nan), where=each > 0)
    return mean_influence(means, each)


class Gain(NamedTuple):
    """How much larger a chance is with a change, on the same draws.

    Attributes
    ----------
    change : Estimate
        With its 95 % interval over members: luck and parameters together.
    up, down : int
        Histories in which it happens with the change alone, and without it alone.
    """

    change: Estimate
    up: int
    down: int


def gain(one: tuple[Any, Any], other: tuple[Any, Any]) -> Gain:
    """Return how much larger a share is than another, history by history where both count.

    Parameters
    ----------
    one, other : (array, array)
        Values of 0 or 1 and weights, shape (members, runs), with the change and without.
    """
    weights = one[1] * other[1]
    moved = np.where(weights > 0, one[0] - other[0], 0.0)
    found = over_members(moved, weights)
    few = np.count_nonzero(weights.sum(axis=1)) < FEWEST or not moved.any()
    change = Estimate(found.value, np.nan, np.nan) if few else interval(found)
    return Gain(change, int((moved > 0).sum()), int((moved < 0).sum()))


def estimate(found: tuple[Any, Any], *, share: bool = True) -> Estimate:
    """Return a mean with its 95 % interval over members: luck and parameters together.

    Members that do not differ tell of no precision: a share has Wilson's interval then.
    """
    values, weights = found
    each = weights.sum(axis=1)
    summed = (np.where(weights > 0, values, 0.0) * weights).sum(axis=1)
    means = np.divide(summed, each, out=np.full(len(each), np.nan), where=each > 0)
    made = summarise(means, each, share=share, least=0.0)
    return Estimate(made.value, made.low, made.high)
