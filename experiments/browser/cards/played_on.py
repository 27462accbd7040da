"""One play of the compiled driver from a month on, with a change put into each month."""

from __future__ import annotations

from typing import Any

from experiments.browser.cards.begun import Begun, Change
from simulation import Scenario
from simulation.draws import fill_month
from simulation.maps import geography_of
from simulation.pickling import anchored
from simulation.rules.month import month, room
from simulation.rules.outside import open_election
from simulation.rules.politics import MAY
from simulation.world import grown, viewed


class PlayedOn:
    """What a change reads and writes, and the step of a month.

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
        self.arrays: Any = anchored(arrays)
        self.world, self._books = viewed(*self.arrays)
        self.parameters, self.geography = scenario.parameters, geography_of(scenario)
        self._packed = p
        self.month, self.months = month, len(self.world.calendar.month)
        self.world.scratch.seed[1] += chance

    def step(self, change: Change, begun: Begun) -> None:
        """Play a month: the draws and what elections bring, the change, and all the rest."""
        while not room(self.world, self._books):
            self.arrays = grown(*self.arrays)
            self.world, self._books = viewed(*self.arrays)
        state, books = self.arrays
        seed = self.world.scratch.seed
        fill_month(state.draws, books.keys, seed[0], seed[1], self.month)
        if self.world.calendar.month[self.month] == MAY:
            open_election(self.world, self._books, self.month)
        change.each_month(begun)
        no_keys = books._replace(keys=books.keys[:0])  # all that a month draws at once is drawn
        month(self._packed, state, no_keys, self.month)
        self.month += 1
