"""A map on which every council is an equal hexagon near its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]

MOST_COUNCILS = 1500
"""Councils up to which a map shows each of them; more would be dots, and take long to place."""

ROW = np.sqrt(3.0) / 2.0  # height of a row of hexagons whose centres lie 1 apart
LONGEST_EDGE = 3.0  # times the median: longer edges of the triangulation cross water or gaps
FEWEST_FOR_AREA = 4


@dataclass(frozen=True)
class HexLayout:
    """Places of councils on a lattice of hexagons, corners up.

    Attributes
    ----------
    cells : array of int, shape (councils, 2)
        Column and row of each council, both from 0; every second row is shifted right by half
        a column.
    spacing_km : float
        Distance of neighbouring centres on the ground.
    moved_km : array of float, shape (councils,)
        How far each council was moved from its place.
    """

    cells: Cells
    spacing_km: float
    moved_km: Floats

    @property
    def centres(self) -> Floats:
        """Centres of the hexagons, neighbouring ones 1 apart, shape (councils, 2)."""
        return centres_of(self.cells)


def centres_of(cells: Cells) -> Floats:
    """Return the centres of cells (column, row), neighbouring ones 1 apart."""
    column, row = cells[:, 0], cells[:, 1]
    return np.column_stack([column + 0.5 * (row % 2), row * ROW])


def hex_layout(positions: Any) -> HexLayout:
    """Place councils on hexagons so that all of them together move as little as possible.

    Parameters
    ----------
    positions : array of float, shape (councils, 2)
        Places on the ground, km.

    Notes
    -----
    Councils are matched to the cells of a lattice by the least sum of squared distances
    (`scipy.optimize.linear_sum_assignment`), so that no order of councils is favoured: taking
    the nearest free cell one council after the other moves them further and parts more
    neighbours.
    """
    points = np.ascontiguousarray(positions, dtype=np.float64).reshape(-1, 2)
    return _layout(points.tobytes(), len(points))


@lru_cache(maxsize=16)
def _layout(content: bytes, councils: int) -> HexLayout:
    points = np.frombuffer(content).reshape(councils, 2)
    spacing = _spacing(points)
    return _matched(points, spacing)


def _spacing(points: Floats) -> float:
    """Return the width of a hexagon of the area that a council has on average."""
    from scipy.spatial import QhullError, cKDTree

    if len(points) < FEWEST_FOR_AREA:
        return float(np.ptp(points, axis=0).max()) or 1.0
    distances: Any = cKDTree(points).query(points, k=2)[0]
    nearest = float(np.median(distances[:, 1]))
    try:
        area = _area(points) / len(points)
    except QhullError:  # all on one line
        area = 0.0
    return max(nearest, float(np.sqrt(area / ROW))) or 1.0


def _area(points: Floats) -> float:
    """Return the area of the land between points: their triangles without long edges."""
    from scipy.spatial import Delaunay

    corners = points[Delaunay(points).simplices]
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    kept = edges.max(axis=1) <= LONGEST_EDGE * np.median(edges)
    (ax, ay), (bx, by), (cx, cy) = (corners[kept, place].T for place in range(3))
    return float(np.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).sum() / 2.0)


def _matched(points: Floats, spacing: float) -> HexLayout:
    """Match councils to the cells of a lattice over them."""
    from scipy.optimize import linear_sum_assignment

    cells, ground = lattice(points, spacing)
    cost = ((points[:, None, :] - ground[None, :, :]) ** 2).sum(axis=2)
    chosen = linear_sum_assignment(cost)[1]
    picked = cells[chosen]
    picked[:, 1] -= picked[:, 1].min() // 2 * 2  # an even number, so that the shifted rows stay
    picked[:, 0] -= picked[:, 0].min()
    moved = np.linalg.norm(ground[chosen] - points, axis=1)
    return HexLayout(cells=picked, spacing_km=spacing, moved_km=moved)


def lattice(points: Floats, spacing: float) -> tuple[Cells, Floats]:
    """Return the cells on and around some points, and where they lie on the ground.

    The lattice passes through the first point, so that points on a lattice stay where they are.
    """
    from scipy.spatial import cKDTree

    low = np.floor((points.min(axis=0) - points[0]) / spacing / [1.0, ROW]).astype(int) - 3
    high = np.ceil((points.max(axis=0) - points[0]) / spacing / [1.0, ROW]).astype(int) + 3
    low -= low % 2  # the first row of the lattice is one that is not shifted
    column, row = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1))
    cells = np.column_stack([column.ravel(), row.ravel()]).astype(np.int64)
    ground = points[0] + spacing * centres_of(cells)
    away: Any = cKDTree(points).query(ground)[0]
    margin = 2.0 * spacing
    while True:
        near = away <= margin
        if near.sum() >= len(points):
            return cells[near], ground[near]
        margin *= 1.5
