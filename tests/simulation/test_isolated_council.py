"""One more council that nobody is tied to changes nothing for all the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import Scenario
from simulation.ensemble import Player
from simulation.geography import Geography
from simulation.maps import geography_of
from simulation.result import Result
from simulation.terms import LEVERS
from tests.strategies import scenario_of

NEW = "X1"
SEEDS = (0, 99)
MORE_SEEDS = pytest.param((1, 2), marks=pytest.mark.slow)
OWN = ["windows", "mean_stress", "mean_wariness", "leader_changes", "restructured", "looking"]
"""Columns of `monthly` to which a council without ties adds of itself."""

CASES = [
    ("england", "default"),
    ("england", "levers"),
    ("hexagonal", "busy"),
    ("random_planar", "shocks"),
    ("own", "default"),
    ("england", "entry"),
    ("own", "entry"),
    ("england", "endings"),
    ("own", "endings"),
    ("england", "first"),
]


def last(geography: Geography) -> Geography:
    """Return the map with one more council in its last row."""
    return geography.with_isolated_council(NEW, "Nowhere", like=3)


def first(geography: Geography) -> Geography:
    """Return the map with one more council in its first row, so that all others move down."""
    more = last(geography)
    order = np.roll(np.arange(len(more.councils)), 1)
    ties = more.ties.assign(source=more.ties["source"] + 1, target=more.ties["target"] + 1)
    return replace(
        more,
        councils=more.councils.iloc[order].reset_index(drop=True),
        ties=ties,
        control=None if more.control is None else more.control[order],
        largest_party=None if more.largest_party is None else more.largest_party[order],
        initial_control=more.initial_control[order],
        initial_largest_party=more.initial_largest_party[order],
    )


def played(scenario: Scenario, geography: Geography, seed: int) -> Result:
    """Return two runs on a map."""
    return Player(scenario, geography, seed).play(3, 2)


def of_others(result: Result) -> dict[str, pd.DataFrame]:
    """Return all tables without the rows of the new council alone."""
    tables = {
        "monthly": result.monthly.drop(columns=OWN),
        "councils": result.councils[result.councils["code"] != NEW],
        "council_years": result.council_years[result.council_years["code"] != NEW],
        "events": result.events[result.events["council"] != NEW],
    }
    for name in ("approaches", "talks", "partnerships", "partnership_years"):
        tables[name] = getattr(result, name)
    return {name: table.reset_index(drop=True) for name, table in tables.items()}


def assert_same_for_others(one: Result, other: Result) -> None:
    """Compare all that both tell of the councils they have in common."""
    told = of_others(other)
    for name, table in of_others(one).items():
        pd.testing.assert_frame_equal(table, told[name], check_exact=True, obj=name)


@pytest.mark.parametrize("seeds", [SEEDS, MORE_SEEDS], ids=str)
@pytest.mark.parametrize("place", [last, first])
@pytest.mark.parametrize(("world", "kind"), CASES)
def test_an_isolated_council_changes_nothing_for_the_others(
    world: str, kind: str, place: Any, seeds: tuple[int, ...]
) -> None:
    """Wherever its row is, every table tells the same of all other councils."""
    scenario = scenario_of(world, kind)
    geography = geography_of(scenario)
    more = place(geography)
    for seed in seeds:
        base, other = played(scenario, geography, seed), played(scenario, more, seed)
        assert len(base.talks) > 0
        assert NEW in set(other.council_years["code"])
        assert_same_for_others(base, other)


def test_an_isolated_council_lives() -> None:
    """It has events of its own, and never approaches, talks or shares."""
    scenario = scenario_of("hexagonal", "busy")
    result = played(scenario, last(geography_of(scenario)), 5)
    assert (result.events["council"] == NEW).sum() > 0
    assert NEW not in set(result.approaches["asker"]) | set(result.approaches["asked"])
    for table in (result.talks, result.partnerships):
        assert not table["councils"].str.split(";").explode().eq(NEW).any()


@pytest.mark.parametrize("world", ["england", "random_planar"])
def test_a_lever_pulled_elsewhere_changes_nothing(world: str) -> None:
    """All levers at full, pulled by the isolated council alone, leave the others as they were."""
    scenario = scenario_of(world, "default")
    more = last(geography_of(scenario))
    pulled = {f"levers.{name}": {"level": 1.0, "councils": [NEW]} for name in LEVERS}
    for seed in SEEDS:
        other = played(scenario.with_changes(pulled), more, seed)
        assert_same_for_others(played(scenario, more, seed), other)
