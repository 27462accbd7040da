"""What is gathered from the chunks of an ensemble: tallies, lives of partnerships, outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.estimates import Estimate, estimate
from experiments.statistics.measures import labels, months, positions, real
from experiments.statistics.outcomes import WEIGHT, Outcome, measured
from experiments.statistics.paired import Told, told
from experiments.statistics.survival import GROUPS, Survived, estimate_of, survived
from experiments.statistics.tallies import Tallies, tallied
from simulation.result import Result
from simulation.terms import BY_CHOICE

KEEP = frozenset(("talks", "partnerships", "years"))
"""Tables that an ensemble keeps."""

LIFE = ["group", "months", "parted"]
"""What partnerships are counted by."""


@dataclass(frozen=True)
class Part:
    """What is kept of one chunk of runs."""

    runs: int
    tallies: dict[str, pd.DataFrame]
    lives: pd.DataFrame
    outcomes: pd.DataFrame


def part_of(result: Result) -> Part:
    """Return what is kept of a chunk."""
    return Part(len(result.runs), tallied(result), lives_of(result), measured(result))


def lives_of(result: Result) -> pd.DataFrame:
    """Count partnerships by group of runs, months watched, and whether they parted by choice.

    Those that live, merged, formed a company or were reorganised count as watched, not as parted.
    """
    table = result.partnerships
    lasted, last = real(table, "months"), months(result) - 1
    watched = np.where(np.isnan(lasted), last - real(table, "began"), lasted)
    run = np.asarray(result.runs)[positions(result, table)]
    rows = pd.DataFrame(
        {
            "group": run % GROUPS,
            "months": watched.astype(np.int64),
            "parted": (labels(table, "how") == BY_CHOICE).astype(np.int64),
            "number": np.int64(1),
        }
    )
    counted: pd.DataFrame = rows.groupby(LIFE, as_index=False).sum()
    return counted


class Gathered:
    """The sums over the chunks so far."""

    def __init__(self) -> None:
        self.runs = 0
        self._tallies = Tallies()
        self._lives: list[pd.DataFrame] = []
        self._outcomes: list[pd.DataFrame] = []

    def add(self, part: Part) -> None:
        """Add a chunk."""
        self.runs += part.runs
        self._tallies.add(part.tallies)
        self._lives.append(part.lives)
        self._outcomes.append(part.outcomes)

    def tallies(self) -> dict[str, pd.DataFrame]:
        """Return the tallies of `experiments.statistics.tallies`, by name."""
        return self._tallies.frames()

    def lives(self) -> tuple[pd.DataFrame, int]:
        """Return the counts of partnerships, and how many groups of runs there are."""
        together = pd.concat(self._lives, ignore_index=True)
        return together.groupby(LIFE, as_index=False).sum(), min(self.runs, GROUPS)

    def column(self, name: str) -> Any:
        """Return a column of the outcomes of all runs."""
        return np.concatenate([part[name].to_numpy(dtype=float) for part in self._outcomes])

    def values(self, outcome: Outcome) -> Any:
        """Return an outcome in each run, NaN where a run has none."""
        return self.column(outcome.name)

    def weights(self, outcome: Outcome) -> Any | None:
        """Return what an outcome was taken over in each run, None where runs count alike."""
        return self.column(outcome.name + WEIGHT) if outcome.weighted else None

    def estimate(self, outcome: Outcome) -> Estimate:
        """Return an outcome with its interval."""
        if outcome.kind == "survival":
            return estimate_of(self._survived(outcome), self.runs)
        return estimate(outcome, self.values(outcome), self.weights(outcome))

    def _survived(self, outcome: Outcome) -> Survived:
        lives, groups = self.lives()
        return survived(lives, outcome.years, groups)

    def told(self, outcome: Outcome) -> Told:
        """Return an outcome with the pull of each run, for a paired difference."""
        if outcome.kind == "survival":
            found = self._survived(outcome)
            return Told(found.value, found.told - found.told.mean())
        values, weights = self.values(outcome), self.weights(outcome)
        return told(values, np.ones(len(values)) if weights is None else weights)
