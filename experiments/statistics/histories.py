"""What is measured of a run as one history, to be compared with the one that happened.

Each function returns one number a run, missing (NaN) where the run has no cases for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.statistics.measures import (
    Measurement,
    count_by_run,
    level,
    partnership_fates,
    ratio,
    row_positions,
    share,
)
from experiments.statistics.places import councils_here, here
from experiments.statistics.survival import MONTHS, kaplan_meier, observed_months
from simulation.months import month_of_year, months_between, year_of
from simulation.result import TABLES
from simulation.result.runs import Runs
from simulation.terms import AGREED, BY_CHOICE, FAILED, VOTE_TIMINGS

TALKS_COLUMNS = {column.name: column for column in TABLES["talks"].columns}


def nothing(runs: Runs) -> Measurement:
    """Return that no run has anything to measure."""
    return Measurement(np.full(len(runs.runs), np.nan), np.zeros(len(runs.runs)))


def played_month(runs: Runs, date: str) -> int | None:
    """Return the number of a month such as ``2011-03``, None if it was not played."""
    month = months_between(runs.scenario.period.start, date)
    return month if 0 <= month < runs.months else None


def talking(runs: Runs, month: int, *, formal: bool) -> Any:
    """Tell which councils are in talks at the end of a month, shape (runs, councils).

    Parameters
    ----------
    month : int
        Counted from the first.
    formal : bool
        Whether formal talks alone count; otherwise soundings do as well.
    """
    rows = runs.talk_rows if formal else runs.raw.talks
    begun = rows["began" if formal else "first_contact"] <= month
    open_then = rows[begun & ((rows["ended"] < 0) | (rows["ended"] > month))]
    return _councils(runs, open_then)


def _councils(runs: Runs, rows: Any) -> Any:
    """Return which councils stand on either side of some talks, shape (runs, councils)."""
    there = np.zeros((len(runs.runs), len(runs.codes)), dtype=bool)
    there[row_positions(runs, rows)[:, None], rows["councils"]] = True
    return there


def sharing(runs: Runs, month: int) -> Any:
    """Tell which councils share by talks that had agreed by a month, shape (runs, councils).

    A council that left a partnership of others that goes on still counts as in it.
    """
    rows = runs.talk_rows
    parted, _ = partnership_fates(runs)
    alive = (rows["outcome"] == AGREED) & (rows["ended"] <= month)
    return _councils(runs, rows[alive & ((parted < 0) | (parted > month))])


def in_talks(runs: Runs, date: str, *, formal: bool) -> Measurement:
    """Count the councils in talks at the end of a month (V06)."""
    month = played_month(runs, date)
    if month is None:
        return nothing(runs)
    return level(talking(runs, month, formal=formal)[:, councils_here(runs)].sum(axis=1))


def talks_to_sharing(runs: Runs, first: str, last: str) -> Measurement:
    """Return what share of councils in talks, not sharing yet, share some months later (V07)."""
    then, later = played_month(runs, first), played_month(runs, last)
    if then is None or later is None:
        return nothing(runs)
    asked = (talking(runs, then, formal=False) & ~sharing(runs, then))[:, councils_here(runs)]
    shared = sharing(runs, later)[:, councils_here(runs)]
    return ratio((asked & shared).sum(axis=1), asked.sum(axis=1).astype(float))


def durations(runs: Runs) -> tuple[Any, Any]:
    """Return the months each partnership was observed for, and whether it parted by choice."""
    rows = runs.raw.partnerships
    ended = np.where(rows["ended"] < 0, np.nan, rows["ended"])
    months = observed_months(ended, rows["began"], runs.months - 1).astype(np.int64)
    return months, rows["ending"] == BY_CHOICE


def survival_curves(runs: Runs) -> Any:
    """Return the survival of the partnerships of each run alone, shape (runs, months).

    Kaplan and Meier's estimate, NaN from the age on to which none was observed; once the last one
    observed has parted by choice, it stays at none.
    """
    months, parted = durations(runs)
    counts = np.zeros((len(runs.runs), runs.months, 2))
    rows = runs.raw.partnerships
    cells = (row_positions(runs, rows), months, parted.astype(np.int64))
    np.add.at(counts, cells, here(runs, rows, np.ones(len(rows))))
    curves = kaplan_meier(counts)
    gone = np.maximum.accumulate(np.where(np.isnan(curves), 1.0, curves) <= 0.0, axis=1)
    return np.where(gone, 0.0, curves)


def survived(runs: Runs, years: int) -> Measurement:
    """Return the share of a run's partnerships that have not parted after some years (V13-15)."""
    age = years * MONTHS
    if age >= runs.months:
        return nothing(runs)
    value = survival_curves(runs)[:, age]
    return Measurement(value, (~np.isnan(value)).astype(float))


