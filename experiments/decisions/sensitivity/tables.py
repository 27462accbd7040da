"""The tables of a sensitivity analysis: indices by group, variance, curves, and parameters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.decisions.sensitivity.design import MORRIS, orders
from experiments.decisions.sensitivity.indices import (
    APART,
    COMMON,
    FIRST,
    LUCK,
    PARAMETERS,
    SHAPLEY,
    SPREAD,
    TOTAL,
    sobol_indices,
    sobol_terms,
)
from experiments.decisions.sensitivity.morris import (
    INFLUENCE,
    MEAN,
    SIGMA,
    STAR,
    morris_influences,
    morris_terms,
)
from experiments.decisions.sensitivity.rows import (
    all_shares,
    classes_of,
    complete_rows,
    outcome_values,
)
from experiments.decisions.sensitivity.study import SensitivityStudy
from experiments.statistics.estimates import interval, ratio_influence
from experiments.statistics.variance import variance_p_value, variance_shares
from experiments.studies.factors import Factor

SENSITIVITY, VARIANCE, CURVES, FACTORS = "sensitivity", "variance", "curves", "factors"
PARTS = (PARAMETERS, COMMON, APART)
FACTOR_COLUMNS = ("outcome", "factor", "label", "group", "share", "p")


class Analysis(NamedTuple):
    """What a sensitivity analysis comes to, table by table.

    Attributes
    ----------
    sensitivity : DataFrame
        outcome, unit, group, label, and each measure with its 95 % interval: first, total and
        shapley (shares of what parameters do), or influence, mu_star, mu, sigma (of a whole range).
    variance : DataFrame
        outcome, unit, part (parameters, luck_alike, luck_apart; the standard deviation of single
        runs, spread; of a screening, luck), value, low, high, rows (with the outcome).
    curves : DataFrame
        outcome, factor, place, value, mean, low, high: the mean of an outcome by value of a factor.
    factors : DataFrame
        outcome, factor, label, group, share (of what parameters do, by this factor alone, from
        classes), p (of no difference between classes).
    """

    sensitivity: pd.DataFrame
    variance: pd.DataFrame
    curves: pd.DataFrame
    factors: pd.DataFrame


def analyse(study: SensitivityStudy, folder: Path) -> Analysis:
    """Return what the runs in a folder come to, whether all are there or not."""
    parts: list[list[Any]] = [[], [], [], []]
    method, shares = study.row_design.method, all_shares(study)
    for outcome in study.outcomes:
        words = {"outcome": outcome.name, "unit": outcome.unit}
        values = outcome_values(study, folder, outcome)
        rows = complete_rows(values)
        found = _estimates(study, values[rows], rows)
        parts[0] += [words | row for row in _groups(study, found)]
        parts[1] += [words | row | {"rows": int(rows.sum())} for row in _variance(found)]
        signal = found["value"].get(PARAMETERS, np.nan) * found["value"].get(SPREAD, np.nan) ** 2
        for column, factor in enumerate(study.factors):
            place, middle = classes_of(factor, shares[:, :, column], method)
            own = {"outcome": outcome.name, "factor": factor.name}
            parts[2] += [own | row for row in _curve(values, place, middle)]
            if method != MORRIS:
                share = _share(study, factor, values[:, :, :2], place[:, :2], signal)
                parts[3].append(own | share)
    groups, variance, curves = (pd.DataFrame(part) for part in parts[:3])
    return Analysis(groups, variance, curves, pd.DataFrame(parts[3], columns=list(FACTOR_COLUMNS)))


def _estimates(study: SensitivityStudy, values: Any, chosen: Any) -> pd.DataFrame:
    """Return every number of an outcome with its interval; NaN in all where no row has it."""
    design, rows = study.row_design, study.nest.members  # type: ignore[union-attr]
    names = [one.name for one in design.groups]
    if not len(values):
        return pd.DataFrame(columns=["value", "low", "high"], dtype=float)
    if design.method == MORRIS:
        moved, signs = design.moved(rows)[chosen], design.signs(rows)[chosen]
        return morris_influences(morris_terms(values, names, moved, signs), study.seed)
    order = orders(len(names), rows, design.seed)[chosen] if design.shapley else None
    return sobol_indices(sobol_terms(values, names, order), study.seed)


def measures_of(study: SensitivityStudy) -> list[str]:
    """Return the measures of a group, the one that ranks groups first."""
    if study.row_design.method == MORRIS:
        return [INFLUENCE, STAR, MEAN, SIGMA]
    return [TOTAL, FIRST, *([SHAPLEY] if study.row_design.shapley else [])]


def _groups(study: SensitivityStudy, found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of the groups, the one that matters most first."""
    measures, rows = measures_of(study), []
    for group in study.row_design.groups:
        row: dict[str, Any] = {"group": group.name, "label": group.label}
        for measure in measures:
            numbers = found.reindex([f"{measure} {group.name}"]).iloc[0]
            row |= {measure: numbers["value"], f"{measure}_low": numbers["low"],
                    f"{measure}_high": numbers["high"]}  # fmt: skip
        rows.append(row)
    yield from sorted(rows, key=lambda row: -np.nan_to_num(row[measures[0]], nan=-np.inf))


def _variance(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for part in (*PARTS, SPREAD, LUCK):
        if part in found.index:
            row: Any = found.loc[part]
            yield {"part": part, "value": row["value"], "low": row["low"], "high": row["high"]}


def _curve(values: Any, place: Any, middle: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the mean outcome of each class of a factor, with the interval over rows."""
    there = np.isfinite(values)
    total, number = np.where(there, values, 0.0).sum(axis=1), there.sum(axis=1)
    for one, value in enumerate(middle):
        inside = place == one
        influence = ratio_influence((total * inside).sum(axis=1), (number * inside).sum(axis=1))
        found = interval(influence)
        yield {"place": one, "value": value, "mean": found.value, "low": found.low,
               "high": found.high}  # fmt: skip


def _share(
    study: SensitivityStudy, factor: Factor, values: Any, place: Any, signal: float
) -> dict[str, Any]:
    """Return the share of what parameters do that a factor has by itself, luck taken out."""
    there = np.isfinite(values).any(axis=1)
    total = np.where(np.isfinite(values), values, 0.0).sum(axis=1)
    mean = (total / np.maximum(np.isfinite(values).sum(axis=1), 1))[there]
    group = next(one.name for one in study.row_design.groups if factor.name in one.factors)
    words = {"label": factor.label, "group": group}
    classes, points = len(np.unique(place[there])), len(mean)
    if points <= classes:
        return {**words, "share": np.nan, "p": 1.0}
    part = variance_shares(place[there], mean)
    part -= (classes - 1.0) / (points - classes) * (1.0 - part)
    known = signal > 0 and np.isfinite(signal)
    share = part * float(np.var(mean)) / signal if known else np.nan
    return {**words, "share": share, "p": variance_p_value(place[there], mean)}
