"""`python -m benchmarks`: measure speed, memory and growth, and print a table, ratios first."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import version

from benchmarks import (
    classroom,
    drivers,
    growth,
    kills,
    memory,
    sessions,
    starts,
    studies,
    view,
    workers,
)  # fmt: skip
from benchmarks.measured import show

PARTS = {
    "drivers": drivers.measure,
    "growth": growth.measure,
    "workers": workers.measure,
    "memory": memory.measure,
    "starts": starts.measure,
    "studies": studies.measure,
    "view": view.measure,
    "kills": kills.measure,
    "sessions": sessions.measure,
    "classroom": classroom.measure,
}


def main() -> None:
    """Measure what the command line names, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="what to measure (all)")
    parser.add_argument("--quick", action="store_true", help="fewer repeats and smaller sizes")
    given = parser.parse_args()
    rows = []
    for name in given.parts or PARTS:
        print(f"Measuring {name}…", file=sys.stderr, flush=True)
        rows += PARTS[name](quick=given.quick)
    packages = ", ".join(f"{name} {version(name)}" for name in ("mesa", "numba", "numpy"))
    show(rows, f"Python {platform.python_version()}, {packages}, {platform.machine()}")


if __name__ == "__main__":
    main()
