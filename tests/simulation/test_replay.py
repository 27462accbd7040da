"""A run taken up from its state at a month goes on as if it had never been left."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import PartnershipModel, Scenario, run
from simulation.replay import arrays_after, copied
from tests.strategies import BUSY, WORLDS


@pytest.fixture(scope="module")
def busy() -> Scenario:
    """Return a small world in which much happens, so that tables grow on the way."""
    return Scenario().with_changes(WORLDS["hexagonal"] | BUSY | {"period.months": 60})


@pytest.mark.parametrize("months", [1, 17, 59, 60])
def test_a_resumed_run_is_the_run(busy: Scenario, months: int) -> None:
    """Played by the compiled driver to a month and by Mesa from there, all tables are the same."""
    model = PartnershipModel(busy, rng=3, run=2)
    model.resume(arrays_after(busy, months, seed=3, run=2), months)
    assert model.running == (months < 60)
    while model.running:
        model.step()
    whole = run(busy, seed=3, run=2)
    for name in ("monthly", "talks", "partnerships", "events", "approaches"):
        pd.testing.assert_frame_equal(
            getattr(model.result(), name), getattr(whole, name), check_exact=True
        )


def test_a_copy_shares_nothing(busy: Scenario) -> None:
    """Playing on from a copy leaves what it was copied from as it was."""
    arrays: Any = arrays_after(busy, 20, seed=3)
    before = [np.array(table, copy=True) for table in arrays[0][:5]]
    model = PartnershipModel(busy, rng=3)
    for _ in range(2):
        model.resume(copied(arrays), 20)
        for _ in range(10):
            model.step()
        assert all(np.array_equal(a, b) for a, b in zip(arrays[0][:5], before, strict=True))
    assert len(model.result().monthly) == 30


def test_models_on_one_map_share_its_graph() -> None:
    """The graph of a map is made once, and no run changes it."""
    scenario = Scenario().with_changes({"period.months": 3})
    one, other = PartnershipModel(scenario, rng=1), PartnershipModel(scenario, rng=2)
    assert one.network.G is other.network.G
    edges = set(one.network.G.edges)
    while one.running:
        one.step()
    assert set(one.network.G.edges) == edges
