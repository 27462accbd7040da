"""The outlines of England's lower-tier councils in 2013: fit for drawing, not for measuring.

    outlines = council_outlines()               # read once
    outlines.rings("E07000223")                 # rings of points, km on the National Grid
    outlines.shapes["E07000223"], outlines.arcs # the same as borders, each stored once

A border that two councils share is one arc; a ring names its arcs, `~arc` for one run backwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.geography.england import england
from simulation.geography.tiers import TIERS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Ring = tuple[int, ...]

CREDIT = (
    "Contains OS data © Crown copyright and database right 2014. Outlines: UK-GeoJSON, CC BY 4.0"
)
"""What has to stand wherever the outlines are shown or passed on."""

UNITS_PER_KM = 10
"""Coordinates are whole hundreds of metres."""


@dataclass(frozen=True, eq=False)
class Outlines:
    """The outlines of councils, with shared borders stored once.

    Attributes
    ----------
    arcs : tuple of array of int, shape (points, 2)
        Borders as points on the National Grid, hundreds of metres east and north.
    shapes : dict of str to tuple of tuple of int
        Rings of each council, by its code: the arcs of each ring in order.
    """

    arcs: tuple[Ints, ...]
    shapes: dict[str, tuple[Ring, ...]]

    def ring(self, arcs: Ring) -> Floats:
        """Return the points of a ring, km, the first repeated at the end."""
        parts = [self.arcs[one] if one >= 0 else self.arcs[~one][::-1] for one in arcs]
        points = [parts[0], *(part[1:] for part in parts[1:])]
        return np.concatenate(points) / UNITS_PER_KM

    def rings(self, code: str) -> list[Floats]:
        """Return the rings of a council, km: its parts, and what lies inside them and is not its.

        Raises
        ------
        KeyError
            If there is no outline of this code.
        """
        return [self.ring(one) for one in self.shapes[code]]


@cache
def council_outlines() -> Outlines:
    """Return the packaged outlines of the 326 lower-tier councils of 2013."""
    path = files("simulation.geography") / "data" / "outlines.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    # the transform turns whole numbers into metres; it has one scale and no shift
    unit = round(topology["transform"]["scale"][0] * UNITS_PER_KM) // 1000
    lines = [unit * np.cumsum(one, axis=0, dtype=np.int64) for one in topology["arcs"]]
    arcs, number = _once(lines)
    shapes = topology["objects"]["councils"]["geometries"]
    return Outlines(arcs, {str(one["id"]): _rings(one, number) for one in shapes})


def _once(lines: list[Ints]) -> tuple[tuple[Ints, ...], list[int]]:
    """Return each line once, and the arc that each of those given has become.

    Simplification has left some borders that are the same line twice, once for either council.
    """
    known: dict[bytes, int] = {}
    arcs, number = list[Ints](), list[int]()
    for line in lines:
        if line.tobytes() not in known:
            known[line[::-1].tobytes()] = ~len(arcs)
            known[line.tobytes()] = len(arcs)
            arcs.append(line)
        number.append(known[line.tobytes()])
    return tuple(arcs), number


def _rings(shape: Any, number: list[int]) -> tuple[Ring, ...]:
    """Return all rings of a shape, which may have several parts."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return tuple(
        tuple(number[arc] if arc >= 0 else ~number[~arc] for arc in ring)
        for part in parts
        for ring in part
    )


def outline_codes(councils: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return which outlines make up each council of a map; empty if it is no map of England.

    Parameters
    ----------
    councils : DataFrame
        With code, tier and county. A county is made up of its shire districts.
    """
    shapes = council_outlines().shapes
    below: dict[str, list[str]] = {}
    for row in lower_tier().itertuples():
        if row.tier == "shire_district":
            below.setdefault(str(row.county), []).append(str(row.code))
    found = [
        (str(row.code),)
        if row.code in shapes
        else tuple(below.get(str(row.county), ()) if row.tier == "county" else ())
        for row in councils.itertuples()
    ]
    return found if all(found) else []


@cache
def lower_tier() -> pd.DataFrame:
    """Return the 326 councils that have an outline, as `Geography.councils`; not to be changed."""
    return england([tier for tier in TIERS if tier != "county"]).councils
