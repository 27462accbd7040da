"""Growth: time per council and month on hexagonal maps of 200, 20,000 and 200,000 councils."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from time import thread_time
from typing import Any

import numpy as np

from benchmarks.measured import Measured
from simulation import Scenario
from simulation.driver import play
from simulation.ensemble import prepare
from simulation.geography import hexagonal
from simulation.parameters import packed
from simulation.world import build_world, grown
from simulation.world.build import EVERYTHING

SIZES = {200: 120, 20_000: 7, 200_000: 3}
"""Councils, and runs that are timed."""

MOST = {20_000: 1.4, 200_000: 1.3}
"""By how much more a council and month may cost than on the map before."""

FIRST, MONTHS = 1, 25
"""The first month, with the start of the run, is left out of the 24 months that are timed."""

SCENARIO = Scenario().with_changes(
    {"geography.map": "hexagonal", "history.control": "drawn", "period.start": "2010-05",
     "period.months": MONTHS}
)  # fmt: skip
"""June 2010 to May 2012: the busiest years, with the news of the cuts and two elections."""


def nanoseconds(councils: int, runs: int) -> float:
    """Return the median time of a council and month, in ns."""
    geography = hexagonal(councils)
    parameters = packed(SCENARIO.parameters)
    arrays: Any = build_world(SCENARIO, geography, seed=1, keep=EVERYTHING)
    times = []
    for run in range(runs + 1):
        arrays[0].scratch["used"][:] = 0
        progress = np.zeros(2, dtype=np.int64)
        start = arrays[0]._replace(calendar=arrays[0].calendar[:FIRST])
        play(parameters, start, arrays[1], run, 1, progress)
        progress[:] = 0, FIRST
        begun = thread_time()
        while not play(parameters, *arrays, run, 1, progress):
            arrays = grown(*arrays)
        times.append(thread_time() - begun)
    return 1e9 * median(times[1:]) / (councils * (MONTHS - FIRST))


def measure(*, quick: bool) -> list[Measured]:
    """Return the time at each size and the two ratios.

    Parameters
    ----------
    quick : bool
        Leave out the largest map, which takes half a minute to build.
    """
    prepare()
    sizes = list(SIZES)[: 2 if quick else 3]
    times = {size: nanoseconds(size, SIZES[size]) for size in sizes}
    rows = [
        Measured(f"growth: {larger:,} councils against {size:,}", times[larger] / times[size],
                 "x", most=MOST[larger], note="processor time per council and month")
        for size, larger in pairwise(sizes)
    ]  # fmt: skip
    for size, time in times.items():
        note = f"median of {SIZES[size]} runs of 24 months, start of the run left out"
        rows.append(Measured(f"{size:,} councils", time, "ns a council-month", note=note))
    return rows
