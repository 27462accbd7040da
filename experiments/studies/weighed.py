"""What the policies of a study are chosen by: an outcome, or what they save less their price."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.discounted import factor
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.survival import MONTHS
from experiments.studies.designs import POLICY
from experiments.studies.effects import structure_of
from experiments.studies.figures.axes import outcome_in_sentence
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from experiments.studies.where import LEVERS
from experiments.text.numbers import small
from simulation.months import months_between

WORTH = "the saving, less set-up, talks and the price of the policy"


class Weighed(NamedTuple):
    """The policies of a study under one set of assumptions, more being better.

    Attributes
    ----------
    structure : str
        What is assumed, in words.
    points : list of int
        The policies.
    value : array of float, shape (members, policies)
        What each policy comes to in each member that has them all.
    error : array of float, shape (members, runs, policies)
        Influences of the runs.
    there : array of bool
        Which members of the study these are.
    """

    structure: str
    points: list[int]
    value: Any
    error: Any
    there: Any


def deciding_outcome(study: Study) -> Outcome:
    """Return the outcome that policies are chosen by, before prices are taken off."""
    decision = study.decision
    first = decision.saving if decision.prices else study.shown[0]
    return outcomes_named([decision.outcome or first])[0]


def by_worth(study: Study) -> bool:
    """Return whether policies are chosen by what they save, less their prices."""
    return bool(study.decision.prices) and study.decision.outcome is None


def criterion_words(study: Study) -> str:
    """Return what policies are chosen by, as a sentence has it."""
    if by_worth(study):
        return f"{WORTH} (discounted at {100 * study.decision.rate:.3g}% a year)"
    words = small(outcome_in_sentence(deciding_outcome(study)).removesuffix(","))
    return words if study.decision.higher else f"{words} (the less the better)"


def policy_sets(tables: StudyTables) -> Iterator[Weighed]:
    """Yield the policies under each set of assumptions."""
    study = tables.study
    sign = 1.0 if study.decision.higher or by_worth(study) else -1.0
    found = tables.members(deciding_outcome(study))
    alike: dict[str, list[int]] = {}
    for point in found:
        alike.setdefault(structure_of(study, point), []).append(point)
    for structure, points in alike.items():
        value = sign * np.array([found[point].value for point in points]).T
        error = sign * np.array([found[point].error for point in points]).transpose(1, 2, 0)
        there = np.isfinite(value).all(axis=1) & np.isfinite(error).all(axis=(1, 2))
        if by_worth(study):
            value = value - np.array([cost_of(study, point) for point in points])
        yield Weighed(structure, points, value[there], error[there], there)


def cost_of(study: Study, point: int) -> float:
    """Return what a policy costs, discounted: its price in each month in which it acts."""
    price = study.decision.prices.get(str(study.points[point].values.get(POLICY)), 0.0)
    months = np.flatnonzero(acting_months(study, point))
    return float(price / MONTHS * factor(months, study.decision.rate).sum()) if price else 0.0


def acting_months(study: Study, point: int) -> Any:
    """Return in which months a policy acts: those of its levers, or all if it changes more."""
    scenario, changes = study.scenario_of(point), study.points[point].changes
    names = {name.split(".")[1] for name in changes if name.startswith(LEVERS)}
    months = np.arange(scenario.period.months)
    if not all(name.startswith(LEVERS) for name in changes):
        return np.ones(len(months), dtype=bool)
    acts, first = np.zeros(len(months), dtype=bool), scenario.period.start
    for name in names:
        lever = getattr(scenario.levers, name)
        since = months_between(first, lever.start) if lever.start else 0
        until = months_between(first, lever.end) if lever.end else len(months)
        acts |= (months >= since) & (months < until) & (lever.level > 0.0)
    return acts
