"""The result of a run or of many: tables as pandas frames, made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from simulation.geography import Geography
from simulation.result.councils import council_years_table, councils_table, monthly_table
from simulation.result.events import events_table
from simulation.result.partnerships import partnership_years_table, partnerships_table
from simulation.result.raw import Raw, take
from simulation.result.talks import approaches_table, real_talks, talks_table
from simulation.scenario import Scenario
from simulation.world.books import Books
from simulation.world.tables import World

TABLES = (
    "monthly",
    "councils",
    "council_years",
    "approaches",
    "talks",
    "partnerships",
    "partnership_years",
    "events",
)
"""The tables of a result, in the order they are told of."""


class Result:
    """Tables keyed to each other; in an ensemble each begins with a column `run`.

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

    @classmethod
    def of_world(
        cls,
        scenario: Scenario,
        geography: Geography,
        world: World,
        books: Books,
        *,
        seed: int,
        runs: Sequence[int],
        months: int,
        single: bool,
    ) -> Result:
        """Return the result that stands in the arrays of a world after some months."""
        raw = take(world, books, len(runs), months, len(geography.councils))
        return cls(scenario, geography, raw, seed=seed, runs=runs, single=single)

    @cached_property
    def talk_rows(self) -> Any:
        """The rows of numbers of formal talks; `raw.talks` holds soundings too."""
        return self.raw.talks[real_talks(self.raw)]

    def to_frame(self, columns: dict[str, Any], runs: Any) -> pd.DataFrame:
        """Return columns as a table, with the run before them in an ensemble."""
        table = pd.DataFrame(columns)
        if not self.single:
            table.insert(0, "run", np.asarray(runs))
        return table

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """One row a month: councils sharing, partnerships, talks, flows of the month."""
        return monthly_table(self)

    @cached_property
    def councils(self) -> pd.DataFrame:
        """One row a council: the data of the map and what was drawn for the run."""
        return councils_table(self)

    @cached_property
    def council_years(self) -> pd.DataFrame:
        """One row a year and council."""
        return council_years_table(self)

    @cached_property
    def approaches(self) -> pd.DataFrame:
        """One row an approach."""
        return approaches_table(self)

    @cached_property
    def talks(self) -> pd.DataFrame:
        """One row for each formal talks."""
        return talks_table(self)

    @cached_property
    def partnerships(self) -> pd.DataFrame:
        """One row a partnership."""
        return partnerships_table(self)

    @cached_property
    def partnership_years(self) -> pd.DataFrame:
        """One row a partnership alive in a December."""
        return partnership_years_table(self)

    @cached_property
    def events(self) -> pd.DataFrame:
        """One row an event, with the sentence that tells it."""
        return events_table(self)
