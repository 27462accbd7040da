"""Exact sign tests of many things at once: whether more moves one way than chance leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.stats import binom

from experiments.statistics.comparisons import LEVEL, holm


def sign_tests(up: Any, down: Any) -> Any:
    """Return p-values of exact sign tests, both ways, with Holm's allowance for their number.

    Of verdicts before and after, in pairs, it is McNemar's exact test. Where so few things move
    that no way of moving could be told from chance, none is made or allowed for (Tarone 1990).

    Parameters
    ----------
    up, down : array of int
        How many things move one way and the other, for each test.

    Examples
    --------
    >>> sign_tests([12, 8, 1], [0, 7, 0]).round(4).tolist()
    [0.001, 1.0, 1.0]
    """
    up, down = np.asarray(up), np.asarray(down)
    moved = up + down
    p_values = np.minimum(1.0, 2.0 * binom.cdf(np.minimum(up, down), moved, 0.5))
    least = np.minimum(1.0, 2.0 * 0.5**moved)
    possible = least <= LEVEL / _allowed_for(least)
    found = np.ones(moved.shape)
    found[possible] = holm(p_values[possible])
    return found


def _allowed_for(least: Any) -> int:
    """Return for how many tests is to be allowed, by the least p-value that each could have."""
    numbers = range(1, len(least) + 1)
    return next((number for number in numbers if np.sum(least <= LEVEL / number) <= number), 1)
