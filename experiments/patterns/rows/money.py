"""Rows about money: savings against targets, cover, cuts in services, what talks return."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.patterns.common import TEAM
from experiments.patterns.rows.council_map import attribute
from experiments.patterns.rows.tables import council_years, ended_talks, per_result, years
from experiments.patterns.rows.tables import partnership_lives as lives
from experiments.statistics.measures import SAVING_MONTHS
from simulation.result import Result

SETTLED = 24
"""Months after which a stage has shown what it saves."""


@per_result
def three_years_on(result: Result) -> Any:
    """Return Decembers of partnerships in their fourth year, with all they save."""
    table = years(result)
    table = table[table["months"].between(*SAVING_MONTHS)]
    return table.assign(gross=table["gross_management"] + table["gross_services"])


@per_result
def teams_three_years_on(result: Result) -> Any:
    """Return the same of partnerships that share a team."""
    table = three_years_on(result)
    return table[table["depth"].isin(TEAM)]


@per_result
def with_target(result: Result) -> Any:
    """Return partnerships that lived three years with a target, and what they save of it.

    A stage less than two years old at the end is not judged yet.
    """
    table = lives(result)
    last = table["began"] + table["lived"]
    fresh = (last - table["team_month"].fillna(-1000) < SETTLED).astype(bool)
    table = table[
        (table["lived"] >= 36) & table["target"].notna() & ~fresh & (table["largest"] == 2)
    ]
    return table.assign(ratio=table["management_saving_year"] / table["target"])


@per_result
def partnership_years(result: Result) -> Any:
    """Return Decembers of partnerships with how deep they went in the end, and all they save."""
    final = result.partnerships[["run", "partnership", "depth", "scope"]].rename(
        columns={"depth": "final"}
    )
    table = years(result).merge(final, on=["run", "partnership"])
    return table.assign(gross=table["gross_management"] + table["gross_services"])


@per_result
def services_settled(result: Result) -> Any:
    """Return Decembers of pairs that have shared services for two to four years."""
    more = result.partnerships[["run", "partnership", "began", "services_month", "largest"]]
    table = years(result).merge(more, on=["run", "partnership"])
    age = table["began"] + table["months"] - table["services_month"]
    return table[
        (age >= 24).fillna(value=False) & (age < 48).fillna(value=False) & (table["largest"] == 2)
    ]


@per_result
def lived_five_years(result: Result) -> Any:
    """Return partnerships that lived five years after their last stage but services."""
    table = lives(result)
    stage = table["team_month"].fillna(table["began"]).astype(float)
    return table[table["began"] + table["lived"] - stage >= 60]


@per_result
def sharers(result: Result) -> Any:
    """Return years of councils that share at some time, with whether they have begun to."""
    table = council_years(result).sort_values(["run", "code", "year"])
    of_one = table.groupby(["run", "code"])["sharing"]
    begun, ever = of_one.cummax(), of_one.transform("max")
    table = table.assign(begun=begun)
    return table[ever.astype(bool)]


@per_result
def grant_cuts(result: Result) -> Any:
    """Return years of councils after the cuts of 2013, with what each lost in grant."""
    table = council_years(result)
    table = table[table["year"] >= 2014]
    share, budget = attribute(result, "grant_share"), attribute(result, "net_budget")
    lost = table["code"].map(share).astype(float) * table["code"].map(budget).astype(float)
    return table.assign(lost=lost)


@per_result
def payoffs(result: Result) -> Any:
    """Return ended talks with what came of them so far in pounds, less what they cost."""
    net = result.partnerships[["run", "partnership", "net_saving"]]
    table = ended_talks(result).merge(net, on=["run", "partnership"], how="left")
    gained = np.nan_to_num(table["net_saving"].astype(float))
    return table.assign(payoff=gained - table["cash"] - table["officer_cost"])
