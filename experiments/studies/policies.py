"""Policies: named sets of levers and choices, compared with a baseline on the same draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.studies.designs import Point
from experiments.studies.factors import Factor, flat
from experiments.studies.study import POLICY
from simulation.errors import InputError
from simulation.scenario import Scenario

BASELINE = "baseline"
"""What the base scenario is called among the policies."""


@dataclass(frozen=True)
class Policy:
    """A named set of changes.

    Parameters
    ----------
    name : str
        As tables and figures call it.
    changes : dict of str to object
        What it changes in the base scenario, by dotted name.
    """

    name: str
    changes: dict[str, Any]

    @classmethod
    def read(cls, name: str, given: Any, scenario: Scenario) -> Policy:
        """Return a policy as a study file declares it: a table of dotted names and values.

        Raises
        ------
        InputError
            If the name is taken, or a change is not allowed.
        """
        if name == BASELINE:
            raise InputError(
                "is what the base scenario is called", field=f"policies.{name}", allowed="[base]"
            )
        if not isinstance(given, Mapping) or not given:
            raise InputError(
                "must be a table of changes",
                field=f"policies.{name}",
                allowed='such as "levers.repair" = 1',
            )
        changes = dict(flat(given))
        try:
            scenario.with_changes(changes)
        except InputError as error:
            raise InputError(
                error.problem,
                field=f"policies.{name}: {error.field}",
                value=error.value,
                allowed=error.allowed,
                nearest=error.nearest,
            ) from None
        return cls(name, changes)


def policy_points(policies: Sequence[Policy]) -> tuple[Point, ...]:
    """Return the points of a comparison: the baseline, then each policy."""
    plain = Point(0, {POLICY: BASELINE}, {})
    others = (
        Point(number, {POLICY: policy.name}, policy.changes)
        for number, policy in enumerate(policies, 1)
    )
    return (plain, *others)


def policy_factor(points: Sequence[Point]) -> Factor:
    """Return the factor whose values are the policies, the baseline first."""
    return Factor(POLICY, POLICY, POLICY, values=tuple(point.values[POLICY] for point in points))
