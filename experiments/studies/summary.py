"""The summary of a study: every outcome at every point, and how points differ, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.statistics.comparisons import paired_difference
from experiments.statistics.counting import count_talks, group_count
from experiments.statistics.estimates import (
    Influence,
    Summary,
    mean_influence,
    pairing_gain,
)
from experiments.statistics.outcome import Outcome
from experiments.statistics.survival import (
    Survival,
    count_durations,
    survival_at,
    survival_summary,
)
from experiments.store.layout import TABLES, table_file
from experiments.studies.designs import SAMPLED
from experiments.studies.factors import Factor, is_number
from experiments.studies.study import Study


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
        self.groups = group_count(study.runs)

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
        return count_talks(self._file("talks"), self.study.runs)

    @cached_property
    def durations(self) -> pd.DataFrame:
        """Partnerships, counted (see `count_durations`)."""
        points = range(len(self.study.points))
        last = {number: self.study.scenario_of(number).period.months - 1 for number in points}
        return count_durations(self._file("partnerships"), self.study.runs, last)

    @property
    def has_durations(self) -> bool:
        """Whether partnerships were kept, so that their survival is known."""
        return self._file("partnerships").is_file()

    def survival(self, point: int, years: int) -> Survival:
        """Return the survival of the partnerships of a point."""
        return survival_at(self.durations[self.durations["point"] == point], years, self.groups)

    def influences(self, outcome: Outcome) -> dict[int, Influence]:
        """Return, for each point that has an outcome, its number and the influence of its runs."""
        if outcome.kind == "survival":
            points = range(len(self.study.points)) if self.has_durations else ()
            return {point: self.survival(point, outcome.years).influence for point in points}
        table = self.outcome(outcome)
        run = np.arange(self.study.runs)
        found = {}
        for point, part in table.groupby("point"):
            every = part.set_index("run").reindex(run)
            found[int(str(point))] = mean_influence(every["value"], every["weight"].fillna(0.0))
        return found

    @property
    def runs(self) -> int:
        """Runs at all points that ended well."""
        return int(pq.read_metadata(self._file("runs")).num_rows)


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
    if outcome.kind == "survival":
        for point in range(len(study.points)) if tables.has_durations else ():
            yield point, survival_summary(tables.survival(point, outcome.years), study.runs)
        return
    for at, part in tables.outcome(outcome).groupby("point"):
        yield int(str(at)), outcome.summary(part["value"], part["weight"])


DIFFERENCE_COLUMNS = (
    "point", "outcome", "unit", "reference", "value", "difference", "low", "high", "saved",
)  # fmt: skip


def reference_point(study: Study) -> int | None:
    """Return the point that others are compared with, or None if a sample has none.

    It is the baseline of a comparison, the point at which the scenario is left as it is, the one
    nearest to that, or the first.
    """
    if study.design in SAMPLED:
        return None
    if study.compares:
        return 0
    wanted = {factor.name: _nearest(factor, study) for factor in study.factors}
    return next((one.number for one in study.points if one.values == wanted), 0)


def _nearest(factor: Factor, study: Study) -> Any:
    """Return the value in the design nearest to the scenario as it is, or else the first."""
    usual = factor.usual(study.scenario)
    values = [point.values[factor.name] for point in study.points]
    if usual in values:
        return usual
    numbers = [value for value in values if is_number(value)]
    if not (numbers and is_number(usual)):
        return values[0]
    return min(numbers, key=lambda value: abs(value - usual))


def differences_table(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each outcome and each point but the reference.

    Parameters
    ----------
    tables : StudyTables
        Those of the study.

    Returns
    -------
    DataFrame
        point, outcome, unit, reference (the point compared with), value (there), difference with
        its 95 % interval, saved (how many times as many runs an unpaired comparison needs).
    """
    study, reference = tables.study, reference_point(tables.study)
    rows = []
    for outcome in study.outcomes if reference is not None else ():
        found = tables.influences(outcome)
        if reference not in found or _unknown(found[reference]):
            continue
        base = found[reference]
        words: dict[str, Any] = {"outcome": outcome.name, "unit": outcome.unit}
        for number, one in found.items():
            if number == reference or _unknown(one):
                continue
            value, low, high = paired_difference(one, base)
            row = {"difference": value, "low": low, "high": high, "saved": pairing_gain(one, base)}
            rows.append(
                {"point": number, **words, "reference": reference, "value": base.value, **row}
            )
    table = pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))
    return table.sort_values("point", kind="stable", ignore_index=True)


def _unknown(one: Influence) -> bool:
    return bool(np.isnan(one.value))
