"""Particles that are single runs, and what samples a posterior of them by ABC-SMC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.adjusted import Regression
from experiments.calibration.bank import measure_run
from experiments.calibration.bank_run import DISCREPANCY
from experiments.calibration.database import Generation, generation_of, progress_of
from experiments.calibration.observed import Summaries
from experiments.calibration.particle import VALUES, NarrowProposal, seed_of
from experiments.calibration.sampling import Question, sample
from experiments.calibration.study import Sampling
from experiments.calibration.targets import Target
from experiments.execution.workers import Here, Workers
from simulation.parameters.prior import Prior
from simulation.scenario import Scenario

BATCH = 20
SPEAKS = "what a run says of it"
PROGRESS = ["generation", "threshold", "tried", "accepted"]


@dataclass(frozen=True)
class SingleRun:
    """A particle: one run of a set, its summaries moved by a draw of the discrepancy.

    Parameters
    ----------
    base : Scenario
        What every set starts from.
    summaries : Summaries
        What is measured.
    regression : Regression
        What that says of the parameters.
    missing : array of float, shape (summaries,)
        What is taken where a run has no cases.
    seed : int
        Seed of all draws.
    """

    base: Scenario
    summaries: Summaries
    regression: Regression
    missing: Any
    seed: int

    def __call__(self, parameters: Mapping[str, float]) -> dict[str, Any]:
        """Return what a run says of the parameters, which follows from seed and set alone."""
        values = {name: float(parameters[name]) for name in parameters}
        seed = seed_of(self.seed, values)
        run = measure_run(self.base.with_changes(values), self.summaries, seed, 0)
        measured = self.summaries.scale(run)
        noise = np.random.default_rng([seed, DISCREPANCY]).standard_normal(measured.shape)
        moved = np.where(np.isnan(measured), self.missing, measured)
        moved = moved + noise * self.summaries.discrepancy
        return {VALUES: self.regression.predict(moved)[0]}


@dataclass(frozen=True)
class PosteriorQuestion:
    """What samples one posterior after another, here or in another process.

    Parameters
    ----------
    particle : SingleRun
        Plays sets, with the seed of the study.
    priors : mapping of str to Prior
        The parameters.
    sampling : Sampling
        How much.
    directions : DataFrame, shape (parameters, directions)
        Those of which runs say something.
    """

    particle: SingleRun
    priors: Mapping[str, Prior]
    sampling: Sampling
    directions: pd.DataFrame

    def __call__(self, item: tuple[int, Any, Generation]) -> pd.DataFrame:
        """Return the particles of the last generation for one target.

        `item` is the number of the posterior, what is said of the parameters where it is looked
        for, and the generation to start from. A particle has a row with its weight, scores, what
        its run says of the parameters, and how the sampling went.
        """
        number, there, start = item
        seed = seed_of(self.particle.seed, {"second": number})
        question = Question(
            SingleRun(**{**vars(self.particle), "seed": seed}), self.priors,
            targets_about(list(self.priors), there), self.sampling,
            NarrowProposal(self.directions), start, BATCH,
        )  # fmt: skip
        history = sample(question, None, {}, Workers(Here(), 1), lambda *_: None)
        last = generation_of(history, history.max_t)
        says = pd.DataFrame(last.values, columns=[f"{SPEAKS}: {name}" for name in self.priors])
        scores = last.scores[list(self.priors)]
        table = pd.concat([pd.DataFrame({"weight": last.weight}), scores, says], axis=1)
        return table.assign(**progress_of(history)[PROGRESS].iloc[-1])


def targets_about(names: Sequence[str], there: Any) -> tuple[Target, ...]:
    """Return as targets what is said of the parameters where a posterior is looked for."""
    return tuple(
        Target(name, 0, SPEAKS, value, value, value, 1.0)
        for name, value in zip(names, there.tolist(), strict=True)
    )
