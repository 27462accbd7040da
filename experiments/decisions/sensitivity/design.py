"""The design: rows of points, each row two sets of parameters and what lies between them.

Row r has set A and set B of a scrambled Sobol sequence, A with each group taken from B, and for
Shapley effects the stops of a walk from A to B; or it is one trajectory of Morris. All points of a
row are played with the same few runs and no other row is, so that rows are independent in
parameters and in luck, and can be drawn again. A row follows from the seed and its number: more
rows change none before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from experiments.decisions.sensitivity.distributions import values_at
from experiments.decisions.sensitivity.groups import Group
from experiments.statistics.posterior import GOLDEN, Posterior
from experiments.studies.factors import Factor
from simulation.scenario import Scenario

SOBOL, MORRIS = "sobol", "morris"
LEVELS = 4
"""Levels of Morris's trajectories; a step is two thirds of a range (Morris 1991)."""

STEP = LEVELS / (2.0 * (LEVELS - 1.0))
BLOCK = 64
"""Rows whose values are worked out at once: SciPy takes as long for one of them."""

WALK = 7
"""Beside the seed, of the orders of walks."""


@dataclass(frozen=True)
class RowDesign:
    """What the parameters of every row are at every point.

    Parameters
    ----------
    factors : tuple of Factor
        What varies.
    groups : tuple of Group
        What is moved together.
    posterior : Posterior or None
        What members are drawn from for every other parameter.
    method : str
        ``sobol`` or ``morris``.
    seed : int
        Of the design.
    shapley : bool
        Whether rows have a walk.
    """

    factors: tuple[Factor, ...]
    groups: tuple[Group, ...]
    posterior: Posterior | None
    method: str
    seed: int
    shapley: bool = False

    @property
    def points(self) -> list[str]:
        """The points of a row, in words."""
        if self.method == MORRIS:
            return [f"step {step}" for step in range(len(self.groups) + 1)]
        names = [f"A with {one.name} of B" for one in self.groups]
        walk = [f"walk {step}" for step in range(1, len(self.groups))] if self.shapley else []
        return ["A", "B", *names, *walk]

    @property
    def _columns(self) -> tuple[int, ...]:
        """The number of the group of each column: a column a factor, one more for a member."""
        of = {name: place for place, one in enumerate(self.groups) for name in one.factors}
        columns = [of[one.name] for one in self.factors]
        return (*columns, *(place for place, one in enumerate(self.groups) if not one.factors))

    @cached_property
    def _drawn(self) -> list[Posterior]:
        """The parameters of each group that draws a member."""
        if self.posterior is None:
            return []
        names = [one.parameters for one in self.groups if not one.factors] or [
            tuple(self.posterior.names)
        ]
        return [self.posterior.without({*self.posterior.names} - {*one}) for one in names]

    def shares(self, point: int, rows: int) -> Any:
        """Return how far along each column the rows are at a point, shape (rows, columns)."""
        return np.array([self.row_shares(point, row, rows) for row in range(rows)])

    def row_shares(self, point: int, row: int, rows: int) -> Any:
        """Return how far along each column one of so many rows is at a point."""
        if self.method == MORRIS:
            return trajectories(self._columns, rows, self.seed)[row, point]
        first, second = two_sets(len(self._columns), rows, self.seed)
        chosen = self._from_second(point, row, rows)[list(self._columns)]
        return np.where(chosen, second[row], first[row])

    def _from_second(self, point: int, row: int, rows: int) -> Any:
        """Return which groups of a row come from B at a point, shape (groups,)."""
        number = len(self.groups)
        if point >= 2 + number:
            rank = np.argsort(orders(number, rows, self.seed)[row])
            return rank < point - 1 - number
        return np.ones(number, dtype=bool) if point == 1 else np.arange(number) == point - 2

    def values(self, point: int, first: int, last: int, rows: int) -> list[dict[str, Any]]:
        """Return the value of each factor at a point, of the rows from `first` up to `last`."""
        shares = np.array([self.row_shares(point, row, rows) for row in range(first, last)])
        columns = [values_at(one, shares[:, place]) for place, one in enumerate(self.factors)]
        names = [one.name for one in self.factors]
        return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]

    def members(self, point: int, row: int, rows: int) -> tuple[int, ...]:
        """Return the members of the posterior that a row has at a point, for each group of it."""
        if self.posterior is None:
            return ()
        if self.method == MORRIS:  # a member is no number that steps: each trajectory has one
            shares = [(np.random.default_rng(self.seed).random() + row * GOLDEN) % 1.0]
        else:
            shares = self.row_shares(point, row, rows)[len(self.factors) :]
        places = np.searchsorted(np.cumsum(self.posterior.weight), shares, side="right")
        return tuple(np.minimum(places, len(self.posterior.weight) - 1).tolist())

    def changes(self, point: int, row: int, rows: int, scenario: Scenario) -> dict[str, Any]:
        """Return what a row changes in the scenario at a point, by dotted name."""
        values = self.values(point, row, row + 1, rows)[0]
        return self.changes_of(values, self.members(point, row, rows), scenario)

    def changes_of(
        self, values: Mapping[str, Any], members: Sequence[int], scenario: Scenario
    ) -> dict[str, Any]:
        """Return what the values of factors and members change in the scenario."""
        found: dict[str, Any] = {}
        for part, member in zip(self._drawn, members, strict=True):
            found |= part.changes(member)
        for one in self.factors:
            found |= one.changes(values[one.name], scenario)
        return found

    def moved(self, rows: int) -> Any:
        """Return which group each step of a trajectory moves, shape (rows, steps)."""
        steps = np.diff(trajectories(self._columns, rows, self.seed), axis=1) != 0
        return np.array(self._columns)[steps.argmax(axis=2)]

    def signs(self, rows: int) -> Any:
        """Return whether each step of a trajectory goes up or down, shape (rows, steps)."""
        steps = np.diff(trajectories(self._columns, rows, self.seed), axis=1)
        return np.sign(np.take_along_axis(steps, (steps != 0).argmax(axis=2)[..., None], 2))[..., 0]


