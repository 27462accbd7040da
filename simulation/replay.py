"""The state of a run at a month, played anew, so that it can be copied, changed and played on."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.driver import play
from simulation.ensemble import prepare
from simulation.maps import geography_of
from simulation.parameters import packed
from simulation.scenario import Scenario
from simulation.world import build_world, grown
from simulation.world.books import Books
from simulation.world.tables import World


def arrays_after(
    scenario: Scenario, months: int, *, seed: int, run: int = 0
) -> tuple[World, Books]:
    """Return state and books of a run after its first months, as the compiled driver plays it.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    months : int
        How many months, at least 1.
    seed, run : int
        Seed of the ensemble and number of the run.
    """
    prepare()
    world, books = build_world(scenario, geography_of(scenario), seed=seed)
    calendar: Any = world.calendar
    short = world._replace(calendar=calendar[:months])
    progress = np.zeros(2, dtype=np.int64)
    while not play(packed(scenario.parameters), short, books, run, 1, progress):
        short, books = grown(short, books)
    return short._replace(calendar=calendar), books


def copied(arrays: tuple[World, Books]) -> tuple[World, Books]:
    """Return a copy of state and books that shares no memory with them."""
    world, books = arrays
    return _copied(world), _copied(books)


def _copied(tables: Any) -> Any:
    """Copy a tuple of arrays, with the tuples inside it."""
    return type(tables)(
        *(_copied(table) if isinstance(table, tuple) else table.copy() for table in tables)
    )
