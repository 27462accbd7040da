"""Making the targets of a study: their bands, their noise, or tables simulated to be recovered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.particle import Particle
from experiments.calibration.study import CalibrationStudy
from experiments.calibration.targets import Target, checks_of, rows_named, target_of
from experiments.execution.workers import Workers
from experiments.patterns.checks import Check
from simulation.errors import InputError

REPEATS = 16
"""Particles with the same parameters from which the noise of a statistic is told."""

COLUMNS = ("row", "number", "what", "low", "high", "centre", "scale", "log")


def particle_of(study: CalibrationStudy) -> Particle:
    """Return what plays the parameter sets of a study."""
    return Particle(study.start(), study.rows, study.sampling.runs, study.seed)


def aimed_at(study: CalibrationStudy) -> list[tuple[str, int, Check]]:
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


def aims(study: CalibrationStudy, workers: Workers) -> tuple[Target, ...]:
    """Return the targets of a study; those of a recovery are simulated with the true values."""
    checks = aimed_at(study)
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
    played = list(workers.each(partial(_repeat, particle), list(range(REPEATS))))
    values = np.array(played)
    log = [target.log for target in bare]
    values[:, log] = np.log(np.where(values[:, log] > 0, values[:, log], np.nan))
    enough = (~np.isnan(values)).sum(axis=0) > 1
    noise = np.zeros(len(bare))
    noise[enough] = np.nanstd(values[:, enough], axis=0, ddof=1)
    return noise


def _repeat(particle: Particle, repeat: int) -> Any:
    return particle.values({}, seed=particle.seed + repeat)


def table_of(targets: Iterable[Target]) -> pd.DataFrame:
    """Return targets as a table."""
    return pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in targets],
                        columns=list(COLUMNS))  # fmt: skip


def targets_in(table: pd.DataFrame) -> tuple[Target, ...]:
    """Return the targets that a table holds."""
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in table.to_dict("records")
    ]
    return tuple(Target(**row) for row in rows)
