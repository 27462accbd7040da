"""Further boxes by covering: each is looked for in the cases that no box before it holds.

So PRIM (Friedman and Fisher 1999) tells of several regions. The search ends at the first box that
chance would give too, so that where the earlier boxes are all there is, one too many is found as
seldom as a first one in noise.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from experiments.decisions.discovery.boxes import Box, Step, best_step, inside
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.limits import TestedLimit, sift
from experiments.decisions.discovery.prim import paste
from experiments.decisions.discovery.resamples import (
    Intervals,
    Resamples,
    resample,
    row_intervals,
)
from experiments.decisions.discovery.search import search
from experiments.statistics.comparisons import LEVEL

MOST_BOXES = 5
"""Boxes of a discovery. Assumption: of more nobody takes notice."""

STRIDE = 100
"""Between the seeds of one box and the next, which uses some more for its rounds."""


class FurtherBox(NamedTuple):
    """A box in the cases that no earlier one holds.

    Attributes
    ----------
    box : Step
        Its limits; density among its cases that no earlier box holds, coverage and mass as the
        share that these are of all hits and of all cases.
    intervals : Intervals
        Of these three.
    limits : list of TestedLimit
        Its limits, tested where it was found.
    resamples : Resamples
        What comes of looking for it again there, the earlier boxes as they are.
    rate : float
        The share of those cases that meet the condition, where it was looked for.
    together : float
        The share of all hits that lies in it and the earlier ones.
    """

    box: Step
    intervals: Intervals
    limits: list[TestedLimit]
    resamples: Resamples
    rate: float
    together: float


def further_boxes(cases: Cases, first: Box, seed: int) -> list[FurtherBox]:
    """Return boxes in what a first box leaves, in the order in which they are found."""
    found: list[FurtherBox] = []
    free = ~inside(cases, first)
    while len(found) + 1 < MOST_BOXES:
        left = cases.where(free)
        if not 0.0 < left.hits.sum() < left.number.sum():
            break
        one = _next_box(cases, free, seed + STRIDE * (len(found) + 1))
        if one is None:
            break
        found.append(one)
        free = free & ~inside(cases, one.box.box)
    return found


def _next_box(cases: Cases, free: Any, seed: int) -> FurtherBox | None:
    """Return the best box among the rows that are free, or None if chance would give it too."""
    left = cases.where(free)
    looked = search(left, seed)
    if looked.chance > LEVEL:
        return None
    again = resample(left, seed)
    box, limits, _ = sift(left, paste(left, best_step(looked.steps).box), seed, again)
    if not box:
        return None
    held = inside(cases, box) & free
    ends = row_intervals(cases, held)
    step = Step(box, *(one.value for one in ends))
    covered = cases.hits[held | ~free].sum() / cases.hits.sum()
    return FurtherBox(step, ends, limits, again, left.rate, float(covered))
