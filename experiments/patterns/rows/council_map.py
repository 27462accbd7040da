"""Rows of tables with what the map knows about their councils."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.rows.tables import SOUTH, alive_at, approaches, council_years, per_result
from simulation.months import calendar_years
from simulation.result import Result
from simulation.terms import CON

DISTRICT, UNITARY = "shire_district", "unitary"
SINGLE_TIER = {UNITARY, "metropolitan_district", "london_borough"}


def attribute(result: Result, name: str) -> dict[str, Any]:
    """Return a column of the map by council code."""
    return dict(zip(result.codes, result.geography.councils[name], strict=True))


def first_of(table: pd.DataFrame) -> pd.Series[str]:
    """Return the code of the first council of each row."""
    return table["councils"].str.split(";").str[0]


@per_result
def partnerships_2017(result: Result) -> Any:
    """Return the partnerships of January 2017 with `south`, `con` and what chance would give.

    `south_of_map` and `con_of_map` are the shares of all councils, those under Conservative
    leaders in the year in which the partnership began: a random choice of councils has as many.
    """
    table = alive_at("2017-01")(result)
    began = calendar_years(result.scenario.period.start, table["began"])
    region = result.geography.councils["region"]
    return table.assign(
        south=first_of(table).map(attribute(result, "region")).isin(SOUTH),
        con=table["leaders"].str.startswith("Con"),
        south_of_map=region.isin(SOUTH).mean(),
        con_of_map=conservative_shares(result, np.asarray(began)),
    )


def conservative_shares(result: Result, years: Any) -> Any:
    """Return the share of councils under a Conservative leader in each of some years, by the record."""
    party, recorded = result.geography.largest_party, result.geography.control_years
    if party is None:
        return np.full(len(years), np.nan)
    shares = (party == CON).mean(axis=0)
    return shares[np.clip(years - recorded[0], 0, len(recorded) - 1)]


def by_budget(table: Callable[[Result], pd.DataFrame], code: str, quarter: int) -> Any:
    """Return the rows whose council is in a quarter of budgets, 0 the smallest."""

    def rows(result: Result) -> pd.DataFrame:
        rank = result.geography.councils["net_budget"].rank(pct=True).to_numpy()
        chosen = set(result.codes[(rank > quarter / 4) & (rank <= (quarter + 1) / 4)])
        found = table(result)
        return found[found[code].isin(chosen)]

    return rows


def approaches_by_budget(quarter: int) -> Any:
    """Return the approaches of councils in a quarter of budgets."""
    return by_budget(approaches, "asker", quarter)


def years_by_budget(quarter: int) -> Any:
    """Return the years of councils in a quarter of budgets."""
    return by_budget(council_years, "code", quarter)


def with_budget(result: Result) -> pd.DataFrame:
    """Return partnerships with the joint budget of their first two councils and all tiers."""
    table = result.partnerships
    budget = attribute(result, "net_budget")
    pairs = table["councils"].str.split(";")
    return table.assign(joint_budget=pairs.map(lambda codes: sum(budget[code] for code in codes)))


@per_result
def tier_pairs(result: Result) -> Any:
    """Return each pair of tied councils once, with tiers and whether they ever shared, per run."""
    ties, tier = result.geography.ties, result.geography.councils["tier"].to_numpy(dtype=object)
    once = ties[ties["source"] < ties["target"]]
    a, b = once["source"].to_numpy(), once["target"].to_numpy()
    pairs = pd.DataFrame(
        {
            "pair": [
                frozenset(pair) for pair in zip(result.codes[a], result.codes[b], strict=True)
            ],
            "districts": (tier[a] == DISTRICT) & (tier[b] == DISTRICT),
            "single": pd.Series(tier[a]).isin(SINGLE_TIER).to_numpy()
            & pd.Series(tier[b]).isin(SINGLE_TIER).to_numpy(),
            "across": ((tier[a] == "county") ^ (tier[b] == "county")),
        }
    )
    made = result.partnerships
    formed = set(
        zip(
            made["run"],
            made["councils"].str.split(";").map(lambda c: frozenset(c[:2])),
            strict=True,
        )
    )
    runs = pd.concat([pairs.assign(run=run) for run in result.runs], ignore_index=True)
    keys = zip(runs["run"], runs["pair"], strict=True)
    return runs.assign(formed=[key in formed for key in keys])


@per_result
def participants(result: Result) -> Any:
    """Return one row for each council of each partnership, with its tier and the rank of its budget.

    `rank` is the council's place among all budgets of the map, 0 the smallest, 1 the largest; a
    random choice of councils has 0.5 on average.
    """
    table = result.partnerships
    codes: Any = table["councils"].str.split(";")
    budgets = result.geography.councils["net_budget"].rank(method="first")
    rank = dict(zip(result.codes, (budgets - 1.0) / max(1, len(budgets) - 1), strict=True))
    wide = pd.DataFrame(
        {"run": np.repeat(table["run"], codes.str.len()), "code": [c for row in codes for c in row]}
    )
    return wide.assign(
        tier=wide["code"].map(attribute(result, "tier")), rank=wide["code"].map(rank).astype(float)
    )
