"""Making the environment: which Python it takes, and what it refuses to touch."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="GNU make is not installed")


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the project's folder, on its own even if another make runs the tests."""
    command = ["env", "-u", "MAKEFLAGS", "-u", "MFLAGS", "-u", "MAKELEVEL", "make", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_make_alone_lists_the_targets(root: Path) -> None:
    """`make` without a target changes nothing and names what it can do."""
    listed = make(root).stdout

    for target in ("run", "test", "bench", "lint", "lock", "clean"):
        assert f"make {target} " in listed


def test_an_unfit_python_is_refused(root: Path, tmp_path: Path) -> None:
    """A Python that is no supported one is named in one line, and nothing is made."""
    answer = make(root, "environment", "PYTHON=/nowhere/python3.9", f"VENV={tmp_path / 'new'}")

    assert answer.returncode != 0
    assert "PYTHON=/nowhere/python3.9 is not a Python 3.11 to 3.15" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_environment_is_left_alone(root: Path, tmp_path: Path) -> None:
    """A folder with other things in it is never cleared to make room."""
    kept = tmp_path / "letter.txt"
    kept.write_text("dear reader", encoding="utf-8")

    answer = make(root, "environment", f"VENV={tmp_path}")

    assert answer.returncode != 0
    assert "is not a virtual environment" in answer.stderr
    assert kept.read_text(encoding="utf-8") == "dear reader"


def test_without_a_fit_python_one_message_says_what_to_do(root: Path, tmp_path: Path) -> None:
    """A python3 that does not work is passed over, and the message tells how to name one."""
    broken = tmp_path / "python3"
    broken.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    broken.chmod(0o755)
    command = ["/bin/sh", "requirements/install.sh", str(tmp_path / "new")]

    answer = subprocess.run(
        command, cwd=root, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert "No Python 3.11 to 3.15 with venv and pip was found." in answer.stderr
    assert "make run PYTHON=" in answer.stderr
