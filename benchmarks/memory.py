"""Peak memory of many runs against few: results are summarised and let go."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measured import Measured

PROGRAM = """
import resource, sys
from benchmarks.workers import played
played(int(sys.argv[1]), 2)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / 1024.0 / (1024.0 if sys.platform == "darwin" else 1.0))
"""


def peak(runs: int) -> float:
    """Return the peak memory of a process that plays some runs with two workers, in MB."""
    command = [sys.executable, "-c", PROGRAM, str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 our own
    return float(done.stdout)


def measure(*, quick: bool) -> list[Measured]:
    """Return the ratio of peak memories, and both.

    Parameters
    ----------
    quick : bool
        A tenth of the runs.
    """
    few, many = (200, 2_000) if quick else (2_000, 20_000)
    peaks = {runs: peak(runs) for runs in (few, many)}
    note = "two workers, each chunk summarised"
    return [
        Measured(f"peak memory: {many:,} runs against {few:,}", peaks[many] / peaks[few], "x",
                 most=1.2, note=note),
        *(Measured(f"peak memory of {runs:,} runs", value, "MB") for runs, value in peaks.items()),
    ]  # fmt: skip
