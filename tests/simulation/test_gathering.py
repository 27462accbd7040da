"""Tables of many runs: gathered chunk by chunk, lent or copied, they hold the same numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation import Scenario, run_ensemble
from simulation.ensemble import Player
from simulation.maps import geography_of
from simulation.result import TABLES, Result
from simulation.result.gathering import Gathering

SMALL = Scenario().with_changes(
    {"geography.map": "hexagonal", "geography.size": 40, "period.months": 40,
     "history.control": "drawn"}
)  # fmt: skip


def gather(*, lent: bool) -> Result:
    """Return the runs of three chunks, gathered with too little room."""
    geography = geography_of(SMALL)
    player, tables = Player(SMALL, geography, 4), Gathering(6)
    for first, count in ((0, 2), (2, 25), (27, 9)):
        tables.add(player.play(first, count, lent=lent).raw)
    return Result(SMALL, geography, tables.raw(), seed=4, runs=range(36), single=False)


def test_what_is_lent_is_gathered_like_what_is_copied() -> None:
    """Chunks in tables that are overwritten, more of them than expected, come to the same runs."""
    whole = run_ensemble(SMALL, runs=36, seed=4, workers=2)
    for result in (gather(lent=True), gather(lent=False)):
        for name in TABLES:
            pd.testing.assert_frame_equal(result.table(name), whole.table(name), check_exact=True)


def test_a_lent_result_is_that_of_its_runs_until_the_player_plays_on() -> None:
    """A result by itself stays as it is while one that is lent changes with the tables it is in."""
    player = Player(SMALL, geography_of(SMALL), 4)
    own, lent = player.play(0, 5), player.play(0, 5, lent=True)
    assert own.raw.monthly.tobytes() == lent.raw.monthly.tobytes()
    before = own.raw.monthly.copy()
    player.play(40, 5)
    assert np.array_equal(own.raw.monthly, before)
    assert not np.array_equal(lent.raw.monthly, before)
