"""The compiled month loop: many runs into one set of tables, without a Python object in sight."""

from __future__ import annotations

from typing import Any

from simulation.compiled import compiled
from simulation.parameters import Parameters
from simulation.rules.month import month, room
from simulation.rules.start import start_run
from simulation.world.books import Books
from simulation.world.tables import World

RUN, MONTH = range(2)
"""Entries of the progress of `play`."""


@compiled()
def play(p: Parameters, w: World, b: Books, first: int, count: int, progress: Any) -> bool:
    """Play runs one after the other until all are done or a table is full.

    Parameters
    ----------
    p : Parameters
        Frozen parameters.
    w : World
        The state.
    b : Books
        Books with room for the months of `count` runs.
    first, count : int
        Number of the first run, and how many to play.
    progress : array of int, shape (2,)
        Run (from 0) and month to go on from; written when a table is full.

    Returns
    -------
    bool
        True when all runs are done; False when the tables must grow before the next call.
    """
    months = w.calendar.month.shape[0]
    years = w.calendar.year[months - 1] + 1
    for number in range(progress[RUN], count):
        if progress[MONTH] == 0:
            start_run(p, w, first + number, number, months, years)
        for t in range(progress[MONTH], months):
            if not room(w, b):
                progress[RUN], progress[MONTH] = number, t
                return False
            month(p, w, b, t)
        progress[MONTH] = 0
    return True
