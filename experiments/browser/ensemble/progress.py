"""An ensemble in progress: chunks of runs are played, tallied and summarised again and again.

    warm_up()                                         # once, as the server starts
    for summary in ensemble_summaries(scenario, baseline=None, runs=300, seed=0):
        summary.done, summary.wanted                  # progress; the first bands come at once
        summary.bands, summary.success, summary.reasons, summary.survival, summary.outcomes
        summary.baseline, summary.differences         # with a baseline: paired, same draws

Each summary is whole: the page replaces what it shows. Runs are those of `partnerships run` with
the same seed. They are played in the thread that asks, one at a time: compiled runs let go of the
interpreter, so that other visitors go on. Leaving the loop, or `stopped` returning True, ends the
work after the runs under way.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import cast

from experiments.browser.ensemble.summary import EnsembleSummary, summarise_ensemble
from experiments.browser.ensemble.totals import KEEP, ChunkTally, EnsembleTotals, tally_chunk
from simulation import Scenario
from simulation.ensemble import each_chunk
from simulation.maps import geography_of

Chunks = Generator[tuple[ChunkTally, ...], None, None]

RUNS = 300
"""Runs unless asked otherwise."""

PAUSE = 0.4
"""Seconds at least between two summaries."""

PLAY_PER_SUMMARY = 3
"""How many times as long as a summary takes is played, at least, before the next."""

ready = threading.Event()
"""Set once the model is compiled and loaded."""


def warm_up() -> None:
    """Compile the model if need be, load it, and run everything once, so that nobody waits."""
    tiny = {"geography.map": "hexagonal", "geography.size": 7, "period.months": 24}
    scenario = Scenario().with_changes({**tiny, "history.control": "drawn"})
    for _ in ensemble_summaries(scenario, baseline=scenario, runs=2):
        pass
    geography_of(Scenario())
    ready.set()


def ensemble_summaries(
    scenario: Scenario,
    *,
    baseline: Scenario | None = None,
    runs: int = RUNS,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[EnsembleSummary]:
    """Play many runs and summarise, again and again, what they say so far.

    Parameters
    ----------
    scenario : Scenario
        The present levers.
    baseline : Scenario or None
        What they are compared with, on the same draws; another map or period is not.
    runs, seed : int
        How many runs of each, and their seed.
    stopped : callable
        Asked after each chunk of runs whether to end early.

    Yields
    ------
    EnsembleSummary
        After the first chunk of some 20 runs, then every `PAUSE` seconds, and after the last.

    Raises
    ------
    InputError
        If a scenario does not fit its map.
    """
    scenarios = [scenario]
    if baseline is not None and _of_one_world(scenario, baseline):
        scenarios.append(baseline)
    with closing(_paired_chunks(scenarios, runs, seed)) as chunks:
        yield from _summaries(chunks, runs, stopped)


def _of_one_world(one: Scenario, other: Scenario) -> bool:
    """Return whether runs of two scenarios can be paired: on one map, over the same months."""
    return one.geography == other.geography and one.period == other.period


def _summaries(chunks: Chunks, runs: int, stopped: Callable[[], bool]) -> Iterator[EnsembleSummary]:
    """Add up chunks of runs and summarise now and then what they say so far."""
    now, before = EnsembleTotals(), EnsembleTotals()
    last, cost = float("-inf"), 0.0
    for pair in chunks:
        for totals, chunk in zip((now, before), pair, strict=False):
            totals.add(chunk)
        if stopped():
            return
        begun = time.monotonic()
        if begun - last >= max(PAUSE, PLAY_PER_SUMMARY * cost) or now.runs == runs:
            summary = summarise_ensemble(now, before if before.runs else None, runs)
            cost = time.monotonic() - begun
            yield summary
            last = time.monotonic()


def _paired_chunks(scenarios: list[Scenario], runs: int, seed: int) -> Chunks:
    """Yield the same chunks of runs of each scenario."""
    each = [each_chunk(one, tally_chunk, runs=runs, seed=seed, keep=KEEP) for one in scenarios]
    try:
        yield from zip(*each, strict=True)
    finally:
        for chunks in each:
            cast("Generator[ChunkTally]", chunks).close()
