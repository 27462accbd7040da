"""Rows of tables with what the map knows about their councils."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.rows.tables import SOUTH, alive_at, approaches, council_years, per_result
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
    """Return the partnerships of January 2017 with `south`, `con` and the same of all districts."""
    table = alive_at("2017-01")(result)
    region = result.geography.councils["region"]
    return table.assign(
        south=first_of(table).map(attribute(result, "region")).isin(SOUTH),
        con=table["leaders"].str.startswith("Con"),
        south_of_map=region.isin(SOUTH).mean(),
        con_of_map=conservative_share(result),
    )


def conservative_share(result: Result) -> float:
    """Return the share of councils under a Conservative leader in 2017, by the record."""
    party = result.geography.largest_party
    if party is None:
        return float("nan")
    return float((party[:, list(result.geography.control_years).index(2017)] == CON).mean())


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
    """Return one row for each council of each partnership, with its tier."""
    table = result.partnerships
    tiers: Any = table["tiers"].str.split(";")
    return pd.DataFrame(
        {"run": np.repeat(table["run"], tiers.str.len()), "tier": [t for row in tiers for t in row]}
    )
