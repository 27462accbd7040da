"""A tree beside the box: splits that part the cases that meet a condition from others (CART)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.decisions.discovery.boxes import HIGH, LOW, ONLY, Box, Limit, with_limit
from experiments.decisions.discovery.cases import Cases

DEEPEST = 4
"""Splits one below another, at most: more are not read as a sentence."""

LEAST = 0.05
"""The share of all cases that a leaf has at least."""

FOLDS = 5


class Leaf(NamedTuple):
    """An end of a tree: where its cases lie, and what they hold (see `Step`)."""

    box: Box
    density: float
    coverage: float
    mass: float


class Tree(NamedTuple):
    """A tree of as many levels as pay in groups that it was not grown on.

    Attributes
    ----------
    depth : int
        0 where no split pays.
    leaves : list of Leaf
        The densest first.
    """

    depth: int
    leaves: list[Leaf]


def grow_tree(cases: Cases, seed: int) -> Tree:
    """Grow a tree whose depth whole groups that were left out decide on.

    The smallest depth counts whose loss in the groups left out lies within one standard error of
    the least (Breiman and others 1984, section 3.4.3).
    """
    table, of_column = _encoded(cases)
    depth = _depth(cases, table, seed)
    if not depth:
        return Tree(0, [])
    grown = _fit(table, cases.number, cases.hits, depth, LEAST * cases.number.sum()).tree_
    leaves = [
        _leaf(cases, table, grown, node, box) for node, box in _ends(cases, grown, of_column, 0, ())
    ]
    return Tree(depth, sorted(leaves, key=lambda leaf: -leaf.density))


def _encoded(cases: Cases) -> tuple[Any, list[tuple[int, int]]]:
    """Return numbers as they are and names as 0 or 1, with column and name of each; -1 for none."""
    parts, of_column = [], []
    for place, column in enumerate(cases.columns):
        values = cases.values(place)
        if not column.values:
            parts.append(values)
            of_column.append((place, -1))
            continue
        for name in range(len(column.values)):
            parts.append((values == name).astype(float))
            of_column.append((place, name))
    return np.column_stack(parts), of_column


def _fit(table: Any, number: Any, hits: Any, depth: int, least: float) -> Any:
    """Grow a tree on shares, whose squared error within a leaf is half the Gini impurity."""
    from sklearn.tree import DecisionTreeRegressor

    fraction = min(0.5, float(least / number.sum()))
    tree = DecisionTreeRegressor(max_depth=depth, min_weight_fraction_leaf=fraction, random_state=0)
    return tree.fit(table, hits / number, sample_weight=number)


def _depth(cases: Cases, table: Any, seed: int) -> int:
    """Return how many levels pay in groups (or points that are a sample) that were left out."""
    by_point = cases.sampled and len(cases.of_point) >= cases.groups
    unit, units = (cases.point, len(cases.of_point)) if by_point else (cases.group, cases.groups)
    folds = min(FOLDS, units)
    if folds < 2:  # noqa: PLR2004 -- nothing can be left out
        return 0
    fold = np.random.default_rng([seed, 4]).permutation(units)[unit] % folds
    losses = np.zeros((DEEPEST + 1, units))
    for out in range(folds):
        grown, left = fold != out, fold == out
        number, hits = cases.number[grown], cases.hits[grown]
        for depth in range(DEEPEST + 1):
            chance = np.full(left.sum(), hits.sum() / number.sum())
            if depth:
                chance = _fit(table[grown], number, hits, depth, LEAST * number.sum()).predict(
                    table[left]
                )
            loss = cases.hits[left] * (1 - 2 * chance) + cases.number[left] * chance**2
            losses[depth] += np.bincount(unit[left], loss, units)
    best = int(losses.sum(axis=1).argmin())
    for depth in range(best):
        more = losses[depth] - losses[best]
        if more.sum() <= np.sqrt(units) * more.std(ddof=1):
            return depth
    return best


def _ends(
    cases: Cases, grown: Any, of_column: list[tuple[int, int]], node: int, box: Box
) -> list[tuple[int, Box]]:
    """Return the leaves below a node, each with the box that its splits come to."""
    if grown.children_left[node] < 0:
        return [(node, box)]
    place, name = of_column[grown.feature[node]]
    cut = float(grown.threshold[node])
    found = []
    for child, is_right in ((grown.children_left[node], False), (grown.children_right[node], True)):
        limit = _limit(cases, box, place, name, cut, is_right=is_right)
        found += _ends(cases, grown, of_column, int(child), with_limit(box, limit))
    return found


def _limit(cases: Cases, box: Box, place: int, name: int, cut: float, *, is_right: bool) -> Limit:
    """Return what one side of a split comes to; a number is the nearest that occurs inside."""
    if name >= 0:
        names = next((one.inside for one in box if one.key == (place, ONLY)),
                     tuple(range(len(cases.columns[place].values))))  # fmt: skip
        inside = (name,) if is_right else tuple(one for one in names if one != name)
        return Limit(place, ONLY, np.nan, inside)
    levels = cases.levels[place]
    at = int(np.searchsorted(levels.astype(np.float32), np.float32(cut), "right"))
    return (
        Limit(place, LOW, float(levels[at]))
        if is_right
        else Limit(place, HIGH, float(levels[at - 1]))
    )


def _leaf(cases: Cases, table: Any, grown: Any, node: int, box: Box) -> Leaf:
    there = grown.apply(table.astype(np.float32)) == node
    number, hits = cases.number[there].sum(), cases.hits[there].sum()
    return Leaf(
        box,
        float(hits / number),
        float(hits / cases.hits.sum()),
        float(number / cases.number.sum()),
    )
