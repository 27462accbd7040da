"""A small world, begun, in which tests call rules one by one as plain Python."""

from __future__ import annotations

from typing import Any

from simulation import Scenario
from simulation.maps import geography_of
from simulation.rules.closing import agree
from simulation.rules.motives import take_motives, weigh_reasons
from simulation.rules.outside import open_month
from simulation.rules.soundings import begin_talks, start_soundings
from simulation.rules.start import start_run
from simulation.terms import NEVER, OUTSIDER, RESILIENCE
from simulation.world import build_world, viewed
from tests.strategies import Changes

TWELVE: Changes = {
    "geography.map": "hexagonal",
    "geography.size": 12,
    "geography.county_size": 100.0,
    "history.control": "drawn",
    "period.start": "2007-01",
    "period.months": 60,
}


class Begun:
    """Twelve councils in one county at the start of a run.

    Attributes
    ----------
    p, w, b : Parameters, World, Books
        What rules take; tables are memoryviews, so that a test may write to them.
    """

    def __init__(self, changes: Changes | None = None, seed: int = 1) -> None:
        scenario = Scenario().with_changes(TWELVE | (changes or {}))
        arrays: Any = build_world(scenario, geography_of(scenario), seed=seed)
        self.p: Any = scenario.parameters
        self.w: Any
        self.b: Any
        self.w, self.b = viewed(*arrays)
        start_run(self.p, self.w, 0, 0, scenario.period.months, 5)
        self.open(0)

    def open(self, t: int) -> None:
        """Let month `t` begin."""
        open_month(self.p, self.w, self.b, t)

    def ties_of(self, i: int, *, contiguous: bool = True) -> list[int]:
        """Return the ties of council `i`, to neighbours or to others."""
        councils, ties = self.w.councils, self.w.ties
        own = range(councils.first_tie[i], councils.last_tie[i])
        return [e for e in own if bool(ties.contiguous[e]) == contiguous]

    def alike(self, e: int) -> None:
        """Make the councils and leaders at both ends of a tie equals who get on."""
        i, j = self.w.ties.source[e], self.w.ties.target[e]
        for name in ("culture", "control", "stress", "population", "budget", "reserves"):
            column = getattr(self.w.councils, name)
            column[j] = column[i]
        self.w.leaders.style[j] = self.w.leaders.style[i]
        self.w.ties.larger[e] = self.w.ties.larger[self.w.ties.reverse[e]] = 0.0

    def talks(self, e: int, t: int = 1) -> int:
        """Begin formal talks along a tie and return their row."""
        for motive in range(6):
            self.w.scratch.motives[motive] = 1.0 if motive == RESILIENCE else 0.0
        r = start_soundings(self.p, self.w, e, t)
        for side in range(2):
            take_motives(self.w, r, side)
        weigh_reasons(self.p.motives, self.w, r)
        begin_talks(self.p, self.w, r, t)
        return r

    def shared(self, e: int, t: int = 5) -> int:
        """Let the councils of a tie agree in month `t`, and return the partnership."""
        r = self.talks(e, t - 4)
        self.w.talks.candidate[r] = OUTSIDER
        self.w.talks.joins[r] = self.w.councils.partnership[self.w.ties.target[e]]
        agree(self.p, self.w, r, t)
        q: int = self.w.talks.partnership[r]
        return q

    def vacate(self, i: int, t: int = 0) -> None:
        """Let the post of a council's own chief executive be vacant since month `t`."""
        self.w.chiefs.vacant[i], self.w.chiefs.leaves[i] = t, NEVER

    def trio(self) -> tuple[int, int]:
        """Let three councils share and return the partnership and the tie by which one joined."""
        e = self.ties_of(4)[0]
        q = self.shared(e)
        j = self.w.ties.target[e]
        known = {self.w.ties.target[one] for one in self.ties_of(4)}
        for one in self.ties_of(j):
            third = self.w.ties.target[one]
            if third in known:
                back = self.w.ties.reverse[one]
                self.shared(back, 12)
                return q, back
        raise AssertionError("no council is tied to both")
