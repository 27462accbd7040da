"""Ways to count: shares and means of rows of a table, run by run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.samples import Statistic
from experiments.statistics.measures import run_positions
from simulation.result import Result

Rows = Callable[[pd.DataFrame], Any]
"""From a table to a column: true or false, or a number, for each row."""

Table = Callable[[Result], pd.DataFrame]
"""From a result to the rows that are looked at."""


def _sums(result: Result, table: pd.DataFrame, weights: Any) -> Any:
    counted = np.bincount(run_positions(result, table), weights, minlength=len(result.runs))
    return counted.astype(float)


def _numbers(column: Any) -> Any:
    return np.nan_to_num(np.asarray(pd.Series(column).astype(float)))


def share(name: str, table: Table, hit: Rows) -> Statistic:
    """Return the share of rows that are hit, pooled over runs."""
    return Statistic(name, mean(name, table, hit).count, share=True)


def mean(name: str, table: Table, value: Rows) -> Statistic:
    """Return the mean of a number over rows, pooled over runs; rows without it are left out."""

    def count(result: Result) -> Any:
        rows = table(result)
        column = pd.Series(value(rows)).astype(float)
        there = column.notna().to_numpy()
        total = _sums(result, rows, np.where(there, _numbers(column), 0.0))
        return np.column_stack([total, _sums(result, rows, there.astype(float))])

    return Statistic(name, count)


def number(name: str, table: Table, value: Rows | None = None) -> Statistic:
    """Return how many rows a run has, or the sum of a number over them."""

    def count(result: Result) -> Any:
        rows = table(result)
        weights = None if value is None else _numbers(value(rows))
        return np.column_stack([_sums(result, rows, weights), np.ones(len(result.runs))])

    return Statistic(name, count)


def rate(name: str, events: Table, exposure: Table, time: Rows) -> Statistic:
    """Return events for each unit of time at risk.

    Parameters
    ----------
    events : callable
        Rows that are events.
    exposure, time : callable
        Rows at risk, and for how long each was.
    """

    def count(result: Result) -> Any:
        happened, at_risk = events(result), exposure(result)
        return np.column_stack(
            [_sums(result, happened, None), _sums(result, at_risk, _numbers(time(at_risk)))]
        )

    return Statistic(name, count)


def any_run(name: str, table: Table, least: int = 1) -> Statistic:
    """Return the share of runs in which there is such a row, or `least` of them."""

    def count(result: Result) -> Any:
        there = _sums(result, table(result), None) >= least
        return np.column_stack([there.astype(float), np.ones(len(result.runs))])

    return Statistic(name, count, share=True)


def rows(name: str, table: Table, columns: Sequence[Rows]) -> Statistic:
    """Return numbers of every row of all runs, the run first: for fits over all of them."""

    def count(result: Result) -> Any:
        found = table(result)
        runs = np.array(result.runs)[run_positions(result, found)]
        return np.column_stack([runs, *(_numbers(column(found)) for column in columns)])

    return Statistic(name, count, by_run=False)


def column(name: str) -> Rows:
    """Return a column by name."""
    return lambda table: table[name]


def spread(name: str, table: Table, value: Rows) -> Statistic:
    """Return the squared coefficient of variation of a number, about the mean of its runs."""

    def count(result: Result) -> Any:
        rows = table(result)
        numbers = pd.Series(value(rows)).astype(float)
        away = (numbers / numbers.mean() - 1.0) ** 2
        return np.column_stack([_sums(result, rows, _numbers(away)), _sums(result, rows, None)])

    return Statistic(name, count)
