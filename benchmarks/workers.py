"""Two local workers against one: threads, since the compiled driver lets the interpreter go."""

from __future__ import annotations

from statistics import median
from time import process_time

import numpy as np

from benchmarks.measured import Measured, in_turns, middle_ratio
from simulation import Scenario
from simulation.ensemble import each_chunk
from simulation.result import Result
from simulation.terms import AGREED

KEEP = frozenset({"talks", "partnerships"})


def summary(result: Result) -> tuple[int, float]:
    """Return two numbers of a chunk of runs: how many talks agreed, and the mean saving."""
    agreed = int((result.raw.talks["outcome"] == AGREED).sum())
    gross = result.raw.partnerships["gross"]
    return agreed, float(np.mean(gross)) if len(gross) else 0.0


def played(runs: int, workers: int) -> int:
    """Play some runs, keeping a summary of each chunk; return how many talks agreed."""
    parts = each_chunk(Scenario(), summary, runs=runs, seed=1, workers=workers, keep=KEEP)
    return sum(agreed for agreed, _ in parts)


def measure(*, quick: bool) -> list[Measured]:
    """Return how much faster two workers are than one.

    Parameters
    ----------
    quick : bool
        A fifth of the runs, and fewer repeats.
    """
    runs, repeats = (400, 3) if quick else (2000, 5)
    played(50, 2)
    both = {"one": lambda: played(runs, 1), "two": lambda: played(runs, 2)}
    times = in_turns(both, repeats)
    spent = in_turns(both, repeats, process_time)
    note = f"{runs:,} runs, median of {repeats}, in turns; by the clock: it needs two cores"
    return [
        Measured("two workers against one", middle_ratio(times["one"], times["two"]), "x",
                 least=1.85, note=note),
        Measured("two workers: processor time of one's", middle_ratio(spent["two"], spent["one"]),
                 "x", note="what two cost more than one, whoever else uses the machine"),
        Measured(f"one worker: {runs:,} runs", median(times["one"]), "s"),
        Measured(f"two workers: {runs:,} runs", median(times["two"]), "s"),
    ]  # fmt: skip
