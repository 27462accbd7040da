"""Councils on hexagons: each has its own, near its place and its neighbours."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.geography import TIERS, Geography, england, hexagonal, random_planar
from simulation.geography.layout import centres_of, hex_layout, lattice

MAPS = {
    "districts": england(),
    "all tiers": england(TIERS),
    "random": random_planar(150, 1),
}


def places(geography: Geography) -> npt.NDArray[np.float64]:
    """Return where councils lie, in km."""
    return geography.councils[["x_km", "y_km"]].to_numpy(float)


def snapped(positions: npt.NDArray[np.float64], spacing: float) -> tuple[object, object]:
    """Return cells and distances when each council in turn takes the nearest free cell."""
    cells, ground = lattice(positions, spacing)
    free, chosen = np.ones(len(cells), dtype=bool), []
    for position in positions:
        away = np.where(free, np.linalg.norm(ground - position, axis=1), np.inf)
        chosen.append(int(away.argmin()))
        free[chosen[-1]] = False
    return cells[chosen], np.linalg.norm(ground[chosen] - positions, axis=1)


def kept_neighbours(geography: Geography, cells: npt.NDArray[np.int64]) -> float:
    """Return the share of contiguous pairs that touch on the hexagons too."""
    ties = geography.ties[geography.ties["contiguous"]]
    centres = centres_of(cells)
    a, b = ties["source"].to_numpy(), ties["target"].to_numpy()
    return float((np.linalg.norm(centres[a] - centres[b], axis=1) < 1.01).mean())


@pytest.mark.parametrize("name", MAPS)
def test_matching_beats_snapping(name: str) -> None:
    """Councils move less, and keep more of their neighbours, than by taking turns."""
    geography = MAPS[name]
    layout = hex_layout(places(geography))
    cells, moved = snapped(places(geography), layout.spacing_km)
    assert layout.moved_km.mean() < 0.9 * np.mean(moved)
    assert (layout.moved_km**2).sum() < (np.asarray(moved) ** 2).sum()
    assert kept_neighbours(geography, layout.cells) > kept_neighbours(geography, np.asarray(cells))


def test_most_neighbours_of_england_still_touch() -> None:
    """On the map of districts more than three in five contiguous pairs share an edge."""
    assert kept_neighbours(MAPS["districts"], hex_layout(places(MAPS["districts"])).cells) > 0.6


@pytest.mark.parametrize("name", MAPS)
def test_every_council_has_a_hexagon_of_its_own(name: str) -> None:
    """No two councils share a cell, and cells count from 0."""
    layout = hex_layout(places(MAPS[name]))
    assert len(np.unique(layout.cells, axis=0)) == len(MAPS[name].councils)
    assert layout.cells.min(axis=0).tolist()[0] == 0
    assert layout.cells[:, 1].min() in (0, 1)


def test_hexagons_stay_where_they_are() -> None:
    """A map that is a lattice of hexagons already is drawn as it is."""
    geography = hexagonal(60)
    layout = hex_layout(places(geography))
    assert layout.moved_km.max() < 1e-6
    assert kept_neighbours(geography, layout.cells) == 1.0


def test_north_stays_north() -> None:
    """Order from south to north and from west to east is kept but for small steps."""
    positions = places(MAPS["districts"])
    centres = hex_layout(positions).centres
    for axis in (0, 1):
        assert np.corrcoef(positions[:, axis], centres[:, axis])[0, 1] > 0.98


@given(
    arrays(
        float,
        st.tuples(st.integers(1, 30), st.just(2)),
        elements=st.floats(-500, 500, width=32),
    )
)
def test_any_places_can_be_laid_out(positions: npt.NDArray[np.float64]) -> None:
    """One council, twins and places on one line get hexagons of their own too."""
    layout = hex_layout(positions)
    assert len(np.unique(layout.cells, axis=0)) == len(positions)
    assert np.isfinite(layout.moved_km).all()
