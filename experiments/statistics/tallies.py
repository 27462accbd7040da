"""What the figures count, chunk by chunk, so that memory does not grow with the runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from experiments.statistics.measures import (
    by_month,
    labels,
    months,
    positions,
    real,
    three_years_on,
)
from experiments.statistics.survival import GROUPS as GROUPS_OF_RUNS
from simulation.result import Result
from simulation.terms import AGREED, BY_CHOICE, FAILED, REASONS, STAGES

SAVING_STEP = 25_000
"""Width, in pounds a year, of the classes in which savings are counted."""

GROUPS = ("chief executive", "team")
"""What partnerships share three years on: the chief executive only, or a management team."""

KEYS = {
    "councils_sharing": ["month", "date", "councils"],
    "talk_length": ["months"],
    "reasons": ["reason", "stage"],
    "savings": ["group", "saving_from"],
    "survival": ["group", "months", "parted"],
    "by_year": ["year"],
}
"""What each tally counts by; the other columns are counts that add up."""

AT_ONCE = 20
"""Chunks that are put together in one go."""


def councils_sharing(result: Result) -> pd.DataFrame:
    """Count runs by month and number of councils sharing."""
    councils = by_month(result, "councils_sharing")
    width = int(councils.max(initial=0)) + 1
    keys, runs = np.unique(np.arange(months(result)) * width + councils, return_counts=True)
    dates = result.monthly["date"].to_numpy()[: months(result)]
    month = keys // width
    columns = {"month": month, "date": dates[month], "councils": keys % width, "runs": runs}
    return pd.DataFrame(columns)


def talk_length(result: Result) -> pd.DataFrame:
    """Count talks that ended, and those that agreed, by their months."""
    outcome = labels(result.talks, "outcome")
    over = np.isin(outcome, (AGREED, FAILED))
    length = real(result.talks, "months")[over].astype(np.int64)
    ended = np.bincount(length)
    agreed = np.bincount(length, outcome[over] == AGREED).astype(np.int64)
    there = np.flatnonzero(ended)
    return pd.DataFrame({"months": there, "ended": ended[there], "agreed": agreed[there]})


def reasons(result: Result) -> pd.DataFrame:
    """Count failed talks by reason and stage."""
    failed = labels(result.talks, "outcome") == FAILED
    reason, stage = (labels(result.talks, name)[failed] for name in ("reason", "stage"))
    keys, talks = np.unique(reason * np.int64(len(STAGES)) + stage, return_counts=True)
    columns = {
        "reason": np.array(REASONS, dtype=object)[keys // len(STAGES)],
        "stage": np.array(STAGES, dtype=object)[keys % len(STAGES)],
        "talks": talks,
    }
    return _added([pd.DataFrame(columns)], "reasons")


def savings(result: Result) -> pd.DataFrame:
    """Count partnerships three years on by what their management saves, in classes."""
    then, team = three_years_on(result)
    saving = real(result.partnership_years, "gross_management")[then]
    lower = np.floor(saving / SAVING_STEP).astype(np.int64) * SAVING_STEP
    table = pd.DataFrame(
        {
            "group": np.array(GROUPS, dtype=object)[team[then].astype(np.int64)],
            "saving_from": lower,
            "partnerships": np.int64(1),
            "total": saving,
        }
    )
    return _added([table], "savings")


def survival(result: Result) -> pd.DataFrame:
    """Count partnerships by group of runs, months they were watched, and whether they parted."""
    table = result.partnerships
    over, how = real(table, "ended"), labels(table, "how")
    last, group = float(months(result) - 1), np.asarray(result.runs) % GROUPS_OF_RUNS
    lived = np.where(np.isnan(over), last, over) - real(table, "began")
    columns = {
        "group": group[positions(result, table)],
        "months": lived.astype(np.int64),
        "parted": (how == BY_CHOICE).astype(np.int64),
        "number": np.int64(1),
    }
    none = {"group": group, "months": 0, "parted": 0}
    every = [pd.DataFrame(columns), pd.DataFrame(none | {"number": np.int64(0)})]
    return _added(every, "survival")


def by_year(result: Result) -> pd.DataFrame:
    """Count, year by year, councils sharing at its end, talks that ended, and partings."""
    year = np.array([int(date[:4]) for date in result.monthly["date"][: months(result)]])
    last = np.append(year[1:] != year[:-1], True)
    columns = {"year": year, "runs": last * len(result.runs)}
    for name, column in YEARLY.items():
        counts = by_month(result, column).sum(axis=0)
        columns[name] = counts * last if name == "sharing" else counts
    return _added([pd.DataFrame(columns)], "by_year")


YEARLY = {
    "sharing": "councils_sharing",
    "agreed": "talks_agreed",
    "failed": "talks_failed",
    "parted": "partnerships_ended",
}
"""What is counted by year, and the column of `monthly` it comes from."""

COUNT: dict[str, Callable[[Result], pd.DataFrame]] = {
    "councils_sharing": councils_sharing,
    "talk_length": talk_length,
    "reasons": reasons,
    "savings": savings,
    "survival": survival,
    "by_year": by_year,
}
"""How each tally is counted."""


def tallied(result: Result) -> dict[str, pd.DataFrame]:
    """Return every tally of a chunk of runs."""
    return {name: count(result) for name, count in COUNT.items()}


class Tallies:
    """Adds up the tallies of chunks."""

    def __init__(self) -> None:
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in COUNT}

    def add(self, frames: dict[str, pd.DataFrame]) -> None:
        """Add what `tallied` returned for one chunk."""
        for name, frame in frames.items():
            self._parts[name].append(frame)
            if len(self._parts[name]) >= AT_ONCE:
                self._parts[name] = [_added(self._parts[name], name)]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the sums over all chunks so far, sorted by what they count by."""
        return {name: _added(parts, name) for name, parts in self._parts.items()}


def _added(parts: list[pd.DataFrame], name: str) -> pd.DataFrame:
    """Return tables of counts as one, in which each key stands once."""
    filled = [part for part in parts if len(part)] or parts[:1]
    table = pd.concat(filled, ignore_index=True)
    added: pd.DataFrame = table.groupby(KEYS[name], as_index=False).sum()
    return added
