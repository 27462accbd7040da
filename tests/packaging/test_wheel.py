"""The wheel: what a person gets who installs the distribution."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """Return the wheel, built from the project as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_both_packages(root: Path, wheel: ZipFile) -> None:
    """Code, tables, templates and type markers all go along, and nothing from outside."""
    expected = {
        path.relative_to(root).as_posix()
        for package in ("simulation", "experiments")
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert expected == held


def test_the_wheel_holds_the_data_the_model_starts_from(wheel: ZipFile) -> None:
    """The tables of England and the markers of types are in the wheel."""
    names = set(wheel.namelist())

    assert {"simulation/py.typed", "experiments/py.typed"} <= names
    assert any(name.startswith("simulation/geography/data/") for name in names)


def test_the_wheel_brings_the_command(wheel: ZipFile) -> None:
    """Installing the wheel makes the command `partnerships`."""
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert "partnerships = experiments.commands.app:main" in wheel.read(entry).decode()
