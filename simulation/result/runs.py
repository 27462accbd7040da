"""Some runs as they were left: their tables of numbers, with the scenario and map they ran on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np

from simulation.geography import Geography
from simulation.months import dates
from simulation.result.raw import Raw
from simulation.scenario import Scenario
from simulation.terms import LAPSED, SOUNDINGS

T = TypeVar("T")


class Runs:
    """The tables of numbers of some runs, and what they refer to.

    Parameters
    ----------
    scenario : Scenario
        What was run.
    geography : Geography
        The map it ran on.
    raw : Raw
        The tables of numbers.
    seed : int
        Seed of the ensemble.
    runs : sequence of int
        The numbers of the runs.
    single : bool
        Whether this is one run by itself, without the column `run`.
    """

    def __init__(
        self,
        scenario: Scenario,
        geography: Geography,
        raw: Raw,
        *,
        seed: int,
        runs: Sequence[int],
        single: bool,
    ) -> None:
        self.scenario, self.geography, self.raw = scenario, geography, raw
        self.seed, self.runs, self.single = seed, runs, single
        self.codes = geography.councils["code"].to_numpy(dtype=object)
        self.names = geography.councils["name"].to_numpy(dtype=object)
        self._made: dict[Callable[[Runs], Any], Any] = {}

    @cached_property
    def are_talks(self) -> Any:
        """Which rows of `raw.talks` are formal talks: soundings that go on or lapsed are not."""
        outcome = self.raw.talks["outcome"]
        return (outcome != SOUNDINGS) & (outcome != LAPSED)

    @cached_property
    def talk_rows(self) -> Any:
        """The rows of numbers of formal talks; `raw.talks` holds soundings too."""
        return self.raw.talks[self.are_talks]

    @cached_property
    def talk_numbers(self) -> Any:
        """The number of each row of `raw.talks` within its run, -1 for soundings."""
        runs, kept = self.raw.talks["run"], self.are_talks
        so_far = np.cumsum(kept)
        first = np.searchsorted(runs, runs, side="left")
        before = np.where(first > 0, so_far[np.maximum(first - 1, 0)], 0)
        return np.where(kept, so_far - 1 - before, -1)

    @cached_property
    def origins(self) -> Any:
        """The row of `raw.talks` that each partnership came from."""
        rows = self.raw.partnerships
        return np.searchsorted(self.raw.talks["run"], rows["run"], side="left") + rows["talks"]

    @property
    def months(self) -> int:
        """How many months were played."""
        return int(self.raw.monthly.shape[1])

    def dates(self, months: Any) -> Any:
        """Return months counted from the first as ``2011-05``."""
        return dates(self.scenario.period.start, months)

    def attribute(self, name: str) -> Any:
        """Return a column of the map's councils, one value a council."""
        column = self.geography.councils[name]
        return column.to_numpy(dtype=float if column.dtype.kind in "if" else object)

    def codes_of(self, rows: Any) -> Any:
        """Return the codes of councils by their rows, None where a row is -1."""
        return np.append(self.codes, np.array([None], dtype=object))[rows]

    def tie(self, name: str, ties: Any) -> Any:
        """Return a column of the map's ties for some of them."""
        return self.geography.ties[name].to_numpy()[ties]

    def once(self, make: Callable[[Runs], T]) -> T:
        """Return what a function makes of these runs; it is asked only once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])
