"""What figures count does not depend on how runs are put into chunks."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from experiments.figures import councils_sharing, reasons, savings, talk_length
from experiments.figures.chart import chart_tallies, count_charts
from experiments.statistics.counting import CHUNKS_AT_ONCE
from simulation import Scenario, run, run_ensemble
from simulation.result import Result


@pytest.fixture(scope="module")
def whole(busy: Scenario) -> Result:
    """Return a few runs in one piece."""
    return run_ensemble(busy, runs=CHUNKS_AT_ONCE + 5, seed=6)


def test_chunks_add_up_to_the_whole(busy: Scenario, whole: Result) -> None:
    """Counting run by run and adding up gives what counting at once gives."""
    added = chart_tallies()
    for number in whole.runs:
        added.add(count_charts(run(busy, seed=6, run=number)))
    for name, frame in count_charts(whole).items():
        pd.testing.assert_frame_equal(added.frames()[name], frame, obj=name, check_dtype=False)


def test_bands_are_quantiles_over_runs(whole: Result) -> None:
    """Median and bands of a month are quantiles of councils sharing over the runs."""
    table = councils_sharing.reduce(count_charts(whole)["councils_sharing"]).set_index("date")
    at = whole.monthly[whole.monthly["date"] == "2009-06"]["councils_sharing"]
    row = table.loc["2009-06"]
    ordered = np.sort(at)
    assert ordered[0] < ordered[-1]
    for name, share in councils_sharing.QUANTILES.items():
        smallest = ordered[math.ceil(share * len(ordered) - 1e-9) - 1]
        assert row[name] == smallest, f"{name}: the smallest that a share {share} of runs reach"
    assert row["mean"] == pytest.approx(at.mean())
    assert row["runs"] == len(whole.runs)


def test_talks_are_counted_by_length(whole: Result) -> None:
    """Shares by length are those of the talks that ended; long talks are counted together."""
    table = talk_length.reduce(count_charts(whole)["talk_length"]).set_index("months")
    ended = whole.talks[whole.talks["outcome"].isin(["agreed", "failed"])]
    assert table["ended"].sum() == len(ended)
    at = ended[ended["months"] == 3]
    assert table.loc[3, "share"] == pytest.approx((at["outcome"] == "agreed").mean())
    assert table.loc[3, "low"] < table.loc[3, "share"] < table.loc[3, "high"]
    assert table.loc[14, "ended"] == (ended["months"] >= 14).sum()


def test_reasons_are_counted_by_stage(whole: Result) -> None:
    """Reasons stand in the order of their number; stages add up to all failures."""
    table = reasons.reduce(count_charts(whole)["reasons"])
    failed = whole.talks[whole.talks["outcome"] == "failed"]
    assert table["failed"].sum() == len(failed)
    assert table["vote"].sum() == (failed["stage"] == "vote").sum()
    assert table["failed"].is_monotonic_decreasing
    assert table["share"].sum() == pytest.approx(1.0)


def test_savings_are_counted_by_what_is_shared(whole: Result) -> None:
    """Every partnership three years old is counted once, with its whole saving."""
    table = savings.reduce(count_charts(whole)["savings"])
    old = whole.partnership_years[whole.partnership_years["months"].between(36, 47)]
    assert table["partnerships"].sum() == len(old) > 0
    assert table["total"].sum() == pytest.approx(old["gross_management"].sum())
    team = table[table["group"] == "team"]["partnerships"].sum()
    assert team == old["depth"].isin(["management team", "services"]).sum()
