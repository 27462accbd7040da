"""What plays talks on puts states back as they were, and a plan has one date."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.decisions.replays.begun import BegunTalks
from experiments.decisions.replays.changes import CHANGES
from experiments.decisions.replays.played_on import RESTORED, PlayedOn
from simulation import Scenario
from simulation.parameters import packed
from simulation.replay import arrays_after, copied
from simulation.rules.arranged import FREE, arrange_talks, pair_standing
from simulation.world import viewed
from tests.strategies import BUSY, WORLDS

MONTH = 20


@pytest.fixture(scope="module")
def busy() -> Scenario:
    """Return a small world in which much happens."""
    return Scenario().with_changes(WORLDS["hexagonal"] | BUSY | {"period.months": 60})


def _bytes(world: Any) -> list[bytes]:
    return [getattr(world, name).tobytes() for name in RESTORED]


def test_a_state_that_is_put_back_is_played_on_the_same(busy: Scenario) -> None:
    """After other plays, from the state put back all tables become what they became first."""
    start: Any = arrays_after(busy, MONTH + 1, seed=3)
    played = PlayedOn(busy, packed(busy.parameters), copied(start), MONTH + 1)
    first, others = [], CHANGES["nothing"]
    for months in (30, 5, 30):
        played.restore(start[0], MONTH + 1)
        assert _bytes(played.arrays[0])[1:5] == _bytes(start[0])[1:5]
        played.advance(months, others, BegunTalks(played, 0))
        first.append(_bytes(played.arrays[0]))
    assert first[0] == first[2] != first[1]


@pytest.mark.parametrize(("change", "months"), [("four_months", 4), ("nine_months", 9)])
def test_another_plan_moves_pace_and_date(busy: Scenario, change: str, months: int) -> None:
    """Talks that are planned for another length have their date when that is over."""
    arrays: Any = arrays_after(busy, MONTH + 1, seed=3)
    world = viewed(*arrays)[0]
    ties = range(len(world.ties.source))
    tie = next(tie for tie in ties if pair_standing(world, tie) == FREE)
    row = arrange_talks(busy.parameters, world, tie, MONTH)
    played = PlayedOn(busy, packed(busy.parameters), arrays, MONTH + 1)
    CHANGES[change].at_start(BegunTalks(played, row))
    talks = played.arrays[0].talks[row]
    assert np.array_equal([talks["planned"], talks["due"]], [months, months])
