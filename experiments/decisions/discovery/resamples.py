"""What resamples of whole groups say of a box: intervals, and which of its limits come back."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.decisions.discovery.boxes import Box, inside, nearest_step
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.prim import paste
from experiments.decisions.discovery.search import search
from experiments.statistics.estimates import FEWEST, Estimate, ratio_influence, wilson
from experiments.statistics.student import student

TIMES = 50
"""Resamples in which a box is looked for again."""

PERMUTATIONS = 59
"""Of a test within a resample: the least from which 5 % can be had with three kinds of column."""


class Resamples(NamedTuple):
    """What comes of looking again in resamples.

    Attributes
    ----------
    times : int
        How many there were; 0 where there is but one group.
    back : dict
        How often the box has a limit of a column and side.
    density, coverage : float
        Of the boxes that were found in each, in the cases that it left out; NaN without any.
    """

    times: int
    back: dict[tuple[int, str], float]
    density: float
    coverage: float


def resample(cases: Cases, seed: int, mass: float | None = None, times: int = TIMES) -> Resamples:
    """Look for a box again in resamples of groups, and of points where these are a sample.

    Where a person chose a box of some mass, it is in each the one whose mass is nearest.
    """
    if cases.groups < FEWEST and not cases.sampled:
        return Resamples(0, {}, np.nan, np.nan)
    rng = np.random.default_rng([seed, 3])
    back: dict[tuple[int, str], int] = {}
    sums = np.zeros(3)  # cases of the boxes, their hits and all hits, in what was left out
    for _ in range(times):
        of_group = _drawn_times(cases.groups, rng)
        of_point = _drawn_times(len(cases.of_point), rng) if cases.sampled else None
        counts = of_group[cases.group] if cases.groups >= FEWEST else np.ones(len(cases.group))
        left = counts == 0 if cases.groups >= FEWEST else np.ones(len(counts), dtype=bool)
        if of_point is not None:
            counts = counts * of_point[cases.point]
            left &= of_point[cases.point] == 0
        part = cases.resample(counts)
        if not 0.0 < part.hits.sum() < part.number.sum():
            continue
        looked = search(part, seed, PERMUTATIONS)
        box = looked.box if mass is None else paste(part, nearest_step(looked.steps, mass).box)
        for limit in box:
            back[limit.key] = back.get(limit.key, 0) + 1
        held = inside(cases, box) & left
        sums += cases.number[held].sum(), cases.hits[held].sum(), cases.hits[left].sum()
    shares = {key: count / times for key, count in back.items()}
    density, coverage = (sums[1] / one if one else np.nan for one in (sums[0], sums[2]))
    return Resamples(times, shares, float(density), float(coverage))


def _drawn_times(number: int, rng: Any) -> Any:
    """Return how often each of some things is drawn in a resample with replacement."""
    return np.bincount(rng.integers(number, size=number), minlength=number)


class Intervals(NamedTuple):
    """Density, coverage and mass of a box with their 95 % intervals."""

    density: Estimate
    coverage: Estimate
    mass: Estimate


def box_intervals(cases: Cases, box: Box) -> Intervals:
    """Return what a box holds, with intervals over groups, and over points that are a sample.

    The box counts as given: that it was chosen for what it holds is not in them.
    """
    return row_intervals(cases, inside(cases, box))


def row_intervals(cases: Cases, held: Any) -> Intervals:
    """Return what some rows hold, as `box_intervals` does."""
    number, hits = cases.number * held, cases.hits * held
    return Intervals(
        _share(cases, hits, number),
        _share(cases, hits, cases.hits),
        _share(cases, number, cases.number),
    )


def _share(cases: Cases, part: Any, whole: Any) -> Estimate:
    """Return a share with an interval: where all groups have none or all, Wilson's over them."""
    value = float(part.sum() / whole.sum()) if whole.sum() else np.nan
    clusters = [(cases.group, cases.groups)]
    if cases.sampled:
        clusters.append((cases.point, len(cases.of_point)))
    variance, fewest = 0.0, 0
    for place, number in clusters:
        if number < FEWEST:
            continue
        sums = (np.bincount(place, one, number) for one in (part, whole))
        spread = ratio_influence(*sums).influence
        variance += float(np.var(spread, ddof=1)) / number
        fewest = min(fewest, number) if fewest else number
    if not fewest or not np.isfinite(value):
        return Estimate(value, np.nan, np.nan)
    half = student(fewest) * np.sqrt(variance)
    if half or 0.0 < value < 1.0:
        low, high = value - half, value + half
    else:
        low, high = wilson(value * fewest, fewest)
    return Estimate(value, max(0.0, float(low)), min(1.0, float(high)))
