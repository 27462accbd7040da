"""How long partnerships last: how long each was observed, and Kaplan-Meier over all runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.statistics.counting import count_rows, group_of_run
from experiments.statistics.estimates import (
    FEWEST,
    NO_RUNS,
    NO_WIDTH,
    UNKNOWN,
    Estimate,
    Influence,
    Summary,
    share_estimate,
    wilson,
)
from experiments.statistics.student import student

MONTHS = 12
DURATIONS = ("began", "months", "how", "party_mismatch")
"""Columns that a table of partnerships must have for its durations to be counted."""

FOUNDERS = "councils"
"""Its column of the councils that were ever in each."""


def observed_months(ended: Any, began: Any, last: Any) -> Any:
    """Return how many months partnerships were observed: to their end, or to the last month.

    Parameters
    ----------
    ended : array or Series of float
        Month of the end, NaN for those alive.
    began, last : array or Series, or int
        Month of the beginning, and the last observed.
    """
    return np.where(np.isnan(ended), last, ended) - began


def count_durations(
    path: Path,
    groups: Any,
    last: Mapping[int, int],
    counts: Callable[[pd.DataFrame], Any] | None = None,
) -> pd.DataFrame:
    """Return partnerships counted by point, group, months observed, parted and mismatch.

    Parameters
    ----------
    path : Path
        Parquet table of partnerships.
    groups : array of int, shape (runs,)
        The group of each run of a point.
    last : mapping of int to int
        The last month of each point: those alive are observed until then.
    counts : callable, optional
        Takes rows with the councils of each and tells which of them count.
    """
    columns = DURATIONS if counts is None else (*DURATIONS, FOUNDERS)

    def durations(frame: pd.DataFrame) -> pd.DataFrame:
        if counts is not None:
            frame = frame[counts(frame)]
        ended = (frame["began"] + frame["months"]).to_numpy(dtype=float, na_value=np.nan)
        months = observed_months(
            ended, frame["began"].to_numpy(), frame["point"].map(last).to_numpy()
        )
        return frame.assign(
            group=groups[frame["run"]],
            months=months.astype(np.int64),
            parted=(frame["how"] == "by choice").astype(np.int64),
        )

    keys = ["point", "group", "months", "parted", "party_mismatch"]
    return count_rows(path, columns, durations, keys)


def run_durations(tables: Path) -> tuple[pd.DataFrame, int]:
    """Return the durations of partnerships in the tables of `partnerships run`, and its runs."""
    runs = pq.read_metadata(tables / "runs.parquet").num_rows
    last = int(pd.read_parquet(tables / "monthly.parquet", columns=["month"])["month"].max())
    counted = count_durations(tables / "partnerships.parquet", group_of_run(runs), {0: last})
    return counted, runs


class Survival(NamedTuple):
    """A share that lasts so long, and what each group of runs has to say about it.

    Attributes
    ----------
    value : float or array of float, shape (ages,)
        The Kaplan-Meier estimate over all groups; NaN if none was observed for so long.
    pseudo_values : array of float, shape (groups,) or (groups, ages)
        Their mean is near `value`, their spread is its precision (Andersen et al. 2003).
    watched : int or array of int, shape (ages,)
        How many were observed for so long.
    """

    value: Any
    pseudo_values: Any
    watched: Any

    @property
    def influence(self) -> Influence:
        """The number at one age with the influence of each group."""
        return Influence(self.value, self.pseudo_values - self.pseudo_values.mean())


def kaplan_meier(counts: Any) -> Any:
    """Return the share that lasts beyond each age (Kaplan and Meier, 1958).

    Parameters
    ----------
    counts : array, shape (..., months, 2)
        How many were observed for so many months, censored (0) or parted by choice (1).

    Returns
    -------
    array of float, shape (..., months)
        NaN at ages to which none was observed.
    """
    risk = at_risk(counts)
    there = risk > 0.0
    hazard = np.divide(counts[..., 1], risk, out=np.zeros(risk.shape), where=there)
    return np.where(there, np.cumprod(1.0 - hazard, axis=-1), np.nan)


def at_risk(counts: Any) -> Any:
    """Return how many were observed to each age or beyond, shape (..., months)."""
    return np.flip(np.cumsum(np.flip(counts.sum(axis=-1), axis=-1), axis=-1), axis=-1)


def counts_by_age(durations: pd.DataFrame, groups: int) -> Any:
    """Return durations as an array of counts, shape (groups, months, 2).

    Parameters
    ----------
    durations : DataFrame
        Columns group (which group of runs), months (observed for), parted (1 if by choice at that
        age, 0 if censored) and number.
    groups : int
        How many groups there are, 0 and up.
    """
    counts = np.zeros((groups, int(durations["months"].max()) + 1, 2))
    cells = tuple(durations[name].to_numpy() for name in ("group", "months", "parted"))
    np.add.at(counts, cells, durations["number"].to_numpy())
    return counts


def jackknife(counts: Any) -> Survival:
    """Return the survival at every age, with the pseudo-values of a jackknife over groups.

    Parameters
    ----------
    counts : array of float, shape (groups, months, 2)
        As `counts_by_age` returns them.
    """
    groups, together = len(counts), counts.sum(axis=0)
    value = kaplan_meier(together)
    without = kaplan_meier(together - counts)
    return Survival(value, groups * value - (groups - 1) * without, at_risk(together))


def survival_at(durations: pd.DataFrame, years: int, groups: int) -> Survival:
    """Return the share that lasts for some years, with the pseudo-values of a jackknife.

    Parameters
    ----------
    durations : DataFrame
        As `counts_by_age` takes them.
    years : int
        Age asked about.
    groups : int
        How many groups there are, 0 and up.
    """
    age = years * MONTHS
    if durations.empty or durations["months"].max() < age:
        return Survival(float("nan"), np.full(groups, np.nan), 0)
    every = jackknife(counts_by_age(durations, groups))
    return Survival(float(every.value[age]), every.pseudo_values[:, age], every.watched[age])


def survival_summary(found: Survival, runs: int) -> Summary:
    """Return the summary of a survival; a run alone has no quantile."""
    if np.isnan(found.value):
        return NO_RUNS
    low, high = survival_interval(found)
    return Summary(found.value, float(low), float(high), runs, np.nan, np.nan)


def survival_interval(found: Survival) -> tuple[Any, Any]:
    """Return the ends of the 95 % interval, in [0, 1]; NaN where groups have no spread.

    Where none parted, or all did, groups cannot differ: Wilson's interval over those who were
    observed for so long stands instead.
    """
    groups, value = len(found.pseudo_values), np.asarray(found.value, dtype=float)
    half = np.full(value.shape, np.nan)
    if groups >= FEWEST:
        half = student(groups) * found.pseudo_values.std(axis=0, ddof=1) / np.sqrt(groups)
    half = np.where(half > NO_WIDTH, half, np.nan)
    number = np.maximum(found.watched, 1)
    least, most = wilson(value * number, number)
    edge = np.isnan(half) & np.isin(value, (0.0, 1.0))
    low, high = np.where(edge, least, value - half), np.where(edge, most, value + half)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def survival_estimate(table: pd.DataFrame, years: int) -> Estimate:
    """Return the share that has not parted after some years; unknown if none was observed so long.

    Parameters
    ----------
    table : DataFrame
        Columns months, at_risk, survival, low and high, at ages at which any parted and at the
        last that any was observed to.
    years : int
        Age asked about.
    """
    observed = table[table["at_risk"] > 0]
    if observed.empty or observed["months"].max() < years * MONTHS:
        return UNKNOWN
    past = observed[observed["months"] <= years * MONTHS]
    if len(past):
        return Estimate(*(float(past[name].iloc[-1]) for name in ("survival", "low", "high")))
    number = int(observed["at_risk"].iloc[0])
    return share_estimate(number, number)
