"""Particles: how they are proposed and played, from values of parameters to summary statistics.

The targets that the statistics are held against are bands widened by the noise of particles, or the
statistics of runs with known values, to be recovered.

The particles of a generation are proposed from one normal about the generation before. A kernel
about each particle leaves all weight to a few of them when there are many parameters and no
generation narrows all of them: the narrow one that pyABC would choose because it fills the space
between particles too sparsely, the wide one of Beaumont et al. (2009) because most of what it
proposes lies far out in the priors. One normal for all of a generation does neither (adaptive
importance sampling, Cappé et al. 2008).
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Protocol

import numpy as np
import pandas as pd
from pyabc import Parameter
from pyabc.transition import Transition
from pyabc.transition.util import smart_cov
from scipy.stats import multivariate_normal

from experiments.calibration.study import CalibrationStudy
from experiments.calibration.targets import Target, checks_of, rows_named, target_of
from experiments.execution.workers import Workers
from experiments.patterns.checks import Check
from experiments.patterns.samples import Samples
from simulation.errors import InputError
from simulation.scenario import Scenario

REPEATS = 16
"""Particles with the same parameters from which the noise of a statistic is told."""

COLUMNS = ("row", "number", "what", "low", "high", "centre", "scale", "log")


VALUES = "values"
"""The name under which pyABC keeps the summary statistics of a particle."""


APART = 0.3
"""Share of every correlation that is taken for chance: a few hundred particles overstate those of
twenty parameters. Assumption."""

WIDER = 1.4
"""Variance of what is proposed, in that of the generation before, so that the tails are reached.
Assumption."""


class Plays(Protocol):
    """What plays parameter sets."""

    @property
    def seed(self) -> int:
        """Seed of all draws."""

    def __call__(self, parameters: Mapping[str, float]) -> dict[str, Any]:
        """Return the summary statistics of a set as pyABC takes them."""


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
        return seed_of(self.seed, parameters)

    def __call__(self, parameters: Mapping[str, float]) -> dict[str, Any]:
        """Return the summary statistics as pyABC takes them."""
        return {VALUES: self.values({name: float(parameters[name]) for name in parameters})}


def seed_of(seed: int, numbers: Mapping[str, float]) -> int:
    """Return the seed that follows from another seed and some numbers, whoever asks for it."""
    told = json.dumps([seed, sorted(numbers.items())])
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:7], "big")


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


def particle_of(study: CalibrationStudy) -> Particle:
    """Return what plays the parameter sets of a study."""
    return Particle(study.start(), study.rows, study.sampling.runs, study.seed)


def target_checks(study: CalibrationStudy) -> list[tuple[str, int, Check]]:
    """Return row, number and check of what a study aims at.

    Raises
    ------
    InputError
        If a row does not exist, or none can be read off the base world.
    """
    checks = checks_of(rows_named(study.rows))
    if not checks:
        raise InputError(
            "no row can be read off runs of the base world",
            field="rows",
            value=", ".join(study.rows),
            allowed="rows that do not compare two worlds",
        )
    return checks


def study_targets(study: CalibrationStudy, workers: Workers) -> tuple[Target, ...]:
    """Return the targets of a study; those of a recovery are simulated with the true values."""
    checks = target_checks(study)
    bare = [target_of(*check, 0.0) for check in checks]
    noise = _noise(particle_of(study), bare, workers)
    targets = [target_of(*check, one) for check, one in zip(checks, noise, strict=True)]
    if not study.truth:
        return tuple(targets)
    truth = {name: float(value) for name, value in study.truth.items()}
    seen = particle_of(study).values(truth, seed=study.seed)
    return tuple(target.about(value) for target, value in zip(targets, seen, strict=True))


def _noise(particle: Particle, bare: list[Target], workers: Workers) -> Any:
    """Return how each statistic of the base scenario varies from particle to particle."""
    played = list(workers.in_order(partial(_repeat, particle), list(range(REPEATS))))
    values = np.array(played)
    log = [target.log for target in bare]
    values[:, log] = np.log(np.where(values[:, log] > 0, values[:, log], np.nan))
    enough = (~np.isnan(values)).sum(axis=0) > 1
    noise = np.zeros(len(bare))
    noise[enough] = np.nanstd(values[:, enough], axis=0, ddof=1)
    return noise


def _repeat(particle: Particle, repeat: int) -> Any:
    return particle.values({}, seed=particle.seed + repeat)


def targets_table(targets: Iterable[Target]) -> pd.DataFrame:
    """Return targets as a table."""
    return pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in targets],
                        columns=list(COLUMNS))  # fmt: skip


def targets_from(table: pd.DataFrame) -> tuple[Target, ...]:
    """Return the targets that a table holds."""
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in table.to_dict("records")
    ]
    return tuple(Target(**row) for row in rows)


class Proposal(Transition):  # type: ignore[misc]
    """Draws from a normal with the mean of a generation and its covariance, wider and rounder."""

    def fit(self, X: pd.DataFrame, w: Any) -> None:  # noqa: N803 -- the name that pyABC gives it
        """Take the mean and the covariance of a generation.

        Parameters
        ----------
        X : DataFrame, shape (particles, parameters)
            Scores.
        w : array of float, shape (particles,)
            Weights, which sum to 1.
        """
        self.mean, self.cov = _widened(X.to_numpy(), w)

    def rvs_single(self) -> Parameter:
        """Return the scores of a particle."""
        found = np.random.multivariate_normal(self.mean, self.cov)  # noqa: NPY002 -- as pyABC draws
        return Parameter(dict(zip(self.X.columns, found, strict=True)))

    def pdf(self, x: Any) -> Any:
        """Return the density at one particle or, of a table, at each."""
        normal = multivariate_normal(self.mean, self.cov, allow_singular=True)
        if isinstance(x, pd.DataFrame):
            return np.atleast_1d(normal.pdf(x[self.X.columns].to_numpy()))
        return float(normal.pdf(np.array([x[name] for name in self.X.columns])))


def _widened(scores: Any, weight: Any) -> tuple[Any, Any]:
    """Return the mean of scores and their covariance, wider and rounder."""
    held = smart_cov(scores, weight)
    return weight @ scores, WIDER * ((1.0 - APART) * held + APART * np.diag(np.diag(held)))


class NarrowProposal(Proposal):
    """Draws from such a normal in some directions, and from the priors in all others.

    Parameters
    ----------
    directions : DataFrame, shape (parameters, directions)
        Columns at right angles, each of length 1; rows by the name of their parameter, since
        pyABC hands particles over in an order of its own.
    """

    def __init__(self, directions: pd.DataFrame) -> None:
        self.directions = directions

    def fit(self, X: pd.DataFrame, w: Any) -> None:  # noqa: N803 -- the name that pyABC gives it
        """Take mean and covariance along the directions; the arguments are those of `Proposal`."""
        across = self.directions.loc[X.columns].to_numpy()
        mean, cov = _widened(X.to_numpy() @ across, w)
        self.mean = across @ mean
        self.cov = np.eye(len(across)) + across @ (cov - np.eye(len(cov))) @ across.T
