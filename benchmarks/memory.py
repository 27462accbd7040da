"""Peak memory of many runs against few: results are summarised and let go."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.measured import Measured

PROGRAM = """
import sys
from benchmarks.memory import own_peak
from benchmarks.workers import played
played(int(sys.argv[1]), 2)
print(own_peak())
"""


IN_STUDY = PROGRAM.replace(
    "from benchmarks.workers import played", "from benchmarks.studies import played"
)
"""The same, with the tables of a study written."""


def own_peak() -> float:
    """Return the peak memory of this process, in MB.

    Linux hands the peak that `getrusage` tells on from the process that started this one, so it is
    read where it begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
        return next(int(words[1]) for words in lines if words[0] == "VmHWM:") / 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0**2


def peak(runs: int, program: str = PROGRAM) -> float:
    """Return the peak memory of a process that plays some runs with two workers, in MB."""
    command = [sys.executable, "-c", program, str(runs)]
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
    studies = {runs: peak(runs, IN_STUDY) for runs in ((840, 4_320) if quick else (4_320, 18_000))}
    small, large = studies
    note = "two workers, each chunk summarised"
    return [
        Measured(f"peak memory: {many:,} runs against {few:,}", peaks[many] / peaks[few], "x",
                 most=1.2, note=note),
        Measured(f"peak memory of a study: {large:,} runs against {small:,}",
                 studies[large] / studies[small], "x", most=1.2, note="two workers, all tables"),
        *(Measured(f"peak memory of {runs:,} runs", value, "MB") for runs, value in peaks.items()),
        *(Measured(f"peak memory of a study of {runs:,} runs", value, "MB")
          for runs, value in studies.items()),
    ]  # fmt: skip
