"""A small world that can be calibrated in seconds, and a calibration of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli_w

from experiments.calibration.study import CalibrationStudy
from tests.experiments.conftest import CHANGES, Command

ROWS = ["SF038", "SF039", "SF054"]
NAMES = ["talks.planned_months", "costs.month"]


def study_file(folder: Path, **changes: Any) -> Path:
    """Write a small study, with some of it changed, and return its file."""
    base: dict[str, dict[str, Any]] = {}
    for name, value in CHANGES.items():
        group, _, last = name.partition(".")
        base.setdefault(group, {})[last] = value
    base.setdefault("choices", {})["clock"] = "embargo"  # lengths then tell of plans
    content: dict[str, Any] = {
        "name": "A small world",
        "seed": 3,
        "rows": ROWS,
        "parameters": NAMES,
        "base": base,
        "priors": {
            "talks.planned_months": {"low": 1, "high": 12},
            "costs.month": {"low": 300, "high": 8000, "shape": "log-uniform"},
        },
        "sampling": {"generations": 2, "particles": 12, "runs": 6},
        "predictive": {"members": 4, "runs": 6},
    }
    for name, value in changes.items():
        content[name] = {**content[name], **value} if name == "sampling" else value
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "study.toml"
    path.write_text(tomli_w.dumps(content), encoding="utf-8")
    return path


def small_study(folder: Path, **changes: Any) -> CalibrationStudy:
    """Return a small study."""
    return CalibrationStudy.load(study_file(folder, **changes))


@pytest.fixture(scope="session")
def calibrated(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """Return the finished folder of the small study, calibrated by one worker."""
    folder = tmp_path_factory.mktemp("calibration")
    answer = command("calibrate", study_file(folder), "--workers", 1, "--out", folder / "out")
    assert answer.exit_code == 0, answer.output
    return folder / "out"
