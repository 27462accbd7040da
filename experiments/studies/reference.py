"""`python -m experiments.studies.reference`: play every study in full and publish what is small.

Published are the page, the figures, the summary tables and the outcomes of the first runs at some
points, by which a test sees whether a model that has changed since would tell something else.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
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
           "mechanisms", "clocks")  # fmt: skip
"""Files in `CONFIGS` that are published; the others there are calibrations."""

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


def publish(folder: Path, place: Path, points: int) -> None:
    """Copy what is small of a finished study to its published place.

    Parameters
    ----------
    folder : Path
        A finished study.
    place : Path
        Where it is published; what stands there is replaced.
    points : int
        How many points it has.
    """
    shutil.rmtree(place, ignore_errors=True)
    (place / FIGURES / DATA).mkdir(parents=True)
    for name in SMALL:
        shutil.copyfile(folder / name, place / name)
    for path in [*(folder / FIGURES).glob("*.svg"), *(folder / FIGURES / DATA).glob("*.csv")]:
        shutil.copyfile(path, place / path.relative_to(folder))
    save_csv(first_runs(folder, points), place / FIRST)


def play(file: Path, folder: Path, workers: int) -> None:
    """Play a study in full with the command that anybody would use."""
    study = load_study(file)
    command = "compare" if study.compares else "sweep"
    words = ["--workers", str(workers), "--out", str(folder), "--fresh"]
    subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "experiments.commands.app", command, file.as_posix(), *words],
        check=True,
    )
    publish(folder, REFERENCE / file.stem, len(study.points))


def main() -> None:
    """Play and publish the studies that the command line names, or all."""
    parser = argparse.ArgumentParser(prog="make reference", description=__doc__)
    parser.add_argument("studies", nargs="*", help="names of files in configs/studies (all)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="threads")
    given = parser.parse_args()
    for name in given.studies or STUDIES:
        play(CONFIGS / f"{name}.toml", Path("results/studies") / name, given.workers)


if __name__ == "__main__":
    main()
