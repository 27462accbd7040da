"""The result of a run or of many: tables as pandas frames, made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from simulation.described import Described, how_many
from simulation.geography import Geography
from simulation.result.columns import Table
from simulation.result.councils import COUNCIL_YEARS, COUNCILS, MONTHLY
from simulation.result.events import EVENTS_TABLE
from simulation.result.partnerships import PARTNERSHIP_YEARS, PARTNERSHIPS
from simulation.result.raw import take
from simulation.result.runs import Runs
from simulation.result.talks import APPROACHES, TALKS
from simulation.scenario import Scenario
from simulation.world.books import Books
from simulation.world.tables import World

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        MONTHLY,
        COUNCILS,
        COUNCIL_YEARS,
        APPROACHES,
        TALKS,
        PARTNERSHIPS,
        PARTNERSHIP_YEARS,
        EVENTS_TABLE,
    )
}
"""The tables of a result by name, each with what its columns mean."""


class Result(Described, Runs):
    """Some runs with their tables, keyed to each other; in an ensemble each begins with `run`.

    The parameters are those of `Runs`.
    """

    def __repr__(self) -> str:
        facts = self._facts()
        rows = f"{facts['talks']:,} talks, {how_many(facts['partnerships'], 'partnership')}"
        runs = f"run {self.runs[0]}" if self.single else how_many(len(self.runs), "run")
        months = f"{how_many(facts['months'], 'month')}, {how_many(facts['councils'], 'council')}"
        name = self.scenario.name
        return f"<{type(self).__name__} of {name!r}: {runs}, seed {self.seed}; {months}; {rows}>"

    def _facts(self) -> dict[str, Any]:
        """Return what was played and what came out, without making a table."""
        return {
            "scenario": self.scenario.name,
            "seed": self.seed,
            "runs": " to ".join(str(run) for run in sorted({self.runs[0], self.runs[-1]})),
            "months": self.scenario.period.months,
            "councils": len(self.codes),
            "talks": len(self.talk_rows),
            "partnerships": len(self.raw.partnerships),
            "tables": ", ".join(TABLES),
        }

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}

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

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by name."""
        if name not in self._tables:
            self._tables[name] = TABLES[name].as_pandas(self)
        return self._tables[name]

    def arrow(self, name: str, columns: Sequence[str] = ()) -> Any:
        """Return a table as an Arrow table with the column `run`: all its columns, or some."""
        return TABLES[name].as_arrow(self, columns)

    @property
    def monthly(self) -> pd.DataFrame:
        """One row a month: councils sharing, partnerships, talks, flows of the month."""
        return self.table("monthly")

    @property
    def councils(self) -> pd.DataFrame:
        """One row a council: the data of the map and what was drawn for the run."""
        return self.table("councils")

    @property
    def council_years(self) -> pd.DataFrame:
        """One row a year and council."""
        return self.table("council_years")

    @property
    def approaches(self) -> pd.DataFrame:
        """One row an approach."""
        return self.table("approaches")

    @property
    def talks(self) -> pd.DataFrame:
        """One row for each formal talks."""
        return self.table("talks")

    @property
    def partnerships(self) -> pd.DataFrame:
        """One row a partnership."""
        return self.table("partnerships")

    @property
    def partnership_years(self) -> pd.DataFrame:
        """One row a partnership alive in a December."""
        return self.table("partnership_years")

    @property
    def events(self) -> pd.DataFrame:
        """One row an event, with the sentence that tells it."""
        return self.table("events")
