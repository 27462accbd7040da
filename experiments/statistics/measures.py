"""How each outcome is measured on a chunk of runs.

The tables of numbers are read as they are, because this happens for every chunk of a study: frames
for people to read would take longer to make than the runs to play.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.statistics.places import here
from simulation.months import months_between, year_of
from simulation.result.runs import Runs
from simulation.terms import (
    AGREED,
    ALIVE,
    COMPANY,
    DEPTH_TEAM,
    FAILED,
    IND,
    MERGED,
    REORGANISED,
    STAGE_VOTE,
)

LASTING_MONTHS = 24
"""Months after which a partnership counts as lasting (MODEL.md, success)."""

SAVING_MONTHS = (36, 47)
"""Age, in months, of a partnership in the first December after three years (SF134)."""


class Measurement(NamedTuple):
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


def label_codes(table: pd.DataFrame, column: str) -> Any:
    """Return a column of labels as their numbers in `simulation.terms`, -1 where missing."""
    return table[column].cat.codes.to_numpy()


def floats(table: pd.DataFrame, column: str) -> Any:
    """Return a column of numbers as floats, NaN where missing."""
    return table[column].to_numpy(dtype=float, na_value=np.nan)


def run_positions(result: Runs, table: pd.DataFrame) -> Any:
    """Return for each row of a table the position of its run in the chunk."""
    if result.single:
        return np.zeros(len(table), dtype=np.int64)
    return table["run"].to_numpy() - result.runs[0]


def row_positions(result: Runs, rows: Any) -> Any:
    """Return for each row of a table of numbers the position of its run in the chunk."""
    return rows["run"] - result.runs[0]


def count_by_run(result: Runs, rows: Any, weights: Any) -> Any:
    """Return the sum of weights (or of what is true) over the rows of each run."""
    weights = np.asarray(here(result, rows, weights), dtype=float)
    return np.bincount(row_positions(result, rows), weights, minlength=len(result.runs))


def ratio(total: Any, weight: Any) -> Measurement:
    """Return totals over weights, NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Measurement(np.where(weight > 0, total / weight, np.nan), weight)


def level(value: Any) -> Measurement:
    """Return numbers that every run has."""
    return Measurement(value.astype(float), np.ones(len(value)))


def share(result: Runs, rows: Any, part: Any, whole: Any) -> Measurement:
    """Return, for each run, how many rows of `whole` are in `part` too."""
    return ratio(count_by_run(result, rows, part & whole), count_by_run(result, rows, whole))


def median_by_run(result: Runs, rows: Any, values: Any, chosen: Any) -> Measurement:
    """Return the median of some values of each run."""
    chosen = here(result, rows, chosen)
    values, place = values[chosen].astype(float), row_positions(result, rows)[chosen]
    number = np.bincount(place, minlength=len(result.runs))
    told = values[np.lexsort((values, place))]
    some = number > 0
    first = (np.cumsum(number) - number)[some]
    lower, upper = first + (number[some] - 1) // 2, first + number[some] // 2
    middles = np.full(len(result.runs), np.nan)
    middles[some] = (told[lower] + told[upper]) / 2.0
    return Measurement(middles, some.astype(float))


def talks_begun(result: Runs) -> Measurement:
    """Count formal talks."""
    return level(count_by_run(result, result.talk_rows, np.ones(len(result.talk_rows))))


def success(result: Runs) -> Measurement:
    """Return the share of talks that agreed, of those that ended."""
    outcome = result.talk_rows["outcome"]
    agreed = outcome == AGREED
    return share(result, result.talk_rows, agreed, agreed | (outcome == FAILED))


def lasting_success(result: Runs) -> Measurement:
    """Return the share of talks whose partnership lived 24 months later, of those judged."""
    lasting, judged = lasting_talks(result)
    return share(result, result.talk_rows, lasting, judged)


def lasting_talks(result: Runs) -> tuple[Any, Any]:
    """Tell which talks led to a partnership that lived 24 months later, and which can be judged.

    Talks that ended less than 24 months before the end of the run are left out, as are those
    whose partnership was reorganised by force sooner. Merging or forming a company is not
    parting, so it counts as lasting.
    """
    rows = result.talk_rows
    outcome, ended = rows["outcome"], rows["ended"]
    judged = np.isin(outcome, (AGREED, FAILED)) & (ended + LASTING_MONTHS <= result.months - 1)
    agreed = outcome == AGREED
    parted, how = partnership_fates(result)
    lived = agreed & ~((parted >= 0) & (parted - ended < LASTING_MONTHS))
    lasting = lived | (agreed & np.isin(how, (MERGED, COMPANY)))
    forced = agreed & ~lived & (how == REORGANISED)
    return lasting, judged & ~forced


def partnership_fates(result: Runs) -> tuple[Any, Any]:
    """Return, for each talks, when and how its partnership ended: -1 and alive if it did not."""
    rows, table = result.talk_rows, result.raw.partnerships
    there = rows["partnership"] >= 0
    first = np.searchsorted(table["run"], rows["run"][there], side="left")
    origin = first + rows["partnership"][there]
    parted, how = np.full(len(rows), -1), np.full(len(rows), ALIVE)
    parted[there], how[there] = table["ended"][origin], table["ending"][origin]
    return parted, how


