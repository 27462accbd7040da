"""From the keyboard: how long the command takes to answer, to compile once, and to run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.measured import Measured, seconds

CONFIG = Path(__file__).parents[1] / "configs" / "england.toml"
COMMAND = [sys.executable, "-c", "from experiments.commands.app import main; main()"]
READY = [sys.executable, "-c", "from simulation.ensemble import prepare; prepare()"]
FIRST = [sys.executable, "-c", "from simulation import run; run(seed=1)"]


def time_of(command: list[str], repeats: int, cache: str | None = None) -> float:
    """Return the median time of a command in processes of its own, in seconds.

    Parameters
    ----------
    command : list of str
        What to run.
    repeats : int
        How often.
    cache : str or None
        Folder of compiled code; None is the usual one.
    """
    environment = os.environ | ({"PARTNERSHIPS_CACHE": cache} if cache else {})

    def once() -> None:
        subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603 our own

    return median(seconds(once) for _ in range(repeats))


def compiling(repeats: int) -> list[Measured]:
    """Return the time of a first start, which compiles, and of those that find it compiled."""
    with tempfile.TemporaryDirectory() as cache:
        cold = time_of(READY, 1, cache)
        cached = time_of(FIRST, repeats, cache)
    return [
        Measured("compile once", cold, "s", most=60.0, note="empty cache, imports in it"),
        Measured("start with a cache, and one run", cached, "s", note=f"median of {repeats}"),
    ]


def command(repeats: int) -> list[Measured]:
    """Return the time of the command's help and of a warm run with its figures and page."""
    time_of(READY, 1)
    with tempfile.TemporaryDirectory() as folder:
        outs = (str(Path(folder) / str(number)) for number in range(repeats))
        runs = [time_of([*COMMAND, "run", str(CONFIG), "--out", out], 1) for out in outs]
    each = f"median of {repeats}"
    helped = time_of([*COMMAND, "--help"], 2 * repeats + 1)
    return [
        Measured("partnerships --help", helped, "s", most=0.5, note=each),
        Measured("partnerships run, warm", median(runs), "s", most=5.0, note=each),
    ]


def measure(*, quick: bool) -> list[Measured]:
    """Return the times of starting.

    Parameters
    ----------
    quick : bool
        Fewer repeats, and nothing is compiled anew.
    """
    repeats = 1 if quick else 5
    rows = [] if quick else compiling(repeats)
    return rows + (command(repeats) if find_spec("experiments") else [])
