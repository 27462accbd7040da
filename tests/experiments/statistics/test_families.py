"""Outcomes that are made as they are asked for agree with the tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from experiments.statistics.families import family_outcome
from experiments.statistics.outcomes import measure_outcomes, outcomes_named
from simulation import Scenario, run_ensemble
from simulation.errors import InputError
from simulation.result import Result
from simulation.terms import END_REASONS, MOTIVES

RUNS = 6


@pytest.fixture(scope="module")
def many() -> Result:
    """Return a few runs of England in which councils slim their own teams."""
    changes = {"restructuring.rate": 0.1, "restructuring.posts": 0.6}
    return run_ensemble(Scenario().with_changes(changes), runs=RUNS, seed=3)


def measured(many: Result, name: str) -> Any:
    """Return an outcome of each run."""
    return measure_outcomes(many, outcomes_named([name]))[name].to_numpy()


def by_run(values: pd.Series[Any], runs: pd.Series[int]) -> list[Any]:
    """Return sums by run, 0 where a run has none."""
    return list(values.groupby(runs).sum().reindex(range(RUNS), fill_value=0))


def test_partnerships_begun_are_counted_between_two_months(many: Result) -> None:
    """Both months are included."""
    table = many.partnerships
    inside = (table["began"] >= 60) & (table["began"] <= 83)
    assert list(measured(many, "begun_2010_01_2011_12")) == by_run(inside, table["run"])


def test_restructured_councils_are_counted_up_to_a_month(many: Result) -> None:
    """The sum of the months up to it."""
    table = many.monthly[many.monthly["month"] <= 74]
    assert list(measured(many, "restructured_2011_03")) == by_run(
        table["restructured"], table["run"]
    )


def test_shares_by_motive_and_by_reason_add_up(many: Result) -> None:
    """The shares of all motives, and of all reasons for parting, add up to 1 in each run."""
    motives = sum(measured(many, f"led_by_{word}") for word in MOTIVES)
    assert motives == pytest.approx(1.0)
    reasons = sum(measured(many, f"parted_by_{word.replace(' ', '_')}") for word in END_REASONS)
    assert reasons == pytest.approx(1.0)


def test_a_partnership_is_led_by_the_largest_motive_of_its_talks(many: Result) -> None:
    """As the tables of talks and partnerships say it."""
    shares = many.talks.set_index(["run", "talks"])[[f"motive_{word}" for word in MOTIVES]]
    rows = many.partnerships[["run", "talks"]]
    leading = shares.loc[pd.MultiIndex.from_frame(rows)].to_numpy().argmax(axis=1)
    led = pd.Series(leading == MOTIVES.index("finance")).groupby(rows["run"].to_numpy()).mean()
    assert measured(many, "led_by_finance") == pytest.approx(led.to_numpy())


def test_names_of_no_family_are_refused() -> None:
    """A month that does not exist, or a word that is no motive, is no outcome."""
    for name in ("begun_2010_13_2011_12", "led_by_love", "restructured_2011"):
        assert family_outcome(name) is None
        with pytest.raises(InputError, match="no such outcome"):
            outcomes_named([name])
