"""Summaries, survival and paired differences are what statistics books say they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from experiments.statistics.estimates import difference, mean_influence, pairing_gain, summarise
from experiments.statistics.families import survival_outcome
from experiments.statistics.survival import kaplan_meier, survival_at, survival_summary
from experiments.studies.differences import differences_table, reference_point
from experiments.studies.identity import read_study
from experiments.studies.study_file import load_study
from experiments.studies.summary import StudyTables, summary_table
from experiments.studies.views.hazards import hazard_ratios, is_known, risk_table
from tests.experiments.studies.conftest import TINY
from tests.strategies import BUSY


@pytest.fixture(scope="module")
def kept(finished: Path) -> StudyTables:
    """Return the tables of the small study."""
    return StudyTables(read_study(finished, 60), finished)


def test_the_summary_pools_the_runs_of_each_point(kept: StudyTables, finished: Path) -> None:
    """A rate is successes over all talks of the point, counted by hand in the table of talks."""
    talks = pd.read_parquet(finished / "tables" / "talks.parquet")
    over = talks[talks["outcome"].isin(["agreed", "failed"])]
    expected = (over["outcome"] == "agreed").groupby(over["point"]).mean()
    summary = summary_table(kept)
    rows = summary[summary["outcome"] == "success_rate"].set_index("point")
    assert rows["value"].to_numpy() == pytest.approx(expected.to_numpy())
    assert list(rows["talks.planned_months"]) == [2.0, 6.0, 2.0, 6.0]
    assert list(rows["leaders.leave_month"]) == [0.0, 0.0, 0.04, 0.04]


def test_survival_is_that_of_the_library_on_all_partnerships(
    kept: StudyTables, finished: Path
) -> None:
    """The share alive after two years is Kaplan and Meier's, open ends and mergers censored."""
    table = pd.read_parquet(finished / "tables" / "partnerships.parquet")
    table = table[table["point"] == 1]
    watched = table["months"].astype(float).fillna(71 - table["began"])
    curve = SurvfuncRight(watched, (table["how"] == "by choice").astype(int))
    expected = curve.surv_prob[curve.surv_times <= 24][-1]
    assert 0 < expected < 1
    assert kept.survival(1, survival_outcome("2")).value == pytest.approx(expected)


def test_the_interval_of_survival_is_greenwoods_where_lives_are_independent() -> None:
    """With lives spread at random over groups, jackknife and Greenwood agree within a fifth."""
    rng = np.random.default_rng(5)
    months = np.minimum(rng.exponential(60, 4000).astype(int), rng.integers(10, 120, 4000))
    parted = rng.random(4000) < 0.6
    lives = pd.DataFrame(
        {"group": rng.integers(0, 40, 4000), "months": months, "parted": parted.astype(int),
         "number": 1}
    )  # fmt: skip
    found = survival_summary(survival_at(lives, 2, 40), 40)
    curve = SurvfuncRight(months, parted.astype(int))
    place = np.searchsorted(curve.surv_times, 24, side="right") - 1
    assert found.value == pytest.approx(curve.surv_prob[place])
    half = stats.t.ppf(0.975, 39) * curve.surv_prob_se[place]
    assert (found.high - found.low) / 2 == pytest.approx(half, rel=0.35)


def test_the_interval_of_survival_covers_the_truth() -> None:
    """In 200 worlds with runs that differ, at least 91% of the 95% intervals hold the truth."""
    rng = np.random.default_rng(11)
    hits = 0
    for _ in range(200):
        rates = rng.choice([0.004, 0.012], (40, 1))
        months = rng.geometric(rates, (40, 20)) - 1
        lives = pd.DataFrame(
            {"group": np.repeat(np.arange(40), 20), "months": np.minimum(months, 100).ravel(),
             "parted": (months <= 100).astype(int).ravel(), "number": 1}
        )  # fmt: skip
        truth = np.mean([(1 - rate) ** 61 for rate in (0.004, 0.012)])
        found = survival_summary(survival_at(lives, 5, 40), 40)
        hits += found.low <= truth <= found.high
    assert hits >= 182


def test_survival_is_unknown_where_nobody_was_watched_so_long() -> None:
    """A share at five years needs a partnership that was watched for five years."""
    numbers = np.zeros((70, 2))
    numbers[39, 0] = 3
    alive = kaplan_meier(numbers)
    assert (alive[:40] == 1.0).all()
    assert np.isnan(alive[40:]).all()
    lives = pd.DataFrame({"group": [0], "months": [39], "parted": [0], "number": [3]})
    assert np.isnan(survival_at(lives, 5, 1).value)


def test_kaplan_meier_is_that_of_statsmodels() -> None:
    """The curve of 500 lives, open ends and ties among them, is the one of statsmodels."""
    rng = np.random.default_rng(3)
    months, parted = rng.integers(0, 60, 500), rng.integers(0, 2, 500)
    numbers = np.zeros((60, 2))
    np.add.at(numbers, (months, parted), 1)
    curve = SurvfuncRight(months, parted)
    np.testing.assert_allclose(
        kaplan_meier(numbers)[curve.surv_times.astype(int)], curve.surv_prob, atol=1e-12
    )


