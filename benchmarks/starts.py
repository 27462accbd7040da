"""From the keyboard: the processor time until the command answers, cold and warm, and in all."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import IO

import psutil

from benchmarks.measured import Measured, of_children, seconds

CONFIG = Path(__file__).parents[1] / "configs" / "england.toml"
COMMAND = [sys.executable, "-c", "from experiments.commands.app import main; main()"]
READY = [sys.executable, "-c", "from simulation.ensemble import prepare; prepare()"]
MANY = 100
"""Runs of which the command is told beside one."""


def time_of(command: list[str], repeats: int, cache: str | None = None) -> float:
    """Return the median processor time of a command in processes of its own, in seconds.

    Parameters
    ----------
    command : list of str
        What to run.
    repeats : int
        How often.
    cache : str or None
        Folder of compiled code; None is the usual one.
    """

    def once() -> None:
        subprocess.run(command, env=with_cache(cache), capture_output=True, check=True)  # noqa: S603 our own

    return median(seconds(once, of_children) for _ in range(repeats))


def with_cache(cache: str | None) -> dict[str, str]:
    """Return the environment of a command, with a folder of compiled code if one is named."""
    return dict(os.environ) | ({"PARTNERSHIPS_CACHE": cache} if cache else {})


def answered(words: list[str], cache: str | None = None) -> tuple[float, float]:
    """Return the processor time until a command's first line, and until its end, in seconds."""
    before = of_children()
    with subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, *words], env=with_cache(cache),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        lines: IO[bytes] = process.stdout  # type: ignore[assignment] # it is a pipe
        lines.readline()
        first = of_tree(psutil.Process(process.pid))
        lines.read()
    return first, of_children() - before


def of_tree(process: psutil.Process) -> float:
    """Return the processor time so far of a process, and of all that it has started."""
    times = process.cpu_times()
    own = times.user + times.system + times.children_user + times.children_system
    return float(own + sum(sum(one.cpu_times()[:2]) for one in process.children(recursive=True)))


def compiling() -> list[Measured]:
    """Return what compiling takes, and the first answer of a command without compiled code."""
    with tempfile.TemporaryDirectory() as cache:
        cold = time_of(READY, 1, cache)
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as out:
        first, whole = answered(["run", str(CONFIG), "--out", f"{out}/run"], cache)
    return [
        Measured("compile once", cold, "s", most=40, note="empty cache, imports in it"),
        Measured("partnerships run, cold: first answer", first, "s", most=8,
                 note="empty cache, to the first line"),
        Measured("partnerships run, cold: in all", whole, "s", note="with what goes on beside it"),
    ]  # fmt: skip


def command(repeats: int) -> list[Measured]:
    """Return what the command's help takes, and warm runs to their answer and to their end."""
    time_of(READY, 1)
    one, many = (warm_runs(repeats, runs) for runs in (1, MANY))
    each = f"median of {repeats}"
    helped = time_of([*COMMAND, "--help"], 2 * repeats + 1)
    return [
        Measured("partnerships --help", helped, "s", most=0.3, note=each),
        Measured("partnerships run, warm: first answer", one[0], "s", most=1.2,
                 note=f"to the first line; {each}"),
        Measured("partnerships run, warm: with its page", one[1], "s", most=2.2, note=each),
        Measured(f"the same of {MANY} runs: first answer", many[0], "s", most=1.8, note=each),
        Measured(f"the same of {MANY} runs: with its page", many[1], "s", note=each),
    ]  # fmt: skip


def warm_runs(repeats: int, runs: int) -> tuple[float, float]:
    """Return the median times to the first line and to the end of a command of some runs."""
    with tempfile.TemporaryDirectory() as out:
        words = ["run", str(CONFIG), "--runs", str(runs), "--out"]
        both = [answered([*words, f"{out}/{number}"]) for number in range(repeats)]
    return median(first for first, _ in both), median(whole for _, whole in both)


def measure(*, quick: bool) -> list[Measured]:
    """Return the processor times of starting.

    Parameters
    ----------
    quick : bool
        Fewer repeats, and nothing is compiled anew.
    """
    repeats = 1 if quick else 5
    return [*([] if quick else compiling()), *command(repeats)]
