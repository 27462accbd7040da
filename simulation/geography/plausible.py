"""What is out of reason on a map: refused where it cannot be meant, noted where it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError
from simulation.geography.fitted import RURAL_SHARE_MEAN

if TYPE_CHECKING:
    from simulation.geography.csv_table import CsvTable

Positions = npt.NDArray[np.float64]

UNITS = ("kilometres", "metres", "degrees", "unchecked")
"""What coordinates of an own map can be in; the last takes them as kilometres come what may."""

FIRST_YEAR, LAST_YEAR = 1800, 2200
MOST_PEOPLE = 200_000_000
MOST_POUNDS = 1e13
LONGEST_BOUNDARY_KM = 10_000.0
MOST_EXPOSURE = 1000.0

FARTHEST_KM = 50_000.0
"""No place on earth is so far from an origin on it."""

FARTHEST_APART_KM, NEAREST_KM = 1000.0, 1.0
"""Between a council and the nearest other: beyond this a map is in metres, below it in degrees."""

KM_A_DEGREE = 111.2
FEW_PEOPLE = 500
LEAST_A_HEAD, MOST_A_HEAD = 10.0, 20_000.0
"""Pounds of net budget: English councils have 80 to 3,000."""
SMALL_MAP = 5  # councils up to which it is no wonder that everyone reaches everyone


def kilometres(table: CsvTable, units: str) -> Positions:
    """Return where councils lie, in km east and north; `units` are those of x_km and y_km.

    Raises
    ------
    InputError
        If a coordinate is no number, or they look like metres or degrees and are not said to be.
    """
    east = table.number("x_km", "km east of any origin")
    north = table.number("y_km", "km north of any origin")
    if units == "degrees":
        for column, values, most in (("x_km", east, 180.0), ("y_km", north, 90.0)):
            wrong = pd.Series(np.abs(values) > most, index=table.rows.index)
            if wrong.any():
                limits = f"-{most:g} to {most:g} degrees (x_km longitude, y_km latitude)"
                raise table.fault("is no such coordinate", column, wrong, allowed=limits)
        narrower = np.cos(np.radians(north.mean()))
        return np.column_stack([east * KM_A_DEGREE * narrower, north * KM_A_DEGREE])
    position = np.column_stack([east, north]) / (1000.0 if units == "metres" else 1.0)
    if units != "unchecked":
        _check_units(table, position, units)
    return position


def _check_units(table: CsvTable, position: Positions, units: str) -> None:
    """Refuse coordinates that cannot be in these units."""
    apart = _usual_distance(position)
    far = bool((np.abs(position) > FARTHEST_KM).any()) or apart > FARTHEST_APART_KM
    on_globe = bool((np.abs(position) <= (180.0, 90.0)).all())
    if not far and not (on_globe and 0.0 < apart < NEAREST_KM):
        return
    other = "metres" if far and units == "kilometres" else "degrees" if not far else "no unit"
    nearest = f"the nearest council is {apart:,.3g} km away, in the middle" if apart else "too far"
    raise InputError(
        f"look like {other}, not {units} ({nearest})",
        file=table.file,
        field=f"line {table.rows.index[0]}, columns 'x_km' and 'y_km'",
        value=f"{table.rows['x_km'].iloc[0]}, {table.rows['y_km'].iloc[0]}",
        allowed="km, or geography.coordinates = 'metres', 'degrees' or 'unchecked'",
    )


def _usual_distance(position: Positions) -> float:
    """Return how far the nearest other council is, for the council in the middle; 0 without one."""
    from scipy.spatial import cKDTree

    different = np.unique(position, axis=0)
    if len(different) < 2:  # noqa: PLR2004 -- a distance is between two
        return 0.0
    nearest: Positions = np.asarray(cKDTree(different).query(different, k=[2])[0])
    return float(np.median(nearest))


def council_notes(table: CsvTable, people: npt.NDArray[np.int64], budget: Positions) -> list[str]:
    """Return what is hard to believe of populations and budgets, each with its first line."""
    a_head = budget / np.maximum(people, 1)
    few = people < FEW_PEOPLE
    little, much = (a_head < LEAST_A_HEAD) & ~few, (a_head > MOST_A_HEAD) & ~few
    doubts = (
        ("population", few, "people are few for a council: are they thousands?"),
        ("net_budget", little, "pounds a year are little for so many people: thousands?"),
        ("net_budget", much, "pounds a year are much for so few people"),
    )
    notes = []
    for column, found, words in doubts:
        if found.any():
            first = int(np.argmax(found))
            more = f" (and {found.sum() - 1:,} lines more)" if found.sum() > 1 else ""
            value, line = table.rows[column].iloc[first], table.rows.index[first]
            notes.append(f"{table.file}, line {line}: {value} {words}{more}")
    return notes


def rural_notes(file: str, rurality: pd.Series[float]) -> list[str]:
    """Return that shares were given where per cent are meant, if it looks so."""
    given = rurality[rurality != 0.0] + RURAL_SHARE_MEAN  # a blank one is at the mean
    most = 100.0 * float(given.max()) if len(given) > 1 else 0.0
    if not 0.0 < round(most, 9) <= 1.0:
        return []
    return [f"{file}: no rural_share_pct is above {most:g}: are they shares, not per cent?"]


def tie_notes(councils: int, ties: int) -> list[str]:
    """Return what is hard to believe of who can reach whom."""
    if councils and not ties:
        return ["no council can reach another, so that nobody will ever share"]
    if councils > SMALL_MAP and ties == councils * (councils - 1):
        return ["every council is within reach of every other: is reach_km meant to be so large?"]
    return []
