"""Batches: some runs of one point, the unit of work of a study, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

BATCH = 48
"""Runs of a point that are played before the next point has its turn."""


class Batch(NamedTuple):
    """So many runs of a point, from number `first`."""

    point: int
    first: int
    runs: int


def order(done: Mapping[int, Sequence[tuple[int, int]]], points: int, runs: int) -> Iterator[Batch]:
    """Yield batches: all points once, then all again, leaving out the runs that are done.

    Parameters
    ----------
    done : mapping of int to sequence of (int, int)
        For each point the first and the last run, with none missing between, of what is done.
    points, runs : int
        How many points, and runs at each.
    """
    for first in range(0, runs, BATCH):
        last = min(first + BATCH, runs)
        for point in range(points):
            for start, stop in gaps(done.get(point, ()), first, last):
                yield Batch(point, start, stop - start)


def gaps(done: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of runs from `first` up to `last` that are not done, in order."""
    for start, stop in sorted(done):
        if stop < first or start >= last:
            continue
        if start > first:
            yield first, start
        first = max(first, stop + 1)
    if first < last:
        yield first, last
