"""How what came out differs between two folders: paired where draws are the same, else apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

from experiments.decisions.two_folders.folder import ResultFolder
from experiments.decisions.two_folders.origins import Pairing
from experiments.statistics.comparisons import (
    LEVEL,
    holm,
    minus,
    p_value,
    paired_difference,
)
from experiments.statistics.estimates import FEWEST, NO_WIDTH, Estimate, Influence
from experiments.statistics.outcome import Outcome
from experiments.statistics.student import CONFIDENCE
from experiments.studies.differences import reference_point


class OutcomeDifference(NamedTuple):
    """An outcome in two folders, at points that are the same.

    Attributes
    ----------
    outcome : Outcome
        Which.
    label : str
        What the point is called; nothing of runs.
    one, other : float
        Its value in the first and in the second.
    difference : Estimate
        By how much it is higher in the second.
    p, holm : float
        Chance of one as large where there is none, and with an allowance for all of them.
    """

    outcome: Outcome
    label: str
    one: float
    other: float
    difference: Estimate
    p: float
    holm: float = 1.0

    @property
    def differs(self) -> bool:
        """Whether it differs beyond what so many comparisons would by chance."""
        return self.holm <= LEVEL


def outcome_differences(
    one: ResultFolder, other: ResultFolder, pairing: Pairing
) -> list[OutcomeDifference]:
    """Return how every outcome that both have differs, at every point that both have."""
    named = {outcome.name: outcome for outcome in other.outcomes}
    rows = [
        row
        for outcome in one.outcomes
        if outcome.name in named
        for row in _of_outcome(outcome, one, other, pairing)
    ]
    allowed = holm([row.p for row in rows]) if rows else []
    return [row._replace(holm=float(p)) for row, p in zip(rows, allowed, strict=True)]


def common_points(one: ResultFolder, other: ResultFolder) -> list[tuple[int, int]]:
    """Return the points of two folders that change the same, each with its like.

    Where both have one point these are held against each other, whatever they change; a run against
    the point of a study at which its base is as it is, or nearest to that.
    """
    if one.kind != other.kind:
        bases = [0 if each.study is None else reference_point(each.study) for each in (one, other)]
        return [] if None in bases else [(bases[0] or 0, bases[1] or 0)]
    keys = [[json.dumps(point, sort_keys=True, default=str) for point in each.changes()]
            for each in (one, other)]  # fmt: skip
    if len(keys[0]) == len(keys[1]) == 1:
        return [(0, 0)]
    there = {key: place for place, key in enumerate(keys[1])}
    return [(place, there[key]) for place, key in enumerate(keys[0]) if key in there]


def _of_outcome(
    outcome: Outcome, one: ResultFolder, other: ResultFolder, pairing: Pairing
) -> Iterator[OutcomeDifference]:
    fewer = min(one.runs, other.runs) if pairing.paired and not one.members else None
    before, now = one.influences(outcome, fewer), other.influences(outcome, fewer)
    for here, there in common_points(one, other):
        if here not in before or there not in now:
            continue
        first, second = before[here], now[there]
        if np.isnan(first.value) or np.isnan(second.value):
            continue
        alike = len(first.influence) == len(second.influence)
        test = paired_test if pairing.paired and alike else unpaired_test
        label = one.label(here) or other.label(there)
        yield OutcomeDifference(outcome, label, first.value, second.value, *test(first, second))


def paired_test(one: Influence, other: Influence) -> tuple[Estimate, float]:
    """Return how much larger the second is, run by run, with the p-value of no difference."""
    return paired_difference(other, one), p_value(minus(other, one))


def unpaired_test(one: Influence, other: Influence) -> tuple[Estimate, float]:
    """Return how much larger the second is of runs that have nothing in common (Welch 1947)."""
    value = other.value - one.value
    if min(len(one.influence), len(other.influence)) < FEWEST:
        return Estimate(value, np.nan, np.nan), 1.0
    parts = [float(np.var(each.influence, ddof=1)) / len(each.influence) for each in (one, other)]
    error = float(np.sqrt(sum(parts)))
    if not error > NO_WIDTH * abs(value):
        return Estimate(value, np.nan, np.nan), 1.0
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(each.influence) - 1) for part, each in zip(parts, (one, other), strict=True)
    )
    half = float(stdtrit(freedom, 0.5 + CONFIDENCE / 2)) * error
    chance = float(2.0 * stdtr(freedom, -abs(value) / error))
    return Estimate(value, value - half, value + half), chance
