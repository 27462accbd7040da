"""What shocks from outside do, and what they leave alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import Scenario, run_ensemble
from simulation.result import Result
from tests.strategies import BUSY, COUNTIES, WORLDS

AT = "2011-03"
MONTH = 26
RUNS = 20
BASE = Scenario().with_changes(
    WORLDS["random_planar"] | BUSY | {"period.start": "2009-01", "period.months": 72}
)


def played(changes: dict[str, Any]) -> Result:
    """Return some runs of the busy scenario with changes."""
    return run_ensemble(BASE.with_changes(changes), runs=RUNS, seed=11)


def shocked(name: str, **more: Any) -> Result:
    """Return some runs with one shock of size 1."""
    return played({f"shocks.{name}": {"month": AT, "size": 1.0} | more})


@pytest.fixture(scope="module")
def reorganised() -> Result:
    """Return runs in which one county is reorganised."""
    return shocked("reorganisation", county=COUNTIES["random_planar"])


def inside(result: Result, table: pd.DataFrame) -> Any:
    """Return how many of each row's councils lie in the county: an array of (inside, all)."""
    given = result.geography.councils.set_index("code")["county"]
    home = COUNTIES["random_planar"]
    pairs = table["councils"].str.split(";")
    return np.array([(sum(given[code] == home for code in row), len(row)) for row in pairs])


def test_reorganisation_ends_what_reaches_into_the_county(reorganised: Result) -> None:
    """Partnerships with a council in the county end that month, and no others do so."""
    table = reorganised.partnerships
    within, _ = inside(reorganised, table).T
    ended = table["how"] == "reorganised"
    assert ended.sum() > 0
    assert (table.loc[ended, "ended"] == MONTH).all()
    assert (within[ended] > 0).all()
    last = table["ended"].fillna(10_000)
    pair = table["largest"] == 2
    assert not (pair & (within > 0) & (table["began"] < MONTH) & (last > MONTH)).any()


def test_reorganisation_keeps_councils_to_partners_inside(reorganised: Result) -> None:
    """From then on nobody asks, talks to or shares with a council across the county's border."""
    for table in (reorganised.talks, reorganised.partnerships):
        within, size = inside(reorganised, table).T
        across = (within > 0) & (within < size)
        assert (across & (table["began"] < MONTH)).any()
        assert not (across & (table["began"] >= MONTH)).any()


def test_reorganisation_ends_talks_across_the_border(reorganised: Result) -> None:
    """Talks across the county's border do not outlive the month."""
    talks = reorganised.talks
    within, size = inside(reorganised, talks).T
    across = (within == 1) & (size == 2) & (talks["began"] < MONTH)
    assert (talks.loc[across, "ended"] <= MONTH).all()


def test_each_reorganisation_is_told_once(reorganised: Result) -> None:
    """One event a run names the county."""
    told = reorganised.events[reorganised.events["kind"] == "county reorganised"]
    assert told["run"].tolist() == list(range(RUNS))
    assert told["sentence"].str.contains(COUNTIES["random_planar"]).all()


def test_lost_trust_stops_agreements() -> None:
    """When all trust is gone few agree for some months (SF059)."""
    base, result = played({}), shocked("trust")
    soon = slice(MONTH + 1, MONTH + 6)
    agreed = [one.monthly.groupby("month")["talks_agreed"].sum()[soon].sum()
              for one in (base, result)]  # fmt: skip
    assert agreed[1] < agreed[0] / 3


def test_money_that_comes_back_takes_stress_away() -> None:
    """Restored grants end the stress that cuts brought (SF162)."""
    quiet = {"stress.trouble_rate": 0.0}
    restored = {"shocks.grants_restored": {"month": AT, "size": 1.0}}
    base, result = played(quiet), played(quiet | restored)
    stress = [one.monthly.groupby("month")["mean_stress"].mean() for one in (base, result)]
    assert stress[0][MONTH - 1] == stress[1][MONTH - 1] > 0.0
    assert stress[1][MONTH] < 0.05 * stress[0][MONTH]


def test_without_cuts_and_troubles_there_is_no_stress() -> None:
    """A flat-grant counterfactual, with no trouble of councils' own, has no stress at all."""
    result = played({"history.news": False, "stress.trouble_rate": 0.0})
    assert (result.monthly["mean_stress"] == 0.0).all()
    assert (result.council_years["service_cuts"] == 0.0).all()
