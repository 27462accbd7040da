"""How points of a study differ: every outcome against a reference, with intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.comparisons import paired_difference
from experiments.statistics.estimates import Influence, pairing_gain
from experiments.statistics.nested import effect_of
from experiments.statistics.outcome import Outcome
from experiments.studies.designs import SAMPLED
from experiments.studies.factors import Factor, is_number
from experiments.studies.structures import structure_values
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables

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


def reference_points(study: Study) -> dict[int, int]:
    """Return for each point the one it is compared with, which holds the same to be true.

    Points under different structures are not compared: nobody can choose between these.
    """
    reference = reference_point(study)
    if reference is None:
        return {}
    usual = study.points[reference].values
    wanted = {
        point.number: {**usual, **structure_values(study.factors, point.values)}
        for point in study.points
    }
    there = {tuple(map(str, one.values.values())): one.number for one in study.points}
    found = {number: there.get(tuple(map(str, one.values()))) for number, one in wanted.items()}
    return {number: base for number, base in found.items() if base is not None}


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
    study, references = tables.study, reference_points(tables.study)
    rows = []
    for outcome in study.outcomes:
        found = {k: one for k, one in tables.influences(outcome).items() if not _unknown(one)}
        words: dict[str, Any] = {"outcome": outcome.name, "unit": outcome.unit}
        for number, reference in references.items():
            if number == reference or not {number, reference} <= set(found):
                continue
            row = _difference(tables, outcome, found, (number, reference))
            value = found[reference].value
            rows.append({"point": number, **words, "reference": reference, "value": value, **row})
    table = pd.DataFrame(rows, columns=list(DIFFERENCE_COLUMNS))
    return table.sort_values("point", kind="stable", ignore_index=True)


def _difference(
    tables: StudyTables, outcome: Outcome, found: dict[int, Influence], points: tuple[int, int]
) -> dict[str, float]:
    """Return how much larger an outcome is at one point than at another, with its interval."""
    one, other = points
    if tables.study.nest is not None:
        there, base = (tables.members(outcome)[point] for point in points)
        effect = effect_of(there, base, tables.study.seed)
        errors = [Influence(0.0, np.nan_to_num(each.error)) for each in (there, base)]
        ends = {"difference": effect.value, "low": effect.low, "high": effect.high}
        return {**ends, "saved": pairing_gain(*errors)}
    value, low, high = paired_difference(found[one], found[other])
    saved = pairing_gain(found[one], found[other])
    return {"difference": value, "low": low, "high": high, "saved": saved}


def _unknown(one: Influence) -> bool:
    return bool(np.isnan(one.value))