def parting_hazard(runs: Runs) -> Measurement:
    """Return partings by choice for each year that a partnership was observed (V16)."""
    months, parted = durations(runs)
    rows = runs.raw.partnerships
    return ratio(count_by_run(runs, rows, parted), count_by_run(runs, rows, months) / MONTHS)


def book_year(runs: Runs, date: str) -> int | None:
    """Return the place of a December in the yearly books, None if they hold none of it."""
    start = runs.scenario.period.start
    place = year_of(date) - year_of(start)
    there = 0 <= place < runs.raw.council_years.shape[1]
    return place if there and played_month(runs, date) is not None else None


def senior_posts(runs: Runs, date: str) -> Measurement:
    """Return the mean size of a council's senior team in a December (V18)."""
    year = book_year(runs, date)
    return nothing(runs) if year is None else level(mean_senior_posts(runs)[:, year])


def mean_senior_posts(runs: Runs) -> Any:
    """Return the mean of senior posts over councils, shape (runs, years)."""
    return runs.raw.council_years["senior_posts"][:, :, councils_here(runs)].mean(axis=2)


def ever_restructured(runs: Runs) -> Any:
    """Count the councils that had slimmed their own top team by each December (runs, years)."""
    times = runs.raw.council_years["restructured"]
    return (np.cumsum(times, axis=1) > 0).sum(axis=2)


def restructured_share(runs: Runs, date: str) -> Measurement:
    """Return the share of all councils that had slimmed their own top team by a month (V19).

    The yearly books say which councils did by the last December; of the months since, each case
    counts, as a team just slimmed is not slimmed again.
    """
    month = played_month(runs, date)
    if month is None or not runs.raw.council_years.shape[1]:
        return nothing(runs)
    december = month - month_of_year(date) % MONTHS
    since = runs.raw.monthly["restructured"][:, max(december + 1, 0) : month + 1].sum(axis=1)
    year = year_of(date) - year_of(runs.scenario.period.start) - (month_of_year(date) < MONTHS)
    before = ever_restructured(runs)[:, year] if year >= 0 else np.zeros(len(since))
    return ratio(before + since, np.full(len(since), float(len(runs.codes))))


def agreed_when(runs: Runs, timing: str) -> Measurement:
    """Return the share of agreed talks that agreed early, on the date or late (V20)."""
    when = TALKS_COLUMNS["vote_timing"].values(runs) == VOTE_TIMINGS.index(timing)
    rows = runs.talk_rows
    return share(runs, rows, when, rows["outcome"] == AGREED)


def failed_after_date(runs: Runs) -> Measurement:
    """Return the share of failed talks that ended after the planned date (V21)."""
    rows = runs.talk_rows
    late = rows["ended"] - rows["began"] > rows["planned"]
    return share(runs, rows, late, rows["outcome"] == FAILED)


def mean_length(runs: Runs, outcome: int) -> Measurement:
    """Return the mean months of talks that ended so."""
    rows = runs.talk_rows
    chosen = rows["outcome"] == outcome
    months = np.where(chosen, rows["ended"] - rows["began"], 0)
    return ratio(count_by_run(runs, rows, months), count_by_run(runs, rows, chosen))
