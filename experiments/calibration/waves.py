"""History matching: what of the priors is ruled out by what was observed (Craig et al. 1997).

An emulator predicts mean and spread of each summary of a single run from the parameters. A set is
implausible by as many standard deviations as the mean lies from what was observed, where the spread
holds the luck of a single history, the error of the emulator and the discrepancy (Vernon et al.
2010). Sets are ruled out by their `RANK`th most implausible summary, so that one summary that the
model cannot meet does not rule out everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from experiments.calibration.bank import Bank
from experiments.calibration.observed import Summaries

RANK = 3
CUTOFF = 3.0
"""Three standard deviations hold 95 % of any distribution with one peak (Pukelsheim 1994)."""

LEAST_SPREAD = 1e-3
TRIES = 2
"""Sets that are looked at for each that is wanted, again and again until enough are left."""

MOST_TRIES = 2_000_000
"""Sets after which too little of the priors is left to be found by drawing from them."""


@dataclass(frozen=True)
class Emulator:
    """Mean and spread of one summary of a run, as functions of the scores of its parameters."""

    mean: Any
    variance: Any
    floor: float

    @classmethod
    def fit(cls, scores: Any, values: Any) -> Emulator:
        """Return the emulator of one summary, fitted to single runs.

        Parameters
        ----------
        scores : array of float, shape (runs, parameters)
            The sets.
        values : array of float, shape (runs,)
            The summary of each run; NaN where it has no cases.
        """
        there = ~np.isnan(values)
        half = np.zeros(len(values), dtype=bool)
        half[::2] = True
        first, second = there & half, there & ~half
        mean = _regressor().fit(scores[first], values[first])
        squares = (values[second] - mean.predict(scores[second])) ** 2
        variance = _regressor().fit(scores[second], squares)
        return cls(mean, variance, max(LEAST_SPREAD, 0.1 * float(squares.mean())))

    def implausibility(self, scores: Any, target: float, discrepancy: float) -> Any:
        """Return by how many standard deviations sets lie from what was observed."""
        variance = np.maximum(self.variance.predict(scores), self.floor) + discrepancy**2
        return np.abs(self.mean.predict(scores) - target) / np.sqrt(variance)


def _regressor() -> HistGradientBoostingRegressor:
    """Return a regressor that gives the same numbers each time."""
    return HistGradientBoostingRegressor(
        max_iter=150, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=40, random_state=0
    )


@dataclass(frozen=True)
class Wave:
    """What a bank rules out.

    Parameters
    ----------
    emulators : sequence of Emulator
        One for each summary.
    summaries : Summaries
        What was observed.
    """

    emulators: Sequence[Emulator]
    summaries: Summaries

    @classmethod
    def fit(cls, bank: Bank, summaries: Summaries) -> Wave:
        """Return what a bank rules out."""
        scores, values = bank.scores.to_numpy(), summaries.scale(bank.measured)
        with threadpool_limits(1):  # threads that wait for each other are slow beside other work
            return cls([Emulator.fit(scores, column) for column in values.T], summaries)

    def implausibilities(self, scores: Any) -> Any:
        """Return the implausibility of sets by each summary, shape (sets, summaries)."""
        told = zip(self.emulators, self.summaries.target, self.summaries.discrepancy, strict=True)
        return np.column_stack([one.implausibility(scores, *about) for one, *about in told])

    def plausible(self, scores: Any) -> Any:
        """Return which sets are not ruled out."""
        with threadpool_limits(1):
            ranked = np.sort(self.implausibilities(scores), axis=1)
        return ranked[:, -min(RANK, ranked.shape[1])] < CUTOFF


@dataclass(frozen=True)
class NotRuledOut:
    """Draws sets from what the waves leave of the priors."""

    waves: Sequence[Wave]
    parameters: int

    def plausible(self, scores: Any) -> Any:
        """Return which sets no wave rules out, asking each only of what the others have left."""
        left = np.arange(len(scores))
        for wave in self.waves:
            left = left[wave.plausible(scores[left])] if len(left) else left
        mask = np.zeros(len(scores), dtype=bool)
        mask[left] = True
        return mask

    def __call__(self, rng: np.random.Generator, places: range) -> Any:
        """Return the scores of the sets at some places, shape (sets, parameters).

        Raises
        ------
        RuntimeError
            If next to nothing is left.
        """
        found, tried = np.empty((0, self.parameters)), 0
        while len(found) < len(places):
            if tried >= MOST_TRIES:
                raise RuntimeError("next to nothing of the priors is left")
            scores = rng.standard_normal((TRIES * len(places), self.parameters))
            found = np.vstack([found, scores[self.plausible(scores)]])
            tried += len(scores)
        return found[: len(places)]

    def share(self, rng: np.random.Generator, tries: int = 20_000) -> float:
        """Return the share of the priors that is left."""
        return float(self.plausible(rng.standard_normal((tries, self.parameters))).mean())
