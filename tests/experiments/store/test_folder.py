"""A folder of results stands whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from experiments.store.folder import whole_folder
from simulation.errors import InputError
from tests.experiments.conftest import SETTINGS, Command

QUICK = ["--runs", "1", *SETTINGS, "--set", "period.months=6", "--no-figures"]


def names(folder: Path) -> list[str]:
    """Return everything that stands in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def failing(*_: Any, **__: Any) -> None:
    """Stand for a rule that goes wrong in the middle."""
    raise ZeroDivisionError


def test_the_same_run_again_replaces_the_folder(command: Command, here: Path) -> None:
    """The same scenario, seed and runs may be run again; what was added by hand goes."""
    command("run", *QUICK, "--out", "a")
    (here / "a" / "note.txt").touch()
    assert command("run", *QUICK, "--out", "a").exit_code == 0
    assert "note.txt" not in names(here / "a")
    assert names(here) == ["a"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--seed", "5"], "seed 0, not 5"),
        (["--runs", "3"], "runs 1, not 3"),
        (["--set", "talks.patience=3"], "talks.patience"),
    ],
)
def test_another_run_is_refused(command: Command, here: Path, more: list[str], said: str) -> None:
    """A folder of another run is refused with what differs and what to do; it stays as it was."""
    command("run", *QUICK, "--out", "a")
    before = (here / "a" / "manifest.json").read_bytes()
    answer = command("run", *QUICK, *more, "--out", "a")
    assert answer.exit_code == 2
    for words in (said, "'a'", "--out", "--fresh"):
        assert words in answer.stderr
    assert (here / "a" / "manifest.json").read_bytes() == before
    assert names(here) == ["a"]


def test_the_other_driver_plays_the_same_run(command: Command, here: Path) -> None:
    """Which driver plays is no part of what a run is: the folder is renewed, tables stay."""
    command("run", *QUICK, "--out", "a")
    talks = (here / "a" / "tables" / "talks.csv").read_bytes()
    assert command("run", *QUICK, "--driver", "mesa", "--out", "a").exit_code == 0
    assert json.loads((here / "a" / "manifest.json").read_text())["driver"] == "mesa"
    assert (here / "a" / "tables" / "talks.csv").read_bytes() == talks


def test_fresh_moves_the_older_folder_aside(command: Command, here: Path) -> None:
    """With --fresh, older folders are kept under numbers."""
    for seed in ("1", "2", "3"):
        done = command("run", *QUICK, "--seed", seed, "--out", "a", "--fresh")
        assert done.exit_code == 0
    seeds = [json.loads((here / n / "manifest.json").read_text())["seed"] for n in names(here)]
    assert (names(here), seeds) == (["a", "a.1", "a.2"], [3, 1, 2])


def test_a_folder_with_other_files_is_refused(command: Command, here: Path) -> None:
    """A folder with files that no run left is refused and kept."""
    (here / "a").mkdir()
    (here / "a" / "thesis.txt").touch()
    answer = command("run", *QUICK, "--out", "a")
    assert answer.exit_code == 2
    assert "no run of ours" in answer.stderr
    assert names(here / "a") == ["thesis.txt"]


def test_an_empty_folder_is_taken(command: Command, here: Path) -> None:
    """A folder with nothing in it can be written to."""
    (here / "a").mkdir()
    assert command("run", *QUICK, "--out", "a").exit_code == 0


@pytest.mark.parametrize("out", ["file", "file/inside", "."])
def test_a_place_that_cannot_be_a_folder_is_refused(command: Command, here: Path, out: str) -> None:
    """A file, a place below a file and the folder one stands in are refused."""
    (here / "file").touch()
    answer = command("run", *QUICK, "--out", out)
    assert answer.exit_code == 2
    assert "--out" in answer.stderr
    assert names(here) == ["file"]


def test_a_folder_that_may_not_be_written_is_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without permission to write, the message names the folder, and made folders go again."""

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    refused = pytest.raises(InputError, match=r"cannot be written \(Permission denied\).*new/a")
    with refused, whole_folder(here / "new" / "a"):
        pass
    assert names(here) == []


@pytest.mark.parametrize("older", [False, True])
def test_an_error_in_the_middle_leaves_nothing(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch, older: bool
) -> None:
    """When playing goes wrong nothing half-written stays, and an older whole folder does."""
    if older:
        command("run", *QUICK, "--out", "new/a")
    before = sorted(here.rglob("*"))
    monkeypatch.setattr("experiments.runs.play.save_csvs", failing)
    answer = command("run", *QUICK, "--out", "new/a")
    assert answer.exit_code == 1
    assert sorted(here.rglob("*")) == before


def test_a_full_disk_is_told_in_a_sentence(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk gives a message instead of a traceback, and nothing stays."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("experiments.runs.play.save_csvs", full)
    answer = command("run", *QUICK, "--out", "a")
    assert (answer.exit_code, names(here)) == (1, [])
    assert "disk is full" in answer.stderr


def test_a_page_that_cannot_be_drawn_does_not_cost_the_tables(
    command: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When drawing goes wrong the tables stand, and the exit code says that something is wrong."""
    monkeypatch.setattr("experiments.runs.page.draw_page", failing)
    answer = command("run", "--runs", 1, *SETTINGS, "--set", "period.months=6", "--out", "a")
    assert answer.exit_code == 1
    assert "partnerships report a" in answer.stderr
    assert (here / "a" / "tables" / "talks.parquet").is_file()


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(os.name == "nt", reason="needs the signals of POSIX")
def test_an_interrupted_run_leaves_nothing(here: Path, order: signal.Signals) -> None:
    """Ctrl-C, or an order to end, while runs are played leaves no folder and no traceback."""
    words = [sys.executable, "-m", "experiments.commands.app", "run", *QUICK, "--runs", "200000"]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [*words, "--out", "new/a"],
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as running:
        wait_for(here, "monthly.parquet")
        running.send_signal(order)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "Stopped" in told
    assert "Traceback" not in told
    assert names(here) == []


def wait_for(folder: Path, name: str) -> None:
    """Wait until a file of this name stands anywhere in a folder."""
    for _ in range(1200):
        if any(folder.rglob(name)):
            return
        time.sleep(0.1)
    pytest.fail(f"{name} was not written")
