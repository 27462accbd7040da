"""Talks played again on the compiled driver, on their own chances or on others, with a change.

    replays = TalksReplays(scenario, seed=1, run=0, talks=38)
    replays.play(CHANGES["guarantee"])              # on the same chances: how they end
    replays.play(CHANGES["guarantee"], chance=7)    # from the month they began on, on others

A play takes the whole world on, month by month, until the talks are over; a hundred take less than
a second. Whatever a change keeps up is kept up once the draws and elections of a month are known,
as the Mesa driver does in `what_if`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.begun import BegunTalks, Change
from simulation import Scenario, run
from simulation.draws import fill_month
from simulation.errors import InputError
from simulation.maps import geography_of
from simulation.parameters import packed
from simulation.pickling import anchored
from simulation.replay import arrays_after, copied
from simulation.rules.month import month, room
from simulation.rules.outside import open_election
from simulation.rules.politics import MAY
from simulation.terms import AGREED, FAILED, OPEN
from simulation.world import grown, viewed

MOST_MONTHS = 60
"""Months after which talks are given up on; by default none lasts as long."""


@dataclass(frozen=True)
class Play:
    """How talks ended in one play: what was changed, in words, and their row at the end."""

    changed: str
    row: Any

    @property
    def agreed(self) -> bool:
        """Whether they agreed."""
        return bool(self.row["outcome"] == AGREED)

    @property
    def end(self) -> tuple[int, int, int, int]:
        """What makes two ends the same: outcome, month, rule and council that decided."""
        names = ("outcome", "ended", "decided_by", "decided_council")
        outcome, ended, rule, council = (int(self.row[name]) for name in names)
        return outcome, ended, rule, council


def month_begun(scenario: Scenario, seed: int, number: int, talks: int) -> int:
    """Return the month in which formal talks of a run began.

    Raises
    ------
    InputError
        If there were no such talks.
    """
    rows = run(scenario, seed=seed, run=number).raw.talks
    if not (0 <= talks < len(rows) and rows["outcome"][talks] in (OPEN, AGREED, FAILED)):
        raise InputError("there are no such formal talks in this run", field="talks", value=talks)
    return int(rows["began"][talks])


class TalksReplays:
    """The state of a run at the end of the month in which talks began, to be played on.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    seed, run : int
        Seed of the ensemble and number of the run.
    talks : int
        Row of the talks in the run.
    """

    def __init__(self, scenario: Scenario, *, seed: int, run: int, talks: int) -> None:
        self.began, self.talks = month_begun(scenario, seed, run, talks), talks
        self.geography, self.parameters = geography_of(scenario), scenario.parameters
        self._packed = packed(scenario.parameters)
        state: Any
        state, books = arrays_after(scenario, self.began + 1, seed=seed, run=run)
        state.scratch["keep"][:] = 0
        self._start = state, books

    def play(self, change: Change, chance: int = 0) -> Play:
        """Return how the talks end with a change; `chance` above 0 numbers other chances."""
        played = _Played(self, copied(self._start))
        played.draw_from(chance)
        begun = BegunTalks(played, self.talks)
        changed = change.at_start(begun)
        while played.is_open and played.month < min(played.months, self.began + MOST_MONTHS):
            played.step(self._packed, change, begun)
        return Play(changed, played.row)


class _Played:
    """One play of the world: what a change reads and writes, and the step of a month."""

    def __init__(self, replays: TalksReplays, arrays: Any) -> None:
        self.arrays = anchored(arrays)
        self.world, self._books = viewed(*self.arrays)
        self.parameters, self.geography = replays.parameters, replays.geography
        self._talks = replays.talks
        self.month, self.months = replays.began + 1, len(self.world.calendar.month)

    def draw_from(self, chance: int) -> None:
        """Draw from another run's chances from now on; 0 leaves them."""
        self.world.scratch.seed[1] += chance

    @property
    def is_open(self) -> bool:
        """Whether the talks go on."""
        return bool(self.world.talks.outcome[self._talks] == OPEN)

    @property
    def row(self) -> Any:
        """The row of the talks as it stands."""
        state: Any = self.arrays[0]
        return state.talks[self._talks].copy()

    def step(self, p: Any, change: Change, begun: BegunTalks) -> None:
        """Play a month: the draws and what elections bring, the change, and all the rest."""
        while not room(self.world, self._books):
            self.arrays = grown(*self.arrays)
            self.world, self._books = viewed(*self.arrays)
        books: Any
        state, books = self.arrays
        seed = self.world.scratch.seed
        fill_month(state.draws, books.keys, seed[0], seed[1], self.month)
        if self.world.calendar.month[self.month] == MAY:
            open_election(self.world, self._books, self.month)
        change.each_month(begun)
        month(p, state, books._replace(keys=books.keys[:0]), self.month)  # all drawn already
        self.month += 1
