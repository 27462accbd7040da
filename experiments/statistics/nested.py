"""Members times runs: what luck does, and what is not known of the parameters, told apart.

The number of a member is estimated from its few runs, so members differ more than their true
numbers do. What luck adds is taken out by the method of moments, and each member's number is drawn
towards the mean by as much as luck blurs it (a normal random-effects model; Searle, Casella and
McCulloch 1992, sections 3.5 and 7.4), so that a band over members holds parameters, not luck.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.statistics.estimates import FEWEST, UNKNOWN, Estimate, mean_influence
from experiments.statistics.student import CONFIDENCE, student
from experiments.statistics.survival import counts_by_age, jackknife

DRAWS = 50
"""Draws of each member's true number."""

BAND = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)


class Members(NamedTuple):
    """An outcome at one point, member by member.

    Attributes
    ----------
    value : array of float, shape (members,)
        The number of each member over its runs; NaN where no run has it.
    error : array of float, shape (members, runs)
        The influence of each run on it; their mean is 0 for each member.
    """

    value: Any
    error: Any


def member_means(values: Any, weights: Any, member: Any, members: int) -> Members:
    """Return a rate or mean of each member.

    Parameters
    ----------
    values, weights : array of float, shape (runs,)
        The number in each run and what it was taken over.
    member : array of int, shape (runs,)
        The member of each run; all have as many.
    members : int
        How many there are.
    """
    found = [mean_influence(values[member == one], weights[member == one])
             for one in range(members)]  # fmt: skip
    return Members(
        np.array([one.value for one in found]), np.array([one.influence for one in found])
    )


def member_survival(durations: pd.DataFrame, age: int, member: Any, members: int) -> Members:
    """Return the share of each member's partnerships that last to an age.

    It is unknown of a member where one run alone was watched for so long.

    Parameters
    ----------
    durations : DataFrame
        As `counts_by_age` takes them; a group is a run.
    age : int
        In months.
    member, members : array of int, int
        As `member_means` takes them.
    """
    each = len(member) // members
    value, error = np.full(members, np.nan), np.full((members, each), np.nan)
    if durations.empty or durations["months"].max() < age:
        return Members(value, error)
    counts = counts_by_age(durations, len(member))
    for one in range(members):
        found = jackknife(counts[member == one])
        pseudo = found.pseudo_values[:, age]
        if found.watched[age] > 0 and np.isfinite(pseudo).all():
            value[one], error[one] = found.value[age], pseudo - pseudo.mean()
    return Members(value, error)


def luck_covariance(error: Any) -> Any:
    """Return the covariance that luck gives the numbers of a member, shape (points, points).

    Parameters
    ----------
    error : array of float, shape (members, runs, points)
        Influences of runs at each point.
    """
    members, runs, points = error.shape
    if runs < FEWEST:
        return np.full((points, points), np.nan)
    apart = error - error.mean(axis=1, keepdims=True)
    every = np.einsum("mrp,mrq->pq", apart, apart)
    return every / (members * (runs - 1) * runs)


def true_numbers(value: Any, error: Any, seed: int) -> Any:
    """Return draws of the members' numbers without luck, shape (DRAWS * members, points).

    Parameters
    ----------
    value : array of float, shape (members, points)
        As estimated from the runs of each.
    error : array of float, shape (members, runs, points)
        Influences of the runs.
    seed : int
        Of the draws.
    """
    members, points = value.shape
    luck = luck_covariance(error)
    every = np.atleast_2d(np.cov(value, rowvar=False))
    between = _positive(every - luck)
    kept = between @ np.linalg.pinv(between + luck, hermitian=True)
    left = _positive(between - kept @ between)
    rng = np.random.default_rng(seed)
    middle = rng.standard_normal((DRAWS, 1, points)) @ _root(every / members).T
    middle += value.mean(axis=0)
    noise = rng.standard_normal((DRAWS, members, points)) @ _root(left).T
    draws: Any = middle + (value - middle) @ kept.T + noise
    return draws.reshape(DRAWS * members, points)


def _positive(matrix: Any) -> Any:
    """Return the nearest covariance: what luck alone would leave below zero is zero."""
    size, axes = np.linalg.eigh((matrix + matrix.T) / 2.0)
    return (axes * np.maximum(size, 0.0)) @ axes.T


def _root(matrix: Any) -> Any:
    size, axes = np.linalg.eigh((matrix + matrix.T) / 2.0)
    return axes * np.sqrt(np.maximum(size, 0.0))


class Effect(NamedTuple):
    """A number or difference, with what luck and what parameters leave open.

    Attributes
    ----------
    value : float
        Mean over members.
    luck : Estimate
        With the 95 % interval that these members would leave for want of runs.
    low, high : float
        Between which 95 % of members lie, luck taken out.
    above : float
        Probability that a member's true number is above 0.
    members : int
        That have the number.
    """

    value: float
    luck: Estimate
    low: float
    high: float
    above: float
    members: int


NO_EFFECT = Effect(np.nan, UNKNOWN, np.nan, np.nan, np.nan, 0)


def effect_of(one: Members, other: Members | None, seed: int) -> Effect:
    """Return a number, or how much larger it is than another, with its two kinds of not knowing.

    Parameters
    ----------
    one, other : Members, Members or None
        At two points, played on the same draws.
    seed : int
        Of the draws.
    """
    value = one.value if other is None else one.value - other.value
    error = one.error if other is None else one.error - other.error
    there = np.isfinite(value)
    members, runs = int(there.sum()), error.shape[1]
    if members < FEWEST:
        return NO_EFFECT
    value, error = value[there][:, None], error[there][:, :, None]
    middle = float(value.mean())
    if runs < FEWEST:
        return Effect(middle, Estimate(middle, np.nan, np.nan), np.nan, np.nan, np.nan, members)
    half = student(members * (runs - 1) + 1) * np.sqrt(luck_covariance(error)[0, 0] / members)
    draws = true_numbers(value, error, seed)[:, 0]
    low, high = np.quantile(draws, BAND)
    above = float(np.mean(draws > 0) + np.mean(draws == 0) / 2.0)
    luck = Estimate(middle, middle - float(half), middle + float(half))
    return Effect(middle, luck, float(low), float(high), above, members)


def chance_of_highest(found: list[Members], seed: int) -> Any:
    """Return how often each of some points has the highest number of all, shape (points,).

    NaN where too few members have all of them.
    """
    value = np.array([one.value for one in found]).T
    there = np.isfinite(value).all(axis=1)
    error = np.array([one.error for one in found]).transpose(1, 2, 0)[there]
    if there.sum() <= len(found) or error.shape[1] < FEWEST:
        return np.full(len(found), np.nan)
    best = true_numbers(value[there], error, seed).argmax(axis=1)
    return np.bincount(best, minlength=len(found)) / len(best)
