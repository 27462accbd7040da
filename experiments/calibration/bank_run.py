"""Calibration by single histories: waves of a bank, a posterior, and whether it is right.

Each step stands in the folder as soon as it is done, so that the same command goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.adjusted import Adjusted
from experiments.calibration.bank import (
    Bank,
    BatchQuestion,
    Sampler,
    concatenate,
    play_wave,
    prior_sampler,
)
from experiments.calibration.coverage import Places, find_places
from experiments.calibration.observed import Summaries, impute
from experiments.calibration.priors import values_of
from experiments.calibration.study import CalibrationStudy
from experiments.calibration.waves import NotRuledOut, Wave
from experiments.execution.progress import step_bar
from experiments.execution.workers import Workers
from experiments.statistics.posterior import Posterior
from simulation.parameters.prior import Prior

BANK = "bank"
COVERAGE, WAVES = "coverage.csv", "waves.csv"
DISCREPANCY, TRUTHS = 101, 102
"""Streams of draws beside those of waves."""


@dataclass(frozen=True)
class BankCalibration:
    """A calibration by single histories under way.

    Parameters
    ----------
    study : CalibrationStudy
        What is asked.
    priors : dict of str to Prior
        The parameters.
    folder : Path
        Where it stands.
    workers : Workers
        Who plays.
    """

    study: CalibrationStudy
    priors: dict[str, Prior]
    folder: Path
    workers: Workers

    @property
    def summaries(self) -> Summaries:
        """What single runs are held against."""
        return Summaries(self.study.observed)

    def play(self, name: str, sampler: Sampler, sets: int, number: int) -> Bank:
        """Return a wave, played as far as it is not."""
        question = BatchQuestion(
            self.study.start(), self.priors, self.summaries, self.study.seed, number
        )
        with step_bar(name, sets) as advance:
            return play_wave(
                question, sampler, sets, self.folder / BANK / str(number), self.workers, advance
            )

    def waves(self) -> tuple[Bank, NotRuledOut, pd.DataFrame]:
        """Return the runs of sets that are not ruled out, what says so, and what each wave does."""
        asked, number = self.study.bank, len(self.priors)
        banks: list[Bank] = []
        fitted: list[Wave] = []
        rows, left = [], NotRuledOut((), number)
        for wave in range(1, asked.waves + 1):
            sampler: Sampler = left if fitted else prior_sampler(number)
            banks.append(self.play(f"Wave {wave} of {asked.waves}", sampler, asked.sets, wave))
            fitted.append(Wave.fit(banks[-1], self.summaries))
            left = NotRuledOut(tuple(fitted), number)
            rng = np.random.default_rng([self.study.seed, wave])
            rows.append({"wave": wave, "sets": len(banks[-1]), "left": left.share(rng)})
        every = concatenate(banks)
        kept = left.plausible(every.scores.to_numpy())
        plausible = Bank(every.scores[kept].reset_index(drop=True),
                         every.measured[kept].reset_index(drop=True))  # fmt: skip
        return plausible, left, pd.DataFrame(rows)

    def estimator(self, bank: Bank) -> Adjusted:
        """Return what estimates posteriors from a bank."""
        values = self.summaries.scale(bank.measured)
        rng = np.random.default_rng([self.study.seed, DISCREPANCY])
        noise = rng.standard_normal(values.shape) * self.summaries.discrepancy
        accepted = min(self.study.bank.accepted, len(bank) // 5)
        return Adjusted(bank.scores.to_numpy(), impute(values, values) + noise, accepted)

    def posterior(self, estimator: Adjusted) -> tuple[Posterior, Any]:
        """Return the posterior for what was observed, and its scores."""
        scores, weight = estimator.posterior(self.summaries.target)
        return self.members(scores, weight), scores

    def members(self, scores: Any, weight: Any) -> Posterior:
        """Return sets with these scores and weights as a posterior."""
        table = pd.DataFrame(scores, columns=list(self.priors))
        return Posterior(pd.DataFrame(values_of(self.priors, table)), weight)

    def truths(self, bank: Bank) -> list[int]:
        """Return the runs of a bank that take the place of England."""
        rng = np.random.default_rng([self.study.seed, TRUTHS])
        number = min(self.study.bank.truths, len(bank))
        truths: list[int] = rng.choice(len(bank), number, replace=False).tolist()
        return truths

    def coverage(self, bank: Bank, estimator: Adjusted) -> Places:
        """Return where known values lie in the posteriors of their runs."""
        truths = self.truths(bank)
        with step_bar("Coverage", len(truths)) as advance:
            return find_places(
                list(self.priors), bank.scores.to_numpy(), truths, estimator.again, advance
            )
