"""Outcomes of a place: what takes place there, and what takes place elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import summarise
from experiments.statistics.discounted import factor, partnership_savings
from experiments.statistics.outcomes import OUTCOMES, measure_outcomes, outcomes_named
from simulation import Scenario, run_ensemble
from simulation.errors import InputError
from simulation.result import Result
from tests.experiments.studies.conftest import TINY
from tests.strategies import BUSY

NATIONAL = {"leader_turnover", "unlike_neighbours", "survival_5_years", "survival_10_years"}
MORE = ["councils_sharing_2006_12", "partnerships_2007_05", "in_talks_2006_03", "parting_hazard",
        "begun_2005_02_2007_12", "agreed_early", "mean_months_failed", "led_by_finance",
        "senior_posts_2007_12", "survival_1_years_by_run",
        "discounted_saving_3_5_percent"]  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> Result:
    """Return thirty runs of a small world."""
    return run_ensemble(Scenario().with_changes(TINY | BUSY), runs=30, first=4, seed=2)


def everybody(runs: Result) -> str:
    """Return the place that names every council, by code."""
    return ";".join(runs.codes)


def local_names(runs: Result) -> list[str]:
    """Return outcomes that are known of a place."""
    stocks = {f"councils_sharing_{year}_01" for year in (2012, 2017)}
    return [one.name for one in OUTCOMES if one.name not in NATIONAL | stocks] + MORE


def test_a_place_that_is_the_whole_map_has_the_numbers_of_the_map(runs: Result) -> None:
    """Every outcome of all councils by name is the outcome of the map, with the same weights."""
    names = local_names(runs)
    whole = measure_outcomes(runs, outcomes_named(names))
    local = measure_outcomes(runs, outcomes_named([f"{one}@{everybody(runs)}" for one in names]))
    assert len(names) >= 30
    np.testing.assert_allclose(local.to_numpy(), whole.to_numpy(), rtol=1e-12)


def test_survival_of_a_place_is_that_of_its_partnerships(runs: Result) -> None:
    """That of all councils is the map's; that of some follows from the rows that hold them."""
    some = ";".join(runs.names[:5])
    names = ["survival_1_years", f"survival_1_years@{everybody(runs)}"]
    names += [f"survival_1_years@{some}", f"survival_1_years@outside {some}"]
    found = summarise(runs, names).set_index("outcome")
    whole, same, here, away = (found.loc[name, ["value", "low", "high"]] for name in names)
    assert same.tolist() == whole.tolist()
    rows = runs.partnerships
    near = [not set(runs.codes[:5]).isdisjoint(one.split(";")) for one in rows["councils"]]
    for place, chosen in ((here, rows[near]), (away, rows[~np.array(near)])):
        ended = chosen["ended"].astype(float).fillna(runs.months - 1)
        observed, parted = ended - chosen["began"], chosen["how"] == "by choice"
        alive = 1.0
        for age in range(13):
            alive *= 1.0 - ((observed == age) & parted).sum() / (observed >= age).sum()
        assert place["value"] == pytest.approx(alive)
    assert here["value"] != away["value"]


def test_here_and_elsewhere_add_up(runs: Result) -> None:
    """Talks, savings and councils of a place and of all others are those of the map."""
    some = ";".join(runs.names[:3])
    for name in ("talks_begun", "net_saving", "councils_sharing_end", "failed_talk_cost"):
        three = [name, f"{name}@{some}", f"{name}@outside {some}"]
        whole, here, away = measure_outcomes(runs, outcomes_named(three))[three].to_numpy().T
        np.testing.assert_allclose(here + away, whole)
        assert (here > 0).any()
        assert (away > 0).any()


def test_talks_of_a_council_are_those_it_stands_in(runs: Result) -> None:
    """What is counted of a council is what the table of talks holds of it."""
    code = str(runs.codes[0])
    name = f"talks_begun@{code}"
    found = measure_outcomes(runs, outcomes_named([name])).set_index("run")[name]
    rows = runs.talks[[code in text.split(";") for text in runs.talks["councils"]]]
    assert found.sum() == len(rows) > 0
    assert (found == rows.groupby("run").size().reindex(found.index, fill_value=0)).all()


@pytest.mark.parametrize(("name", "words"), [
    ("talks_begun@Nowhere at all", "no such council on this map, got 'Nowhere at all'"),
    ("talks_begun@", "no such council on this map, got ''"),
])  # fmt: skip
def test_a_place_that_is_not_on_the_map_is_refused(runs: Result, name: str, words: str) -> None:
    """The message names what was given."""
    with pytest.raises(InputError, match=words):
        measure_outcomes(runs, outcomes_named([name]))


def test_a_misspelt_council_is_refused_with_the_nearest(runs: Result) -> None:
    """A letter too many leads to the council that is there."""
    with pytest.raises(InputError, match=f"did you mean '{runs.names[0]}'"):
        measure_outcomes(runs, outcomes_named([f"talks_begun@{runs.names[0]}x"]))


def test_nobody_is_left_outside_of_all(runs: Result) -> None:
    """The others of everybody are refused, and not measured as missing."""
    with pytest.raises(InputError, match="leaves no council outside"):
        measure_outcomes(runs, outcomes_named([f"talks_begun@outside {everybody(runs)}"]))


@pytest.mark.parametrize(("name", "words"), [
    ("success_rte@Devon", "no such outcome.*did you mean 'success_rate@Devon'"),
    ("leader_turnover@Devon", "known of the whole map alone"),
    ("restructured_2011_03@Devon", "known of the whole map alone"),
    ("councils_sharing_2012_01@Devon", "allowed: councils_sharing_2012_12, councils_sharing_end"),
])  # fmt: skip
def test_an_outcome_that_no_place_has_is_refused(name: str, words: str) -> None:
    """The message says what is known of places instead."""
    with pytest.raises(InputError, match=words):
        outcomes_named([name])


def test_money_that_is_not_discounted_is_that_of_the_books(runs: Result) -> None:
    """At a rate of 0 the saving is the net saving less what all talks cost, and has three parts."""
    name = "discounted_saving_0_percent"
    parts = [name + who for who in ("_asker", "_asked", "_joined")]
    found = measure_outcomes(runs, outcomes_named([name, *parts, "net_saving"]))
    ended = runs.talk_rows[runs.talk_rows["ended"] >= 0]
    cost = ended["cash"] + runs.scenario.costs.hourly * ended["hours"]
    talks = np.bincount(ended["run"] - runs.runs[0], cost, minlength=len(runs.runs))
    np.testing.assert_allclose(found[name], found["net_saving"] - talks, rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(found[parts].sum(axis=1), found[name], rtol=1e-9, atol=1e-3)


def test_a_pound_of_a_later_year_is_worth_less(runs: Result) -> None:
    """A year takes the rate off; what came between two entries in the books counts as of midway."""
    assert factor([0, 12, 24], 0.1).tolist() == pytest.approx([1.0, 1.0 / 1.1, 1.0 / 1.21])
    rows, years = runs.raw.partnerships, runs.raw.partnership_years
    owner = np.searchsorted(rows["run"], years["run"], side="left") + years["partnership"]
    short = np.bincount(owner, minlength=len(rows)) == 0
    end = np.where(rows["ended"] < 0, runs.months - 1, rows["ended"])
    wanted = rows["net"] * factor((rows["began"] + end) / 2.0, 0.1)
    assert short.any()
    np.testing.assert_allclose(partnership_savings(runs, 0.1)[short], wanted[short])
