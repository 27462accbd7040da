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
        f"{'experiments/' if folder == 'configs' else ''}{path.relative_to(root).as_posix()}"
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
import experiments, simulation
from experiments.store.configs import configs, root
from experiments.statistics.posterior import Posterior
from experiments.patterns.scorecard import read
from experiments.decisions.advice.track_record import track_record
from experiments.commands.app import app

here = Path(sys.argv[1])
assert Path(experiments.__file__).is_relative_to(here), experiments.__file__
assert Path(simulation.__file__).is_relative_to(here)
assert root().is_relative_to(here) and "talk_length" in configs()
assert Posterior.read("packaged") and len(track_record()) and read() is not None
app(["run", "england", "--runs", "2", "--set", "period.months=14", "--no-figures"],
    standalone_mode=False)
app(["sweep", "talk_length", "--members", "2", "--runs", "2", "--no-figures"],
    standalone_mode=False) if "--slow" in sys.argv else None
"""


def play_alone(wheel: ZipFile, tmp_path: Path, *more: str) -> Path:
    """Unpack the wheel, and play from an empty folder with what lies in it; return that folder."""
    place, empty = tmp_path / "unpacked", tmp_path / "empty"
    wheel.extractall(place)
    empty.mkdir()
    start = f"import sys; sys.path.insert(0, {str(place)!r})\n{ALONE}"
    command = [sys.executable, "-c", start, str(place), *more]
    away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=empty, env=away, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return empty


def test_a_name_is_played_with_the_wheel_alone(wheel: ZipFile, tmp_path: Path) -> None:
    """What commands read is in the wheel; from an empty folder, results go there by name."""
    empty = play_alone(wheel, tmp_path)

    assert (empty / "results" / "england" / "summary.csv").is_file()


@pytest.mark.slow
def test_a_study_is_played_with_the_wheel_alone(wheel: ZipFile, tmp_path: Path) -> None:
    """A packaged study is played in small from an empty folder, over the packaged posterior."""
    empty = play_alone(wheel, tmp_path, "--slow")

    assert (empty / "results" / "talk_length" / "effects.csv").is_file()
