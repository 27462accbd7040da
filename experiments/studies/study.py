"""A study: a design times many runs, and what is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from experiments.statistics.counting import group_of_run
from experiments.statistics.outcome import Outcome
from experiments.statistics.posterior import Posterior
from experiments.studies.decision_file import Decision
from experiments.studies.designs import POLICY, SAMPLED, Point
from experiments.studies.factors import Factor
from experiments.studies.nest import Nest
from experiments.text.numbers import plural
from simulation.geography import Geography
from simulation.scenario import Scenario

Table = Literal["talks", "partnerships", "monthly"]
MANY_RUNS = 1_000_000
"""Runs above which a study asks whether it is meant."""


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
        What its members are drawn from; what the scenario or a point sets stays as set.
    nest : Nest or None
        With a posterior, which member each run belongs to.
    decision : Decision
        By what a policy is chosen; no part of what is played.
    played : int or None
        Runs at all points that are there of a study that is not finished; no part of what it is.
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
    nest: Nest | None = None
    played: int | None = None
    decision: Decision = Decision()  # noqa: RUF009 -- frozen

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
        """The posterior of those parameters that the scenario leaves as they are."""
        return self.posterior and self.posterior.without(self.scenario.changed())

    def posterior_at(self, point: int) -> Posterior | None:
        """Return the posterior of those parameters that a point leaves as they are too."""
        return self.free_posterior and self.free_posterior.without(self.points[point].changes)

    @cached_property
    def members(self) -> Any:
        """The member of the posterior that each run of a point takes; None where none is."""
        if self.posterior is None or self.nest is None:
            return None
        return self.posterior.draw_members(self.nest.members, self.seed)[self.nest.member]

    @cached_property
    def groups(self) -> Any:
        """The group of each run over which an interval is taken, shape (runs,).

        With a posterior a group is a member, whose runs have their parameters in common.
        """
        return group_of_run(self.runs) if self.nest is None else self.nest.member

    @cached_property
    def own_maps(self) -> dict[Any, Geography]:
        """A user's own maps that were read for it, by their settings and the parties there."""
        return {}

    def scenario_of(self, point: int) -> Scenario:
        """Return the scenario of a point."""
        return self.scenario.with_changes(self.points[point].changes)

    def levels(self, factor: Factor) -> tuple[Any, ...]:
        """Return the values that a factor has at the points, in its order."""
        there = dict.fromkeys(point.values[factor.name] for point in self.points)
        if factor.values:
            return tuple(value for value in factor.values if value in there)
        return tuple(sorted(value for value in there if value is not None))

    def values_alone(self, factor: Factor) -> dict[int, Any]:
        """Return the value of a factor at each point that tells of it alone.

        On a one-at-a-time design these are the points at which no other factor has moved; on
        others all are: a grid has every value of the others with each, evenly.
        """
        if self.design != "one_at_a_time":
            return {point.number: point.values[factor.name] for point in self.points}
        others = [one.name for one in self.factors if one.name != factor.name]
        usual = self.points[0].values
        return {
            point.number: point.values[factor.name]
            for point in self.points
            if all(point.values[name] == usual[name] for name in others)
        }

    @property
    def moves_together(self) -> bool:
        """Whether several factors move at once from point to point, so that none stands alone."""
        return len(self.factors) > 1 and self.design in (*SAMPLED, "table")

    def label(self, point: int) -> str:
        """Return what a point is called: its policy, or its factors and values."""
        values = self.points[point].values
        return ", ".join(_named(factor, values[factor.name]) for factor in self.factors)


def _named(factor: Factor, value: Any) -> str:
    if factor.kind == POLICY:
        return str(value)
    return f"{factor.label} {value_text(factor, value)}"


def value_text(factor: Factor, value: Any) -> str:
    """Return the value of a factor as a sentence has it, such as ``5 months``."""
    unit = f" {factor.unit}" if factor.unit and factor.unit[:1] != "%" else factor.unit
    if value == 1 and unit.endswith("months"):
        unit = unit[:-1]
    return f"{plain_value(value)}{unit}"


def runs_text(study: Study) -> str:
    """Return how many runs a point has, such as ``400 runs`` or ``about 96 of 400 runs``."""
    runs = plural(study.runs, "run")
    if study.played is not None and study.played < study.all_runs:
        return f"about {study.played / len(study.points):,.0f} of {runs}"
    if study.nest is not None:
        return f"{plural(study.nest.members, 'member')} of {plural(study.nest.each, 'run')}"
    return runs


def plain_value(value: Any) -> str:
    """Return the value of a factor as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:.4g}"
    return "as it is" if value is None else str(value).replace("_", " ")
