"""Small studies for the tests: a few points of a small synthetic world."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tomli_w

from experiments.studies.identity import read_study
from experiments.studies.parts import Parts
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from tests.strategies import BUSY

TINY = {
    "geography.map": "hexagonal",
    "geography.size": 16,
    "history.control": "drawn",
    "period.months": 72,
}

SMALL = {
    "name": "A small study",
    "question": "Does it work?",
    "runs": 60,
    "posterior": "none",
    "seed": 3,
    "base": TINY | BUSY,
    "outcomes": ["success_rate", "lasting_success", "talks_begun", "survival_5_years"],
    "levers": {"talks.planned_months": [2, 6]},
    "uncertainties": {"leaders.leave_month": {"low": 0.0, "high": 0.04, "steps": 2}},
}
"""Four points of 60 runs: two batches each."""

Write = Callable[..., Path]

MAIN = [sys.executable, "-m", "experiments.commands.app", "sweep"]
"""The command, as a process of its own."""


def tables(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table and summary of a study."""
    named = [*(folder / "tables").iterdir(), folder / "summary.csv", folder / "differences.csv"]
    return {path.name: path.read_bytes() for path in named}


def played(folder: Path) -> int:
    """Return how many runs stand in the parts of a study."""
    points = read_study(folder, 1).points
    return len(np.concatenate([np.empty((0, 2)), *Parts(folder, points).numbers("runs")]))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes a study file: the small study with some parts changed."""

    def written(**parts: object) -> Path:
        content = {k: v for k, v in {**SMALL, **parts}.items() if v is not None}
        path = tmp_path / "small.toml"
        path.write_text(tomli_w.dumps(content), encoding="utf-8")
        return path

    return written


@pytest.fixture
def small(write: Write) -> Study:
    """Return the small study."""
    return load_study(write())


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small study, played and drawn, with every view."""
    from experiments.studies.run import run_study

    folder = tmp_path_factory.mktemp("studies")
    path = folder / "small.toml"
    views = ["actual_length", "reasons", "hazards", "parties", "interactions"]
    path.write_text(tomli_w.dumps({**SMALL, "views": views}), encoding="utf-8")
    run_study(load_study(path), folder / "out", workers=2)
    return folder / "out"