def median_length(result: Runs, outcome: int) -> Measurement:
    """Return the median length of talks that ended so."""
    rows = result.talk_rows
    return median_by_run(result, rows, rows["ended"] - rows["began"], rows["outcome"] == outcome)


def months_to_agreement(result: Runs) -> Measurement:
    """Return the median length of talks that agreed."""
    return median_length(result, AGREED)


def failures_at_vote(result: Runs) -> Measurement:
    """Return the share of failed talks that failed at the vote."""
    rows = result.talk_rows
    return share(result, rows, rows["stage"] == STAGE_VOTE, rows["outcome"] == FAILED)


def failures_by(result: Runs, reason: int) -> Measurement:
    """Return the share of failed talks with this reason."""
    rows = result.talk_rows
    return share(result, rows, rows["reason"] == reason, rows["outcome"] == FAILED)


def failed_talk_cash(result: Runs) -> Measurement:
    """Return the median cash cost of failed talks."""
    rows = result.talk_rows
    return median_by_run(result, rows, rows["cash"], rows["outcome"] == FAILED)


def failed_talk_cost(result: Runs) -> Measurement:
    """Return what all failed talks cost together, in cash and officers' time."""
    rows, hourly = result.talk_rows, result.scenario.costs.hourly
    cost = (rows["cash"] + hourly * rows["hours"]) * (rows["outcome"] == FAILED)
    return level(count_by_run(result, rows, cost))


def by_month(result: Runs, column: str) -> Any:
    """Return a column of `monthly` as an array of runs x months."""
    return result.raw.monthly[column]


def stock(result: Runs, column: str, date: str) -> Measurement:
    """Return a column of `monthly` in one month; nothing if the month was not played."""
    month = months_between(result.scenario.period.start, date)
    if not 0 <= month < result.months:
        return Measurement(np.full(len(result.runs), np.nan), np.zeros(len(result.runs)))
    return level(by_month(result, column)[:, month])


def last(result: Runs, column: str) -> Measurement:
    """Return a column of `monthly` in the last month."""
    return level(by_month(result, column)[:, -1])


def partnership_size(result: Runs) -> Measurement:
    """Return the mean size of partnerships that are alive at the end."""
    rows = result.raw.partnerships
    alive = rows["ending"] == ALIVE
    return ratio(
        count_by_run(result, rows, alive * rows["partners"]), count_by_run(result, rows, alive)
    )


def three_years_on(result: Runs) -> tuple[Any, Any]:
    """Tell which rows of `partnership_years` are three years on, and which share a team."""
    years, partnerships = result.raw.partnership_years, result.raw.partnerships
    first = np.searchsorted(partnerships["run"], years["run"], side="left")
    age = years["month"] - partnerships["began"][first + years["partnership"]]
    then = (age >= SAVING_MONTHS[0]) & (age <= SAVING_MONTHS[1])
    return then, years["depth"] >= DEPTH_TEAM


def management_saving(result: Runs) -> Measurement:
    """Return the mean yearly gross management saving of team-sharing partnerships."""
    years = result.raw.partnership_years
    then, team = three_years_on(result)
    rows = then & team
    saved = np.where(rows, years["gross_management"], 0.0)
    return ratio(count_by_run(result, years, saved), count_by_run(result, years, rows))


def total_saving(result: Runs, column: str) -> Measurement:
    """Return what all partnerships saved together over the run: gross, observed or net."""
    rows = result.raw.partnerships
    return level(count_by_run(result, rows, rows[column]))


def payback_months(result: Runs) -> Measurement:
    """Return the median months to payback of partnerships that have paid back."""
    rows = result.raw.partnerships
    return median_by_run(result, rows, rows["payback"], rows["payback"] >= 0)


def leader_turnover(result: Runs) -> Measurement:
    """Return how many leaders took office, for each council and year."""
    changes = by_month(result, "leader_changes").sum(axis=1)
    return level(changes * 12.0 / (result.months * len(result.codes)))


def unlike_neighbours(result: Runs) -> Measurement:
    """Return the share of neighbours that two different parties control, in the first December."""
    book = result.raw.council_years
    start = result.scenario.period.start
    december = months_between(start, f"{year_of(start)}-12")
    if not book.shape[1] or december >= result.months:
        return Measurement(np.full(len(result.runs), np.nan), np.zeros(len(result.runs)))
    ties = result.geography.ties
    near = ties["contiguous"].to_numpy()
    a, b = (ties[end].to_numpy()[near] for end in ("source", "target"))
    control = book["control"][:, 0, :]
    parties = (control >= 0) & (control < IND)
    unlike = parties[:, a] & parties[:, b] & (control[:, a] != control[:, b])
    return ratio(unlike.sum(axis=1), np.full(len(result.runs), float(len(a))))