@dataclass(frozen=True)
class RowSets:
    """The parameters of all rows at one point, in the place of a posterior when they are played.

    Parameters
    ----------
    design, point, rows : RowDesign, int, int
        Which rows, at which point.
    """

    design: RowDesign
    point: int
    rows: int
    _blocks: dict[int, list[dict[str, Any]]] = field(default_factory=dict, compare=False)

    def scenario(self, base: Scenario, member: int) -> Scenario:
        """Return a scenario with the parameters of a row."""
        block = member // BLOCK
        if block not in self._blocks:
            first, last = block * BLOCK, min((block + 1) * BLOCK, self.rows)
            self._blocks.clear()
            self._blocks[block] = self.design.values(self.point, first, last, self.rows)
        values = self._blocks[block][member % BLOCK]
        of_posterior = self.design.members(self.point, member, self.rows)
        return base.with_changes(self.design.changes_of(values, of_posterior, base))


@lru_cache(maxsize=8)
def two_sets(columns: int, rows: int, seed: int) -> tuple[Any, Any]:
    """Return sets A and B of each row (`SALib.sample.sobol`), two arrays of (rows, columns)."""
    from SALib.sample import sobol

    sample = sobol.sample(_problem(range(columns)), rows, calc_second_order=False, seed=seed)
    every = sample.reshape(rows, columns + 2, columns)
    return every[:, 0].copy(), every[:, -1].copy()


@lru_cache(maxsize=8)
def orders(groups: int, rows: int, seed: int) -> Any:
    """Return in which order each row takes the groups of its walk, shape (rows, groups)."""
    rng = np.random.default_rng([seed, WALK])
    return np.array([rng.permutation(groups) for _ in range(rows)])


@lru_cache(maxsize=8)
def trajectories(columns: tuple[int, ...], rows: int, seed: int) -> Any:
    """Return Morris's trajectories (`SALib.sample.morris`), shape (rows, points, columns)."""
    from SALib.sample import morris

    sample = morris.sample(_problem(columns), rows, num_levels=LEVELS, seed=seed)
    return sample.reshape(rows, -1, len(columns))


def _problem(groups: Sequence[int]) -> dict[str, Any]:
    """Return what SALib needs to know: columns over shares, each with the name of its group."""
    names = [str(place) for place in range(len(groups))]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names),
            "groups": [str(group) for group in groups]}  # fmt: skip
