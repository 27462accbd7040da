"""How many runs more would narrow intervals to a stated width."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

WIDTH = 0.1
"""Width of an interval that is asked for where none is named."""


class Precision(NamedTuple):
    """What is missing until every interval is as narrow as is asked for.

    Attributes
    ----------
    width : float
        Of the widest interval; NaN where one has no end.
    rows : int
        Rows that are needed altogether; 0 where it cannot be said.
    more : int
        Runs that are missing.
    """

    width: float
    rows: int
    more: int


def precision(
    intervals: pd.DataFrame, asked: float, rows: int, a_row: int, *, doubled: bool
) -> Precision:
    """Return how many rows and runs more would narrow intervals to a width.

    An interval over rows narrows with the root of their number.

    Parameters
    ----------
    intervals : DataFrame
        low and high of each.
    asked : float
        The width from low to high.
    rows, a_row : int
        Rows there are, and runs of a row.
    doubled : bool
        Whether rows are a power of two.

    Examples
    --------
    >>> precision(pd.DataFrame({"low": [0.1], "high": [0.3]}), 0.1, 64, 12, doubled=True)
    Precision(width=0.2, rows=256, more=2304)
    """
    widths = (intervals["high"] - intervals["low"]).astype(float)
    if widths.empty or widths.isna().any():
        return Precision(float("nan"), 0, 0)
    width = round(float(widths.max()), 12)
    needed = max(rows, math.ceil(round(rows * (width / asked) ** 2, 6)))
    if doubled:
        needed = 1 << (needed - 1).bit_length()
    return Precision(width, needed, (needed - rows) * a_row)
