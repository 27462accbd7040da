"""The Mesa driver and the compiled driver leave the same tables, to the last bit."""

from __future__ import annotations

from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation import PartnershipModel, Scenario, run
from simulation.result import TABLES, Result
from simulation.terms import CLOCKS, REVIEW_AGAIN, REVIEW_RULES
from tests.strategies import ENDINGS, FIRST, KINDS, WORLDS, Changes, scenario_of, scenarios

SEEDS = [range(6), pytest.param(range(6, 30), marks=pytest.mark.slow)]
FULL_SEEDS = [range(2), pytest.param(range(2, 12), marks=pytest.mark.slow)]
"""Some seeds in each suite, and the rest of them on demand."""

VARIANTS = list(product(*([one.replace(" ", "_") for one in words]
                          for words in (CLOCKS, REVIEW_RULES, REVIEW_AGAIN))))  # fmt: skip
"""Every combination of the structures of the model."""

LATE = {"period.start": "2009-01", "period.months": 36}
"""36 months with the cuts of 2010 and the elections of 2009, 2010 and 2011."""


def mesa(scenario: Scenario, seed: int, number: int = 0) -> Result:
    """Return the result of a run of the Mesa driver."""
    model = PartnershipModel(scenario, rng=seed, run=number)
    while model.running:
        model.step()
    return model.result()


def assert_same(one: Result, other: Result) -> None:
    """Compare all tables exactly: values, types, missing values and order.

    Councils as drawn are left out: that table is made anew from the scenario, by neither driver.
    """
    for name in TABLES:
        if name == "councils":
            continue
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, obj=name
        )


def assert_agree(scenario: Scenario, seeds: range) -> int:
    """Compare the drivers over some seeds, another run number each; return talks seen."""
    seen = 0
    for seed in seeds:
        number = 7 * seed % 5
        compiled = run(scenario, seed=seed, run=number)
        assert_same(compiled, mesa(scenario, seed, number))
        seen += len(compiled.talks)
    return seen


@pytest.mark.parametrize("seeds", SEEDS, ids=str)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("world", WORLDS)
def test_the_drivers_agree_over_36_months(world: str, kind: str, seeds: range) -> None:
    """Over 30 seeds of each world and scenario both drivers leave identical tables."""
    assert assert_agree(scenario_of(world, kind).with_changes(LATE), seeds) > 0


@pytest.mark.parametrize("seeds", FULL_SEEDS, ids=str)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("world", WORLDS)
def test_the_drivers_agree_over_the_whole_period(world: str, kind: str, seeds: range) -> None:
    """They are identical after all 168 months, over 12 seeds of each world and scenario."""
    scenario = scenario_of(world, kind)
    assert scenario.period.months == 168
    assert assert_agree(scenario, seeds) > 0


@pytest.mark.parametrize("world", WORLDS)
def test_the_drivers_agree_under_every_assumption(world: str) -> None:
    """Every combination of clock and review, one a seed, leaves identical tables."""
    base, seen = scenario_of(world, "default").with_changes(LATE), 0
    for seed, (clock, review, again) in enumerate(VARIANTS):
        changes = {"choices.clock": clock, "choices.review": review, "choices.review_again": again}
        scenario = base.with_changes(changes)
        compiled = run(scenario, seed=seed)
        assert_same(compiled, mesa(scenario, seed))
        seen += len(compiled.talks)
    assert seen > 0


@pytest.mark.parametrize("more", [{}, ENDINGS, FIRST], ids=["default", "endings", "first"])
def test_the_drivers_agree_on_all_of_england(more: Changes) -> None:
    """With all tiers, counties over districts, they are identical too."""
    tiers = ["shire_district", "unitary", "metropolitan_district", "london_borough", "county"]
    changes: dict[str, Any] = {"geography.tiers": tiers, "period.start": "2008-06"}
    assert (
        assert_agree(Scenario().with_changes(changes | more | {"period.months": 60}), range(2)) > 0
    )


@given(scenario=scenarios((6, 40)), seed=st.integers(0, 2**63 - 1))
def test_the_drivers_agree_on_any_world(scenario: Scenario, seed: int) -> None:
    """On any small world, with any parameters, levers, choices and shocks they are identical."""
    assert_same(run(scenario, seed=seed), mesa(scenario, seed))
