"""What is done at the points of a nested study, whatever each assumes of the world."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pandas as pd

from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.effects import pulled, usual_structure
from experiments.studies.study import Study, value_text
from experiments.text.numbers import small

WIDEST = 30
"""Letters of what is done in a line beside an axis."""

TALLEST = 44
"""Letters of the factors' names in a line that stands upright."""

LONGEST = 60
"""Letters of the name of an outcome of a place in the name of a file."""

FEWEST_RANKED = 3
"""Points from which it is worth saying which is highest."""


def shown_outcomes(table: pd.DataFrame, study: Study) -> list[Outcome]:
    """Return the outcomes that are shown and have effects."""
    there = set(table["outcome"])
    return [one for one in outcomes_named(study.shown) if one.name in there]


def picture_name(kind: str, outcome: Outcome) -> str:
    """Return what the figure of an outcome is called, which is the name of a file as well."""
    if re.fullmatch(r"\w+", outcome.name):
        return f"{kind}_{outcome.name}"
    plain = re.sub(r"\W+", "_", outcome.name, flags=re.ASCII)[:LONGEST]
    return f"{kind}_{plain}_{zlib.crc32(outcome.name.encode()):08x}"


def is_ranked(part: pd.DataFrame) -> bool:
    """Return whether it is known of the points of an outcome how probably each is highest."""
    points = part.groupby("structure").size()
    return bool(part["highest"].notna().all() and points.max() >= FEWEST_RANKED)


def setting_of(study: Study, point: int) -> str:
    """Return what is done at a point, whatever it assumes."""
    values = study.points[point].values
    if study.compares:
        return str(values[pulled(study)[0].name])
    return ", ".join(
        value_text(one, values[one.name])
        if one.unit or len(pulled(study)) == 1
        else f"{small(one.label)} {value_text(one, values[one.name])}"
        for one in pulled(study)
    )


def settings(part: pd.DataFrame, study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield what is done, with its rows under all assumptions, in the order of the design."""
    names = [setting_of(study, int(point)) for point in part["point"]]
    for name, rows in part.assign(setting=names).groupby("setting", sort=False):
        yield str(name), rows


def usual_row(rows: pd.DataFrame, study: Study) -> Any:
    """Return the row of what the scenario assumes, or the first where none does."""
    usual = rows[rows["structure"] == usual_structure(study)]
    return (usual if len(usual) else rows).iloc[0]


def reference_words(part: pd.DataFrame, study: Study) -> str:
    """Return what is done at the reference."""
    return setting_of(study, int(part["reference"].iloc[0])) if len(part) else "nothing else"
