"""The sweeps of a visitor: what is asked, how far the runs are, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from experiments.browser.ensemble.sweep import RUNS, SweepPoint, sweep_points
from experiments.browser.visit.background import Background
from simulation.scenario import Scenario


@dataclass(eq=False)
class Sweep:
    """A sweep of a visitor: what is asked, and what the runs so far say."""

    scenario: Scenario
    name: str
    values: tuple[float, ...]
    outcome: str
    now: Any
    work: Background
    points: list[SweepPoint] = field(default_factory=list)
    file: dict[str, str] = field(default_factory=dict)

    def keep(self, points: list[SweepPoint]) -> None:
        """Show what the runs so far say."""
        self.points = points

    def begin(self) -> None:
        """Begin to play."""
        asked = (self.scenario, self.name, self.values, self.outcome)
        self.work.start(lambda: sweep_points(*asked), self.keep)

    @property
    def status(self) -> str:
        """How far it is, in words."""
        done = self.points[0].runs if self.points else 0
        if self.work.queued:
            return "waiting for other visitors' runs"
        if not done and self.work.busy:
            return "starting"
        left = "" if self.work.busy or done == RUNS else ", stopped"
        return f"{done} of {RUNS} runs at each of {len(self.values)} values{left}"
