"""Choosing without knowing: which policy is best, and what is lost where another was."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.comparisons import holm, p_value
from experiments.statistics.estimates import mean_influence
from experiments.statistics.nested import BAND

SAME = 1e-9
"""Share of the spread between policies under which two numbers are the same."""


class Choice(NamedTuple):
    """What is known of a choice between some policies.

    Attributes
    ----------
    best : array of float, shape (policies,)
        Chance that each is the best of all; those that are best together share it.
    regret, low, high : array of float, shape (policies,)
        What is expected to be lost against the best, and its 95 % interval for want of runs.
    largest : array of float, shape (policies,)
        What is lost in the member in which most is.
    facts, facts_low, facts_high : float
        Expected value of perfect information: what knowing the member would add to the choice.
    runs : float
        What any number of further runs would add to the choice.
    """

    best: Any
    regret: Any
    low: Any
    high: Any
    largest: Any
    facts: float
    facts_low: float
    facts_high: float
    runs: float


def choice_of(draws: Any) -> Choice:
    """Return what is known of a choice, more being better.

    Parameters
    ----------
    draws : array of float, shape (draws, members, policies)
        What each could truly come to (see `true_contrasts`).
    """
    top = draws.max(axis=2, keepdims=True)
    lost = top - draws
    spread = float(draws.max() - draws.min())
    first = lost <= SAME * spread
    best = (first / first.sum(axis=2, keepdims=True)).mean(axis=(0, 1))
    by_draw = lost.mean(axis=1)
    means = draws.mean(axis=1)
    facts = by_draw.min(axis=1)
    low, high = np.quantile(by_draw, BAND, axis=0)
    facts_low, facts_high = np.quantile(facts, BAND)
    return Choice(
        best, by_draw.mean(axis=0), low, high, lost.max(axis=1).mean(axis=0),
        float(facts.mean()), float(facts_low), float(facts_high),
        float(means.max(axis=1).mean() - means.mean(axis=0).max()),
    )  # fmt: skip


class Ranking(NamedTuple):
    """Policies in the order of their means.

    Attributes
    ----------
    rank : array of int, shape (policies,)
        From 1, the best.
    p : array of float, shape (policies,)
        Of the difference from the next in rank, paired over members, with Holm's allowance for
        all of these tests; NaN of the last.
    """

    rank: Any
    p: Any


def rank_policies(value: Any) -> Ranking:
    """Return the ranking of policies by their means over members, more being better.

    Parameters
    ----------
    value : array of float, shape (members, policies)
        The number of each member, luck left in: what members have in common pairs them.
    """
    order = np.argsort(-value.mean(axis=0), kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    apart = value[:, order[:-1]] - value[:, order[1:]]
    ones = np.ones(len(value))
    tests = [p_value(mean_influence(one, ones)) for one in apart.T]
    p = np.full(len(order), np.nan)
    p[order[:-1]] = holm(tests)
    return Ranking(rank, p)
