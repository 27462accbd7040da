"""A study: a design times many runs, and which outcomes are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from experiments.statistics.outcomes import Outcome
from experiments.statistics.posterior import Posterior
from experiments.studies.designs import Point
from experiments.studies.factors import Factor
from simulation.scenario import Scenario

Table = Literal["talks", "partnerships", "monthly"]
MANY_RUNS = 1_000_000
"""Runs above which a study asks whether it is meant."""

POLICY = "policy"
"""The one factor of a comparison."""


@dataclass(frozen=True)
class Study:
    """What is to be played, and what is looked at.

    Parameters
    ----------
    name, question : str
        Its title, and what it asks.
    scenario : Scenario
        The base: what every point has in common.
    factors : sequence of Factor
        What varies.
    points : sequence of Point
        The design.
    runs, seed : int
        Runs at each point; run r has the same draws at all of them.
    outcomes : sequence of Outcome
        What is measured, the most important first.
    tables : sequence of str
        Tables beside that of runs: talks, partnerships, monthly.
    views : sequence of str
        Figures beside that of the outcomes (see `experiments.studies.views`).
    design : str
        The kind of design; ``policies`` for a comparison, whose point 0 is the baseline.
    shown : sequence of str
        Outcomes that figures show.
    posterior : Posterior or None
        What run r of every point draws its parameters from; what the scenario or any point sets
        stays as set.
    """

    name: str
    question: str
    scenario: Scenario
    factors: Sequence[Factor]
    points: Sequence[Point]
    runs: int
    seed: int
    outcomes: Sequence[Outcome]
    tables: Sequence[Table]
    views: Sequence[str]
    design: str
    shown: Sequence[str]
    posterior: Posterior | None = None

    @property
    def compares(self) -> bool:
        """Whether this is a comparison of policies."""
        return self.design == "policies"

    @property
    def all_runs(self) -> int:
        """Runs at all points together."""
        return self.runs * len(self.points)

    @cached_property
    def free_posterior(self) -> Posterior | None:
        """The posterior of those parameters that neither the scenario nor any point sets."""
        if self.posterior is None:
            return None
        varied = {name for point in self.points for name in point.changes}
        return self.posterior.without({*self.scenario.changed(), *varied})

    def scenario_of(self, point: int) -> Scenario:
        """Return the scenario of a point."""
        return self.scenario.with_changes(self.points[point].changes)

    def label(self, point: int) -> str:
        """Return what a point is called: its policy, or its factors and values."""
        values = self.points[point].values
        if self.compares:
            return str(values[POLICY])
        return ", ".join(_named(factor, values[factor.name]) for factor in self.factors)


def _named(factor: Factor, value: Any) -> str:
    return f"{factor.label} {value_text(factor, value)}"


def value_text(factor: Factor, value: Any) -> str:
    """Return the value of a factor as a sentence has it, such as ``5 months``."""
    unit = f" {factor.unit}" if factor.unit and factor.unit[:1] != "%" else factor.unit
    if value == 1 and unit.endswith("months"):
        unit = unit[:-1]
    return f"{plain_value(value)}{unit}"


def plain_value(value: Any) -> str:
    """Return the value of a factor as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:.4g}"
    return "as it is" if value is None else str(value).replace("_", " ")
