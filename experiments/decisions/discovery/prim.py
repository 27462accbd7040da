"""Boxes that hold many of the cases that meet a condition: PRIM (Friedman and Fisher 1999).

Peeling takes, step by step, a thin slice off the side of the box whose loss raises the density of
what is left most for each case that is lost; pasting gives slices back while density rises. Each
step is a box of its own, from which a person chooses between density and coverage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from experiments.decisions.discovery.boxes import (
    HIGH,
    LOW,
    ONLY,
    Box,
    Limit,
    Size,
    Step,
    inside,
    measure,
    with_limit,
)
from experiments.decisions.discovery.cases import Cases

ALPHA = 0.05
"""The share of a box that a slice has at least. Patient: a wrong slice costs little."""

LEAST = 0.05
"""The share of all cases that the smallest box has."""

SLACK = 1e-9
"""By which sums of fractions are rounded."""


def trajectory(
    cases: Cases,
    columns: Collection[int] | None = None,
    *,
    alpha: float = ALPHA,
    least: float = LEAST,
) -> list[Step]:
    """Return the boxes of peeling, from all cases to the smallest box, each with what it holds.

    Parameters
    ----------
    cases : Cases
        What is peeled.
    columns : collection of int, optional
        Those that may limit a box; default all.
    alpha, least : float
        The share of a box that a slice has, and the share of all cases that a box has, at least.
    """
    columns = range(len(cases.columns)) if columns is None else columns
    steps, smallest = [measure(cases, ())], least * float(cases.number.sum())
    left = cases
    while steps[-1].density < 1.0:
        limit = best_slice(left, columns, alpha, smallest)
        if limit is None:
            break
        left = left.where(limit.holds(left.values(limit.column)))
        steps.append(measure(cases, with_limit(steps[-1].box, limit)))
    return steps


def best_slice(
    cases: Cases, columns: Collection[int], alpha: float, smallest: float
) -> Limit | None:
    """Return the limit that takes the best slice off some cases, or None if none may be taken.

    Parameters
    ----------
    cases, columns : Cases, collection of int
        What is left so far, and the columns that may be limited.
    alpha, smallest : float
        The share of them that a slice has at least, and how many cases must be left.
    """
    best, gain = None, -np.inf
    whole = Size(float(cases.number.sum()), float(cases.hits.sum()))
    for place, number, hits in cases.sums(columns):
        named = bool(cases.columns[place].values)
        slices = _named_slices(number, hits) if named else _ordered_slices(number, hits, alpha)
        for limit, left in slices:
            if left.number < smallest or not left.number:
                continue
            rise = left.hits / left.number - whole.hits / whole.number
            if (one := rise / (whole.number - left.number)) > gain:
                best, gain = limit._replace(column=place), one
    return best and _in_values(best, cases.levels[best.column])


def _in_values(limit: Limit, levels: Any) -> Limit:
    """Return a limit in the values of its column instead of their places."""
    if limit.side == ONLY:
        return limit._replace(inside=tuple(int(levels[one]) for one in limit.inside))
    return limit._replace(value=float(levels[int(limit.value)]))


def _named_slices(number: Any, hits: Any) -> list[tuple[Limit, Size]]:
    """Return what is left without each of the names, with the limit that leaves it out."""
    there = np.flatnonzero(number).tolist()
    whole = Size(float(number.sum()), float(hits.sum()))
    return [
        (
            Limit(0, ONLY, np.nan, tuple(one for one in there if one != name)),
            Size(whole.number - float(number[name]), whole.hits - float(hits[name])),
        )
        for name in there
        if len(there) > 1
    ]


def _ordered_slices(number: Any, hits: Any, alpha: float) -> list[tuple[Limit, Size]]:
    """Return what is left without the lowest and without the highest values."""
    there = np.flatnonzero(number)
    sums, sums_of_hits = number[there].cumsum(), hits[there].cumsum()
    total, found = Size(float(sums[-1]), float(sums_of_hits[-1])), []
    wanted = alpha * total.number
    below = int(np.searchsorted(sums, wanted * (1 - SLACK)))  # the last value that goes
    if below + 1 < len(there):
        left = Size(total.number - float(sums[below]), total.hits - float(sums_of_hits[below]))
        found.append((Limit(0, LOW, float(there[below + 1])), left))
    above = int(np.searchsorted(sums, (total.number - wanted) * (1 + SLACK), "right")) - 1
    if 0 <= above < len(there) - 1:
        left = Size(float(sums[above]), float(sums_of_hits[above]))
        found.append((Limit(0, HIGH, float(there[above])), left))
    return found


def paste(cases: Cases, box: Box, alpha: float = ALPHA) -> Box:
    """Return a box with slices given back for as long as that raises its density."""
    best = measure(cases, box)
    while True:
        wider = [measure(cases, one) for one in _wider(cases, best, alpha)]
        better = [one for one in wider if one.density > best.density]
        if not better:
            return best.box
        best = max(better, key=lambda one: one.density)


def _wider(cases: Cases, step: Step, alpha: float) -> Iterator[Box]:
    """Yield the box with each of its limits moved outwards by a slice, or taken away."""
    wanted = alpha * step.mass * float(cases.number.sum())
    for limit in step.box:
        others = tuple(one for one in step.box if one != limit)
        yield others
        if limit.side == ONLY:
            continue
        held = inside(cases, others) & ~limit.holds(cases.values(limit.column))
        values, number = cases.values(limit.column)[held], cases.number[held]
        order = np.argsort(values if limit.side == HIGH else -values, kind="stable")
        last = int(np.searchsorted(number[order].cumsum(), wanted))
        if last < len(order):
            yield (*others, limit._replace(value=float(values[order[last]])))
