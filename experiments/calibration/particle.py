"""A particle played: from values of the parameters to the summary statistics of its runs."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from experiments.calibration.targets import Target, checks_of, rows_named
from experiments.patterns.checks import Check
from experiments.patterns.samples import Samples
from simulation.scenario import Scenario

VALUES = "values"
"""The name under which pyABC keeps the summary statistics of a particle."""


@dataclass(frozen=True)
class Particle:
    """Plays parameter sets in the base world, here or in another process.

    Parameters
    ----------
    base : Scenario
        What every set starts from.
    rows : tuple of str
        Rows of the evidence that are summarised; none for all.
    runs : int
        Runs of each set.
    seed : int
        Seed of the study.
    """

    base: Scenario
    rows: tuple[str, ...]
    runs: int
    seed: int

    def values(self, parameters: Mapping[str, float], seed: int | None = None) -> Any:
        """Return the summary statistics of a set, in the order of `checks_of`; NaN for none.

        Without a seed, that of the runs follows from the parameters, so that the same set always
        gives the same numbers, wherever and whenever it is played.
        """
        checks = _checks(self.rows)
        changed = self.base.with_changes(parameters) if parameters else self.base
        samples = Samples(
            changed, self.runs, seed=self.seed_of(parameters) if seed is None else seed
        )
        samples.play([need for check in checks for need in check.needs()])
        return np.array([check.judge(samples).estimate.value for check in checks])

    def seed_of(self, parameters: Mapping[str, float]) -> int:
        """Return the seed of the runs of a set."""
        told = json.dumps([self.seed, sorted(parameters.items())])
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:7], "big")

    def __call__(self, parameters: Mapping[str, float]) -> dict[str, Any]:
        """Return the summary statistics as pyABC takes them."""
        return {VALUES: self.values({name: float(parameters[name]) for name in parameters})}


@cache
def _checks(rows: tuple[str, ...]) -> tuple[Check, ...]:
    return tuple(check for _, _, check in checks_of(rows_named(rows)))


@dataclass(frozen=True)
class Distance:
    """How far the summary statistics of a particle lie from their targets.

    The root mean square of the gaps, each in scales of its target: 1 is as if every statistic lay
    at the edge of its band.
    """

    targets: tuple[Target, ...]

    def __call__(self, found: Mapping[str, Any], _observed: Mapping[str, Any]) -> float:
        """Return the distance of a particle."""
        gaps = gaps_of(self.targets, found[VALUES])
        return math.sqrt(float(np.mean(gaps**2)))


def gaps_of(targets: Sequence[Target], values: Any) -> Any:
    """Return the gap of each value from its target."""
    return np.array([target.gap(value) for target, value in zip(targets, values, strict=True)])
