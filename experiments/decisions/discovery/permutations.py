"""Tests of columns and limits by permutation, in which no group is cut through.

Where nothing varies with an outcome, members could be exchanged for one another with all their
runs, and the points at which one member (or run) plays for one another too, for it plays all with
the same draws. What is chosen among many columns and values is held against the best that such a
choice finds in cases that were exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from experiments.decisions.discovery.boxes import Box, Limit, inside
from experiments.decisions.discovery.cases import SOURCES, Cases, Source
from experiments.statistics.comparisons import LEVEL

TIMES = 99
"""Permutations of a test."""

SAME = 1.0 - 1e-9
"""What a sum that only rounding makes smaller is multiplied with."""


def column_p_values(cases: Cases, box: Box, seed: int, times: int = TIMES) -> Any:
    """Return, for each column, the chance of a limit on it that is worth as much within a box.

    It is held against the best limit that any column of its kind (factors of points, parameters of
    members, columns of talks) has in permutations, with Bonferroni's allowance for the kinds.
    """
    part = cases.where(inside(cases, box))
    found = []
    for number, source in enumerate(SOURCES):
        if cases.source_columns(source):
            rng = np.random.default_rng([seed, len(box), number])
            best = [one.max() for one in _permuted_worths(part, source, rng, times)]
            worths = _worths(part, source, *_sums(part, source))
            found.append([_p_value(best, one) for one in worths])
    return np.minimum(np.concatenate(found) * len(found), 1.0)


def without_chance(cases: Cases, box: Box, seed: int) -> tuple[Box, dict[Limit, float]]:
    """Return a box without the limits that chance would give too, and the p-value of each.

    The one that is likeliest to be chance goes first, and the others are looked at again.
    """
    dropped: dict[Limit, float] = {}
    while True:
        p_values = {limit: limit_p_value(cases, box, limit, seed) for limit in box}
        worst = max(box, key=lambda limit: p_values[limit], default=None)
        if worst is None or p_values[worst] <= LEVEL:
            return box, p_values | dropped
        dropped[worst] = p_values[worst]
        box = tuple(one for one in box if one != worst)


def limit_p_value(cases: Cases, box: Box, limit: Limit, seed: int, times: int = TIMES) -> float:
    """Return the chance of a limit that is worth as much, within the others of its box.

    As `column_p_values` does, of the limit as it is.
    """
    part = cases.where(inside(cases, tuple(one for one in box if one != limit)))
    outside = ~limit.holds(part.values(limit.column))
    source = cases.columns[limit.column].source
    rng = np.random.default_rng([seed, limit.column, len(box), 7])
    best = [one.max() for one in _permuted_worths(part, source, rng, times)]
    kinds = sum(bool(cases.source_columns(one)) for one in SOURCES)
    return min(1.0, kinds * _p_value(best, float(_fewer(part)[outside].sum())))


def _p_value(best: list[Any], worth: float) -> float:
    as_good = int(np.sum(np.array(best) >= worth * SAME))
    return (1 + as_good) / (1 + len(best))


def _fewer(part: Cases) -> Any:
    """Return by how many hits each row has fewer than its share of all of them."""
    return part.rate * part.number - part.hits


def _sums(part: Cases, source: Source) -> tuple[Any, Any]:
    """Return which points, groups or rows there are, and what each is worth leaving out."""
    if source == "case":
        return np.arange(len(part.number)), _fewer(part)
    rows = part.point if source == "point" else part.group
    there, place = np.unique(rows, return_inverse=True)
    return there, np.bincount(place, _fewer(part))


def _permuted_worths(part: Cases, source: Source, rng: Any, times: int) -> Iterator[Any]:
    """Yield what the best limit on each column of a kind is worth in permutations."""
    there, sums = _sums(part, source)
    evaluate = _Worths(part, source, there)
    shuffled = _points_shuffled(part, there, rng) if source == "point" else None
    for _ in range(times):
        if source == "case":
            yield evaluate(sums[_shuffled_in_cells(part, rng)])
        elif shuffled is None:
            yield evaluate(rng.permutation(sums))
        else:
            yield evaluate(next(shuffled))


def _points_shuffled(part: Cases, there: Any, rng: Any) -> Iterator[Any]:
    """Yield what points are worth where each group has exchanged those at which it plays."""
    group = np.unique(part.group, return_inverse=True)[1]
    point = np.searchsorted(there, part.point)
    table = np.zeros((group.max() + 1, len(there)))
    np.add.at(table, (group, point), _fewer(part))
    plays = np.zeros(table.shape, dtype=bool)
    plays[group, point] = True
    if plays.all():
        while True:
            yield rng.permuted(table, axis=1).sum(axis=0)
    row, column = np.nonzero(plays)  # by group, as the shuffled ones are
    values = table[row, column]
    while True:
        order = np.lexsort((rng.random(len(row)), row))
        yield np.bincount(column, values[order], len(there))


def _shuffled_in_cells(part: Cases, rng: Any) -> Any:
    """Return rows in an order in which each stands for one of the same point and group."""
    cell = part.point * part.groups + part.group
    order = np.empty(len(cell), dtype=np.int64)
    order[np.argsort(cell, kind="stable")] = np.lexsort((rng.random(len(cell)), cell))
    return order


def _worths(part: Cases, source: Source, there: Any, sums: Any) -> Any:
    return _Worths(part, source, there)(sums)


class _Worths:
    """What the best limit on each column of a kind is worth.

    Of numbers a limit leaves out one end, of names any of them.

    Parameters
    ----------
    part, source, there : Cases, str, array of int
        The cases, the kind, and which points, groups or rows there are.
    """

    def __init__(self, part: Cases, source: Source, there: Any) -> None:
        codes = part.table(source)[there].T
        self.named = [bool(part.columns[place].values) for place in part.source_columns(source)]
        self.codes = codes
        self.order = np.argsort(codes, axis=1, kind="stable")
        rising = np.take_along_axis(codes, self.order, axis=1)
        self.ends = np.ones(codes.shape, dtype=bool)  # of those with one value, the last
        self.ends[:, :-1] = rising[:, 1:] != rising[:, :-1]

    def __call__(self, sums: Any) -> Any:
        """Return it for each column, from what points, groups or rows are worth."""
        found = (np.abs(sums[self.order].cumsum(axis=1)) * self.ends).max(axis=1)
        for place in np.flatnonzero(self.named):
            found[place] = np.bincount(self.codes[place], sums).clip(0.0).sum()
        return found
