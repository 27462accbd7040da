"""Boxes: limits on columns, and what the cases between them hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.decisions.discovery.cases import Cases

LOW, HIGH, ONLY = "low", "high", "only"
"""Sides of a box: at least a number, at most a number, only some names."""


class Limit(NamedTuple):
    """One side of a box: at most or at least a number, or only some of the named values.

    Attributes
    ----------
    column : int
        Its place among the columns.
    side : str
        ``low`` (at least), ``high`` (at most) or ``only``.
    value : float
        The smallest or the largest value inside; of names, unused.
    inside : tuple of int
        The names inside.
    """

    column: int
    side: str
    value: float
    inside: tuple[int, ...] = ()

    def holds(self, values: Any) -> Any:
        """Return which values of its column are inside."""
        if self.side == ONLY:
            return np.isin(values, self.inside)
        return values >= self.value if self.side == LOW else values <= self.value

    @property
    def key(self) -> tuple[int, str]:
        """What it is one of: a column and a side."""
        return self.column, self.side


Box = tuple[Limit, ...]


class Size(NamedTuple):
    """What a box holds: all cases in it, and those that meet the condition."""

    number: float
    hits: float


class Step(NamedTuple):
    """A box of a trajectory with what it holds.

    Attributes
    ----------
    density : float
        The share of its cases that meet the condition.
    coverage : float
        The share it holds of all cases that do.
    mass : float
        The share it holds of all cases.
    """

    box: Box
    density: float
    coverage: float
    mass: float

    @property
    def lift(self) -> float:
        """By how much it covers more of what meets the condition than of all cases.

        Times the share of all that meet it this is the weighted relative accuracy of Lavrač,
        Flach and Zupan (1999): 0 for all cases, and for a box that holds no more than chance.
        """
        return self.coverage - self.mass


def inside(cases: Cases, box: Box) -> Any:
    """Return which rows lie in a box."""
    held = np.ones(len(cases.number), dtype=bool)
    for limit in box:
        held &= limit.holds(cases.values(limit.column))
    return held


def size_of(cases: Cases, held: Any) -> Size:
    """Return what some rows hold."""
    return Size(float(cases.number[held].sum()), float(cases.hits[held].sum()))


def measure(cases: Cases, box: Box) -> Step:
    """Return a box with its density, coverage and mass."""
    size, all_cases = size_of(cases, inside(cases, box)), float(cases.number.sum())
    density = size.hits / size.number if size.number else np.nan
    return Step(box, density, size.hits / float(cases.hits.sum()), size.number / all_cases)


def with_limit(box: Box, limit: Limit) -> Box:
    """Return a box with a limit, in the place of the one on the same side."""
    kept = tuple(one for one in box if one.key != limit.key)
    return (*kept, limit)


def best_step(steps: Sequence[Step]) -> Step:
    """Return the box of a trajectory that holds most more of what meets the condition than of all.

    So every slice that was taken up to it held less than the share among all cases, and all that
    come after hold more.
    """
    return max(steps, key=lambda step: step.lift)


def nearest_step(steps: Sequence[Step], mass: float) -> Step:
    """Return the box of a trajectory that has nearly some share of all cases."""
    return min(steps, key=lambda step: abs(step.mass - mass))
