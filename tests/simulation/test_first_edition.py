"""With everything of the second edition switched off, runs are those of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation import Scenario
from tests.simulation.first_edition import check_sum, published, tables_of
from tests.strategies import scenario_of

FIRST = Path(__file__).parents[2] / "configs" / "first_edition.toml"
NEW_LEVERS = ("binding_deadline", "time_to_prepare")
PUBLISHED = published()


@pytest.mark.parametrize("name", PUBLISHED["sums"])
def test_runs_of_the_first_edition_are_as_they_were(name: str) -> None:
    """Twelve runs of four worlds and four scenarios leave the tables they left before."""
    world, kind = name.split()
    changes = Scenario.load(FIRST).changed() | scenario_of(world, kind).changed()
    for lever in NEW_LEVERS:
        changes[f"levers.{lever}"] = 0.0
    found = tables_of(Scenario().with_changes(changes))
    sums = {table: check_sum(found[table], columns)
            for table, columns in PUBLISHED["columns"].items()}  # fmt: skip
    assert sums == PUBLISHED["sums"][name]
