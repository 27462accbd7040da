"""Designs: which points a study visits; policies are points compared with a baseline."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from experiments.studies.factor_file import STEPS
from experiments.studies.factors import Factor, flat
from experiments.studies.where import WHERE, place_names, pulled_there
from simulation.errors import InputError
from simulation.scenario import Scenario

Kind = Literal["grid", "latin_hypercube", "sobol", "one_at_a_time", "table"]
SAMPLED = ("latin_hypercube", "sobol")
MOST_FACTORS = 50
"""Factors that a grid can have before its size stops being a number anybody means."""

MOST_POINTS = 100_000
"""Points that are made, checked and written down in the seconds a person waits without a bar."""


CHECKED = 1000
"""Points whose values are tried together; each value by itself is, when its factor is read."""

POLICY = "policy"
"""The one factor of a comparison."""

BASELINE = "baseline"
"""What the base scenario is called among the policies."""


@dataclass(frozen=True)
class Point:
    """One point of a design.

    Parameters
    ----------
    number : int
        Its place in the design, from 0.
    values : dict of str to object
        The value of each factor.
    changes : dict of str to object
        What it changes in the study's scenario, by dotted name.
    """

    number: int
    values: dict[str, Any]
    changes: dict[str, Any]


@dataclass(frozen=True)
class Design:
    """How points are chosen.

    Parameters
    ----------
    kind : str
        The kind of design.
    points : int or None
        How many, for a sample.
    steps : int
        Values that a grid or one-at-a-time takes from each range.
    """

    kind: Kind = "grid"
    points: int | None = None
    steps: int = STEPS

    def __post_init__(self) -> None:
        """Refuse a sample of no size, and a Sobol sequence that would lose its balance."""
        if self.kind in SAMPLED and self.points is None:
            raise InputError("must say how many points", field="design.points", allowed="1 or more")
        wanted = self.points or 0
        if self.kind == "sobol" and wanted & (wanted - 1):
            raise InputError(
                "a Sobol sequence is even only at powers of two",
                field="design.points",
                value=wanted,
                allowed=f"{1 << wanted.bit_length() - 1} or {1 << wanted.bit_length()}",
            )

    def size(self, factors: Sequence[Factor]) -> int:
        """Return how many points there will be, without making them."""
        if self.kind in SAMPLED:
            return self.points or 0
        levels = [len(factor.levels(self.steps)) for factor in factors]
        return math.prod(levels) if self.kind == "grid" else 1 + sum(levels)

    def rows(self, factors: Sequence[Factor], scenario: Scenario, seed: int) -> list[list[Any]]:
        """Return the values of the factors at each point, in design order."""
        makers: dict[str, Callable[[], Iterable[Sequence[Any]]]] = {
            "grid": lambda: itertools.product(*(one.levels(self.steps) for one in factors)),
            "one_at_a_time": lambda: self._one_at_a_time(factors, scenario),
            "latin_hypercube": lambda: self._sample(factors, "LatinHypercube", seed),
            "sobol": lambda: self._sample(factors, "Sobol", seed),
        }
        return [list(row) for row in makers[self.kind]()]

    def _sample(self, factors: Sequence[Factor], engine: str, seed: int) -> Iterable[Sequence[Any]]:
        """Yield the points of a sampler of `scipy.stats.qmc`, which other designs need not load."""
        from scipy.stats import qmc

        for shares in getattr(qmc, engine)(len(factors), rng=seed).random(self.points):
            yield [one.at(float(share)) for one, share in zip(factors, shares, strict=True)]

    def _one_at_a_time(
        self, factors: Sequence[Factor], scenario: Scenario
    ) -> Iterable[Sequence[Any]]:
        """Yield the scenario as it is, then each factor at each other value."""
        usual = [factor.usual(scenario) for factor in factors]
        yield usual
        for place, factor in enumerate(factors):
            for value in factor.levels(self.steps):
                if value != usual[place]:
                    yield [*usual[:place], value, *usual[place + 1 :]]


def check_size(plan: Design, factors: Sequence[Factor]) -> None:
    """Refuse a design with more points than anybody could play, before it is made.

    Raises
    ------
    InputError
        Naming the number of points.
    """
    size = plan.size(factors) if len(factors) <= MOST_FACTORS else MOST_POINTS + 1
    if size > MOST_POINTS:
        many = f"{size:,} points" if len(factors) <= MOST_FACTORS else f"{len(factors)} factors"
        raise InputError(
            f"the design has {many}",
            field="design",
            allowed=f"up to {MOST_POINTS:,} points of up to {MOST_FACTORS} factors; take fewer "
            "steps, or a sample (latin_hypercube, sobol)",
        )


def points_of(
    rows: Iterable[Sequence[Any]], factors: Sequence[Factor], scenario: Scenario
) -> tuple[Point, ...]:
    """Return points from the values of the factors; None leaves a factor as it is.

    Raises
    ------
    InputError
        If a combination is not allowed.
    """
    made = []
    for number, row in enumerate(rows):
        values = {factor.name: value for factor, value in zip(factors, row, strict=True)}
        changes: dict[str, Any] = {}
        for factor in factors:
            if values[factor.name] is not None:
                changes |= factor.changes(values[factor.name], scenario)
        if number < CHECKED:
            scenario.with_changes(changes)
        made.append(Point(number, values, changes))
    return tuple(made)


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
        changes = dict(flat({key: one for key, one in given.items() if key != WHERE}))
        if WHERE in given:
            places = place_names(given[WHERE], f"policies.{name}: {WHERE}")
            changes = pulled_there(changes, places, f"policies.{name}")
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


def crossed(
    points: Sequence[Point], structures: Sequence[Factor], scenario: Scenario
) -> tuple[Point, ...]:
    """Return points under every combination of structures; the points as they are without any.

    Raises
    ------
    InputError
        If a combination is not allowed.
    """
    rows = itertools.product(*(one.levels() for one in structures))
    under = points_of(rows, structures, scenario)
    every = [
        (point.values | held.values, held.changes | point.changes)
        for held in under
        for point in points
    ]
    return tuple(Point(number, *one) for number, one in enumerate(every))


def policy_factor(points: Sequence[Point]) -> Factor:
    """Return the factor whose values are the policies, the baseline first."""
    return Factor(POLICY, POLICY, POLICY, values=tuple(point.values[POLICY] for point in points))
