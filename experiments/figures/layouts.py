"""In which layouts a map can be shown: England by its outlines, every map as hexagons."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from experiments.figures.cells import cell_scene, hexagon_scene
from experiments.figures.england import ghosts_of, outline_scene
from experiments.figures.scene import Scene
from simulation.errors import InputError
from simulation.geography import Geography
from simulation.geography.layout import MOST_COUNCILS
from simulation.geography.outlines import outline_codes

NOBODY = np.zeros((0, 2))


@lru_cache(maxsize=32)
def scenes_of(geography: Geography, *, own: bool = False) -> tuple[Scene, ...]:
    """Return the layouts of a map, the one that is shown at first before the others.

    Parameters
    ----------
    geography : Geography
        The map.
    own : bool
        Whether it is a map of the visitor's own, which is shown as cells at first.

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
    positions = councils[["x_km", "y_km"]].to_numpy(dtype=float)
    made_of = outline_codes(councils)
    if made_of:
        ghosts = ghosts_of(made_of)
        outside = ghosts[["x_km", "y_km"]].to_numpy(dtype=float)
        hexagons = hexagon_scene(positions, outside, list(ghosts["name"]))
        return outline_scene(councils, made_of), hexagons
    hexagons = hexagon_scene(positions, NOBODY, ())
    cells = cell_scene(positions)
    return (cells, hexagons) if own else (hexagons, cells)


def council_scene(councils: pd.DataFrame, *, own: bool = False) -> Scene:
    """Return the layout in which a figure shows a map: the first that the page shows.

    Parameters
    ----------
    councils : DataFrame
        With code, tier, county, x_km and y_km.
    own : bool
        Whether it is a map of the user's own.
    """
    made_of = outline_codes(councils)
    if made_of:
        return outline_scene(councils, made_of)
    positions = councils[["x_km", "y_km"]].to_numpy(dtype=float)
    return cell_scene(positions) if own else hexagon_scene(positions, NOBODY, ())
