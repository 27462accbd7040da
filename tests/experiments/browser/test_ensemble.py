"""Ensembles tell what the runs hold, refine it, compare on the same draws, and can be stopped."""

from __future__ import annotations

import threading

import numpy as np
import pandas as pd
import pytest

from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.figures.survival import count
from experiments.figures.talk_length import best_length_sentence
from experiments.statistics.measures import success
from simulation import Scenario, run_ensemble
from simulation.errors import InputError
from simulation.result.columns import SEPARATOR

RUNS = 60


@pytest.fixture(scope="module")
def quick(lively: Scenario) -> Scenario:
    """Return the lively world with a short period."""
    return lively.with_changes({"period.months": 72})


@pytest.fixture(scope="module")
def summaries(quick: Scenario) -> list[EnsembleSummary]:
    """Return all that is told of an ensemble compared with a guarantee of independence."""
    guaranteed = quick.with_changes({"levers.sovereignty_guarantee": 1.0})
    return list(ensemble_summaries(guaranteed, baseline=quick, runs=RUNS, seed=3))


def test_the_bands_are_those_of_the_runs(quick: Scenario, summaries: list[EnsembleSummary]) -> None:
    """Median and bands are quantiles of councils sharing over all runs of the same seed."""
    monthly = run_ensemble(quick, runs=RUNS, seed=3).monthly
    sharing = monthly["councils_sharing"].to_numpy().reshape(RUNS, 72)
    bands = summaries[-1].baseline["councils_sharing"]
    assert bands.mean == pytest.approx(sharing.mean(axis=0))
    expected = np.quantile(sharing, [0.05, 0.5, 0.95], axis=0, method="inverted_cdf")
    assert np.array_equal([bands.low_90, bands.median, bands.high_90], expected)
    assert (
        list(summaries[-1].bands["councils_sharing"].table()["date"])
        == bands.dates
        == list(monthly["date"][:72])
    )


def test_numbers_are_those_of_the_measures(
    quick: Scenario, summaries: list[EnsembleSummary]
) -> None:
    """Success of talks and its paired difference are what the tables of the runs give."""
    before = run_ensemble(quick, runs=RUNS, seed=3)
    now = run_ensemble(quick.with_changes({"levers.sovereignty_guarantee": 1.0}), runs=RUNS, seed=3)
    rates = []
    for result in (now, before):
        value, weight = success(result)
        rates.append(float(np.average(value, weights=weight)))
    told = {number.name: number for number in summaries[-1].outcomes}
    assert told["success_rate"].value == pytest.approx(rates[0], abs=1e-5)
    apart = {number.name: number for number in summaries[-1].differences}["success_rate"]
    assert apart.value == pytest.approx(rates[0] - rates[1], abs=2e-5)
    assert apart.low is not None
    assert apart.high is not None
    assert apart.low < apart.value < apart.high
    assert apart.words.endswith(" points")


def test_the_chance_of_sharing_is_that_of_the_runs(
    quick: Scenario, summaries: list[EnsembleSummary]
) -> None:
    """At the end it is the share of runs in which a council was in any partnership."""
    now = run_ensemble(quick.with_changes({"levers.sovereignty_guarantee": 1.0}), runs=RUNS, seed=3)
    table = now.partnerships
    pairs = {
        (run, code)
        for run, codes in zip(table["run"], table["councils"], strict=True)
        for code in codes.split(SEPARATOR)
    }
    shared = summaries[-1].shared
    runs = [sum(one == code for _, one in pairs) for code in now.codes]
    assert shared[-1] == pytest.approx(np.array(runs) / RUNS)
    assert (np.diff(shared, axis=0) >= 0).all()
    sharing = now.monthly["councils_sharing"].to_numpy().reshape(RUNS, 72).mean(axis=0)
    assert (shared.sum(axis=1) >= sharing - 1e-9).all()
    assert shared[0].sum() == pytest.approx(sharing[0])


def test_runs_add_up_and_nothing_is_lost(summaries: list[EnsembleSummary]) -> None:
    """Progress rises to all runs; talks by length and failures by reason count each talks once."""
    assert [one.done for one in summaries] == sorted({one.done for one in summaries})
    assert summaries[0].done <= RUNS // 2
    last = summaries[-1]
    assert last.done == last.wanted == RUNS
    failed = sum(reason.talks + reason.vote for reason in last.reasons)
    agreed = sum(round((one.share or 0.0) * one.number) for one in last.success)
    assert sum(one.number for one in last.success) == failed + agreed
    assert sum(reason.share for reason in last.reasons) == pytest.approx(1.0)