def test_a_paired_difference_of_levels_is_the_paired_t_interval() -> None:
    """For numbers that every run has, value and interval are those of a paired t-test."""
    rng = np.random.default_rng(2)
    base = rng.normal(10, 3, 50)
    other = base + rng.normal(0.5, 1, 50)
    pair = mean_influence(other, np.ones(50)), mean_influence(base, np.ones(50))
    found = difference(*pair)
    expected = stats.ttest_rel(other, base).confidence_interval()
    assert found.value == pytest.approx(np.mean(other - base))
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    gain = (base.var() + other.var()) / (other - base - (other - base).mean()).var()
    assert pairing_gain(*pair) == pytest.approx(gain)


def test_influence_values_give_the_interval_of_the_estimate() -> None:
    """The spread of the influence values of a rate is that behind the interval of its estimate."""
    rng = np.random.default_rng(3)
    weights = rng.integers(0, 30, 80).astype(float)
    values = rng.random(80)
    values[weights == 0] = np.nan
    one = mean_influence(values, weights)
    found = summarise(values, weights, share=True)
    some = (weights > 0).sum()
    error = np.sqrt(np.sum(one.influence**2)) / 80 * np.sqrt(some / (some - 1))
    assert one.value == pytest.approx(found.value)
    assert one.influence.mean() == pytest.approx(0.0, abs=1e-12)
    half = stats.t.ppf(0.975, some - 1) * error
    assert (found.high - found.low) / 2 == pytest.approx(half)


def test_differences_compare_each_point_with_the_one_nearest_to_the_scenario(
    kept: StudyTables,
) -> None:
    """The difference of a point is its value less that of point 2, and lies in its interval.

    Point 2 has the scenario's planned length of talks and the turnover of leaders nearest to the
    scenario's. Survival alone may have no interval: where without some group nobody was watched
    for so long.
    """
    table, summary = differences_table(kept), summary_table(kept).set_index(["point", "outcome"])
    assert set(table["reference"]) == {2}
    for row in table.itertuples():
        expected = summary["value"][row.point, row.outcome] - summary["value"][2, row.outcome]
        assert row.difference == pytest.approx(expected)
    told = table.dropna(subset=["low"])
    assert set(table["outcome"]) - set(told["outcome"]) <= {"survival_5_years"}
    assert (told["difference"].between(told["low"], told["high"])).all()


@pytest.mark.parametrize(
    ("lengths", "control", "number"),
    [
        ([2, 4, 9], ["recorded", "drawn"], 3),  # both as the scenario has them
        ([2, 5, 9], ["drawn"], 1),  # the nearest length
        ([2, 9], ["recorded"], 0),  # no control is nearer than another
    ],
)
def test_the_point_compared_with_is_nearest_to_the_scenario(
    write: Callable[..., Path], lengths: list[int], control: list[str], number: int
) -> None:
    """Each factor is where it was left, or nearest to there, or first if nothing is near."""
    base = TINY | BUSY | {"talks.planned_months": 4}
    factors = {"talks.planned_months": lengths, "history.control": control}
    study = load_study(write(base=base, levers=factors, uncertainties=None))
    assert reference_point(study) == number


def test_hazard_ratios_find_what_was_put_in() -> None:
    """Lives drawn with monthly risks of 1 to 2 to 3 give these ratios within their intervals."""
    rng = np.random.default_rng(8)
    frames = []
    for at, risk in ((0, 0.01), (1, 0.02), (2, 0.03)):
        months = rng.geometric(-np.expm1(-risk), 6000) - 1
        lives = {"at": at, "group": rng.integers(0, 40, 6000), "months": np.minimum(months, 60),
                 "over": (months < 60).astype(int), "number": 1}  # fmt: skip
        frames.append(pd.DataFrame(lives))
    found = hazard_ratios(risk_table(pd.concat(frames), 0, 59)).set_index("at")
    assert found["value"][0] == 1.0
    for at, truth in ((1, 2.0), (2, 3.0)):
        assert found["low"][at] < truth < found["high"][at]
        assert found["high"][at] / found["low"][at] < 1.25


def test_those_at_risk_are_those_who_are_still_there() -> None:
    """At each age, as many are at risk as were watched until then, and events are at their age."""
    lives = pd.DataFrame(
        {"at": 0, "group": 0, "months": [2, 2, 5], "over": [1, 0, 1], "number": [3, 2, 4]}
    )
    found = risk_table(lives, 1, 5).set_index("age")
    assert list(found["risk"]) == [9.0, 9.0, 4.0, 4.0, 4.0]
    assert found["ended"].to_dict() == {1: 0.0, 2: 3.0, 3: 0.0, 4: 0.0, 5: 4.0}


@pytest.mark.parametrize(
    ("ratio", "known"),
    [
        ((1.5, 1.2, 1.9), True),
        ((0.2, 0.01, 4.0), True),
        ((0.0, float("nan"), float("nan")), False),
        ((0.0, 0.0, float("inf")), False),
        ((2e-9, 1e-30, 4e12), False),
        ((0.0, 0.0, 0.0), False),
    ],
)
def test_a_ratio_that_runs_off_is_unknown(ratio: tuple[float, float, float], known: bool) -> None:
    """A fit without an end leaves an interval that tells nothing, whatever the arithmetic makes."""
    assert is_known(*ratio) is known
