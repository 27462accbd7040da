"""The summary of a study: every outcome at every point, with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.runs.results import TABLES
from experiments.statistics.estimates import Estimate, estimate
from experiments.statistics.lives import counted_lives, counted_talks, groups_of
from experiments.statistics.outcomes import WEIGHT, Outcome
from experiments.statistics.paired import Told, told
from experiments.statistics.survival import Survived, estimate_of, survived
from experiments.studies.parts import file_of
from experiments.studies.study import Study


class Numbers:
    """The tables of a finished study, read as they are asked for.

    Parameters
    ----------
    study : Study
        The study.
    folder : Path
        Its folder.
    """

    def __init__(self, study: Study, folder: Path) -> None:
        self.study, self.folder = study, folder
        self.groups = groups_of(study.runs)

    def _file(self, table: str) -> Path:
        return file_of(self.folder / TABLES, table)

    def outcome(self, outcome: Outcome) -> pd.DataFrame:
        """Return point, run, value and weight of an outcome in every run."""
        columns = ["point", "run", outcome.name]
        columns += [outcome.name + WEIGHT] if outcome.weighted else []
        table = pd.read_parquet(self._file("runs"), columns=columns)
        table.columns = pd.Index([*columns[:2], "value", "weight"][: len(columns)])
        if not outcome.weighted:
            table["weight"] = table["value"].notna().astype(float)
        return table

    @cached_property
    def talks(self) -> pd.DataFrame:
        """Talks, counted (see `counted_talks`)."""
        return counted_talks(self._file("talks"), self.study.runs)

    @cached_property
    def lives(self) -> pd.DataFrame:
        """Partnerships, counted (see `counted_lives`)."""
        points = range(len(self.study.points))
        last = {number: self.study.scenario_of(number).period.months - 1 for number in points}
        return counted_lives(self._file("partnerships"), self.study.runs, last)

    @property
    def has_lives(self) -> bool:
        """Whether partnerships were kept, so that their survival is known."""
        return self._file("partnerships").is_file()

    def survived(self, point: int, years: int) -> Survived:
        """Return the survival of the partnerships of a point."""
        return survived(self.lives[self.lives["point"] == point], years, self.groups)

    def told(self, outcome: Outcome) -> dict[int, Told]:
        """Return, for each point that has an outcome, the number and the pulls of its runs."""
        if outcome.kind == "survival":
            points = range(len(self.study.points)) if self.has_lives else ()
            lived = {point: self.survived(point, outcome.years) for point in points}
            return {
                point: Told(one.value, one.told - one.told.mean()) for point, one in lived.items()
            }
        table = self.outcome(outcome)
        run = np.arange(self.study.runs)
        found = {}
        for point, part in table.groupby("point"):
            every = part.set_index("run").reindex(run)
            found[int(str(point))] = told(every["value"], every["weight"].fillna(0.0))
        return found

    @property
    def runs(self) -> int:
        """Runs at all points that ended well."""
        return int(pq.read_metadata(self._file("runs")).num_rows)


def summary_of(numbers: Numbers) -> pd.DataFrame:
    """Return one row for each point and outcome.

    Parameters
    ----------
    numbers : Numbers
        The tables of a study.

    Returns
    -------
    DataFrame
        point, the factors, outcome, value, low, high, unit, runs, run_low, run_high; points in
        the order of the design.
    """
    study = numbers.study
    rows = [
        {
            "point": point,
            **study.points[point].values,
            "outcome": outcome.name,
            "unit": outcome.unit,
            **found._asdict(),
        }
        for outcome in study.outcomes
        for point, found in _estimates(numbers, outcome)
        if found.runs
    ]
    columns = ["point", *(factor.name for factor in study.factors), "outcome", "value", "low"]
    table = pd.DataFrame(rows, columns=[*columns, "high", "unit", "runs", "run_low", "run_high"])
    return table.sort_values("point", kind="stable", ignore_index=True)


def _estimates(numbers: Numbers, outcome: Outcome) -> Iterator[tuple[int, Estimate]]:
    if outcome.kind == "survival":
        for number in range(len(numbers.study.points)) if numbers.has_lives else ():
            found = numbers.survived(number, outcome.years)
            yield number, estimate_of(found, numbers.study.runs)
        return
    for point, part in numbers.outcome(outcome).groupby("point"):
        yield int(str(point)), estimate(outcome, part["value"], part["weight"])