def test_lengths_are_ranked_only_after_a_test(quick: Scenario) -> None:
    """Where lengths differ by chance alone the sentence says so; where they differ, which do."""
    columns = {"group": np.tile(np.arange(40), 3), "months": np.repeat([2, 4, 20], 40)}
    chance = np.random.default_rng(1).integers(0, 3, 120)
    same = pd.DataFrame({**columns, "ended": 4, "agreed": chance})
    assert "no length of talks can be told" in best_length_sentence(same, 40)
    longest = (same["months"] > 9).astype(int)
    apart = best_length_sentence(same.assign(agreed=chance + 2 * longest), 40)
    assert "talks of 14 months or more agreed most often, those of" in apart
    assert apart.count("(1 other length cannot be told from that)") == 1
    assert "Too few" in best_length_sentence(same.head(3), 40)
    (only,) = ensemble_summaries(quick, runs=1)
    assert "Too few" in only.best_length


def test_survival_falls_from_one(quick: Scenario, summaries: list[EnsembleSummary]) -> None:
    """All live at first; the share falls with the years and every partnership is counted."""
    shares = [one.share for one in summaries[-1].baseline_survival]
    assert shares[0] == pytest.approx(1.0, abs=0.1)
    assert shares == sorted(shares, reverse=True)
    result = run_ensemble(quick, runs=RUNS, seed=3)
    assert summaries[-1].baseline_survival[0].number == len(result.partnerships)
    lives = count(result)
    assert lives["number"].sum() == len(result.partnerships)
    parted = lives.loc[lives["parted"] == 1, "number"].sum()
    assert parted == (result.partnerships["how"] == "by choice").sum()


def test_a_clear_difference_leaves_out_zero_and_more(summaries: list[EnsembleSummary]) -> None:
    """With the allowance for all outcomes fewer are clear than leave out zero by themselves."""
    known = [
        one for one in summaries[-1].differences if one.low is not None and one.high is not None
    ]
    alone = {one.name for one in known if one.low > 0 or one.high < 0}
    clear = {one.name for one in summaries[-1].differences if one.clear}
    assert clear < alone


def test_a_scenario_differs_from_itself_in_nothing(quick: Scenario) -> None:
    """On the same draws the paired difference of a scenario and itself is exactly 0."""
    last = list(ensemble_summaries(quick, baseline=quick, runs=30))[-1]
    assert last.bands == last.baseline
    assert {number.value for number in last.differences} == {0.0}
    assert not any(number.clear for number in last.differences)


def test_without_a_baseline_there_is_nothing_to_compare(quick: Scenario) -> None:
    """One run is enough for bands; intervals that a run cannot tell are left out."""
    (only,) = ensemble_summaries(quick, runs=1)
    assert only.baseline == {}
    assert only.differences == []
    assert all(one.median == one.low_90 for one in only.bands.values())


def test_an_ensemble_can_be_stopped(quick: Scenario) -> None:
    """Once `stopped` says so nothing more is told, and leaving the loop ends the threads."""
    asked = iter([False, True])
    assert len(list(ensemble_summaries(quick, runs=2000, stopped=lambda: next(asked)))) == 1
    before = threading.active_count()
    going = ensemble_summaries(quick, runs=100_000)
    next(going)
    going.close()
    assert threading.active_count() == before


def test_the_first_bands_of_england_come_after_the_first_runs() -> None:
    """The first summary waits for a fifth of the runs at most, the last has them all."""
    done = [one.done for one in ensemble_summaries(Scenario(), runs=300)]
    assert 20 <= done[0] <= 60
    assert done[-1] == 300


def test_a_scenario_that_does_not_fit_is_refused(quick: Scenario) -> None:
    """A lever given to a council that is not on the map is refused before anything runs."""
    wrong = quick.with_changes({"levers.visits.level": 1.0, "levers.visits.councils": ("Nowhere",)})
    with pytest.raises(InputError, match="no such council"):
        next(ensemble_summaries(wrong, runs=30))


@pytest.mark.parametrize("change", [{"geography.size": 60}, {"period.months": 60}])
def test_another_world_is_no_baseline(quick: Scenario, change: dict[str, int]) -> None:
    """Runs on another map, or over other months, are not paired: the present stands alone."""
    other = quick.with_changes(change)
    last = list(ensemble_summaries(quick, baseline=other, runs=30, seed=3))[-1]
    assert last.done == 30
    assert not last.baseline
    assert last.differences == []
