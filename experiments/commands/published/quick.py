"""The published numbers of the quick form of the evidence, and whether it still tells the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.calibration.folder import PARAMETERS
from experiments.commands.published import calibration, studies
from experiments.commands.published.publish import QUICK
from experiments.store.layout import EFFECTS
from experiments.store.spreadsheet import ENCODING

FILES = {
    calibration.NAME: PARAMETERS,
    studies.VALIDATION: "facts.csv",
    **dict.fromkeys(studies.STUDIES, EFFECTS),
}
"""The file of each step that is published of the quick form."""

CLOSE = 1e-6
"""Relative difference of numbers that count as the same: what adding up in another order does."""


def publish() -> None:
    """Publish the numbers of a quick form."""
    for name, file in FILES.items():
        place = QUICK.published / name
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(QUICK.played / name / file, place / file)


def differences(played: Path = QUICK.played, published: Path = QUICK.published) -> list[str]:
    """Return in words which files of a quick form differ from those published.

    Runs with the same seeds are the same on every machine, and so are the numbers of studies. A
    calibration draws its second wave from what trees have left, in which another version of a
    library can tip the balance: its medians must lie in the published intervals.
    """
    found = []
    for name, file in FILES.items():
        new, old = (
            pd.read_csv(one / name / file, encoding=ENCODING) for one in (played, published)
        )
        words = _estimates_differ(new, old) if file == PARAMETERS else _numbers_differ(new, old)
        found += [f"{name}/{file}: {words}"] if words else []
    return found


def _numbers_differ(new: pd.DataFrame, old: pd.DataFrame) -> str:
    """Return what differs between two tables, or nothing."""
    if list(new.columns) != list(old.columns) or len(new) != len(old):
        shapes = [f"{len(one)} rows of {len(one.columns)} columns" for one in (new, old)]
        return ", published ".join(shapes)
    for column in old:
        one, other = new[column], old[column]
        if pd.api.types.is_numeric_dtype(other):
            same = np.isclose(one, other, rtol=CLOSE, atol=CLOSE, equal_nan=True)
        else:
            same = (one.fillna("") == other.fillna("")).to_numpy()
        if not same.all():
            row = int(np.flatnonzero(~same)[0])
            return f"{column} is {one.iloc[row]} in row {row + 2}, published {other.iloc[row]}"
    return ""


def _estimates_differ(new: pd.DataFrame, old: pd.DataFrame) -> str:
    """Return which parameter has a median outside its published interval, or nothing."""
    both = new.merge(old, on="parameter", suffixes=("", "_old"), how="outer")
    inside = both["p50"].between(both["p5_old"], both["p95_old"])
    if inside.all():
        return ""
    row = both[~inside].iloc[0]
    return (
        f"{row['parameter']} has the median {row['p50']:.3g}, published {row['p5_old']:.3g} to "
        f"{row['p95_old']:.3g}"
    )
