"""The search for a box among many columns: first which of them matter, then peeling over these.

Peeling over hundreds of parameters of a few dozen members finds a dense box whatever happened. So
a column is looked at only once a test says that it matters, first among all cases and then within
the box so far, for what matters only there.
"""

from __future__ import annotations

from typing import NamedTuple

from experiments.decisions.discovery.boxes import Box, Step, best_step, measure
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.permutations import TIMES, column_p_values
from experiments.decisions.discovery.prim import paste, trajectory
from experiments.statistics.comparisons import LEVEL

MOST_ROUNDS = 4
"""Times that columns are looked for, each within the box of those before."""


class Search(NamedTuple):
    """What a search found.

    Attributes
    ----------
    chance : float
        Of a column that seems to matter as much where none does.
    columns : tuple of int
        Those that matter; none where that chance is above the level.
    steps : list of Step
        The boxes of peeling over these.
    box : Box
        The best of them, with slices given back.
    """

    chance: float
    columns: tuple[int, ...]
    steps: list[Step]
    box: Box


def search(cases: Cases, seed: int, times: int = TIMES) -> Search:
    """Look for the columns that matter and for boxes over these."""
    columns: tuple[int, ...] = ()
    steps, box, chance = [measure(cases, ())], Box(), 1.0
    for number in range(MOST_ROUNDS):
        p_values = column_p_values(cases, box, seed + number, times)
        if not number:
            chance = float(p_values.min())
        new = [
            place
            for place, p in enumerate(p_values.tolist())
            if p <= LEVEL and place not in columns
        ]
        if not new:
            break
        columns = tuple(sorted((*columns, *new)))
        steps = trajectory(cases, columns)
        box = paste(cases, best_step(steps).box)
    return Search(chance, columns, steps, box)
