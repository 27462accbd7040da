"""Rows about pairs of councils: what they have in common, who asks whom, and when."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.rows.council_map import DISTRICT, attribute
from experiments.patterns.rows.tables import (
    agreed_talks,
    approaches,
    council_years,
    ended_talks,
    failed_talks,
    month_of,
    per_result,
    talks,
)
from experiments.statistics.measures import run_positions
from simulation.months import calendar_years, months_of_year, year_of
from simulation.result import Result
from simulation.rules.politics import MAY
from simulation.terms import CON, LAB, LD

PLAIN = (CON, LAB, LD)


LONG = 3
"""Years in office after which a leader knows the neighbours."""


def ties_once(result: Result) -> pd.DataFrame:
    """Return the ties of the map in both directions, with codes, tiers and the gap in profile."""
    ties, given = result.geography.ties, result.geography.councils
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    profile, tier = given["deprivation"].to_numpy(), given["tier"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "source": result.codes[source],
            "contiguous": ties["contiguous"].to_numpy(),
            "same_county": ties["same_county"].to_numpy(),
            "gap": np.abs(profile[source] - profile[target]),
            "from": tier[source],
            "to": tier[target],
        }
    )


@per_result
def formed_pairs(result: Result) -> Any:
    """Return agreements with the gap in profile that the asker's ties of their kind have on average.

    Ties of one kind are neighbours or are not, and lie in one county or do not.
    """
    formed, kind = agreed_talks(result), ["source", "contiguous", "same_county"]
    usual = ties_once(result).groupby(kind)["gap"].mean().rename("usual")
    asker = formed["councils"].str.split(";").str[0]
    return formed.assign(source=asker).merge(usual.reset_index(), on=kind)


@per_result
def asked_across(result: Result) -> Any:
    """Return approaches with the tiers of both and how many such ties the askers' tier has."""
    tier = attribute(result, "tier")
    table = approaches(result)
    return table.assign(tier_from=table["asker"].map(tier), tier_to=table["asked"].map(tier))


def tie_counts(tier: str) -> Any:
    """Return one row a run with the number of ties from districts to councils of a tier."""

    def rows(result: Result) -> Any:
        ties = ties_once(result)
        count = int(((ties["from"] == DISTRICT) & (ties["to"] == tier)).sum())
        return pd.DataFrame({"run": list(result.runs), "ties": count})

    return rows


@per_result
def party_approaches(result: Result) -> Any:
    """Return approaches with the party of both, and what a random choice of a tie would ask.

    `cross` says that the one asked is of another party, by control in December of the year (the
    one before, up to April); `chance` is the share of the asker's ties of which that is true.
    `fresh` says that the asker has not failed in talks yet, `soured` that it has, across parties
    the first time; approaches to that partner are left out, and so is its tie.
    """
    table = failed_talks(result).sort_values("ended")
    pair = table["councils"].str.split(";")
    first = table.assign(asker=pair.str[0], partner=pair.str[1]).drop_duplicates(["run", "asker"])
    first = first[["run", "asker", "partner", "ended", "party_mismatch"]]
    found = approaches(result).merge(first, on=["run", "asker"], how="left")
    fresh = ~(found["month"] > found["ended"].astype(float)).to_numpy(dtype=bool, na_value=False)
    found = found.assign(fresh=fresh, soured=~fresh & (found["party_mismatch"] == 1.0))
    found = found[fresh | (found["asked"] != found["partner"])]
    return found.assign(**_across(result, found))


def _across(result: Result, found: pd.DataFrame) -> dict[str, Any]:
    """Return whether each approach crosses parties, and how many of the asker's ties would."""
    start, control = result.scenario.period.start, result.raw.council_years["control"]
    year = calendar_years(start, found["month"]) - (months_of_year(start, found["month"]) < MAY)
    year = np.maximum(np.asarray(year) - year_of(start), 0)
    run, row = run_positions(result, found), pd.Index(result.codes)
    asker, asked = row.get_indexer(found["asker"]), row.get_indexer(found["asked"])
    partner = row.get_indexer(found["partner"])  # -1 without one
    ties = result.geography.ties
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    other = _unlike(control[:, :, source], control[:, :, target]).astype(float)
    places = np.searchsorted(source, np.arange(len(row) + 1))  # ties are sorted by source
    sums = np.concatenate([np.zeros((*other.shape[:2], 1)), other.cumsum(axis=2)], axis=2)
    first, last = places[asker], places[asker + 1]
    across = sums[run, year, last] - sums[run, year, first]
    mine = control[run, year, asker]
    left_out = ~found["fresh"].to_numpy(dtype=bool)
    gone = left_out & _unlike(mine, control[run, year, partner])
    chance = (across - gone) / np.maximum(1, last - first - left_out)
    return {"cross": _unlike(mine, control[run, year, asked]), "chance": chance}


def _unlike(control: Any, other: Any) -> Any:
    """Return whether two controls are of two parties."""
    return np.isin(control, PLAIN) & np.isin(other, PLAIN) & (control != other)


@per_result
def tried_again(result: Result) -> Any:
    """Return failed talks that ended five years or more before the end, with what came after.

    `again` says that one of the two talked again within five years, `same` that both did, together.
    """
    table = ended_talks(result)
    last = result.raw.monthly.shape[1]
    failed = table[(table["outcome"] == "failed") & (table["ended"] + 60 < last)]
    pair = failed["councils"].map(lambda codes: frozenset(codes.split(";")))
    every = result.talks.assign(
        pair=result.talks["councils"].map(lambda c: frozenset(c.split(";")))
    )
    left = failed[["run", "talks", "ended"]].assign(pair=pair)
    same = left.merge(every[["run", "pair", "began"]], on=["run", "pair"])
    same = same[(same["began"] > same["ended"]) & (same["began"] <= same["ended"] + 60)]
    return failed.assign(same=_marked(failed, same), again=_marked(failed, _any_again(left, every)))


def _any_again(left: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    wide = left.assign(code=left["pair"].map(list)).explode("code")
    talks = every.assign(code=every["pair"].map(list)).explode("code")
    met = wide[["run", "talks", "ended", "code"]].merge(
        talks[["run", "code", "began"]], on=["run", "code"]
    )
    return met[(met["began"] > met["ended"]) & (met["began"] <= met["ended"] + 60)]


def _marked(table: pd.DataFrame, found: pd.DataFrame) -> Any:
    keys = set(zip(found["run"], found["talks"], strict=True))
    return [key in keys for key in zip(table["run"], table["talks"], strict=True)]


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


def _sides(table: pd.DataFrame) -> pd.DataFrame:
    """Return talks twice, once for each side: run, talks, code, the other council, began."""
    pair = table["councils"].str.split(";")
    sides = [
        table[["run", "talks", "began"]].assign(code=pair.str[own], other=pair.str[1 - own])
        for own in (0, 1)
    ]
    return pd.concat(sides, ignore_index=True)


def courtships(result: Result) -> pd.DataFrame:
    """Return both sides of each agreement with how many councils each held talks with up to it."""
    formed, every = _sides(agreed_talks(result)), _sides(talks(result))
    found = formed.merge(every, on=["run", "code"], suffixes=("", "_before"))
    found = found[found["began_before"] <= found["began"]]
    number = found.groupby(["run", "talks", "code"])["other_before"].nunique().rename("courted")
    return formed.merge(number.reset_index(), on=["run", "talks", "code"])


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
