"""What many other runs say: bands, success by length, survival, reasons, and A against B.

    warm()                                            # once, as the server starts
    for seen in ensemble(scenario, baseline=None, runs=300, seed=0, stopped=flag.is_set):
        seen.done, seen.wanted                        # progress; the first bands come at once
        seen.bands, seen.success, seen.reasons, seen.survival, seen.outcomes
        seen.baseline, seen.differences               # with a baseline: paired, same draws

Each `Seen` (see `seen`) is whole: the page replaces what it shows. Runs are those of
`partnerships run` with
the same seed. They are played in the thread that asks, one at a time: compiled runs let go of the
interpreter, so that other visitors go on. Leaving the loop, or `stopped` returning True, ends the
work after the runs under way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import cast

from experiments.browser.ensemble.summary import Seen, seen_in
from experiments.browser.ensemble.totals import KEEP, Gathered, Part, part_of
from simulation import Scenario
from simulation.ensemble import each_chunk
from simulation.maps import geography_of

__all__ = ["RUNS", "Seen", "ensemble", "warm"]

Parts = Generator[tuple[Part, ...], None, None]

RUNS = 300
"""Runs unless asked otherwise."""

PAUSE = 0.4
"""Seconds at least between what is told and told again."""

TELLING = 3
"""How many times as long as telling takes, at least, before it is told again."""


def warm() -> None:
    """Compile the model if need be, load it, and run everything once, so that nobody waits."""
    tiny = {"geography.map": "hexagonal", "geography.size": 7, "period.months": 24}
    scenario = Scenario().with_changes({**tiny, "history.control": "drawn"})
    for _ in ensemble(scenario, baseline=scenario, runs=2):
        pass
    geography_of(Scenario())


def ensemble(
    scenario: Scenario,
    *,
    baseline: Scenario | None = None,
    runs: int = RUNS,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Seen]:
    """Play many runs and tell, again and again, what they say so far.

    Parameters
    ----------
    scenario : Scenario
        The present levers.
    baseline : Scenario or None
        What they are compared with, on the same draws.
    runs, seed : int
        How many runs of each, and their seed.
    stopped : callable
        Asked after each chunk of runs whether to end early.

    Yields
    ------
    Seen
        After the first chunk of some 20 runs, then every `PAUSE` seconds, and after the last.

    Raises
    ------
    InputError
        If a scenario does not fit its map.
    """
    scenarios = [scenario] if baseline is None else [scenario, baseline]
    with closing(_parts(scenarios, runs, seed)) as parts:
        yield from _told(parts, runs, stopped)


def _told(parts: Parts, runs: int, stopped: Callable[[], bool]) -> Iterator[Seen]:
    """Gather chunks of runs and tell now and then what they say so far."""
    now, before = Gathered(), Gathered()
    told, cost = float("-inf"), 0.0
    for chunk in parts:
        for one, part in zip((now, before), chunk, strict=False):
            one.add(part)
        if stopped():
            return
        begun = time.monotonic()
        if begun - told >= max(PAUSE, TELLING * cost) or now.runs == runs:
            seen = seen_in(now, before if before.runs else None, runs)
            cost = time.monotonic() - begun
            yield seen
            told = time.monotonic()


def _parts(scenarios: list[Scenario], runs: int, seed: int) -> Parts:
    """Yield the same chunks of runs of each scenario."""
    played = [each_chunk(one, part_of, runs=runs, seed=seed, keep=KEEP) for one in scenarios]
    try:
        yield from zip(*played, strict=True)
    finally:
        for one in played:
            cast("Generator[Part]", one).close()
