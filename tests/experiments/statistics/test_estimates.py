"""Intervals cover what they say they cover."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import ndtri, stdtrit
from statsmodels.duration.survfunc import SurvfuncRight

from experiments.runs.play import summary_table
from experiments.statistics.estimates import ERRORS, summarise
from experiments.statistics.outcome import WEIGHT, Outcome
from experiments.statistics.outcomes import OUTCOMES, outcomes_named
from experiments.statistics.student import CONFIDENCE, student


def test_the_interval_of_a_level_is_students() -> None:
    """For numbers of runs the interval is that of the t test."""
    values = np.array([30.0, 34.0, 41.0, 28.0, 36.0])
    found = summarise(values)
    low, high = stats.ttest_1samp(values, 0.0).confidence_interval()
    assert (found.value, found.low, found.high) == pytest.approx((values.mean(), low, high))


def test_a_rate_pools_the_talks_of_all_runs() -> None:
    """A run with more talks counts for more; a run with none counts for nothing."""
    found = summarise([0.5, 0.1, np.nan], [10.0, 90.0, 0.0], share=True)
    assert found.value == pytest.approx(14 / 100)
    assert found.runs == 2


def test_one_run_has_an_interval_for_rates_only() -> None:
    """A single run tells the precision of a share of its talks, not of a number of the run."""
    rate, level = summarise([0.25], [40.0], share=True), summarise([12.0])
    low, high = stats.binomtest(10, 40).proportion_ci(method="wilson")
    assert (rate.low, rate.high) == pytest.approx((low, high))
    assert np.isnan(level.low)
    assert np.isnan(level.high)


def test_intervals_of_rates_stay_between_0_and_1() -> None:
    """Few runs near the edge give no impossible shares."""
    found = summarise([0.0, 0.4], [5.0, 5.0], share=True)
    assert (found.low, found.high <= 1.0) == (0.0, True)


def test_runs_that_do_not_differ_tell_of_no_precision() -> None:
    """Equal numbers have no interval; equal shares have Wilson's over what was counted."""
    assert np.isnan(summarise([2.0, 2.0, 2.0]).low)
    none = summarise([0.0, 0.0], [8.0, 12.0], share=True)
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(stats.binomtest(0, 20).proportion_ci(method="wilson")[1])


def test_only_what_can_be_below_nought_has_an_interval_below_it() -> None:
    """Counts, rates and durations end at nought; savings need not."""
    few = np.array([0.0, 0.0, 3.0])
    for outcome in OUTCOMES:
        if outcome.kind != "survival":
            found = outcome.summary(few / 3.0, np.full(3, 5.0))
            assert (found.low < 0.0) == ("saving" in outcome.name), outcome.name


def test_the_interval_of_a_rate_covers_the_truth() -> None:
    """Where runs differ in number and rate of talks, 95 of 100 intervals hold the true rate."""
    draws = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        talks = draws.poisson(80, 40) + 1
        chances = draws.beta(20, 60, 40)
        found = summarise(draws.binomial(talks, chances) / talks, talks, share=True)
        held += found.low <= 0.25 <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_the_summary_leaves_out_what_no_run_has(tmp_path: Path) -> None:
    """Outcomes that no run has are no rows; the others have unit, runs and interval."""
    columns: dict[str, list[float]] = {"run": [0, 1, 2]}
    for outcome in OUTCOMES:
        columns[outcome.name] = [np.nan] * 3
        if outcome.weighted:
            columns[outcome.name + WEIGHT] = [0.0] * 3
    columns["talks_begun"] = [4, 6, 8]
    pd.DataFrame(columns).to_parquet(tmp_path / "runs.parquet")
    summary = summary_table(tmp_path)
    assert list(summary["outcome"]) == ["talks_begun"]
    assert summary.loc[0, ["value", "unit", "runs"]].tolist() == [6.0, "talks a run", 3]


def test_the_summary_is_that_of_the_runs(many: Path) -> None:
    """`summary.csv` holds the estimate of every outcome of `runs.parquet`, and survival."""
    summary = pd.read_csv(many / "summary.csv").set_index("outcome")
    runs = pd.read_parquet(many / "tables" / "runs.parquet")
    assert len(runs) == 60

    def check(outcome: Outcome) -> None:
        weights = runs[outcome.name + WEIGHT] if outcome.weighted else None
        found = summarise(runs[outcome.name], weights, share=outcome.share)
        row = summary.loc[outcome.name, ["value", "low", "high", "runs"]]
        assert row.tolist() == pytest.approx([*found[:4]], nan_ok=True)

    survival = [name for name in summary.index if name.startswith("survival")]
    for name in summary.index.drop(survival):
        check(outcomes_named([name])[0])
    lives = pd.read_parquet(many / "tables" / "partnerships.parquet")
    watched = lives["months"].astype(float).fillna(71 - lives["began"])
    curve = SurvfuncRight(watched, (lives["how"] == "by choice").astype(int))
    assert summary.loc["survival_5_years", "value"] == pytest.approx(
        curve.surv_prob[curve.surv_times <= 60][-1]
    )


def test_an_interval_reaches_to_the_quantile_of_its_confidence() -> None:
    """The number that is written down is that of the normal distribution, to the last bit."""
    assert float(ndtri(0.5 + CONFIDENCE / 2)) == ERRORS


def test_students_numbers_are_those_of_the_distribution() -> None:
    """What is kept for few groups, and what is reckoned for more, is Student's quantile."""
    groups = np.arange(2, 130)
    known = [student(int(one)) for one in groups]
    assert known == pytest.approx(stdtrit(groups - 1, 0.5 + CONFIDENCE / 2), rel=1e-12)
