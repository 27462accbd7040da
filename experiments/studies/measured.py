"""Outcomes of a study: what is measured, and what figures show of it."""

from __future__ import annotations

from experiments.statistics.families import check_months
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import OUTCOMES, outcomes_named
from experiments.studies.acting import named_places
from experiments.studies.decision_file import Decision
from experiments.studies.designs import Point
from simulation.errors import InputError
from simulation.scenario import Scenario

SHOWN = ("success_rate", "lasting_success")
"""Outcomes that figures show where a study names none."""

UNSAID = "one outcome or more, or no such line at all"


def measured_outcomes(
    names: list[str] | None, decision: Decision, scenario: Scenario, points: tuple[Point, ...]
) -> list[Outcome]:
    """Return what is measured: what a study names, and what its policies are weighed by.

    Raises
    ------
    InputError
        For an unknown outcome, or one of a month that is not played.
    """
    if names is not None and not names:
        raise InputError("names nothing to measure", field="outcomes", allowed=UNSAID)
    asked = named_places([*(names or ()), *decision.measured], scenario, points)
    chosen = outcomes_named(dict.fromkeys(asked))
    if not any(name.startswith("period.") for point in points for name in point.changes):
        for outcome in chosen:
            check_months(outcome, scenario.period)
    if names is not None:
        return chosen
    there = {one.name for one in OUTCOMES}
    return [*OUTCOMES, *(one for one in chosen if one.name not in there)]


def shown_names(
    names: list[str] | None,
    outcomes: list[Outcome],
    scenario: Scenario,
    points: tuple[Point, ...],
) -> list[str]:
    """Return the names of outcomes that figures show.

    Raises
    ------
    InputError
        If one is not measured.
    """
    known = [outcome.name for outcome in outcomes]
    if names is not None and not names:
        raise InputError("names nothing to show", field="shown", allowed=UNSAID)
    if names is None:
        return [name for name in SHOWN if name in known] or known[:2]
    names = named_places(names, scenario, points)
    for one in outcomes_named(names):
        if one.name not in known:
            raise InputError("is shown and not measured", field="shown", value=one.name)
    return names
