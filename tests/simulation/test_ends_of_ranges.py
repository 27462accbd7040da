"""Every parameter may stand at either end of its range."""

from __future__ import annotations

import numpy as np
import pytest

from simulation import Scenario, run
from simulation.parameters import NUMBERS
from simulation.result import Result
from tests.strategies import BUSY, RANGES, WORLDS, Changes

BASE = WORLDS["random_planar"] | BUSY | {"period.start": "2008-01", "period.months": 60}
TABLES = ("monthly", "talks", "partnerships", "partnership_years")

ENDS = pytest.mark.parametrize("end", [1, 2], ids=["lowest", "highest"])


def at_end(group: str, end: int) -> Changes:
    """Return every number of a group at one end of its range."""
    return {
        name: given[0](given[end]) for name, given in RANGES.items() if name.startswith(f"{group}.")
    }


def played(changes: Changes) -> Result:
    """Return a busy run with some changes, after a look at all its numbers."""
    result = run(Scenario().with_changes(BASE | changes), seed=1)
    for table in TABLES:
        numbers = getattr(result, table).select_dtypes("number").fillna(0).to_numpy(dtype=float)
        assert np.isfinite(numbers).all(), table
    return result


@ENDS
@pytest.mark.parametrize("group", NUMBERS)
def test_a_run_stands_each_end_of_a_range(group: str, end: int) -> None:
    """A busy run with one parameter at its lowest or highest ends, with finite numbers."""
    for name, value in at_end(group, end).items():
        assert len(played({name: value}).monthly) == 60, name


@ENDS
@pytest.mark.parametrize("group", NUMBERS)
def test_a_run_stands_all_ends_of_a_group(group: str, end: int) -> None:
    """So does one with all parameters of a group there at once."""
    ends = at_end(group, end)
    if group == "politics" and end == 1:
        ends["politics.share_con"] = 1.0  # some party has to win
    assert len(played(ends).monthly) == 60
