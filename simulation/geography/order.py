"""The order of rows: along a Z-shaped curve, so that neighbours are near in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

_BITS = 16  # 65,536 cells a side: finer than any map of 500,000 councils needs


def morton_code(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.uint64]:
    """Return the place of each point on a Z-order (Morton 1966) curve over the map's square."""
    span = max(float(np.ptp(x)), float(np.ptp(y))) or 1.0
    top = 2**_BITS - 1
    column, row = (((v - v.min()) / span * top).astype(np.uint64) for v in (x, y))
    return _spread(column) | (_spread(row) << np.uint64(1))


def in_morton_order(councils: pd.DataFrame) -> pd.DataFrame:
    """Return the table sorted along the curve, ties by code, with rows numbered from 0."""
    curve = morton_code(councils["x_km"].to_numpy(float), councils["y_km"].to_numpy(float))
    ranks = np.lexsort((councils["code"].to_numpy(object).astype(str), curve))
    return councils.iloc[ranks].reset_index(drop=True)


def _spread(cell: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Put a zero between any two of the 16 bits of a whole number."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        cell = (cell | (cell << np.uint64(shift))) & np.uint64(mask)
    return cell
