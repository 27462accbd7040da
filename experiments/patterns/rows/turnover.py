"""Rows about changes of leaders and control while councils talk and share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.rows.tables import partnership_lives, per_result
from experiments.statistics.measures import run_positions
from simulation.event_kinds import CONTROL_CHANGED, COUNCIL_LEFT, DEADLOCK, LEADER_CHANGED
from simulation.months import calendar_years, year_of
from simulation.result import Result
from simulation.terms import CON, LAB, LD

SET_UP = 18
"""Months in which a partnership is still being set up."""

AFTERWARDS = 12
"""Months after a change of leader that are looked at."""

NAMED = 3
"""Months of talks by which names have been put forward."""

ENDLESS = 1_000_000


def events_of_kind(result: Result, kind: int) -> pd.DataFrame:
    """Return the events of a kind: run, month, row of the council, talks, partnership."""
    rows = result.raw.events
    rows = rows[rows["kind"] == kind]
    names = ("run", "month", "council", "talks", "partnership")
    return pd.DataFrame({name: rows[name] for name in names})


def members(result: Result) -> Any:
    """Return one row for each council of each partnership, with the life of the partnership."""
    table, founders = partnership_lives(result), result.raw.partnerships["founders"]
    count = (founders >= 0).sum(axis=1)
    wide = table.loc[np.repeat(table.index.to_numpy(), count)].reset_index(drop=True)
    return wide.assign(council=founders[founders >= 0])


def changes_while_sharing(result: Result, kind: int) -> Any:
    """Return events of a kind that meet a council while it shares, with the age they meet it at."""
    columns = [
        "run",
        "council",
        "partnership",
        "began",
        "lived",
        "parted",
        "party_mismatch",
        "reason",
    ]
    met = events_of_kind(result, kind).drop(columns="partnership")
    met = met.merge(members(result)[columns], on=["run", "council"])
    met = met.assign(age=met["month"] - met["began"])
    return met[(met["age"] > 0) & (met["age"] <= met["lived"])]


@per_result
def leader_changes(result: Result) -> Any:
    """Return changes of leader among partners, and whether the partnership ended over them."""
    met = changes_while_sharing(result, LEADER_CHANGED)
    at_once = (met["age"] == met["lived"]) & (met["reason"] == "leader change")
    return met.assign(ended=at_once)


@per_result
def control_changes(result: Result) -> Any:
    """Return changes of control among partners, and what became of sharing within two years.

    `takeover` says that one party took over from another; `undone` that all parted, or that this
    council left. Changes less than two years before the end of the run are left out.
    """
    met = changes_while_sharing(result, CONTROL_CHANGED).reset_index(drop=True)
    met = met[met["month"] + 24 < result.raw.monthly.shape[1]]
    dissolved = met["parted"] & (met["lived"] - met["age"] <= 24)
    left = events_of_kind(result, COUNCIL_LEFT)[["run", "partnership", "council", "month"]]
    keys = ["run", "partnership", "council"]
    gone = met[[*keys, "month"]].reset_index().merge(left, on=keys, suffixes=("", "_left"))
    since = gone["month_left"] - gone["month"]
    left_soon = met.index.isin(gone.loc[(since >= 0) & (since <= 24), "index"])
    return met.assign(takeover=_taken_over(result, met), undone=dissolved | left_soon)


def _taken_over(result: Result, met: pd.DataFrame) -> Any:
    """Return whether control went from one party to another in the year of each change."""
    start, control = result.scenario.period.start, result.raw.council_years["control"]
    year = np.asarray(calendar_years(start, met["month"])) - year_of(start)
    run, council = run_positions(result, met), met["council"].to_numpy()
    now, before = control[run, year, council], control[run, np.maximum(0, year - 1), council]
    parties = (CON, LAB, LD)
    return np.isin(now, parties) & np.isin(before, parties) & (now != before)


@per_result
def set_up(result: Result) -> Any:
    """Return partnerships with months and partings in set-up, after a change of leader and not.

    `calm` and `shaken` are months lived up to `SET_UP` before a first change of leader, and in the
    year after it; `calm_end` and `shaken_end` say that the partnership parted in them.
    """
    changes = leader_changes(result)
    first = changes.groupby(["run", "partnership"])["age"].min().rename("first").reset_index()
    table = partnership_lives(result).merge(first, on=["run", "partnership"], how="left")
    early = table["first"].where(table["first"] <= SET_UP, ENDLESS).fillna(ENDLESS)
    calm = np.minimum(np.minimum(table["lived"], SET_UP), early - 1)
    shaken = np.clip(table["lived"] - early + 1, 0, AFTERWARDS)
    over = table["parted"].astype(bool)
    return table.assign(
        calm=calm,
        shaken=shaken,
        calm_end=over & (table["lived"] <= calm),
        shaken_end=over & (table["lived"] >= early) & (table["lived"] < early + AFTERWARDS),
    )


@per_result
def named_late(result: Result) -> Any:
    """Return ended talks of two who stay that lasted until names are on the table, three months.

    `clash` says that both incumbents wanted the post.
    """
    met = events_of_kind(result, DEADLOCK)[["run", "talks"]].drop_duplicates()
    raw = result.raw.talks
    rows = np.searchsorted(raw["run"], met["run"], side="left") + met["talks"]
    marked = np.zeros(len(raw), dtype=bool)
    marked[rows] = True
    table = result.talks.assign(clash=marked[result.are_talks])
    table = table[table["outcome"].isin(["agreed", "failed"]) & (table["months"] >= NAMED)]
    return table[table["vacancy"].isna()]


@per_result
def years_and_exits(result: Result) -> Any:
    """Return years of partnerships with exits: one council left, or all parted, in the next 12 months.

    `before` says that a council left in the 12 months before.
    """
    left = events_of_kind(result, COUNCIL_LEFT)[["run", "partnership", "month"]]
    life = partnership_lives(result)[["run", "partnership", "began", "lived", "parted"]]
    table = result.partnership_years.merge(life, on=["run", "partnership"])
    table = table.assign(now=table["began"] + table["months"], row=np.arange(len(table)))
    met = table[["run", "partnership", "now", "row"]].merge(left, on=["run", "partnership"])
    since = met["month"] - met["now"]
    soon = set(met.loc[(since > 0) & (since <= 12), "row"])
    past = set(met.loc[(since <= 0) & (since > -12), "row"])
    parted = table["parted"] & (table["lived"] - table["months"] <= 12)
    table = table[table["now"] + 12 < result.raw.monthly.shape[1]]
    return table.assign(
        parted_soon=parted.reindex(table.index),
        lost=parted.reindex(table.index) | table["row"].isin(soon),
        before=table["row"].isin(past),
    )
