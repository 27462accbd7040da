"""Where one number lies among those of many runs."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

RARE = 0.05
"""Below this two-sided mid-p a number lies outside what most runs give."""


class Position(NamedTuple):
    """Where a number lies among others.

    Attributes
    ----------
    below : float
        The share of the others that are below it, ties counted half.
    mid_p : float
        Twice the smaller of that share and the rest.
    """

    below: float
    mid_p: float


def position_among(values: Any, number: float, decimals: int) -> Position:
    """Return where a number lies among those of runs; runs without one are left out.

    Parameters
    ----------
    values : array of float
        Of runs.
    number : float
        Reported to so many decimals: what is rounded to the same is a tie.
    decimals : int

    Examples
    --------
    >>> position_among([1.0, 2.0, 2.0, 3.0], 2.0, 0)
    Position(below=0.5, mid_p=1.0)
    """
    there = np.asarray(values, dtype=float)
    there = np.round(there[~np.isnan(there)], decimals)
    if not len(there) or math.isnan(number):
        return Position(math.nan, math.nan)
    number = float(np.round(number, decimals))
    below = float(np.mean(there < number) + 0.5 * np.mean(there == number))
    return Position(below, 2.0 * min(below, 1.0 - below))
