"""Talks, or a partnership, played again on the compiled driver: on the same chances or on others.

    replays = TalksReplays(scenario, seed=1, run=0, talks=38)
    replays.play(CHANGES["guarantee"])              # on the same chances: how they end
    replays.play(CHANGES["guarantee"], chance=7)    # from the month they began on, on others

A play takes the whole world on, month by month, until it is over; a hundred take less than a
second. Whatever a change keeps up is kept up once the draws and elections of a month are known, as
the Mesa driver does in `what_if`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from experiments.decisions.replays.begun import Begun, BegunPartnership, BegunTalks, Change
from experiments.decisions.replays.played_on import PlayedOn
from simulation import Scenario, run
from simulation.errors import InputError
from simulation.parameters import packed
from simulation.replay import arrays_after, copied
from simulation.terms import AGREED, FAILED, OPEN

MOST_MONTHS = 60
"""Months after which talks are given up on, and for which a partnership is followed."""


@dataclass(frozen=True)
class Play:
    """How one play ended.

    Attributes
    ----------
    changed : str
        What was changed, in words.
    row : record
        The row of the talks or the partnership at the end.
    good : bool
        Whether the talks agreed, or the partnership lived on.
    end : tuple of int
        What makes two ends the same.
    fate : str
        ``good``, ``bad``, or ``open`` where the period ended first.
    """

    changed: str
    row: Any
    good: bool
    end: tuple[int, ...]
    fate: str


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


class Replays(ABC):
    """The state of a run at the end of the month in which something began, to be played on."""

    names: tuple[str, ...]
    """Columns that make two ends the same."""

    stride: int
    """Months that are played before it is looked whether it is over."""

    def __init__(self, scenario: Scenario, *, seed: int, run: int, began: int) -> None:
        self.scenario, self.began, self._packed = scenario, began, packed(scenario.parameters)
        state: Any
        state, books = arrays_after(scenario, began + 1, seed=seed, run=run)
        state.scratch["keep"][:] = 0
        self._start = state, books

    def play(self, change: Change, chance: int = 0) -> Play:
        """Return how it ends with a change; `chance` above 0 numbers other chances."""
        state = copied(self._start)
        played = PlayedOn(self.scenario, self._packed, state, self.began + 1, chance)
        begun = self.begin(played)
        changed = change.at_start(begun)
        last = min(played.months, self.began + MOST_MONTHS)
        while self.is_open(begun) and played.month < last:
            played.advance(min(self.stride, last - played.month), change, begun)
        row = self.row_of(played)
        end = tuple(int(row[name]) for name in self.names)
        return Play(changed, row, self.is_good(row), end, self.fate(row))

    def fate(self, row: Any) -> str:
        """Return how it ended: ``good``, ``bad``, or ``open`` where the period ended first."""
        return "good" if self.is_good(row) else "bad"

    @abstractmethod
    def begin(self, played: PlayedOn) -> Begun:
        """Return what has begun, as changes take it."""

    @abstractmethod
    def is_open(self, begun: Any) -> bool:
        """Return whether it goes on."""

    @abstractmethod
    def row_of(self, played: PlayedOn) -> Any:
        """Return its row as it stands, a copy."""

    @abstractmethod
    def is_good(self, row: Any) -> bool:
        """Return whether it ended well."""


class TalksReplays(Replays):
    """Talks to be played again.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    seed, run : int
        Seed of the ensemble and number of the run.
    talks : int
        Row of the talks in the run.
    """

    names = ("outcome", "ended", "decided_by", "decided_council")
    stride = 6

    def __init__(self, scenario: Scenario, *, seed: int, run: int, talks: int) -> None:
        began = month_begun(scenario, seed, run, talks)
        super().__init__(scenario, seed=seed, run=run, began=began)
        self._talks = talks

    def begin(self, played: PlayedOn) -> Begun:
        """Return the talks that have begun."""
        return BegunTalks(played, self._talks)

    def is_open(self, begun: Any) -> bool:
        """Return whether the talks go on."""
        return bool(begun.world.talks.outcome[self._talks] == OPEN)

    def row_of(self, played: PlayedOn) -> Any:
        """Return the row of the talks."""
        return played.arrays[0].talks[self._talks].copy()

    def is_good(self, row: Any) -> bool:
        """Return whether they agreed."""
        return bool(row["outcome"] == AGREED)

    def fate(self, row: Any) -> str:
        """Return whether they agreed, failed, or were still open."""
        return {AGREED: "good", FAILED: "bad"}.get(int(row["outcome"]), "open")


class PartnershipReplays(Replays):
    """A partnership to be played again, for five years.

    Parameters
    ----------
    scenario : Scenario
        What the run depends on.
    seed, run : int
        Seed of the ensemble and number of the run.
    partnership : int
        Row of the partnership in the run.

    Raises
    ------
    InputError
        If there was no such partnership.
    """

    names = ("ended", "cause", "cause_council")
    stride = 12

    def __init__(self, scenario: Scenario, *, seed: int, run: int, partnership: int) -> None:
        rows = _partnerships(scenario, seed, run)
        if not 0 <= partnership < len(rows):
            raise InputError("there is no such partnership in this run", value=partnership)
        began = int(rows["began"][partnership])
        super().__init__(scenario, seed=seed, run=run, began=began)
        self._row = partnership

    def begin(self, played: PlayedOn) -> Begun:
        """Return the partnership that has begun."""
        return BegunPartnership(played, self._row)

    def is_open(self, begun: Any) -> bool:
        """Return whether it lives."""
        return bool(begun.world.partnerships.ended[self._row] < 0)

    def row_of(self, played: PlayedOn) -> Any:
        """Return the row of the partnership."""
        return played.arrays[0].partnerships[self._row].copy()

    def is_good(self, row: Any) -> bool:
        """Return whether it lived on."""
        return bool(row["ended"] < 0)


def _partnerships(scenario: Scenario, seed: int, number: int) -> Any:
    return run(scenario, seed=seed, run=number).raw.partnerships
