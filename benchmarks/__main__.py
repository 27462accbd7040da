"""`python -m benchmarks`: measure speed, growth and starts, and print a table, ratios first.

Each benchmark is a process of its own, which is ended when its time is up.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.measured import Measured, as_json, show
from benchmarks.orientation import figures

GROUPS = {
    "speed": {"driver": 2, "growth": 5, "workers": 3, "studies": 10, "maps": 3, "starts": 6,
              "cluster": 14},
    "endurance": {"memory": 10, "kills": 15},
    "visitors": {"view": 6, "sessions": 8, "classroom": 4},
}  # fmt: skip
"""Benchmarks by what they are about, each with the minutes after which it is ended."""

MINUTES = {name: limit for group in GROUPS.values() for name, limit in group.items()}
USUAL = "speed"
MINUTE = 60.0


def main(words: list[str] | None = None) -> None:
    """Measure what the command line names, or the speed."""
    given = parser().parse_args(words)
    if given.rows:
        Path(given.rows).write_text(rows_of(given.parts[0], quick=given.quick), encoding="utf-8")
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was begun is ended
    rows: list[Measured] = []
    for name in chosen(given.parts):
        print(f"Measuring {name}, {MINUTES[name]} minutes at most…", file=sys.stderr, flush=True)
        rows += measured_apart(name, MINUTES[name] * MINUTE, quick=given.quick)
    if "driver" in chosen(given.parts):
        rows += figures()
    about = machine()
    if given.json:
        print(as_json(rows, about))
    else:
        show(rows, ", ".join(f"{name} {one}" for name, one in about.items()))


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    times = "; ".join(
        f"{name} ({sum(group.values())} minutes at most): {', '.join(group)}"
        for name, group in GROUPS.items()
    )
    found = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    found.add_argument(
        "parts", nargs="*", choices=[[], "all", *GROUPS, *MINUTES], metavar="NAME",
        help=f"what to measure ({USUAL}): all, or of {times}",
    )  # fmt: skip
    found.add_argument("--quick", action="store_true", help="fewer repeats and smaller sizes")
    found.add_argument("--json", action="store_true", help="print JSON instead of a table")
    found.add_argument("--rows", help=argparse.SUPPRESS)
    return found


def chosen(parts: Iterable[str]) -> list[str]:
    """Return the benchmarks that some names stand for, in the usual order."""
    wanted = set(parts or [USUAL])
    for name, group in GROUPS.items():
        if wanted & {name, "all"}:
            wanted |= set(group)
    return [name for name in MINUTES if name in wanted]


def rows_of(name: str, *, quick: bool) -> str:
    """Measure one benchmark in this process, and return its rows as JSON."""
    rows = import_module(f"benchmarks.{name}").measure(quick=quick)
    return json.dumps([vars(row) for row in rows])


def measured_apart(name: str, limit: float, *, quick: bool) -> list[Measured]:
    """Measure one benchmark in a process of its own, for so many seconds at most."""
    with tempfile.TemporaryDirectory() as place:
        rows = Path(place) / "rows.json"
        words = [sys.executable, "-m", "benchmarks", name, "--rows", str(rows)]
        process = subprocess.Popen(  # noqa: S603 -- our own command
            words + ["--quick"] * quick, stdout=sys.stderr, start_new_session=True
        )
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            return [Measured(f"{name} did not end", limit / MINUTE, "minutes", most=0)]
        finally:
            end_all(process)
        if code:
            return [Measured(f"{name} failed", float(code), "exit code", most=0)]
        return [Measured(**row) for row in json.loads(rows.read_text(encoding="utf-8"))]


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it has started and left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def machine() -> dict[str, str]:
    """Return what was measured on."""
    return {
        "Python": platform.python_version(),
        **{name: version(name) for name in ("mesa", "numba", "numpy")},
        "machine": platform.machine(),
        "cores": str(os.cpu_count()),
    }


if __name__ == "__main__":
    main()
