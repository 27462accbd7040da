"""A second estimator of the posterior: ABC-SMC by pyABC, each particle a single run.

It starts with the runs of the bank that are nearest to what was observed, and plays new runs of
sets about them, nearer from generation to generation. Near is what speaks for the same parameters,
by the regression of the bank (`adjusted.py`). What lies between a particle and what was observed is
taken away by that regression (Beaumont et al. 2002); sets that the waves have ruled out count
nothing. Each posterior is kept as soon as it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.adjusted import Adjusted
from experiments.calibration.bank import Bank
from experiments.calibration.bank_run import BankCalibration
from experiments.calibration.coverage import PINNED, Places, find_places
from experiments.calibration.database import Generation
from experiments.calibration.single_run import SPEAKS, PosteriorQuestion, SingleRun
from experiments.calibration.study import Sampling, SecondSettings
from experiments.calibration.waves import NotRuledOut
from experiments.execution.progress import step_bar
from experiments.store.disk import write_through
from simulation.errors import InputError

SECOND = "second"
POSTERIOR_SMC, COVERAGE_SMC = "posterior_smc.csv", "coverage_smc.csv"
ENGLAND = -1
"""The number of the posterior for what was observed; those of truths have that of their run."""

FEWEST = 20
"""Particles below which a covariance says nothing."""

FEWEST_TRUTHS = 2
"""Truths below which a share has no standard error."""

REACH = 4
"""Runs of the bank that are near enough to start with, for each that is accepted."""

LEAST_ACCEPTANCE = 0.01


def check_settings(asked: SecondSettings) -> None:
    """Refuse numbers of particles and truths with which nothing can be worked out.

    Raises
    ------
    InputError
        Naming what is allowed.
    """
    for name, fewest, zero in (
        ("particles", FEWEST, "no second estimator"),
        ("truths", FEWEST_TRUTHS, "no check of its coverage"),
    ):
        value = getattr(asked, name)
        if 0 < value < fewest:
            raise InputError(
                "is too few",
                field=f"second.{name}",
                value=value,
                allowed=f"{fewest} or more, or 0 for {zero}",
            )


@dataclass(frozen=True)
class SecondEstimator:
    """Estimates posteriors by ABC-SMC.

    Parameters
    ----------
    work : BankCalibration
        The calibration under way.
    bank : Bank
        Runs of sets that are not ruled out.
    first : Adjusted
        The first estimator, whose regression is used.
    left : NotRuledOut
        What the waves have left of the priors.
    """

    work: BankCalibration
    bank: Bank
    first: Adjusted
    left: NotRuledOut

    @property
    def names(self) -> list[str]:
        """The parameters."""
        return list(self.work.priors)

    @property
    def folder(self) -> Path:
        """Where posteriors are kept: those of other settings elsewhere."""
        asked = self.work.study.second
        return self.work.folder / SECOND / f"{asked.particles}x{asked.generations}"

    @cached_property
    def question(self) -> PosteriorQuestion:
        """What samples."""
        work, asked = self.work, self.work.study.second
        missing = np.nanmean(work.summaries.scale(self.bank.measured), axis=0)
        particle = SingleRun(
            work.study.start(), work.summaries, self.first.regression, missing, work.study.seed
        )
        sampling = Sampling(
            generations=asked.generations + 1, particles=asked.particles,
            least_acceptance=LEAST_ACCEPTANCE,
        )  # fmt: skip
        return PosteriorQuestion(particle, work.priors, sampling, self._directions())

    def _directions(self) -> pd.DataFrame:
        """Return the directions in which runs take away a fifth of the variance or more."""
        taken, directions = np.linalg.eigh(np.atleast_2d(np.cov(self.first.predicted.T)))
        number = max(1, int((taken >= PINNED).sum()))
        return pd.DataFrame(directions[:, -number:], index=self.names)

    def play(self, numbers: Sequence[int]) -> None:
        """Sample the posteriors that are not there yet: of England and of truths, by number."""
        self.folder.mkdir(parents=True, exist_ok=True)
        missing = [number for number in numbers if not self._file(number).exists()]
        with step_bar("Second estimator", len(numbers)) as advance:
            advance(len(numbers) - len(missing))
            items = ((number, self._there(number), self.start(number)) for number in missing)
            played = self.work.workers.in_order(self.question, items)
            for number, table in zip(missing, played, strict=True):
                new = self._file(number).with_suffix(".new")
                table.to_parquet(new, index=False)
                write_through(new)
                new.replace(self._file(number))
                advance(1)

    def table(self, number: int) -> pd.DataFrame:
        """Return what was sampled for a number, as `PosteriorQuestion` returns it."""
        return pd.read_parquet(self._file(number))

    def posterior(self, number: int) -> tuple[Any, Any]:
        """Return scores of a posterior that was sampled, and their weights, which sum to 1.

        Raises
        ------
        InputError
            If the waves have ruled out all particles.
        """
        table = self.table(number)
        scores = table[self.names].to_numpy()
        left = self.left.plausible(scores)
        if not left.any():
            raise InputError(
                "no particle of the second estimator lies in what the waves have left",
                field="second.particles",
                value=len(table),
                allowed="more particles, or 0 for no second estimator",
            )
        says = table[[f"{SPEAKS}: {name}" for name in self.names]].to_numpy()
        moved, weight = scores + (self._there(number) - says), table["weight"].to_numpy()
        return moved[left], weight[left] / weight[left].sum()

    def places(self, truths: Sequence[int]) -> Places:
        """Return where the true values of runs lie in their posteriors."""
        return find_places(self.names, self.bank.scores.to_numpy(), truths, self.posterior)

    def start(self, number: int) -> Generation:
        """Return some of the nearest runs of the bank, evenly from near to far."""
        own = None if number == ENGLAND else number
        reach = min(REACH * self.first.accepted, len(self.bank) // 2)
        near, distance = self.first.nearest(self._observed(number), reach, own)
        number = min(self.work.study.second.particles, len(near))
        taken = np.argsort(distance, kind="stable")[np.arange(number) * len(near) // number]
        return Generation(
            self.bank.scores.iloc[near[taken]].reset_index(drop=True),
            np.full(number, 1.0 / number),
            distance[taken] / np.sqrt(len(self.names)),  # as `Distance` takes means
            self.first.predicted[near[taken]],
        )

    def _file(self, number: int) -> Path:
        name = "england" if number == ENGLAND else f"{number:06d}"
        return self.folder / f"{name}.parquet"

    def _observed(self, number: int) -> Any:
        return self.work.summaries.target if number == ENGLAND else self.first.summaries[number]

    def _there(self, number: int) -> Any:
        return self.first.regression.predict(self._observed(number)[None, :])[0]
