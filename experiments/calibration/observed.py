"""What single runs are held against: numbers observed of England, and how far each may be off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from simulation.errors import InputError
from simulation.parameters.declare import Group

COUNTED = ("councils", "partnerships", "talks a run")
"""Units of counts, whose noise grows with their level."""


class Observation(Group):
    """A number that was observed, and the standard deviation of all that a run cannot hold.

    That is what the count of England may be off by, and what no parameter of the model could mend
    (the discrepancy). Both are written down before any run.
    """

    value: float
    discrepancy: float


@dataclass(frozen=True)
class Summaries:
    """The numbers of a single run that are compared, each on a scale on which noise is even.

    Parameters
    ----------
    observed : mapping of str to Observation
        What is known of each, by the name of its outcome; by names, so that other processes can
        be sent what they measure.

    Raises
    ------
    InputError
        If something observed is no outcome of a single run.
    """

    observed: Mapping[str, Observation]

    def __post_init__(self) -> None:
        """Refuse what is no outcome of a single run."""
        for outcome in self.outcomes:
            if outcome.measure is None:
                raise InputError(
                    "is measured over all runs together",
                    field=f"observed.{outcome.name}",
                    allowed="an outcome of single runs",
                    nearest=f"{outcome.name}_by_run",
                )

    @property
    def names(self) -> list[str]:
        """The summaries, in their order."""
        return list(self.observed)

    @property
    def outcomes(self) -> list[Outcome]:
        """What is measured of each run."""
        return list(_outcomes(tuple(self.observed)))

    @property
    def target(self) -> Any:
        """What was observed, shape (summaries,), on the scale of comparison."""
        return self._scaled(np.array([self.observed[name].value for name in self.names]))

    @property
    def discrepancy(self) -> Any:
        """Standard deviations of what a run cannot hold, shape (summaries,), on that scale."""
        values = np.array([self.observed[name].value for name in self.names])
        spread = np.array([self.observed[name].discrepancy for name in self.names])
        above, below = self._scaled(values + spread), self._scaled(np.maximum(0.0, values - spread))
        return np.maximum(above - self._scaled(values), self._scaled(values) - below)

    def scale(self, measured: pd.DataFrame) -> Any:
        """Return runs on the scale of comparison, shape (runs, summaries); NaN for no cases."""
        return self._scaled(measured[self.names].to_numpy(dtype=np.float64))

    def _scaled(self, values: Any) -> Any:
        """Return counts as square roots, so that their noise is as large at any level."""
        counts = np.array([outcome.unit in COUNTED for outcome in self.outcomes])
        return np.where(counts, np.sqrt(np.maximum(values, 0.0)), values)


@cache
def _outcomes(names: tuple[str, ...]) -> tuple[Outcome, ...]:
    return tuple(outcomes_named(names))


def impute(values: Any, like: Any) -> Any:
    """Return values of runs with the mean of others for what a run has no cases for.

    Parameters
    ----------
    values : array of float, shape (runs, summaries)
        NaN where a run has none.
    like : array of float, shape (other runs, summaries)
        Those whose means are taken.
    """
    return np.where(np.isnan(values), np.nanmean(like, axis=0), values)
