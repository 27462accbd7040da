"""What is published of a question beside its study: what matters, where talks fail, what to choose.

A study that is analysed has a file in `configs/studies/`, which says under `[sensitivity]` how, and
beside it one of choices, whose name ends in `_choice`. Where talks fail is looked for in the points
of the study, played with more members of the posterior and one run of each, for it is between
members that parameters differ.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.commands.published.publish import QUICK, REFERENCE, copy_small
from experiments.decisions.sensitivity.folder import goes_on_rows
from experiments.decisions.sensitivity.study import load_sensitivity
from experiments.store.layout import (
    DEFINITION,
    MANIFEST,
    PAGE,
    POINTS,
    ROW_DESIGN,
    SCENARIO,
    SUMMARY,
)
from experiments.studies.folder import goes_on
from experiments.studies.study_file import load_study

DECISIONS = "decisions"
"""What these are called, where studies are named, and the folder in which they stand."""

ANALYSED = ("talk_length", "leadership_change", "party_mismatch")
RUNS = 5600
"""About so many are looked through: a run at every point of each of some members."""

FEW_MEMBERS, FEW_ROWS = 8, 16
"""The same in small, and rows of a sensitivity analysis."""

MATTERS, CASES, CHOICE = "sensitivity", "cases", "choice"
FAIL = {"fail_runs": ("runs", "success_rate < 10%"), "fail_talks": ("talks", "success_rate < 50%")}
"""Of each discovery what a case is, and when it fails: few talks of a run agree, or its own not."""

SMALL = {
    MATTERS: (PAGE, MANIFEST, SCENARIO, DEFINITION, ROW_DESIGN, "sensitivity.csv"),
    CHOICE: (PAGE, MANIFEST, SCENARIO, DEFINITION, POINTS, SUMMARY),
    **dict.fromkeys(FAIL, (PAGE, MANIFEST, "trajectory.csv", "limits.csv", "tree.csv")),
}
"""Of each analysis, the files that are published as they are."""

Run = Callable[[list[str], Path], None]
"""What plays the words of a command into a folder."""


def choice_file(configs: Path, name: str) -> Path:
    """Return the file of the choices of a study."""
    return configs / f"{name}_{CHOICE}.toml"


def decide(name: str, configs: Path, run: Run, *, quick: bool) -> None:
    """Analyse a study, and publish what is small of it.

    Parameters
    ----------
    name, configs : str, Path
        The study, and the folder of the files of studies.
    run : callable
        What plays the words of a command into a folder.
    quick : bool
        In small, without looking where talks fail, and nothing is published.
    """
    place = (QUICK.played if quick else Path("results")) / DECISIONS / name
    file = configs / f"{name}.toml"
    _rows(file, place / MATTERS, run, quick=quick)
    few = {"members": FEW_MEMBERS} if quick else {}
    _play("compare", choice_file(configs, name), place / CHOICE, few, run, quick=quick)
    if quick:
        return
    members = RUNS // len(load_study(file).points)
    _play("sweep", file, place / CASES, {"members": members, "runs": 1}, run, quick=False)
    for folder, (unit, condition) in FAIL.items():
        words = ["discover", (place / CASES).as_posix(), "--outcome", condition, "--unit", unit]
        run(words, place / folder)
    for folder, names in SMALL.items():
        copy_small(place / folder, REFERENCE / DECISIONS / name / folder, names)


def _rows(file: Path, folder: Path, run: Run, *, quick: bool) -> None:
    """Play a sensitivity analysis; what other code has played is played anew."""
    few: dict[str, Any] = {"rows": FEW_ROWS} if quick else {}
    stale = folder.exists() and not goes_on_rows(folder, load_sensitivity(file, few))
    words = ["sensitivity", file.as_posix(), *_options(few)]
    run([*words, *_how(quick=quick, fresh=stale)], folder)


def _play(
    command: str, file: Path, folder: Path, size: dict[str, Any], run: Run, *, quick: bool
) -> None:
    """Play a study in a size; what other code or another posterior has played is played anew."""
    stale = folder.exists() and not goes_on(folder, load_study(file, **size))
    words = [command, file.as_posix(), *_options(size)]
    run([*words, *_how(quick=quick, fresh=stale)], folder)


def _options(size: dict[str, Any]) -> list[str]:
    return [word for name, number in size.items() for word in (f"--{name}", str(number))]


def _how(*, quick: bool, fresh: bool) -> list[str]:
    return [*(["--no-figures"] if quick else []), *(["--fresh"] if fresh else [])]
