"""One play of the compiled driver from a month on, with a change put into its months."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.decisions.replays.begun import Begun, Change
from simulation import Scenario
from simulation.draws import fill_month
from simulation.driver import play
from simulation.maps import geography_of
from simulation.pickling import anchored
from simulation.rules.month import month, room
from simulation.rules.outside import open_election
from simulation.rules.politics import MAY
from simulation.world import grown, viewed
from simulation.world.tables import World

RESTORED = (
    "draws", "councils", "leaders", "chiefs", "ties", "calendar", "talks", "partnerships", "lists",
    "scratch",
)  # fmt: skip
"""Tables of the world that months change, or that a change does."""


class PlayedOn:
    """What a change reads and writes, and how months are played on.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    p : Parameters
        Its parameters as the compiled driver takes them.
    arrays : tuple of World and Books
        State and books, which are played on as they are.
    month : int
        The month that comes next.
    chance : int
        Above 0, the number of other chances that are drawn from now on.
    """

    def __init__(
        self, scenario: Scenario, p: Any, arrays: Any, month: int, chance: int = 0
    ) -> None:
        self._take_up(anchored(arrays))
        self.parameters, self.geography = scenario.parameters, geography_of(scenario)
        self._packed = p
        self.month, self.months = month, len(self.world.calendar.month)
        self.world.scratch.seed[1] += chance

    def use(self, scenario: Scenario, p: Any) -> None:
        """Play on with the parameters of another scenario, which differ in nothing of the map."""
        self.parameters, self._packed = scenario.parameters, p

    def make_room(self) -> None:
        """Make tables longer where a month might not fit."""
        while not room(self.world, self._books):
            self._take_up(grown(*self.arrays))

    def restore(self, world: World, month: int, chance: int = 0) -> None:
        """Go back to a state of the same scenario and map, in the tables that are there.

        Written over is what a play can have changed: all but books and events, which no rule reads.
        """
        for name in RESTORED:
            table, source = getattr(self.arrays[0], name), getattr(world, name)
            if table.ndim:
                rows = table[: len(source)]  # it may have grown since
                rows.view(np.uint8)[...] = source.view(np.uint8)  # as bytes: ten times as fast
                continue
            for column in table.dtype.names:
                table[column][...] = source[column]
        self.month = month
        self.world.scratch.seed[1] += chance

    def advance(self, months: int, change: Change, begun: Begun) -> None:
        """Play some months, in one call where the change need not be kept up."""
        if change.is_kept_up:
            for _ in range(months):
                self._step(change, begun)
            return
        progress = np.array([0, self.month])
        end = self.month + months
        while not play(self._packed, self._until(end), self.arrays[1], 0, 1, progress):
            self._take_up(grown(*self.arrays))
        self.month = end

    def _until(self, month: int) -> Any:
        """Return the state as if the period ended with a month."""
        state = self.arrays[0]
        return state._replace(calendar=state.calendar[:month])

    def _take_up(self, arrays: Any) -> None:
        self.arrays = arrays
        self.world, self._books = viewed(*arrays)
        books = arrays[1]
        self._no_keys = books._replace(keys=books.keys[:0])  # nothing is left to be drawn at once

    def _step(self, change: Change, begun: Begun) -> None:
        """Play a month: the draws and what elections bring, the change, and all the rest."""
        self.make_room()
        state, books = self.arrays
        seed = self.world.scratch.seed
        fill_month(state.draws, books.keys, seed[0], seed[1], self.month)
        if self.world.calendar.month[self.month] == MAY:
            open_election(self.world, self._books, self.month)
        change.each_month(begun)
        month(self._packed, state, self._no_keys, self.month)
        self.month += 1
