"""`python -m experiments.studies.reference`: play all that is published, and publish what is small.

Played are every study, and single runs to be compared with the facts of England. Published are the
page, the figures, the summary tables and the outcomes of the first runs at some points, by which a
test sees whether a model that has changed since would tell something else.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.store.layout import (
    DATA,
    DEFINITION,
    DIFFERENCES,
    FIGURES,
    MANIFEST,
    PAGE,
    POINTS,
    SCENARIO,
    SUMMARY,
    TABLES,
    table_file,
)
from experiments.store.spreadsheet import save_csv
from experiments.studies.study_file import load_study

CONFIGS = Path("configs/studies")
REFERENCE = Path("results/reference")
STUDIES = ("talk_length", "leadership_change", "party_mismatch", "three_together", "policies",
           "mechanisms")  # fmt: skip
"""Files in `CONFIGS` that are published; the others there are calibrations."""

VALIDATION = "validation"
"""What the comparison with the facts of England is called, where studies are named."""

VALIDATED = (PAGE, MANIFEST, SCENARIO, "facts.csv", "runs.csv")
SMALL = (PAGE, SUMMARY, DIFFERENCES, POINTS, MANIFEST, DEFINITION, SCENARIO)
"""Files that are published as they are."""

FIRST = "first_runs.csv"
FIRST_RUNS = 12
SOME_POINTS = 4


def some_points(number: int) -> list[int]:
    """Return the points whose first runs are published: the ends of a design and some between.

    Examples
    --------
    >>> some_points(18), some_points(2)
    ([0, 5, 11, 17], [0, 1])
    """
    last = number - 1
    return sorted({place * last // (SOME_POINTS - 1) for place in range(SOME_POINTS)})


def first_runs(folder: Path, points: int) -> pd.DataFrame:
    """Return the outcomes of the first runs at some points of a finished study."""
    table = pd.read_parquet(table_file(folder / TABLES, "runs"))
    chosen = table["point"].isin(some_points(points)) & (table["run"] < FIRST_RUNS)
    return table[chosen]


def copy_small(folder: Path, place: Path, names: Sequence[str]) -> None:
    """Copy what is small of a finished folder, with its figures, to its published place.

    Parameters
    ----------
    folder : Path
        A finished study or comparison.
    place : Path
        Where it is published; what stands there is replaced.
    names : sequence of str
        The files that are copied as they are.
    """
    shutil.rmtree(place, ignore_errors=True)
    (place / FIGURES / DATA).mkdir(parents=True)
    for name in names:
        shutil.copyfile(folder / name, place / name)
    for path in [*(folder / FIGURES).glob("*.svg"), *(folder / FIGURES / DATA).glob("*.csv")]:
        shutil.copyfile(path, place / path.relative_to(folder))


def play(file: Path, folder: Path, workers: int) -> None:
    """Play a study in full with the command that anybody would use."""
    study = load_study(file)
    command = "compare" if study.compares else "sweep"
    _run([command, file.as_posix(), "--fresh"], folder, workers)
    place = REFERENCE / file.stem
    copy_small(folder, place, SMALL)
    save_csv(first_runs(folder, len(study.points)), place / FIRST)


def validate(folder: Path, workers: int) -> None:
    """Compare single runs with the facts of England, and publish what is small."""
    _run(["validate", "--facts"], folder, workers)
    copy_small(folder, REFERENCE / VALIDATION, VALIDATED)


def _run(words: list[str], folder: Path, workers: int) -> None:
    options = ["--workers", str(workers), "--out", folder.as_posix()]
    subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "experiments.commands.app", *words, *options], check=True
    )


def main() -> None:
    """Play and publish the studies that the command line names, or all."""
    parser = argparse.ArgumentParser(prog="make reference", description=__doc__)
    parser.add_argument(
        "studies", nargs="*", help=f"names of files in configs/studies, or {VALIDATION} (all)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="threads")
    given = parser.parse_args()
    for name in given.studies or (*STUDIES, VALIDATION):
        if name == VALIDATION:
            validate(Path("results") / name, given.workers)
        else:
            play(CONFIGS / f"{name}.toml", Path("results/studies") / name, given.workers)


if __name__ == "__main__":
    main()
