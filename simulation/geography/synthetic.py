"""Synthetic maps of any size: hexagons, or random points joined as their cells touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from simulation.errors import InputError
from simulation.geography.fitted import CLUSTERING, COUNTY_SIZE, MEDIAN_BUDGET
from simulation.geography.geography import Geography
from simulation.geography.invented import invented_councils
from simulation.geography.order import in_morton_order
from simulation.geography.party_map import draw_control, draw_largest_party, map_draws, party_shares
from simulation.geography.ties import NO_BOUNDARIES, Boundaries, Floats, tie_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

MOST_COUNCILS = 500_000
MOST_TIES = 60_000_000  # about ten gigabytes while they are built
SPACING_KM = 24.0  # with a reach of 65 km about 23 ties a council on a map of 200, as in England
REACH_KM = 65.0
TRIANGLE = 3  # corners
LONGEST_EDGE = 2.5  # times the spacing; longer edges of the triangulation run along the map's hull


def hexagonal(
    councils: int = 201,
    seed: int = 0,
    *,
    spacing_km: float = SPACING_KM,
    reach_km: float = REACH_KM,
    shares: Mapping[str, float] | None = None,
    clustering: float = CLUSTERING,
    county_size: float = COUNTY_SIZE,
) -> Geography:
    """Return a map of equal hexagons, roughly square in shape.

    Parameters
    ----------
    councils, seed : int
        How many, 1 to 500,000; seed of all that is drawn, which no run changes.
    spacing_km, reach_km : float
        Distance of neighbouring centres; how far apart centres may lie to be tied.
    shares : mapping of str to float, optional
        Share of each control (Con, Lab, LD, Ind, NOC), sum 1; default `fitted.PARTY_SHARES`.
    clustering : float in [0, 1]
        How far control follows a few centres of a party; 0 independent.
    county_size : float
        Councils in a county, on average.

    Raises
    ------
    InputError
        If a value is out of its range.
    """
    _check(councils, spacing_km, reach_km, county_size)
    rng = map_draws(seed)
    position = _hexagon_centres(councils, spacing_km)
    table = in_morton_order(invented_councils(position, county_size, rng))
    name = f"{councils:,} hexagons"
    return _geography(
        name, table, _touching_hexagons, spacing_km, reach_km, shares, clustering, rng
    )


def random_planar(
    councils: int = 201,
    seed: int = 0,
    *,
    spacing_km: float = SPACING_KM,
    reach_km: float = REACH_KM,
    shares: Mapping[str, float] | None = None,
    clustering: float = CLUSTERING,
    county_size: float = COUNTY_SIZE,
) -> Geography:
    """Return a square map of random points, contiguous where their cells touch.

    Contiguity is the Delaunay triangulation without its over-long edges. Parameters and errors
    are those of `hexagonal`; `spacing_km` is that of hexagons of the same mean area.
    """
    _check(councils, spacing_km, reach_km, county_size)
    rng = map_draws(seed)
    side = np.sqrt(councils * spacing_km**2 * np.sqrt(3) / 2)
    position = rng.uniform(0, side, size=(councils, 2))
    table = in_morton_order(invented_councils(position, county_size, rng))
    name = f"{councils:,} random points"
    return _geography(name, table, _touching_cells, spacing_km, reach_km, shares, clustering, rng)


def _geography(
    name: str,
    table: pd.DataFrame,
    touching: Callable[[Floats, float], Boundaries],
    spacing_km: float,
    reach_km: float,
    shares: Mapping[str, float] | None,
    clustering: float,
    rng: np.random.Generator,
) -> Geography:
    position = table[["x_km", "y_km"]].to_numpy(float)
    control = draw_control(position, party_shares(shares), clustering, rng)
    return Geography(
        name=name,
        councils=table,
        ties=tie_table(table, touching(position, spacing_km), reach_km),
        control=None,
        largest_party=None,
        control_years=range(0),
        initial_control=control,
        initial_largest_party=draw_largest_party(control, rng),
        median_budget=MEDIAN_BUDGET,
    )


def _check(councils: int, spacing_km: float, reach_km: float, county_size: float) -> None:
    def refuse(field: str, value: float, allowed: str) -> InputError:
        return InputError("out of range", field=field, value=value, allowed=allowed)

    if not 1 <= councils <= MOST_COUNCILS or councils != int(councils):
        raise refuse("councils", councils, f"a whole number from 1 to {MOST_COUNCILS:,}")
    if not 0 < spacing_km < np.inf:
        raise refuse("spacing_km", spacing_km, "more than 0 km")
    if not 1 <= county_size < np.inf:
        raise refuse("county_size", county_size, "1 or more councils")
    within = 2 * np.pi / np.sqrt(3) * (reach_km / spacing_km) ** 2
    if councils * min(within, councils) > MOST_TIES:
        allowed = f"a reach that gives at most {MOST_TIES / councils:,.0f} ties a council"
        raise refuse("reach_km", reach_km, allowed)


def _hexagon_centres(councils: int, spacing_km: float) -> Floats:
    columns = max(1, round(np.sqrt(councils * np.sqrt(3) / 2)))
    row, column = np.divmod(np.arange(councils), columns)
    x = (column + 0.5 * (row % 2)) * spacing_km
    return np.column_stack([x, row * spacing_km * np.sqrt(3) / 2])


def _touching_hexagons(position: Floats, spacing_km: float) -> Boundaries:
    from scipy.spatial import cKDTree

    touch = cKDTree(position).query_pairs(spacing_km * 1.001, output_type="ndarray")
    return _boundaries(position, touch)


def _touching_cells(position: Floats, spacing_km: float) -> Boundaries:
    from scipy.spatial import Delaunay

    if len(position) < TRIANGLE:  # too few to triangulate: all touch
        ends = np.triu_indices(len(position), k=1)
        return _boundaries(position, np.column_stack(ends))
    corners = Delaunay(position).simplices
    edges = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    length = np.linalg.norm(position[edges[:, 0]] - position[edges[:, 1]], axis=1)
    return _boundaries(position, edges[length <= LONGEST_EDGE * spacing_km])


def _boundaries(position: Floats, pairs: npt.NDArray[np.integer]) -> Boundaries:
    """Give each touching pair the side of a hexagon whose neighbours are as far apart."""
    if not len(pairs):
        return NO_BOUNDARIES
    a, b = pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.int64)
    return Boundaries(a, b, np.linalg.norm(position[a] - position[b], axis=1) / np.sqrt(3))
