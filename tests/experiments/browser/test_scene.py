"""The map without its state: every council once, inside the box, north at the top."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from experiments.browser.map.scene import scene_of
from simulation.errors import InputError
from simulation.geography import TIERS, Geography, england, hexagonal, random_planar

MAPS = [england(), england(TIERS), hexagonal(60), random_planar(80, 2)]


@pytest.mark.parametrize("geography", MAPS, ids=repr)
def test_everything_is_inside_the_box(geography: Geography) -> None:
    """Hexagons and places lie in the box, and no two hexagons are in one place."""
    scene = scene_of(geography)
    for points in (scene.hexagons, scene.places):
        x, y = np.array(points).T
        assert x.min() > 0.5
        assert y.min() > 0.5
        assert x.max() < scene.width - 0.5
        assert y.max() < scene.height - 0.5
    assert pdist(scene.hexagons).min() > 0.99


def test_north_is_at_the_top_and_places_are_true() -> None:
    """A council further north stands higher, and true places keep their distances."""
    geography = england()
    scene = scene_of(geography)
    places = np.array(scene.places)
    north = geography.councils["y_km"].to_numpy()
    assert np.corrcoef(places[:, 1], north)[0, 1] < -0.999
    assert np.corrcoef(np.array(scene.hexagons)[:, 1], north)[0, 1] < -0.97
    ground = geography.councils[["x_km", "y_km"]].to_numpy()
    ratio = np.linalg.norm(places[0] - places[-1]) / np.linalg.norm(ground[0] - ground[-1])
    assert np.linalg.norm(places[20] - places[90]) == pytest.approx(
        ratio * np.linalg.norm(ground[20] - ground[90]), rel=0.01
    )


def test_neighbours_are_mutual() -> None:
    """Who shares a boundary with a council has it as a neighbour in turn."""
    near = scene_of(england(TIERS)).neighbours
    assert sum(map(len, near)) > 1000
    assert all(row in near[other] for row, others in enumerate(near) for other in others)


def test_a_map_too_large_for_a_page_is_refused() -> None:
    """More councils than can be shown one by one are refused, with the number that can."""
    with pytest.raises(InputError, match="up to 1,500"):
        scene_of(hexagonal(1501))
