"""Survival and sharing by year say what the tables say."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.figures import by_year, survival
from experiments.figures.chart import count_charts
from simulation import Scenario, run_ensemble
from simulation.result import Result


@pytest.fixture(scope="module")
def result(busy: Scenario) -> Result:
    """Return some runs of a small world."""
    return run_ensemble(busy, runs=30, seed=8)


def test_survival_falls_and_counts_every_parting(result: Result) -> None:
    """The curve starts below one at the first parting, never rises, and holds all partings."""
    curve = survival.reduce(count_charts(result)["survival"])
    parted = (result.partnerships["how"] == "by choice").sum()
    assert curve["parted"].sum() == parted > 0
    assert curve["survival"].is_monotonic_decreasing
    assert (np.diff(curve["at_risk"]) <= 0).all()
    last = result.monthly["month"].max()
    watched = result.partnerships["months"].fillna(last - result.partnerships["began"])
    assert curve["at_risk"].iloc[0] == (watched >= curve["months"].iloc[0]).sum()
    assert curve["months"].iloc[-1] == watched.max() > curve["months"][curve["parted"] > 0].iloc[-1]
    assert survival.survival_after(curve, 0) == 1.0


def test_a_world_in_which_nobody_parts(busy: Scenario) -> None:
    """Without any parting the curve stays at all of them."""
    lasting = busy.with_changes(
        {"ending.choice": 0.0, "ending.members": 0.0, "ending.leader_base": 0.0,
         "ending.leader_mismatch": 0.0, "ending.leader_embedded": 0.0,
         "ending.succession_base": 1.0, "ending.succession_trust": 0.0,
         "review.control": 0.0, "review.leader": 0.0, "own_capacity.rate": 0.0}
    )  # fmt: skip
    curve = survival.reduce(count_charts(run_ensemble(lasting, runs=3, seed=8))["survival"])
    assert len(curve) == 1
    assert curve["survival"].iloc[0] == survival.survival_after(curve, 5) == 1.0


def test_survival_is_unknown_where_nobody_was_observed_so_long(result: Result) -> None:
    """After the age of the oldest there is no number; before it there is one with an interval."""
    curve = survival.reduce(count_charts(result)["survival"])
    years = int(curve["months"].max()) // 12
    assert np.isnan(survival.survival_after(curve, years + 1))
    assert 0.0 < survival.survival_after(curve, 1) < 1.0


def test_years_add_up(result: Result) -> None:
    """Talks and partings of all years are those of the tables; sharing is that of December."""
    table = by_year.reduce(count_charts(result)["by_year"])
    runs = len(result.runs)
    for name in ("agreed", "failed"):
        told = (result.talks["outcome"] == name).sum()
        assert table[name].sum() * runs == pytest.approx(told)
    last = result.monthly[result.monthly["date"] == f"{table['year'].iloc[-1]}-12"]
    assert table["sharing"].iloc[-1] == pytest.approx(last["councils_sharing"].mean())
    ended = table["agreed"] + table["failed"]
    there = ended > 0
    np.testing.assert_allclose(table["success"][there], (table["agreed"] / ended)[there])
