"""Tests between numbers of runs, paired, with an allowance for how many are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.estimates import FEWEST, NO_WIDTH, Estimate, Influence, difference
from experiments.statistics.student import student

LEVEL = 0.05
"""Chance, over all comparisons of a kind, of one that is called a difference and is none."""


def minus(one: Influence, other: Influence) -> Influence:
    """Return how much larger `one` is than `other`, with the influence of each run."""
    return Influence(one.value - other.value, one.influence - other.influence)


def paired_difference(one: Influence, other: Influence) -> Estimate:
    """Return how much larger `one` is than `other`, run by run paired, as people are told it.

    Runs that all differ by the same tell of no interval, unless they differ by nothing at all.
    """
    value, low, high = difference(one, other)
    if value and not high - low > NO_WIDTH * abs(value):
        return Estimate(value, np.nan, np.nan)
    return Estimate(value, low, high)


def p_value(found: Influence) -> float:
    """Return the chance of a number as far from zero where the truth is zero (Student's t).

    1 where runs cannot tell: fewer than two, nothing known, or no spread between them.
    """
    runs = len(found.influence)
    if runs < FEWEST or not np.isfinite(found.value):
        return 1.0
    error = float(np.std(found.influence, ddof=1)) / np.sqrt(runs)
    if not error > NO_WIDTH * abs(found.value):
        return 1.0
    return float(2.0 * _student_below(runs - 1, -abs(found.value) / error))


def _student_below(freedom: int, value: Any) -> Any:
    """Return the chance of less than a value in Student's t distribution."""
    from scipy.special import stdtr  # only here: a single run asks for none

    return stdtr(freedom, value)


def interval_p_values(value: Any, low: Any, high: Any, groups: int) -> Any:
    """Return the p-values of numbers from their 95 % intervals over so many runs or groups."""
    value, half = np.asarray(value, dtype=float), (np.asarray(high) - np.asarray(low)) / 2.0
    there = (half > NO_WIDTH * np.abs(value)) & (groups >= FEWEST)
    errors = np.divide(value * student(max(groups, FEWEST)), half, where=there,
                       out=np.zeros(value.shape))  # fmt: skip
    return np.where(there, 2.0 * _student_below(max(groups, FEWEST) - 1, -np.abs(errors)), 1.0)


def holm(p_values: Any) -> Any:
    """Return p-values with Holm's allowance for their number (Holm 1979).

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p_values, dtype=float)
    order = np.argsort(given, kind="stable")
    steps = np.maximum.accumulate(given[order] * np.arange(len(given), 0, -1))
    allowed = np.empty(len(given))
    allowed[order] = np.minimum(steps, 1.0)
    return allowed


def number_of_pairs(number: int) -> int:
    """Return how many pairs so many things make."""
    return number * (number - 1) // 2


class Extreme(NamedTuple):
    """The thing at one end of a ranking.

    `p` is of its difference from the other end, with Bonferroni's allowance for all pairs; `tied`
    is how many of the others cannot be told from it, by the same test.
    """

    name: Any
    p: float
    tied: int


def extremes(found: Mapping[Any, Influence]) -> tuple[Extreme, Extreme] | None:
    """Return the highest and the lowest of some numbers, or None where there are not two.

    Notes
    -----
    The two are chosen after looking at all, so each test is allowed for as one of all pairs.
    """
    known = {name: one for name, one in found.items() if np.isfinite(one.value)}
    if len(known) < FEWEST:
        return None
    ordered = sorted(known, key=lambda name: known[name].value)
    low, high, pairs = ordered[0], ordered[-1], number_of_pairs(len(known))

    def allowed(one: Any, other: Any) -> float:
        return min(1.0, pairs * p_value(minus(known[one], known[other])))

    ends = []
    for end in (high, low):
        tied = sum(allowed(end, other) > LEVEL for other in ordered if other != end)
        ends.append(Extreme(end, allowed(high, low), tied))
    return ends[0], ends[1]
