"""Studies killed at random moments, again and again, end as one that never was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import numpy as np

from benchmarks.measured import Measured

STUDY = """
name = "Killed"
question = "Does it end as if it had never been killed?"
runs = 480
[base]
"geography.map" = "hexagonal"
"geography.size" = 100
"history.control" = "drawn"
"period.months" = 120
[levers."talks.planned_months"]
values = [2, 6, 12]
"""
COMMAND = [sys.executable, "-m", "experiments.commands.app", "sweep"]
HOW = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
LONGEST = 6.0
"""Seconds within which a kill comes: imports, playing and finishing are all hit."""


def sweep(study: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start the command."""
    return subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, str(study), "--out", str(out)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def tables(out: Path) -> dict[str, bytes]:
    """Return the bytes of the tables of a study, and what else stands in and beside its folder."""
    files = [*(out / "tables").iterdir(), out / "summary.csv", out / "differences.csv"]
    left = [path for path in [*out.iterdir(), *out.parent.iterdir()] if path.name.startswith(".")]
    names = {f"left over: {path.name}": b"" for path in left if path.name != ".lock"}
    return names | {path.name: path.read_bytes() for path in files}


def killed_until_finished(study: Path, out: Path, rng: np.random.Generator, most: int) -> int:
    """Kill a study at random moments until it ends, or so often; let it end; return how often."""
    for kills in range(most):
        process = sweep(study, out)
        sleep(float(rng.uniform(0.2, LONGEST)))
        if process.poll() is not None:
            return kills
        process.send_signal(HOW[int(rng.integers(len(HOW)))])
        process.wait()
    sweep(study, out).wait()
    return most


def measure(*, quick: bool) -> list[Measured]:
    """Return how many of the studies that were killed ended with the same tables."""
    wanted, rng = (10 if quick else 100), np.random.default_rng(1)
    kills = same = studies = 0
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "killed.toml").write_text(STUDY, encoding="utf-8")
        sweep(folder / "killed.toml", folder / "whole").wait()
        whole = tables(folder / "whole")
        while kills < wanted:
            out = folder / str(studies)
            kills += killed_until_finished(folder / "killed.toml", out, rng, wanted - kills)
            sweep(folder / "killed.toml", out).wait()
            same += tables(out) == whole
            studies += 1
    note = f"{kills} kills at random moments, by SIGKILL, SIGTERM and SIGINT"
    return [
        Measured(
            "studies that end as if never killed", same / studies, "share", least=1.0, note=note
        )
    ]
