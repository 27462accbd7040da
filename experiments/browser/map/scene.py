"""The map without its state: where each council stands, ready to be drawn.

    scene = scene_of(recording.geography)     # some milliseconds; layouts are kept by position
    scene.hexagons[row], scene.places[row]    # x to the right, y down, hexagons 1 apart

Send it once; `Recording.frame` gives what changes from month to month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.errors import InputError
from simulation.geography import Geography
from simulation.geography.layout import MOST_COUNCILS, hex_layout

MARGIN = 0.65
"""Room around the outermost centres; a hexagon is 0.58 from its centre to a corner."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Scene:
    """A map as it is drawn; lists have an entry for each council, in map order.

    Attributes
    ----------
    name : str
        Of the map.
    codes, names, tiers, counties : list of str
        Of the councils; a county may be empty.
    hexagons : list of tuple of float
        Centre of each council's hexagon, corners up, neighbouring centres 1 apart.
    places : list of tuple of float
        Where it truly lies, in the same units and box.
    width, height : float
        Of the box that holds both, from 0.
    neighbours : list of list of int
        Rows of the councils it shares a boundary with.
    """

    name: str
    codes: list[str]
    names: list[str]
    tiers: list[str]
    counties: list[str]
    hexagons: list[Point]
    places: list[Point]
    width: float
    height: float
    neighbours: list[list[int]]


def scene_of(geography: Geography) -> Scene:
    """Return the scene of a map.

    Raises
    ------
    InputError
        If the map has more councils than a page can show one by one.
    """
    councils = geography.councils
    if len(councils) > MOST_COUNCILS:
        raise InputError(
            "there are too many councils to show each of them",
            field="geography.size",
            value=len(councils),
            allowed=f"up to {MOST_COUNCILS:,}",
        )
    layout = hex_layout(councils[["x_km", "y_km"]].to_numpy())
    ground = councils[["x_km", "y_km"]].to_numpy() / layout.spacing_km
    centres = layout.centres
    ground += centres.mean(axis=0) - ground.mean(axis=0)
    low = np.minimum(centres.min(axis=0), ground.min(axis=0)) - MARGIN
    high = np.maximum(centres.max(axis=0), ground.max(axis=0)) + MARGIN
    width, height = (high - low).round(3).tolist()
    return Scene(
        name=geography.name,
        codes=[str(one) for one in councils["code"]],
        names=[str(one) for one in councils["name"]],
        tiers=[str(one).replace("_", " ") for one in councils["tier"]],
        counties=[str(one) for one in councils["county"]],
        hexagons=_points(centres - low, height),
        places=_points(ground - low, height),
        width=width,
        height=height,
        neighbours=_neighbours(geography),
    )


def _points(points: np.ndarray, height: float) -> list[Point]:
    """Return points with y counted from the top, as screens do."""
    return [(round(x, 3), round(height - y, 3)) for x, y in points.tolist()]


def _neighbours(geography: Geography) -> list[list[int]]:
    ties = geography.ties[geography.ties["contiguous"]]
    near: list[list[int]] = [[] for _ in range(len(geography.councils))]
    for source, target in zip(ties["source"].tolist(), ties["target"].tolist(), strict=True):
        near[source].append(target)
    return near
