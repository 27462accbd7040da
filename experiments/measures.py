"""How each outcome is measured on the tables of a chunk of runs.

Tables are read column by column as arrays, because this happens for every chunk of a study.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.months import month_number
from simulation.result import Result
from simulation.terms import (
    AGREED,
    ALIVE,
    COMPANY,
    DEPTH_TEAM,
    FAILED,
    MERGED,
    REORGANISED,
    STAGE_VOTE,
)

LASTING_MONTHS = 24
"""Months after which a partnership counts as lasting (MODEL.md, success)."""

SAVING_MONTHS = (36, 47)
"""Age, in months, of a partnership in the first December after three years (SF134)."""


class Measured(NamedTuple):
    """One number a run, and how many things each was taken over.

    Attributes
    ----------
    value : array of float, shape (runs,)
        NaN where a run has nothing to measure.
    weight : array of float, shape (runs,)
        Things counted; 0 or 1 for levels and medians.
    """

    value: Any
    weight: Any


def labels(table: pd.DataFrame, column: str) -> Any:
    """Return a column of labels as their numbers in `simulation.terms`, -1 where missing."""
    return table[column].cat.codes.to_numpy()


def real(table: pd.DataFrame, column: str) -> Any:
    """Return a column of numbers as floats, NaN where missing."""
    return table[column].to_numpy(dtype=float, na_value=np.nan)


def positions(result: Result, table: pd.DataFrame) -> Any:
    """Return for each row of a table the position of its run in the chunk."""
    if result.single:
        return np.zeros(len(table), dtype=np.int64)
    return table["run"].to_numpy() - result.runs[0]


def counted(result: Result, table: pd.DataFrame, weights: Any) -> Any:
    """Return the sum of weights (or of what is true) over the rows of each run."""
    weights = np.asarray(weights, dtype=float)
    return np.bincount(positions(result, table), weights, minlength=len(result.runs))


def ratio(total: Any, weight: Any) -> Measured:
    """Return totals over weights, NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Measured(np.where(weight > 0, total / weight, np.nan), weight)


def level(value: Any) -> Measured:
    """Return numbers that every run has."""
    return Measured(value.astype(float), np.ones(len(value)))


def share(result: Result, table: pd.DataFrame, part: Any, whole: Any) -> Measured:
    """Return, for each run, how many rows of `whole` are in `part` too."""
    return ratio(counted(result, table, part & whole), counted(result, table, whole))


def middle(result: Result, table: pd.DataFrame, column: str, rows: Any) -> Measured:
    """Return the median of a column over some rows of each run."""
    told = pd.Series(real(table, column)[rows]).groupby(positions(result, table)[rows]).median()
    values = np.full(len(result.runs), np.nan)
    values[told.index] = told
    return Measured(values, (~np.isnan(values)).astype(float))


def talks_begun(result: Result) -> Measured:
    """Count formal talks."""
    return level(counted(result, result.talks, np.ones(len(result.talks))))


def success(result: Result) -> Measured:
    """Return the share of talks that agreed, of those that ended."""
    outcome = labels(result.talks, "outcome")
    agreed = outcome == AGREED
    return share(result, result.talks, agreed, agreed | (outcome == FAILED))


def lasting_success(result: Result) -> Measured:
    """Return the share of talks whose partnership lived 24 months later.

    Talks that ended less than 24 months before the end of the run are left out, as are those
    whose partnership was reorganised by force sooner. Merging or forming a company is not
    parting, so it counts as lasting.
    """
    talks, outcome = result.talks, labels(result.talks, "outcome")
    ended = real(talks, "ended")
    judged = np.isin(outcome, (AGREED, FAILED)) & (ended + LASTING_MONTHS <= months(result) - 1)
    agreed = outcome == AGREED
    parted, how = _fates(result)
    lived = agreed & ~(parted - ended < LASTING_MONTHS)
    lasting = lived | (agreed & np.isin(how, (MERGED, COMPANY)))
    forced = agreed & ~lived & (how == REORGANISED)
    return share(result, talks, lasting, judged & ~forced)


def _fates(result: Result) -> tuple[Any, Any]:
    """Return, for each talks, when and how its partnership ended: NaN and alive if it did not."""
    talks, table = result.talks, result.partnerships
    first = np.searchsorted(positions(result, table), np.arange(len(result.runs)))
    number = real(talks, "partnership")
    there = ~np.isnan(number)
    rows = first[positions(result, talks)[there]] + number[there].astype(np.int64)
    parted, how = np.full(len(talks), np.nan), np.full(len(talks), ALIVE)
    parted[there], how[there] = real(table, "ended")[rows], labels(table, "how")[rows]
    return parted, how


def months_to_agreement(result: Result) -> Measured:
    """Return the median length of talks that agreed."""
    return middle(result, result.talks, "months", labels(result.talks, "outcome") == AGREED)


def failures_at_vote(result: Result) -> Measured:
    """Return the share of failed talks that failed at the vote."""
    failed = labels(result.talks, "outcome") == FAILED
    return share(result, result.talks, labels(result.talks, "stage") == STAGE_VOTE, failed)


def failed_talk_cash(result: Result) -> Measured:
    """Return the median cash cost of failed talks."""
    return middle(result, result.talks, "cash", labels(result.talks, "outcome") == FAILED)


def months(result: Result) -> int:
    """Return the number of months that were played."""
    return int(result.raw.monthly.shape[1])


def by_month(result: Result, column: str) -> Any:
    """Return a column of `monthly` as an array of runs x months."""
    return result.monthly[column].to_numpy().reshape(len(result.runs), months(result))


def stock(result: Result, column: str, date: str) -> Measured:
    """Return a column of `monthly` in one month; nothing if the month was not played."""
    month = month_number(date) - month_number(result.scenario.period.start)
    if not 0 <= month < months(result):
        return Measured(np.full(len(result.runs), np.nan), np.zeros(len(result.runs)))
    return level(by_month(result, column)[:, month])


def last(result: Result, column: str) -> Measured:
    """Return a column of `monthly` in the last month."""
    return level(by_month(result, column)[:, -1])


def partnership_size(result: Result) -> Measured:
    """Return the mean size of partnerships that are alive at the end."""
    table = result.partnerships
    alive = labels(table, "how") == ALIVE
    return ratio(counted(result, table, alive * real(table, "size")), counted(result, table, alive))


def three_years_on(result: Result) -> tuple[Any, Any]:
    """Tell which rows of `partnership_years` are three years on, and which share a team."""
    years = result.partnership_years
    age = years["months"].to_numpy()
    then = (age >= SAVING_MONTHS[0]) & (age <= SAVING_MONTHS[1])
    return then, labels(years, "depth") >= DEPTH_TEAM


def management_saving(result: Result) -> Measured:
    """Return the mean yearly gross management saving of team-sharing partnerships."""
    years = result.partnership_years
    then, team = three_years_on(result)
    rows = then & team
    saved = np.where(rows, real(years, "gross_management"), 0.0)
    return ratio(counted(result, years, saved), counted(result, years, rows))


def payback_months(result: Result) -> Measured:
    """Return the median months to payback of partnerships that have paid back."""
    table = result.partnerships
    return middle(result, table, "payback_months", ~np.isnan(real(table, "payback_months")))
