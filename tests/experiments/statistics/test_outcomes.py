"""Outcomes are what a person would count in the tables by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.statistics.outcome import WEIGHT
from experiments.statistics.outcomes import OUTCOMES, measure_outcomes, outcomes_named
from simulation import Scenario, run, run_ensemble
from simulation.errors import InputError
from simulation.result import Result


@pytest.fixture(scope="module")
def ensemble(busy: Scenario) -> Result:
    """Return five runs that do not begin with run 0."""
    return run_ensemble(busy, runs=5, first=3, seed=2)


@pytest.fixture(scope="module")
def table(ensemble: Result) -> pd.DataFrame:
    """Return the outcomes of the five runs."""
    return measure_outcomes(ensemble).set_index("run")


def of_run(frame: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the rows of one run."""
    return frame[frame["run"] == number]


@pytest.mark.parametrize("number", range(3, 8))
def test_outcomes_of_talks_are_those_of_the_table(
    ensemble: Result, table: pd.DataFrame, number: int
) -> None:
    """Counts, rates and medians of talks agree with a count by hand."""
    talks, row = of_run(ensemble.talks, number), table.loc[number]
    agreed, failed = (talks[talks["outcome"] == word] for word in ("agreed", "failed"))
    assert row["talks_begun"] == len(talks)
    assert row["success_rate"] == len(agreed) / (len(agreed) + len(failed))
    assert row[f"success_rate{WEIGHT}"] == len(agreed) + len(failed)
    assert row["months_to_agreement"] == agreed["months"].median()
    assert row["failures_at_vote"] == (failed["stage"] == "vote").mean()
    assert row["failed_talk_cash"] == pytest.approx(failed["cash"].median())


@pytest.mark.parametrize("number", range(3, 8))
def test_lasting_success_follows_each_partnership(
    ensemble: Result, table: pd.DataFrame, number: int
) -> None:
    """Talks judged are those that ended 24 months before the end; merging is not parting."""
    talks, fates = of_run(ensemble.talks, number), of_run(ensemble.partnerships, number)
    lasting = judged = 0
    for one in talks[talks["outcome"].isin(["agreed", "failed"])].itertuples():
        if one.ended + 24 > 71:
            continue
        if one.outcome == "failed":
            judged += 1
            continue
        fate = fates[fates["partnership"] == one.partnership].iloc[0]
        lived = pd.isna(fate["ended"]) or fate["ended"] - one.ended >= 24
        if not lived and fate["how"] == "reorganised":
            continue
        judged += 1
        lasting += lived or fate["how"] in ("merged", "company")
    row = table.loc[number]
    assert row[f"lasting_success{WEIGHT}"] == judged
    assert row["lasting_success"] == pytest.approx(lasting / judged)


@pytest.mark.parametrize("number", range(3, 8))
def test_outcomes_of_partnerships_are_those_of_the_tables(
    ensemble: Result, table: pd.DataFrame, number: int
) -> None:
    """Stocks, sizes, savings and payback agree with a count by hand."""
    monthly, row = of_run(ensemble.monthly, number), table.loc[number]
    partnerships, years = (
        of_run(frame, number) for frame in (ensemble.partnerships, ensemble.partnership_years)
    )
    assert row["councils_sharing_end"] == monthly["councils_sharing"].iloc[-1]
    assert row["partnerships_end"] == monthly["partnerships"].iloc[-1]
    alive = partnerships[partnerships["how"] == "alive"]
    assert row["partnership_size"] == pytest.approx(alive["size"].mean())
    old = years[years["months"].between(36, 47)]
    team = old[old["depth"].isin(["management team", "services"])]
    assert row[f"management_saving{WEIGHT}"] == len(team)
    assert row["management_saving"] == pytest.approx(team["gross_management"].mean(), nan_ok=True)
    assert row["payback_months"] == partnerships["payback_months"].median()


def test_a_date_outside_the_period_has_no_outcome(table: pd.DataFrame) -> None:
    """A stock at a month that was not played is missing, not zero."""
    assert table["councils_sharing_2012_01"].isna().all()


def test_a_single_run_has_the_outcomes_of_that_run_of_the_ensemble(
    busy: Scenario, table: pd.DataFrame
) -> None:
    """Played alone or in a chunk, a run has the same outcomes."""
    alone = measure_outcomes(run(busy, seed=2, run=4)).drop(columns="run").iloc[0]
    pd.testing.assert_series_equal(alone, table.loc[4], check_names=False)


def test_outcomes_are_declared_once_and_in_full() -> None:
    """Names are unique; every outcome has unit and meaning."""
    names = [outcome.name for outcome in OUTCOMES]
    assert len(set(names)) == len(names)
    assert all(outcome.unit and outcome.meaning for outcome in OUTCOMES)


def test_outcomes_can_be_chosen(ensemble: Result) -> None:
    """Only the outcomes that are asked for are measured; a wrong name gives the nearest."""
    chosen = measure_outcomes(ensemble, outcomes_named(["talks_begun", "success_rate"]))
    assert list(chosen) == ["run", "talks_begun", "success_rate", f"success_rate{WEIGHT}"]
    with pytest.raises(InputError, match="did you mean 'success_rate'"):
        outcomes_named(["sucess_rate"])


def test_nothing_at_all_gives_no_outcome() -> None:
    """Where no talks begin, rates are missing and counts are zero."""
    quiet = Scenario().with_changes(
        {"geography.map": "hexagonal", "geography.size": 3, "history.control": "drawn",
         "period.months": 1, "approach.base": 0.0}
    )  # fmt: skip
    row = measure_outcomes(run_ensemble(quiet, runs=2, seed=1)).iloc[0]
    assert row["talks_begun"] == 0
    assert np.isnan(row["success_rate"])


def test_a_heading_names_the_unit_that_no_number_shows() -> None:
    """Months stand over their column; a share and pounds have a sign of their own."""
    length, share = outcomes_named(["months_to_agreement", "success_rate"])
    assert length.heading == "Median length of talks that agreed (months)"
    assert share.heading == "Talks that agreed, of all that ended"
