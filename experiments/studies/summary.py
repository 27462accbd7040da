"""The summary of a study: every outcome at every point, with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.statistics.counting import count_talks, group_count
from experiments.statistics.estimates import (
    Influence,
    Summary,
    mean_influence,
)
from experiments.statistics.nested import Members, effect_of, member_means, member_survival
from experiments.statistics.outcome import Outcome
from experiments.statistics.places import Locality, partnerships_here
from experiments.statistics.survival import (
    MONTHS,
    Survival,
    count_durations,
    survival_at,
    survival_summary,
)
from experiments.store.layout import TABLES, table_file
from experiments.studies.study import Study
from simulation.geography import Geography
from simulation.maps import geography_of
from simulation.scenario import Scenario


class StudyTables:
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
        self.groups = study.nest.members if study.nest else group_count(study.runs)
        self._members: dict[str, dict[int, Members]] = {}
        self._durations: dict[tuple[bool, Locality | None], pd.DataFrame] = {}

    def _file(self, table: str) -> Path:
        return table_file(self.folder / TABLES, table)

    def outcome(self, outcome: Outcome) -> pd.DataFrame:
        """Return point, run, value and weight of an outcome in every run."""
        columns = ["point", "run", *outcome.columns]
        table = pd.read_parquet(self._file("runs"), columns=columns)
        table.columns = pd.Index([*columns[:2], "value", "weight"][: len(columns)])
        if not outcome.weighted:
            table["weight"] = table["value"].notna().astype(float)
        return table

    @cached_property
    def talks(self) -> pd.DataFrame:
        """Talks, counted (see `count_talks`)."""
        return count_talks(self._file("talks"), self.study.groups)

    @property
    def durations(self) -> pd.DataFrame:
        """Partnerships, counted (see `count_durations`)."""
        return self._counted(None)

    def _counted(self, place: Locality | None, *, by_run: bool = False) -> pd.DataFrame:
        """Return the partnerships of a place, by group of runs or by run."""
        if (by_run, place) not in self._durations:
            scenarios = [self.study.scenario_of(one) for one in range(len(self.study.points))]
            last = {number: one.period.months - 1 for number, one in enumerate(scenarios)}
            groups = np.arange(self.study.runs) if by_run else self.study.groups
            counts = None
            if place is not None:
                counts = partial(partnerships_here, place=place, maps=_maps(scenarios))
            found = count_durations(self._file("partnerships"), groups, last, counts)
            self._durations[by_run, place] = found
        return self._durations[by_run, place]

    @property
    def has_durations(self) -> bool:
        """Whether partnerships were kept, so that their survival is known."""
        return self._file("partnerships").is_file()

    def survival(self, point: int, outcome: Outcome) -> Survival:
        """Return a survival of the partnerships of a point."""
        durations = self._counted(outcome.place)
        return survival_at(durations[durations["point"] == point], outcome.years, self.groups)

    def influences(self, outcome: Outcome) -> dict[int, Influence]:
        """Return, for each point that has an outcome, its number and the influence of its runs.

        Of a nested study it is the mean over members, and the influence of each member.
        """
        if self.study.nest is not None:
            return {
                point: mean_influence(one.value, np.isfinite(one.value))
                for point, one in self.members(outcome).items()
            }
        if outcome.kind == "survival":
            points = range(len(self.study.points)) if self.has_durations else ()
            return {point: self.survival(point, outcome).influence for point in points}
        return {
            point: mean_influence(values, weights)
            for point, values, weights in self._by_point(outcome)
        }

    def _by_point(self, outcome: Outcome) -> Iterator[tuple[int, Any, Any]]:
        """Yield each point with the value of every run, NaN where there is none, and its weight."""
        run = np.arange(self.study.runs)
        for point, part in self.outcome(outcome).groupby("point"):
            every = part.set_index("run").reindex(run)
            weights = every["weight"].fillna(0.0)
            yield int(str(point)), every["value"].to_numpy(), weights.to_numpy()

    def members(self, outcome: Outcome) -> dict[int, Members]:
        """Return, for each point that has an outcome, its number in each member; of a nest."""
        if outcome.name not in self._members:
            self._members[outcome.name] = dict(self._by_member(outcome))
        return self._members[outcome.name]

    def _by_member(self, outcome: Outcome) -> Iterator[tuple[int, Members]]:
        study = self.study
        place, number = study.nest.member, study.nest.members  # type: ignore[union-attr]
        if outcome.kind == "survival":
            for point in range(len(study.points)) if self.has_durations else ():
                by_run = self._counted(outcome.place, by_run=True)
                part = by_run[by_run["point"] == point]
                yield point, member_survival(part, outcome.years * MONTHS, place, number)
            return
        for point, values, weights in self._by_point(outcome):
            yield point, member_means(values, weights, place, number)

    @property
    def runs(self) -> int:
        """Runs at all points that ended well."""
        return int(pq.read_metadata(self._file("runs")).num_rows)


def _maps(scenarios: list[Scenario]) -> list[Geography]:
    """Return the map of each scenario; those alike share one."""
    each = [(one.geography, one.politics) for one in scenarios]
    known = {key: geography_of(one) for key, one in dict(zip(each, scenarios, strict=True)).items()}
    return [known[key] for key in each]


def summary_table(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each point and outcome.

    Parameters
    ----------
    tables : StudyTables
        Those of the study.

    Returns
    -------
    DataFrame
        point, the factors, outcome, value, low, high, unit, runs, run_low, run_high; points in
        the order of the design.
    """
    study = tables.study
    rows = [
        {
            "point": point,
            **study.points[point].values,
            "outcome": outcome.name,
            "unit": outcome.unit,
            **found._asdict(),
        }
        for outcome in study.outcomes
        for point, found in _summaries(tables, outcome)
        if found.runs
    ]
    columns = ["point", *(factor.name for factor in study.factors), "outcome", "value", "low"]
    table = pd.DataFrame(rows, columns=[*columns, "high", "unit", "runs", "run_low", "run_high"])
    return table.sort_values("point", kind="stable", ignore_index=True)


def _summaries(tables: StudyTables, outcome: Outcome) -> Iterator[tuple[int, Summary]]:
    study = tables.study
    if study.nest is not None:
        yield from _nested_summaries(tables, outcome)
        return
    if outcome.kind == "survival":
        for point in range(len(study.points)) if tables.has_durations else ():
            yield point, survival_summary(tables.survival(point, outcome), study.runs)
        return
    for at, part in tables.outcome(outcome).groupby("point"):
        yield int(str(at)), outcome.summary(part["value"], part["weight"])


def _nested_summaries(tables: StudyTables, outcome: Outcome) -> Iterator[tuple[int, Summary]]:
    """Yield the mean over members, the band of members, and quantiles over single runs."""
    spread = {}
    if outcome.kind != "survival":
        for at, part in tables.outcome(outcome).groupby("point"):
            one = outcome.summary(part["value"], part["weight"])
            spread[int(str(at))] = (one.runs, one.run_low, one.run_high)
    for point, found in tables.members(outcome).items():
        effect = effect_of(found, None, tables.study.seed)
        runs = spread.get(point, (tables.study.runs, np.nan, np.nan))
        if effect.members:
            low, high = np.clip((effect.low, effect.high), *outcome.range)
            yield point, Summary(effect.value, float(low), float(high), *runs)
