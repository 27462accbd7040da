"""What the rows of a design have: an outcome run by run, and where each factor stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.sensitivity.design import LEVELS, MORRIS
from experiments.decisions.sensitivity.distributions import values_at
from experiments.decisions.sensitivity.study import SensitivityStudy
from experiments.statistics.outcome import Outcome
from experiments.store.layout import RUNS, TABLES, table_file
from experiments.studies.factors import Factor

CLASSES = 8
"""Classes of as many rows each into which a range is cut."""


def outcome_values(study: SensitivityStudy, folder: Path, outcome: Outcome) -> Any:
    """Return an outcome of every run, shape (rows, runs, points); NaN where there is none.

    Parameters
    ----------
    study, folder : SensitivityStudy, Path
        The study, and its folder with the table of runs.
    outcome : Outcome
        Which.
    """
    row = study.members
    rows, runs = study.nest.members, study.nest.each  # type: ignore[union-attr]
    order = np.argsort(row, kind="stable")
    place = np.empty(len(row), dtype=np.int64)
    place[order] = np.arange(len(row)) - np.searchsorted(row[order], row[order])
    table = pd.read_parquet(
        table_file(folder / TABLES, RUNS), columns=["point", "run", outcome.name]
    )
    run = table["run"].to_numpy()
    values = np.full((rows, runs, len(study.points)), np.nan)
    values[row[run], place[run], table["point"].to_numpy()] = table[outcome.name]
    return values


def complete_rows(values: Any) -> Any:
    """Return which rows have two runs or more with an outcome at A and B, shape (rows,)."""
    enough: Any = (np.isfinite(values[:, :, :2]).sum(axis=1) > 1).all(axis=1)
    return enough


def all_shares(study: SensitivityStudy) -> Any:
    """Return how far along each column each row is, shape (rows, points, columns)."""
    design, rows = study.row_design, study.nest.members  # type: ignore[union-attr]
    every = [design.shares(point, rows) for point in range(len(study.points))]
    return np.stack(every, axis=1)


def classes_of(factor: Factor, shares: Any, method: str) -> tuple[Any, list[Any]]:
    """Return the class of every row at every point, and the middle value of each class.

    Parameters
    ----------
    factor : Factor
        Whose classes are wanted: each of its values, or a range cut into as many rows each.
    shares : array of float, shape (rows, points)
        How far along its distribution each row is.
    method : str
        Of the design: Morris's has few levels.
    """
    named = factor.levels(2) if factor.low is None else ()
    if named:
        return np.minimum((shares * len(named)).astype(int), len(named) - 1), list(named)
    if method == MORRIS:
        values = values_at(factor, [level / (LEVELS - 1.0) for level in range(LEVELS)])
        return np.rint(shares * (LEVELS - 1)).astype(int), values
    middle = values_at(factor, [(one + 0.5) / CLASSES for one in range(CLASSES)])
    return np.minimum((shares * CLASSES).astype(int), CLASSES - 1), middle
