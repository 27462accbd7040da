"""Rows about pairs of councils: what is common in them, and who asks whom."""

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
    per_result,
)
from simulation.months import calendar_years, months_of_year, year_of
from simulation.result import Result
from simulation.rules.politics import MAY

PLAIN = {"Con", "Lab", "LD"}


def ties_once(result: Result) -> pd.DataFrame:
    """Return the ties of the map in both directions, with codes, tiers and the gap in profile."""
    ties, given = result.geography.ties, result.geography.councils
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    profile, tier = given["deprivation"].to_numpy(), given["tier"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "source": result.codes[source],
            "contiguous": ties["contiguous"].to_numpy(),
            "gap": np.abs(profile[source] - profile[target]),
            "from": tier[source],
            "to": tier[target],
        }
    )


@per_result
def formed_pairs(result: Result) -> Any:
    """Return agreements with the gap in profile that the asker's ties of their kind have on average."""
    formed = agreed_talks(result)
    usual = ties_once(result).groupby(["source", "contiguous"])["gap"].mean().rename("usual")
    asker = formed["councils"].str.split(";").str[0]
    return formed.assign(source=asker).merge(usual.reset_index(), on=["source", "contiguous"])


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


def _control(result: Result) -> Any:
    """Return control by run, council and year, as a series."""
    years = council_years(result)
    return years.set_index(["run", "code", "year"])["control"].astype(str)


@per_result
def later_approaches(result: Result) -> Any:
    """Return approaches of councils after their first failed talks, if these were cross-party.

    `cross` says that the one asked is of another party, by control in December of the year (the
    one before, up to April); approaches to the same partner are left out.
    """
    table = ended_talks(result)
    table = table[table["outcome"] == "failed"].sort_values("ended")
    pair = table["councils"].str.split(";")
    first = table.assign(asker=pair.str[0], partner=pair.str[1]).drop_duplicates(["run", "asker"])
    first = first.loc[first["party_mismatch"] == 1.0, ["run", "asker", "partner", "ended"]]
    found = approaches(result).merge(first, on=["run", "asker"])
    found = found[(found["month"] > found["ended"]) & (found["asked"] != found["partner"])]
    return found.assign(cross=_cross(result, found))


def _cross(result: Result, found: pd.DataFrame) -> Any:
    start = result.scenario.period.start
    year = calendar_years(start, found["month"]) - (months_of_year(start, found["month"]) < MAY)
    control = _control(result)
    sides = []
    for side in ("asker", "asked"):
        keys = pd.MultiIndex.from_arrays(
            [found["run"], found[side], np.maximum(year, year_of(start))]
        )
        sides.append(control.reindex(keys).to_numpy())
    plain = np.isin(sides[0], list(PLAIN)) & np.isin(sides[1], list(PLAIN))
    return plain & (sides[0] != sides[1])


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
