"""Effects of a nested study, with what luck, parameters and structures leave open of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.nested import chance_of_highest, effect_of
from experiments.statistics.outcome import Outcome
from experiments.studies.designs import SAMPLED
from experiments.studies.differences import reference_points
from experiments.studies.factors import Factor
from experiments.studies.structures import STRUCTURE, structure_values
from experiments.studies.study import Study, plain_value
from experiments.studies.summary import StudyTables

COLUMNS = ("point", "outcome", "unit", "structure", "reference", "effect", "luck_low", "luck_high",
           "low", "high", "above", "highest", "members")  # fmt: skip


def effects_table(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each outcome and point that is compared with another.

    Returns
    -------
    DataFrame
        point, outcome, unit, structure (the assumptions there, in words), reference (the point
        compared with, under the same assumptions), effect (mean over members), luck_low and
        luck_high (its 95 % interval for want of runs), low and high (between which 95 % of members
        lie, luck taken out), above (probability that it is above 0), highest (probability that the
        outcome is highest here of all points under the same assumptions), members (that have it).
        The row of a reference has an effect of 0.
    """
    study = tables.study
    references = reference_points(study)
    rows = [row for outcome in study.outcomes for row in _rows(tables, outcome, references)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("point", kind="stable", ignore_index=True)


def _rows(
    tables: StudyTables, outcome: Outcome, references: Mapping[int, int]
) -> Iterator[dict[str, Any]]:
    study, found = tables.study, tables.members(outcome)
    highest = _highest(tables, outcome)
    for point, reference in references.items():
        if not {point, reference} <= set(found):
            continue
        effect = effect_of(found[point], found[reference], study.seed)
        if effect.members:
            yield {
                "point": point,
                "outcome": outcome.name,
                "unit": outcome.unit,
                "structure": structure_of(study, point),
                "reference": reference,
                "effect": effect.value,
                "luck_low": effect.luck.low,
                "luck_high": effect.luck.high,
                "low": effect.low,
                "high": effect.high,
                "above": np.nan if point == reference else effect.above,
                "highest": highest.get(point, np.nan),
                "members": effect.members,
            }


def _highest(tables: StudyTables, outcome: Outcome) -> dict[int, float]:
    """Return how probably an outcome is highest at each point, among those that assume the same."""
    study, found = tables.study, tables.members(outcome)
    if study.design in SAMPLED:
        return {}
    alike: dict[str, list[int]] = {}
    for point in found:
        alike.setdefault(structure_of(study, point), []).append(point)
    chances: dict[int, float] = {}
    for points in alike.values():
        shares = chance_of_highest([found[point] for point in points], study.seed)
        chances |= dict(zip(points, map(float, shares), strict=True))
    return chances


def structure_of(study: Study, point: int) -> str:
    """Return what a point assumes, in words; nothing where the study compares no structures."""
    values = structure_values(study.factors, study.points[point].values)
    return ", ".join(plain_value(value) for value in values.values())


def usual_structure(study: Study) -> str:
    """Return what the scenario of a study assumes, as `structure_of` says it."""
    usual = {one.name: one.usual(study.scenario) for one in structures_of(study)}
    return ", ".join(plain_value(value) for value in usual.values())


def structures_of(study: Study) -> list[Factor]:
    """Return the factors of a study that are structures."""
    return [one for one in study.factors if one.kind == STRUCTURE]


def pulled(study: Study) -> list[Factor]:
    """Return the factors of a study that are no structures."""
    return [one for one in study.factors if one.kind != STRUCTURE]
