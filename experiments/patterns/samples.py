"""What patterns are judged on: statistics of many runs of some variants of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.statistics.estimates import Influence, ratio_influence
from simulation.ensemble import each_chunk
from simulation.result import Result
from simulation.scenario import Scenario

SEED = 20_120_104
"""The seed of the scorecard; the same for all variants, so that they are paired run by run."""

WORLDS: dict[str, dict[str, Any]] = {
    "england": {},
    "all tiers": {
        "geography.tiers": [
            "shire_district",
            "unitary",
            "metropolitan_district",
            "london_borough",
            "county",
        ]
    },
    "boroughs": {"geography.tiers": ["london_borough"]},
}
"""The worlds that variants start from."""


@dataclass(frozen=True)
class Variant:
    """A world with something changed.

    Attributes
    ----------
    changes : tuple of (str, object)
        Values by dotted name; none is the baseline.
    world : str
        One of `WORLDS`.
    """

    changes: tuple[tuple[str, Any], ...] = ()
    world: str = "england"

    @classmethod
    def of(cls, changes: Mapping[str, Any] | None = None, world: str = "england") -> Variant:
        """Return a variant from a mapping of changes."""
        return cls(tuple(sorted((changes or {}).items())), world)

    def of_this(self, what: str) -> str:
        """Return what is measured with the world it is measured in, where that is another."""
        world = [] if self.world == "england" else [self.world]
        values = [f"{name} = {value}" for name, value in self.changes]
        there = ", ".join([*world, *values])
        return f"{what} ({there})" if there else what

    def scenario(self, base: Scenario) -> Scenario:
        """Return the scenario of this variant of a base scenario."""
        return base.with_changes({**WORLDS[self.world], **dict(self.changes)})


BASELINE = Variant()


@dataclass(frozen=True)
class Statistic:
    """Something counted in every run.

    Attributes
    ----------
    name : str
        In words, as the scorecard tells it.
    count : callable
        Takes a `Result` and returns an array of shape (runs, 2): numerator and denominator of each
        run; or of any shape (rows, columns) for statistics over all rows together.
    share : bool
        Whether it is a share, whose interval ends at 0 and 1.
    by_run : bool
        Whether there is a row for each run; otherwise the first column is the run.
    """

    name: str
    count: Callable[[Result], Any] = field(compare=False)
    share: bool = False
    by_run: bool = True


@dataclass(frozen=True)
class Need:
    """A statistic of a variant."""

    variant: Variant
    statistic: Statistic


class Samples:
    """Statistics of variants, each variant played once for all patterns that need it.

    Parameters
    ----------
    base : Scenario
        What variants start from.
    runs : int
        Runs of each variant.
    workers : int
        Threads.
    times : mapping of Variant to int
        Variants that are played so many times as often.
    seed : int
        Seed of all variants.
    """

    def __init__(
        self,
        base: Scenario,
        runs: int,
        workers: int = 1,
        times: Mapping[Variant, int] | None = None,
        seed: int = SEED,
    ) -> None:
        self.base, self.runs, self.workers, self.seed = base, runs, workers, seed
        self.times = dict(times or {})
        self._counts: dict[Need, Any] = {}

    def runs_of(self, variant: Variant) -> int:
        """Return how many runs of a variant are played."""
        return self.runs * self.times.get(variant, 1)

    def total(self, needs: Iterable[Need]) -> int:
        """Return how many runs it takes to play what is needed."""
        return sum(self.runs_of(variant) for variant in {need.variant for need in needs})

    def play(self, needs: Iterable[Need], told: Callable[[int], None] | None = None) -> None:
        """Play every variant that is needed; `told` hears how many runs each took."""
        wanted: dict[Variant, dict[str, Statistic]] = {}
        for need in needs:
            wanted.setdefault(need.variant, {})[need.statistic.name] = need.statistic
        for variant, statistics in wanted.items():
            self._play(variant, list(statistics.values()))
            if told:
                told(self.runs_of(variant))

    def first(self, runs: int) -> Samples:
        """Return what would have been counted in fewer runs: the first of them."""
        fewer = Samples(self.base, runs, self.workers, self.times)
        for need, counts in self._counts.items():
            last = fewer.runs_of(need.variant)
            kept = counts[:last] if need.statistic.by_run else counts[counts[:, 0] < last]
            fewer._counts[need] = kept
        return fewer

    def _play(self, variant: Variant, statistics: list[Statistic]) -> None:
        def count(result: Result) -> list[Any]:
            return [statistic.count(result) for statistic in statistics]

        parts = each_chunk(
            variant.scenario(self.base),
            count,
            runs=self.runs_of(variant),
            seed=self.seed,
            workers=self.workers,
        )
        for statistic, counted in zip(statistics, zip(*parts, strict=True), strict=True):
            self.keep(Need(variant, statistic), np.concatenate(counted))

    def influences(self, *needs: Need) -> list[Influence]:
        """Return ratios with the influence of each of the runs that all of these have."""
        counts = [self._counts[need] for need in needs]
        runs = min(len(one) for one in counts)
        return [ratio_influence(*one[:runs].T) for one in counts]

    def keep(self, need: Need, counts: Any) -> None:
        """Keep what was counted of a statistic of a variant."""
        self._counts[need] = counts

    def __call__(self, variant: Variant, statistic: Statistic) -> Any:
        """Return what was counted."""
        return self._counts[Need(variant, statistic)]
