"""The map of England: councils as they lie, those that play no part in grey, counties, cities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.scene import Point, Scene
from simulation.geography.outlines import CREDIT, UNITS_PER_KM, council_outlines, lower_tier

METROPOLITAN = (
    (10, "Greater Manchester"),
    (15, "Merseyside"),
    (19, "South Yorkshire"),
    (24, "Tyne and Wear"),
    (31, "West Midlands"),
    (36, "West Yorkshire"),
    (37, "Tyne and Wear"),
)
"""The metropolitan counties: the last numbers of their districts' codes, in order."""

CITIES = (
    ("London", "E09000033", 4),
    ("Birmingham", "E08000025", -8),
    ("Manchester", "E08000003", 4),
    ("Leeds", "E08000035", 4),
    ("Newcastle", "E08000021", 4),
    ("Bristol", "E06000023", -2),
    ("Hull", "E06000010", -6),
    ("Plymouth", "E06000026", 16),
)
"""Cities to find one's way by: the council they lie in, and how many pixels below its centre."""


def ghosts_of(made_of: list[tuple[str, ...]]) -> pd.DataFrame:
    """Return the lower-tier councils of England on whose ground no council of a map stands."""
    inside = {code for codes in made_of for code in codes}
    everyone = lower_tier()
    return everyone[~everyone["code"].isin(inside)]


def outline_scene(councils: pd.DataFrame, made_of: list[tuple[str, ...]]) -> Scene:
    """Return councils of England as they lie.

    Parameters
    ----------
    councils : DataFrame
        Of the map.
    made_of : list of tuple of str
        Which outlines make up each of them.
    """
    outlines, ghosts = council_outlines(), ghosts_of(made_of)
    both = pd.concat([councils, ghosts])
    codes = [*made_of, *((str(code),) for code in ghosts["code"])]
    alone = {parts[0] for parts in codes if len(parts) == 1}
    seals = [
        row
        for row, (tier, parts) in enumerate(zip(councils["tier"], made_of, strict=True))
        if tier == "county" and not alone.isdisjoint(parts)
    ]
    steps = (np.diff(arc, axis=0, prepend=0) * [1, -1] for arc in outlines.arcs)
    return Scene(
        name="outlines",
        arcs=[one.ravel().tolist() for one in steps],
        areas=[[ring for code in parts for ring in outlines.shapes[code]] for parts in codes],
        names=list(ghosts["name"]),
        centres=[_units(x, y) for x, y in zip(both["x_km"], both["y_km"], strict=True)],
        groups=[_county(row) for row in both.itertuples()],
        seals=seals,
        places=_cities(),
        credit=CREDIT,
    )


def _cities() -> list[tuple[str, int, int, int]]:
    """Return name and place of each city, and how far below it its name stands."""
    row = {code: number for number, code in enumerate(lower_tier()["code"])}
    where = lower_tier()[["x_km", "y_km"]].to_numpy()
    return [(name, *_units(*where[row[code]]), below) for name, code, below in CITIES]


def _units(x: float, y: float) -> Point:
    return round(UNITS_PER_KM * x), round(-UNITS_PER_KM * y)


def _county(row: Any) -> str:
    """Return the county whose border a council lies in, empty if it is one of its own."""
    if row.tier == "metropolitan_district":
        number = int(row.code[3:])
        return next(name for last, name in METROPOLITAN if number <= last)
    return "London" if row.tier == "london_borough" else str(row.county)
