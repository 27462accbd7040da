"""The totals of an ensemble over the chunks of runs so far: tallies of charts, and outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.browser.ensemble.monthly import SERIES, Bands, bands_of, monthly_values
from experiments.figures import survival
from experiments.figures.chart import chart_tallies, count_charts
from experiments.statistics.counting import group_count
from experiments.statistics.estimates import Influence, Summary, mean_influence
from experiments.statistics.outcome import WEIGHT, Outcome
from experiments.statistics.outcomes import measure_outcomes
from experiments.statistics.survival import Survival, survival_at, survival_summary
from simulation.result import Result
from simulation.terms import AGREED

KEEP = frozenset(("talks", "partnerships", "years"))
"""Tables that its runs have to keep."""


@dataclass(frozen=True)
class ChunkTally:
    """What is counted in one chunk of runs."""

    runs: int
    tallies: dict[str, pd.DataFrame]
    outcomes: pd.DataFrame
    first_shared: Any
    monthly: dict[str, Any]
    start: str


def tally_chunk(result: Result) -> ChunkTally:
    """Count a chunk of runs."""
    return ChunkTally(
        runs=len(result.runs),
        tallies=count_charts(result),
        outcomes=measure_outcomes(result),
        first_shared=first_shared(result),
        monthly=monthly_values(result),
        start=result.scenario.period.start,
    )


def first_shared(result: Result) -> Any:
    """Count runs by the month in which each council first shared, shape (months, councils)."""
    talks = result.raw.talks[result.raw.talks["outcome"] == AGREED]
    runs, run = np.unique(talks["run"], return_inverse=True)
    first = np.full((len(runs), len(result.codes)), result.months)
    for side in (0, 1):
        np.minimum.at(first, (run, talks["councils"][:, side]), talks["ended"])
    return np.array([(first == month).sum(axis=0) for month in range(result.months)])


class EnsembleTotals:
    """The sums over the chunks so far."""

    def __init__(self) -> None:
        self.runs = 0
        self._tallies = chart_tallies()
        self._outcomes: list[pd.DataFrame] = []
        self._first_shared: Any = 0
        self._monthly: list[dict[str, Any]] = []
        self._start = ""

    def add(self, chunk: ChunkTally) -> None:
        """Add a chunk."""
        self.runs += chunk.runs
        self._tallies.add(chunk.tallies)
        self._outcomes.append(chunk.outcomes)
        self._first_shared = self._first_shared + chunk.first_shared
        self._monthly.append(chunk.monthly)
        self._start = chunk.start

    def shared(self) -> Any:
        """Return the share of runs in which each council had shared by the end of each month."""
        return np.cumsum(self._first_shared, axis=0) / max(self.runs, 1)

    def tallies(self) -> dict[str, pd.DataFrame]:
        """Return the tally of each chart, by name."""
        return self._tallies.frames()

    def tally(self, name: str) -> pd.DataFrame:
        """Return the tally of one chart."""
        return self._tallies.frame(name)

    def bands(self) -> dict[str, Bands]:
        """Return the quantiles over runs of what is followed month by month, by name."""
        return {
            name: bands_of([chunk[name] for chunk in self._monthly], self._start) for name in SERIES
        }

    def durations(self) -> tuple[pd.DataFrame, int]:
        """Return the durations of partnerships, counted, and how many groups of runs there are."""
        return self.tally(survival.NAME), group_count(self.runs)

    def column(self, name: str) -> Any:
        """Return a column of the outcomes of all runs."""
        return np.concatenate([chunk[name].to_numpy(dtype=float) for chunk in self._outcomes])

    def values(self, outcome: Outcome) -> Any:
        """Return an outcome in each run, NaN where a run has none."""
        return self.column(outcome.name)

    def weights(self, outcome: Outcome) -> Any | None:
        """Return what an outcome was taken over in each run, None where runs count alike."""
        return self.column(outcome.name + WEIGHT) if outcome.weighted else None

    def summary(self, outcome: Outcome) -> Summary:
        """Return an outcome with its interval."""
        if outcome.kind == "survival":
            return survival_summary(self._survival(outcome), self.runs)
        return outcome.summary(self.values(outcome), self.weights(outcome))

    def _survival(self, outcome: Outcome) -> Survival:
        durations, groups = self.durations()
        return survival_at(durations, outcome.years, groups)

    def influence(self, outcome: Outcome) -> Influence:
        """Return an outcome with the influence of each run, for a paired difference."""
        if outcome.kind == "survival":
            return self._survival(outcome).influence
        values, weights = self.values(outcome), self.weights(outcome)
        return mean_influence(values, np.ones(len(values)) if weights is None else weights)
