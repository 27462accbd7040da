"""The wheel: what a person gets who installs the distribution."""

from __future__ import annotations

import os
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


def test_the_wheel_holds_every_file_and_no_other(root: Path, wheel: ZipFile) -> None:
    """Code, tables, templates, scenarios and studies go along, and nothing from outside."""
    expected = {
        f"{'simulation/' if folder == 'configs' else ''}{path.relative_to(root).as_posix()}"
        for folder in ("simulation", "experiments", "configs")
        for path in (root / folder).rglob("*")
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


ALONE = """
import sys
from pathlib import Path

here = Path(sys.argv.pop(1))
sys.path.insert(0, str(here))

import experiments
from experiments.commands.app import app
from experiments.decisions.advice.track_record import track_record
from experiments.patterns.scorecard import read
from experiments.statistics.posterior import Posterior
from simulation.configs import config_path

assert Path(experiments.__file__).is_relative_to(here), experiments.__file__
assert config_path("talk_length").is_relative_to(here)
assert Posterior.read("packaged") and len(track_record()) and len(read())
app(sys.argv[1:], standalone_mode=False)
"""


def run_alone(wheel: ZipFile, tmp_path: Path, *words: str) -> Path:
    """Unpack the wheel, run a command with it alone from an empty folder, and return that."""
    place, empty = tmp_path / "unpacked", tmp_path / "empty"
    if not place.exists():
        wheel.extractall(place)
        empty.mkdir()
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", ALONE, str(place), *words]
    done = subprocess.run(command, cwd=empty, env=away, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return empty


def test_what_commands_read_is_in_the_wheel(wheel: ZipFile, tmp_path: Path) -> None:
    """Posterior, scorecard, scenarios and studies are found from an empty folder."""
    empty = run_alone(wheel, tmp_path, "configs", "talk_length", "--copy", "mine")

    assert (empty / "mine" / "studies" / "talk_length.toml").is_file()
    assert (empty / "mine" / "england.toml").is_file()


@pytest.mark.slow
def test_the_wheel_plays_alone(wheel: ZipFile, tmp_path: Path) -> None:
    """A run and a study in small are played by name from an empty folder, which holds them then.

    It compiles the model anew, since it stands where it has never stood.
    """
    empty = run_alone(wheel, tmp_path, "run", "england", "--runs", "2", "--no-figures")
    run_alone(wheel, tmp_path, "sweep", "talk_length", "--members", "2", "--runs", "1",
              "--no-figures")  # fmt: skip

    assert (empty / "results" / "england" / "summary.csv").is_file()
    assert (empty / "results" / "talk_length" / "effects.csv").is_file()
