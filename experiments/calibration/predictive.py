"""The posterior predictive check: members of the posterior played against every row of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.targets import (
    MOST_OF_ALL,
    Target,
    binding,
    bounds,
    in_base_world,
    rows_named,
    target_of,
)
from experiments.execution.workers import Workers
from experiments.patterns.samples import Samples
from experiments.statistics.posterior import Posterior
from simulation.scenario import Scenario

QUANTILES = {"p5": 0.05, "p50": 0.5, "p95": 0.95}
PLACES = tuple(f"place_{name}" for name in QUANTILES)
"""Columns of the same quantiles on the common scale of all bands (see `common_scale`)."""

COLUMNS = (
    *("row", "number", "what", "wanted", "aimed_at", "low", "high"),
    *QUANTILES,
    *PLACES,
    "inside",
)


def predictive_check(
    base: Scenario,
    rows: tuple[str, ...],
    posterior: Posterior,
    members: Sequence[int],
    runs: int,
    workers: Workers,
    advance: Callable[[int], None],
) -> pd.DataFrame:
    """Return a row for each check of every row of numbers: what members of the posterior give.

    Parameters
    ----------
    base : Scenario
        What members start from.
    rows : tuple of str
        Rows of the evidence; none for every Q row.
    posterior, members : Posterior, sequence of int
        The parameter sets, and which of them are played.
    runs : int
        Runs of each member and world.
    workers, advance
        Who plays, and who hears of each member.

    Returns
    -------
    DataFrame
        Row and number of the check, what it measures and wants, whether calibration aimed at it,
        its band, quantiles over members, and the share of members inside the band.
    """
    play = partial(_played, base, rows, runs)
    sets = [posterior.changes(one) for one in members]
    found = list(workers.in_order(play, sets, advance))
    values, met, words = (np.array([one[part] for one in found]) for part in range(3))
    table = [
        _row(pattern.row, number, check, values[:, place], met[:, place], words[0, place])
        for place, (pattern, number, check) in enumerate(_checks(rows))
    ]
    return pd.DataFrame(table, columns=list(COLUMNS))


def _checks(rows: tuple[str, ...]) -> list[tuple[Any, int, Any]]:
    return [
        (pattern, number, check)
        for pattern in rows_named(rows)
        for number, check in enumerate(pattern.checks)
    ]


def _played(
    base: Scenario, rows: tuple[str, ...], runs: int, changes: Mapping[str, float]
) -> tuple[list[float], list[bool], list[tuple[str, str]]]:
    """Return the value of each check for a member, whether it is met, and what it is."""
    samples = Samples(base.with_changes(changes), runs)
    checks = [check for _, _, check in _checks(rows)]
    samples.play([need for check in checks for need in check.needs()])
    found = [check.judge(samples) for check in checks]
    return (
        [one.estimate.value for one in found],
        [one.met for one in found],
        [(one.what, one.wanted) for one in found],
    )


def _row(row: str, number: int, check: Any, values: Any, met: Any, words: Any) -> list[Any]:
    ends = bounds(check)
    there = values[~np.isnan(values)]
    told = np.quantile(there, list(QUANTILES.values())) if len(there) else [np.nan] * len(QUANTILES)
    head = [row, number, str(words[0]), str(words[1])]
    if ends is None:
        nothing = [np.nan] * len(QUANTILES)
        return [*head, False, np.nan, np.nan, *told, *nothing, float(np.mean(met))]
    target = target_of(row, number, check, 0.0)
    places = [common_scale(target, float(value)) for value in told]
    inside = (values >= ends[0]) & (values <= ends[1])
    return [*head, in_base_world(check), *ends, *told, *places, float(np.mean(inside))]


def common_scale(target: Target, value: float) -> float:
    """Return a value on the common scale of all bands, on which each lies from -1 to 1.

    A band with one end lies on one side of it: above -1 where there is a least, below 1 where
    there is a most.
    """
    if not math.isnan(target.centre):
        return (value - target.centre) / target.scale
    if math.isnan(value):
        return math.nan
    if target.log:
        middle = math.sqrt(target.low * target.high)
        return math.log(value / middle) / target.scale if value > 0 else -math.inf
    if MOST_OF_ALL < target.high - target.low < 1 and target.low > 0:
        return (value - target.low) / (target.high - target.low) * 2 - 1
    if math.isinf(binding(target.low, target.high)[1]):
        return (value - target.low) / target.scale - 1
    return (value - target.high) / target.scale + 1
