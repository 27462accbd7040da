"""A sweep: one setting at several values, the same runs at each, and what an outcome comes to.

for points in sweep_points(scenario, "talks.planned_months", (2, 4, 6, 9, 12), "success_rate"):
    ...                                 # after every chunk of runs: one `SweepPoint` a value
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from experiments.browser.ensemble.totals import KEEP, ChunkTally, EnsembleTotals, tally_chunk
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.text.numbers import estimate_text
from simulation.catalogue import Entry, parameter_entries
from simulation.ensemble import each_chunk
from simulation.errors import InputError
from simulation.scenario import Scenario

RUNS = 100
"""Runs at each value."""

FEWEST, MOST, USUAL = 5, 9, 7
"""Values of a sweep: at least, at most, and where none are chosen."""


@dataclass(frozen=True)
class SweepPoint:
    """What an outcome comes to at one value, over the runs so far.

    Attributes
    ----------
    value : float
        Of the setting.
    runs : int
        How many were played.
    estimate, low, high : float or None
        Mean or share with its 95 % interval; None where the runs cannot tell.
    words : str
        The estimate and its interval, as a sentence has them.
    """

    value: float
    runs: int
    estimate: float | None
    low: float | None
    high: float | None
    words: str


def sweep_values(name: str, low: float, high: float, number: int = USUAL) -> tuple[float, ...]:
    """Return so many values of a setting, evenly from low to high; whole ones where it has such.

    Raises
    ------
    InputError
        If there is no such number to set, or the ends or how many there are is not allowed.

    Examples
    --------
    >>> sweep_values("talks.planned_months", 2, 14, 5)
    (2.0, 5.0, 8.0, 11.0, 14.0)
    """
    entry = sweepable(name)
    if not FEWEST <= number <= MOST:
        raise InputError(
            "is not such a number of values", field="values", value=number,
            allowed=f"{FEWEST} to {MOST}",
        )  # fmt: skip
    for end in (low, high):
        if not entry.low <= end <= entry.high:
            raise InputError(
                "is out of range", field=name, value=end, allowed=f"{entry.low:g} to {entry.high:g}"
            )
    if low >= high:
        raise InputError(
            "has no room between its ends", field=name, value=f"{low:g} to {high:g}",
            allowed="a lower value first",
        )  # fmt: skip
    spaced = [low + (high - low) * place / (number - 1) for place in range(number)]
    if isinstance(entry.default, int):
        return tuple(dict.fromkeys(round(one) for one in spaced))
    return tuple(float(f"{one:.3g}") for one in spaced)


def sweepable(name: str) -> Any:
    """Return the entry of a number that can be swept.

    Raises
    ------
    InputError
        If there is none of this name, or it is no number with two ends.
    """
    entry = parameter_entries().get(name)
    if entry is None or not is_sweepable(entry):
        raise InputError("is no number that can be swept", field=name[:40])
    return entry


def is_sweepable(entry: Entry) -> bool:
    """Return whether a setting is a number between two ends, and changes no map and no period."""
    return (
        entry.low is not None
        and entry.high is not None
        and entry.group not in ("geography", "period")
    )


def sweep_points(
    scenario: Scenario,
    name: str,
    values: Sequence[float],
    outcome: str,
    *,
    runs: int = RUNS,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[list[SweepPoint]]:
    """Play the same runs at every value and yield what the outcome comes to so far.

    Parameters
    ----------
    scenario, name, values : Scenario, str, sequence of float
        All other settings; the setting, by its dotted name; and the values that it has.
    outcome : str
        Name of an outcome.
    runs, seed : int
        Runs at each value, and their seed; draws are common to all values.
    stopped : callable
        Asked after each chunk of runs whether to end early.

    Raises
    ------
    InputError
        If a value is not allowed, or there is no such outcome.
    """
    (wanted,) = outcomes_named([outcome])
    scenarios = [scenario.with_changes({name: value}) for value in values]
    totals = [EnsembleTotals() for _ in values]
    for row in _common_chunks(scenarios, runs, seed):
        for one, chunk in zip(totals, row, strict=True):
            one.add(chunk)
        yield [_point(*pair, wanted) for pair in zip(values, totals, strict=True)]
        if stopped():
            return


def _common_chunks(
    scenarios: Sequence[Scenario], runs: int, seed: int
) -> Iterator[tuple[ChunkTally, ...]]:
    """Yield the same chunks of runs of each scenario."""
    with ExitStack() as stack:
        each: list[Any] = [
            each_chunk(one, tally_chunk, runs=runs, seed=seed, keep=KEEP) for one in scenarios
        ]
        for chunks in each:
            stack.callback(chunks.close)
        yield from zip(*each, strict=True)


def _point(value: float, totals: EnsembleTotals, outcome: Outcome) -> SweepPoint:
    found = totals.summary(outcome)
    if not found.runs:
        return SweepPoint(value, totals.runs, None, None, None, "no run has it")
    row = {"value": found.value, "low": found.low, "high": found.high}
    low, high = (None if math.isnan(end) else float(end) for end in (found.low, found.high))
    words = estimate_text(row, outcome.unit)
    return SweepPoint(value, totals.runs, float(found.value), low, high, words)
