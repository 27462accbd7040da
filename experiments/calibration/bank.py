"""A bank: single runs, each with a parameter set of its own, and what was measured of each run.

Sets are drawn from the priors, or from the part of them that earlier waves have not ruled out
(`waves.py`). The draws of a batch follow from the seed, the wave and the number of the batch alone,
so that a bank that was stopped goes on where it was, and is the same whoever plays it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.observed import Summaries
from experiments.calibration.priors import values_of
from experiments.execution.workers import Workers
from experiments.statistics.outcomes import measure_outcomes
from experiments.store.disk import write_through
from simulation.ensemble import run_ensemble
from simulation.parameters.prior import Prior
from simulation.scenario import Scenario

BATCH = 250
"""Sets that are played and stored at a time."""

RUN = "run"
KEEP = frozenset({"talks", "partnerships", "years"})

Sampler = Callable[[np.random.Generator, range], Any]
"""Draws the scores of the sets at some places of a wave, shape (sets, parameters)."""


@dataclass(frozen=True)
class Bank:
    """Parameter sets with what a single run of each gave.

    Parameters
    ----------
    scores : DataFrame, shape (sets, parameters)
        Normal scores of the sets (`priors.py`), a column for each parameter.
    measured : DataFrame, shape (sets, summaries)
        What was measured of one run of each.
    """

    scores: pd.DataFrame
    measured: pd.DataFrame

    def __len__(self) -> int:
        return len(self.scores)


@dataclass(frozen=True)
class BatchQuestion:
    """What plays a batch, here or in another process.

    Parameters
    ----------
    base : Scenario
        What every set starts from.
    priors : mapping of str to Prior
        The parameters.
    summaries : Summaries
        What is measured.
    seed : int
        Of the study.
    wave : int
        Its number, so that no two waves have the same runs.
    """

    base: Scenario
    priors: Mapping[str, Prior]
    summaries: Summaries
    seed: int
    wave: int

    def __call__(self, batch: tuple[int, Any]) -> pd.DataFrame:
        """Return scores and measurements of the sets of a batch, a row each."""
        number, scores = batch
        table = pd.DataFrame(scores, columns=list(self.priors))
        values = pd.DataFrame(values_of(self.priors, table))
        first = (self.wave << 32) + number * BATCH
        rows = []
        for place in range(len(table)):
            changes = {name: float(values[name].iloc[place]) for name in self.priors}
            scenario = self.base.with_changes(changes)
            rows.append(measure_run(scenario, self.summaries, self.seed, first + place))
        measured = pd.concat(rows, ignore_index=True)[[RUN, *self.summaries.names]]
        rows_of_batch: pd.DataFrame = pd.concat([measured, table], axis=1)
        return rows_of_batch


def measure_run(scenario: Scenario, summaries: Summaries, seed: int, run: int) -> pd.DataFrame:
    """Return what is measured of one run, as a row."""
    result = run_ensemble(scenario, runs=1, first=run, seed=seed, keep=KEEP)
    return measure_outcomes(result, summaries.outcomes)


def play_wave(
    question: BatchQuestion,
    sampler: Sampler,
    sets: int,
    folder: Path,
    workers: Workers,
    advance: Callable[[int], None] = lambda _: None,
) -> Bank:
    """Play what of a wave is not played yet, and return all of it.

    Parameters
    ----------
    question : BatchQuestion
        What is played.
    sampler : callable
        Draws the sets.
    sets : int
        How many.
    folder : Path
        Where batches are stored, a file each.
    workers : Workers
        Who plays.
    advance : callable
        Hears of each set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:05d}.parquet" for number in range(-(-sets // BATCH))]
    missing = [number for number, file in enumerate(files) if not file.exists()]
    advance(sum(len(places(number, sets)) for number in range(len(files)) if number not in missing))
    todo = ((number, _scores(question, sampler, number, sets)) for number in missing)
    for number, table in zip(missing, workers.in_order(question, todo), strict=True):
        _store(table, files[number])
        advance(len(table))
    return _read(files, question)


def places(number: int, sets: int) -> range:
    """Return the places of a batch among the sets of a wave."""
    return range(number * BATCH, min(sets, (number + 1) * BATCH))


def _scores(question: BatchQuestion, sampler: Sampler, number: int, sets: int) -> Any:
    """Return the scores of a batch, which follow from seed, wave and number."""
    rng = np.random.default_rng([question.seed, question.wave, number])
    return sampler(rng, places(number, sets))


def _store(table: pd.DataFrame, file: Path) -> None:
    """Write a batch, whole or not at all."""
    new = file.with_suffix(".new")
    table.to_parquet(new, index=False)
    write_through(new)
    new.replace(file)


def _read(files: list[Path], question: BatchQuestion) -> Bank:
    """Return what stands in the files of a wave."""
    table = pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)
    return Bank(table[list(question.priors)], table[question.summaries.names])


def prior_sampler(parameters: int) -> Sampler:
    """Return what draws from the priors: scores are normal and independent."""
    return lambda rng, places: rng.standard_normal((len(places), parameters))


def concatenate(banks: list[Bank]) -> Bank:
    """Return several banks as one."""
    return Bank(
        pd.concat([bank.scores for bank in banks], ignore_index=True),
        pd.concat([bank.measured for bank in banks], ignore_index=True),
    )
