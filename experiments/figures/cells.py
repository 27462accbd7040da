"""Maps of cells: equal hexagons, or the land that is nearest to each council."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.figures.scene import Ring, Scene
from simulation.geography.layout import Floats, hex_layout, lattice

LARGEST = 6500.0
"""Units of the longer side of a map of cells, about as many as England is high."""

SHORE = 0.8
"""How far from a council its land may reach, in widths of a mean council."""

APART = 0.1
"""How far councils at one place are moved from each other, in such widths."""

SNAP = 1e-6
"""What keeps a corner that two areas count from their own sides from being rounded two ways."""

TURN = 2.399963
"""The golden angle, which puts any number of points around a place without two on one line."""


def hexagon_scene(positions: Floats, ghosts: Floats, names: Sequence[str]) -> Scene:
    """Return councils as equal hexagons near their places.

    Parameters
    ----------
    positions, ghosts : array of float, shape (councils, 2)
        Places of the councils, and of others that are only shown, km.
    names : sequence of str
        Of those others.
    """
    centres = hex_layout(np.concatenate([positions, ghosts])).centres
    turned = np.pi / 6 + np.arange(6) * np.pi / 3
    corner = np.column_stack([np.cos(turned), np.sin(turned)]) / np.sqrt(3.0)
    return _scene("hexagons", centres, list(centres[:, None, :] + corner[None]), names)


def cell_scene(positions: Floats) -> Scene:
    """Return each council as the land that is nearer to it than to any other and not far away."""
    from scipy.spatial import Voronoi, cKDTree

    spacing = hex_layout(positions).spacing_km
    points = _apart(positions, APART * spacing)
    water = lattice(points, spacing)[1]
    tree: Any = cKDTree(points)
    water = water[tree.query(water)[0] > SHORE * spacing]
    middle, reach = points.mean(axis=0), 10 * (np.ptp(points, axis=0).max() + 10 * spacing)
    frame = middle + reach * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    cells = Voronoi(np.concatenate([points, water, frame]))
    corners = []
    for row, point in enumerate(points):
        around = cells.vertices[cells.regions[cells.point_region[row]]] - point
        corners.append(around[np.argsort(np.arctan2(around[:, 1], around[:, 0]))] + point)
    return _scene("cells", points, corners, ())


def _apart(points: Floats, step: float) -> Floats:
    """Return points of which no two are at one place."""
    turns = np.zeros(len(points))
    known: dict[bytes, int] = {}
    for row, point in enumerate(points):
        turns[row] = known[point.tobytes()] = known.get(point.tobytes(), -1) + 1
    away = step * np.sqrt(turns)[:, None]
    angle = TURN * turns
    return np.asarray(points + away * np.column_stack([np.cos(angle), np.sin(angle)]))


def _scene(name: str, centres: Floats, corners: list[Floats], names: Sequence[str]) -> Scene:
    """Return the scene of some polygons, given by their corners in order."""
    points = np.concatenate(corners)
    low, high = points.min(axis=0), points.max(axis=0)
    unit = LARGEST / (high - low).max()

    def on_page(these: Floats) -> list[list[int]]:
        """Return points in whole units from the top left."""
        units = np.column_stack([these[:, 0] - low[0], high[1] - these[:, 1]])
        plain: list[list[int]] = np.rint(unit * units + SNAP).astype(int).tolist()
        return plain

    borders: dict[tuple[int, ...], int] = {}
    areas = [[_ring(on_page(one), borders)] for one in corners]
    return Scene(
        name=name,
        arcs=[[x, y, u - x, v - y] for x, y, u, v in borders],
        areas=areas,
        names=list(names),
        centres=[(x, y) for x, y in on_page(centres)],
        groups=[""] * len(centres),
    )


def _ring(corners: list[list[int]], borders: dict[tuple[int, ...], int]) -> Ring:
    """Return a polygon as borders, of which those not yet known are added."""
    ring = []
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        if one == other:
            continue
        if (*other, *one) in borders:
            ring.append(~borders[*other, *one])
        else:
            ring.append(borders.setdefault((*one, *other), len(borders)))
    return tuple(ring)
