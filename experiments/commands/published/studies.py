"""`make reference`: play all that is published, and publish what is small.

Played are every study, single runs to be compared with the facts of England, and the analyses of
`decisions`. Published are the
page, the figures, the summary tables and the outcomes of the first runs at some points, by which a
test sees whether a model that has changed since would tell something else. `--quick` plays a few
members of each and publishes nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

import pandas as pd

from experiments.commands.published.decisions import ANALYSED, DECISIONS, decide
from experiments.commands.published.publish import QUICK, REFERENCE, copy_small, run_or_end
from experiments.store.layout import (
    DEFINITION,
    DIFFERENCES,
    EFFECTS,
    MANIFEST,
    PAGE,
    POINTS,
    SCENARIO,
    SUMMARY,
    TABLES,
    table_file,
)
from experiments.store.spreadsheet import save_csv
from experiments.studies.folder import goes_on
from experiments.studies.study_file import load_study

CONFIGS = Path("configs/studies")
STUDIES = ("talk_length", "leadership_change", "party_mismatch", "three_together", "policies",
           "mechanisms")  # fmt: skip
"""Files in `CONFIGS` that are published; the others are calibrations, choices and examples."""

VALIDATION = "validation"
"""What the comparison with the facts of England is called, where studies are named."""

VALIDATED = (PAGE, MANIFEST, SCENARIO, "facts.csv", "runs.csv")
SMALL = (PAGE, SUMMARY, DIFFERENCES, EFFECTS, POINTS, MANIFEST, DEFINITION, SCENARIO)
"""Files that are published as they are."""

FIRST = "first_runs.csv"
FIRST_RUNS = 12
SOME_POINTS = 4
FEW_MEMBERS, FEW_RUNS, FEW_HISTORIES = 8, 2, 100
"""Members, runs of each, and single runs beside the facts, in small."""


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


def play(name: str, workers: int, *, quick: bool) -> None:
    """Play a study with the command that anybody would use, and publish it.

    What was stopped goes on; what other code or another posterior has played is played anew.
    """
    file = CONFIGS / f"{name}.toml"
    folder = (QUICK.played if quick else Path("results/studies")) / name
    few = {"members": FEW_MEMBERS, "runs": FEW_RUNS} if quick else {}
    study = load_study(file, **few)
    words = ["compare" if study.compares else "sweep", file.as_posix()]
    words += [word for option, number in few.items() for word in (f"--{option}", str(number))]
    if quick:
        words.append("--no-figures")
    if folder.exists() and not goes_on(folder, study):
        words.append("--fresh")
    _run(words, folder, workers)
    if not quick:
        copy_small(folder, REFERENCE / name, SMALL)
        save_csv(first_runs(folder, len(study.points)), REFERENCE / name / FIRST)


def validate(workers: int, *, quick: bool) -> None:
    """Compare single runs of the posterior with the facts of England, and publish what is small."""
    words = ["validate", "--facts", "--posterior", "packaged"]
    words += ["--runs", str(FEW_HISTORIES)] if quick else []
    folder = (QUICK.played if quick else Path("results")) / VALIDATION
    _run(words, folder, workers)
    if not quick:
        copy_small(folder, REFERENCE / VALIDATION, VALIDATED)


def _run(words: list[str], folder: Path, workers: int) -> None:
    options = ["--workers", str(workers), "--out", folder.as_posix()]
    run_or_end([sys.executable, "-m", "experiments.commands.app", *words, *options])


def main() -> None:
    """Play and publish the studies that the command line names, or all."""
    parser = argparse.ArgumentParser(prog="make reference", description=__doc__)
    parser.add_argument(
        "studies",
        nargs="*",
        help=f"names of files in configs/studies, {VALIDATION} or {DECISIONS} (all)",
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="threads")
    parser.add_argument("--quick", action="store_true", help="in small, and nothing is published")
    given = parser.parse_args()
    run = partial(_run, workers=given.workers)
    for name in given.studies or (*STUDIES, VALIDATION, DECISIONS):
        if name == DECISIONS:
            for one in ANALYSED:
                decide(one, CONFIGS, run, quick=given.quick)
        elif name == VALIDATION:
            validate(given.workers, quick=given.quick)
        else:
            play(name, given.workers, quick=given.quick)


if __name__ == "__main__":
    main()
