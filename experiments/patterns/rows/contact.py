"""Rows about contact: windows and acquaintance, partners courted, news and bids."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.rows.tables import (
    agreed_talks,
    approaches,
    council_years,
    month_of,
    per_result,
    talks,
)
from simulation.months import calendar_years
from simulation.result import Result

LONG = 3
"""Years in office after which a leader knows the neighbours."""


@per_result
def council_months(result: Result) -> Any:
    """Return council-years with the talks begun in them, the window and a leader who knows others.

    `known` says that the leader did not change in this year or the two before.
    """
    years = council_years(result)
    years = years[years["months_free"] > 0].sort_values(["run", "code", "year"])
    changes = years.groupby(["run", "code"])["leader_changes"]
    recent = sum((changes.shift(back) for back in range(1, LONG)), years["leader_changes"])
    asked = approaches(result)
    start = result.scenario.period.start
    by_year = asked.assign(year=calendar_years(start, asked["month"]), code=asked["asker"])
    count = by_year.groupby(["run", "code", "year"]).size().rename("asked").reset_index()
    begun = talks_by_year(result, start)
    years = years.assign(known=recent == 0, full=recent.notna())
    years = years.merge(count, on=["run", "code", "year"], how="left")
    years = years.merge(begun, on=["run", "code", "year"], how="left")
    years[["asked", "begun"]] = years[["asked", "begun"]].fillna(0.0)
    return years.assign(window=years["months_window"] > 0)


def talks_by_year(result: Result, start: str) -> pd.DataFrame:
    """Return how many talks each council began in each year, by the month of first contact."""
    table = talks(result)
    pairs = table["councils"].str.split(";")
    rows = pd.DataFrame(
        {
            "run": np.repeat(table["run"], 2),
            "code": [code for pair in pairs for code in pair],
            "year": np.repeat(calendar_years(start, table["first_contact"]), 2),
        }
    )
    return rows.groupby(["run", "code", "year"]).size().rename("begun").reset_index()


def courtships(result: Result) -> pd.DataFrame:
    """Return for each agreement how many councils its asker had asked up to then."""
    asked, formed = approaches(result), agreed_talks(result)
    asker = formed["councils"].str.split(";").str[0]
    by_asker: dict[Any, Any] = dict(list(asked.groupby(["run", "asker"], observed=True)))
    counts = []
    for run, code, month in zip(formed["run"], asker, formed["first_contact"], strict=True):
        rows = by_asker.get((run, code))
        before = [] if rows is None else rows.loc[rows["month"] <= month, "asked"]
        counts.append(len(set(before)))
    return formed.assign(courted=counts)


@per_result
def bid_pairs(result: Result) -> Any:
    """Return pairs within a county, per run, with whether they bid jointly and shared 2009-13.

    The county's bid is read off the talks of its councils; counties in which nobody talked after
    2008 say nothing and are left out.
    """
    ties = result.geography.ties
    county = result.geography.councils["county"].to_numpy(dtype=object)
    once = ties[(ties["source"] < ties["target"]) & ties["same_county"] & ties["contiguous"]]
    number = once.groupby(county[once["source"]]).size()
    table = result.talks[result.talks["same_county"]]
    where = dict(zip(result.codes, county, strict=True))
    table = table.assign(county=table["councils"].str.split(";").str[0].map(where))
    late = table[table["began"] >= month_of(result, "2008-01")]
    bids = late.groupby(["run", "county"])["joint_bid"].any().rename("bid").reset_index()
    window = late["ended"].between(month_of(result, "2009-01"), month_of(result, "2013-12"))
    formed = late[(late["outcome"] == "agreed") & late["contiguous"] & window]
    made = formed.groupby(["run", "county"]).size().rename("formed").reset_index()
    bids = bids.merge(made, on=["run", "county"], how="left")
    formed_there = bids["formed"].astype(float).fillna(0.0)
    return bids.assign(formed=formed_there, pairs=bids["county"].map(number).astype(float))
