"""A folder of results, of a run or a study, as something that can be held against another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.counting import group_count
from experiments.statistics.estimates import Influence, mean_influence
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import OUTCOMES
from experiments.statistics.survival import run_durations, survival_at
from experiments.store.layout import DEFINITION, RUNS, SCENARIO, TABLES, table_file
from experiments.store.manifest import read_manifest
from experiments.studies.folder import nest_of
from experiments.studies.identity import read_study
from experiments.studies.study import Study, runs_text
from experiments.studies.summary import StudyTables
from experiments.text.numbers import plural
from experiments.text.scenario import Setting, scenario_title
from simulation.errors import InputError
from simulation.frames import read_parquet_frame
from simulation.scenario import Scenario

RUN, STUDY = "run", "study"


@dataclass(frozen=True)
class ResultFolder:
    """A folder that `partnerships run`, `sweep` or `compare` has left.

    Parameters
    ----------
    path : Path
        Where it stands.
    manifest : dict
        What it says of how its numbers came.
    scenario : Scenario
        What was played, or the base of a study.
    study : Study or None
        None of a run.
    """

    path: Path
    manifest: dict[str, Any]
    scenario: Scenario
    study: Study | None

    @classmethod
    def read(cls, path: Path, field: str) -> ResultFolder:
        """Read a folder.

        Raises
        ------
        InputError
            If it is none of a run or a study, or has no tables of runs.
        """
        manifest = read_manifest(path)
        if kind := manifest.get("kind"):
            raise InputError(
                f"is the folder of another command ({kind})", file=str(path), field=field,
                allowed="a folder that partnerships run, sweep or compare has left",
            )  # fmt: skip
        scenario = Scenario.load(path / SCENARIO)
        is_study = (path / DEFINITION).is_file()
        if not table_file(path / TABLES, RUNS).is_file():
            unfinished = is_study and manifest.get("state") != "finished"
            raise InputError(
                "is not finished and has no tables yet" if unfinished else "has no tables of runs",
                file=str(path), field=field,
                allowed="a finished one; `partnerships report` makes tables of what was played"
                if unfinished else "the folder as the command left it, with its tables",
            )  # fmt: skip
        runs, nest = int(manifest["runs"]), nest_of(manifest)
        study = read_study(path, runs, nest) if is_study else None
        return cls(path, manifest, scenario, study)

    @property
    def kind(self) -> str:
        """What it is of: a run or a study."""
        return RUN if self.study is None else STUDY

    @property
    def name(self) -> str:
        """What its scenario or study is called."""
        if self.study is not None:
            return self.study.name
        return scenario_title(Setting(self.scenario, self.runs))

    @property
    def seed(self) -> int:
        """The seed of its draws."""
        return int(self.manifest["seed"])

    @property
    def runs(self) -> int:
        """Its runs, of a study at each point."""
        return int(self.manifest["runs"])

    @property
    def unfinished(self) -> str:
        """How much of it was played, where that is not all; else nothing."""
        if self.study is None or self.manifest.get("state") == "finished":
            return ""
        return f"{self.manifest.get('played', 0):,} of {self.study.all_runs:,} runs were played"

    @property
    def size(self) -> str:
        """How many runs it has, in words."""
        if self.study is None:
            return plural(self.runs, "run")
        return f"{plural(len(self.study.points), 'point')}, {runs_text(self.study)} each"

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcomes that it may have."""
        return list(OUTCOMES if self.study is None else self.study.outcomes)

    @property
    def members(self) -> int:
        """Members of a posterior that play at each point; 0 where runs are what is sampled."""
        return self.study.nest.members if self.study and self.study.nest else 0

    def changes(self) -> list[dict[str, Any]]:
        """Return what each point changes in the base."""
        return [{}] if self.study is None else [point.changes for point in self.study.points]

    def label(self, point: int) -> str:
        """Return what a point is called; nothing of a run."""
        return "" if self.study is None else self.study.label(point)

    def influences(self, outcome: Outcome, runs: int | None = None) -> dict[int, Influence]:
        """Return, for each point, an outcome and the influence of its runs, members or groups.

        Parameters
        ----------
        outcome : Outcome
            Which.
        runs : int, optional
            Where runs are what is sampled: the first so many alone.
        """
        if self.study is not None:
            every = StudyTables(self.study, self.path)
            if runs is None or outcome.kind == "survival":
                return every.influences(outcome)
            table = every.outcome(outcome)
            parts = table[table["run"] < runs].groupby("point")
            return {int(str(at)): _of_runs(part, runs) for at, part in parts}
        tables = self.path / TABLES
        if outcome.kind == "survival":
            if not table_file(tables, "partnerships").is_file():
                return {}
            durations, number = run_durations(tables)
            return {0: survival_at(durations, outcome.years, group_count(number)).influence}
        columns = read_parquet_frame(table_file(tables, RUNS), "table of runs")
        if outcome.name not in columns:
            return {}
        weight = columns[outcome.columns[1]] if outcome.weighted else 1.0
        table = columns[["run"]].assign(value=columns[outcome.name], weight=weight)
        number = runs or self.runs
        return {0: _of_runs(table[table["run"] < number], number)}


def _of_runs(table: pd.DataFrame, runs: int) -> Influence:
    """Return a number and the influence of each of so many runs; one that is missing has none."""
    every = table.set_index("run").reindex(np.arange(runs))
    return mean_influence(every["value"].to_numpy(), every["weight"].fillna(0.0).to_numpy())
