"""The map without its state: every council once, north at the top, borders stored once."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from experiments.figures.england import METROPOLITAN
from experiments.figures.layouts import scenes_of
from experiments.figures.scene import Scene
from simulation.errors import InputError
from simulation.geography import TIERS, Geography, england, hexagonal, random_planar
from simulation.geography.outlines import CREDIT, lower_tier

COUNTIES_ALONE = england(["county"])
EVERYBODY = england(TIERS)
MAPS = [england(), EVERYBODY, COUNTIES_ALONE, hexagonal(60), random_planar(80, 2)]
SCENES = [(geography, scene) for geography in MAPS for scene in scenes_of(geography)]
EACH = pytest.mark.parametrize(
    ("geography", "scene"), SCENES, ids=[f"{one!r}: {scene.name}" for one, scene in SCENES]
)


def points(scene: Scene, area: int) -> np.ndarray:
    """Return the corners of an area."""
    lines = [np.reshape(arc, (-1, 2)).cumsum(axis=0) for arc in scene.arcs]
    rings = scene.areas[area]
    return np.concatenate([lines[max(arc, ~arc)] for ring in rings for arc in ring])


@EACH
def test_every_council_has_an_area(geography: Geography, scene: Scene) -> None:
    """Areas and centres are those of the councils, then of the ghosts; borders exist, once each."""
    assert len(scene.areas) == len(geography.councils) + len(scene.names)
    assert len(scene.centres) == len(scene.groups) == len(scene.areas)
    used = {max(arc, ~arc) for rings in scene.areas for ring in rings for arc in ring}
    assert used == set(range(len(scene.arcs)))
    lines = Counter(map(tuple, scene.arcs))
    assert max(lines.values()) == 1


@EACH
def test_north_is_at_the_top(geography: Geography, scene: Scene) -> None:
    """A council further north stands higher on the page."""
    height = np.array(scene.centres)[: len(geography.councils), 1]
    assert np.corrcoef(height, geography.councils["y_km"])[0, 1] < -0.95


@EACH
def test_what_is_sent_is_json_of_whole_numbers(geography: Geography, scene: Scene) -> None:
    """The text says the same as the scene."""
    sent = json.loads(scene.text)
    assert sent["arcs"] == scene.arcs
    assert sent["centres"] == [list(one) for one in scene.centres]
    assert all(isinstance(number, int) for arc in sent["arcs"] for number in arc)


@pytest.mark.parametrize("geography", MAPS, ids=repr)
def test_hexagons_do_not_lie_on_each_other(geography: Geography) -> None:
    """No two hexagons are in one place, and each shares its sides with its neighbours."""
    scene = next(one for one in scenes_of(geography) if one.name == "hexagons")
    width = np.ptp(points(scene, 0)[:, 0])
    assert pdist(scene.centres).min() > 0.98 * width
    assert {len(ring) for rings in scene.areas for ring in rings} == {6}
    assert len(scene.arcs) < 5 * len(scene.areas) + 20


def test_england_is_shown_by_its_outlines_at_first() -> None:
    """Maps of England have outlines with their credit, and hexagons; other maps have none."""
    for geography in (england(), EVERYBODY, COUNTIES_ALONE):
        assert [one.name for one in scenes_of(geography)] == ["outlines", "hexagons"]
        assert scenes_of(geography)[0].credit == CREDIT
    assert [one.name for one in scenes_of(hexagonal(7))] == ["hexagons", "cells"]
    assert [one.name for one in scenes_of(hexagonal(7), own=True)] == ["cells", "hexagons"]
    far = england().with_isolated_council("X1", "Elsewhere", 0)
    assert [one.name for one in scenes_of(far)] == ["hexagons", "cells"]


def test_councils_outside_the_world_are_ghosts_in_both_layouts() -> None:
    """Beside the 201 districts stand the 125 other councils of the lower tier, and no county."""
    everyone = set(lower_tier()["name"])
    for scene in scenes_of(england()):
        assert len(scene.names) == 125
        assert set(scene.names) <= everyone - set(england().councils["name"])
    for scene in scenes_of(EVERYBODY):
        assert scene.names == []


def test_a_county_is_the_union_of_its_districts() -> None:
    """Alone it has their ground; beside them it is a seal at its centre."""
    alone, beside = scenes_of(COUNTIES_ALONE)[0], scenes_of(EVERYBODY)[0]
    names, rows = list(EVERYBODY.councils["name"]), EVERYBODY.councils
    devon = rows.index[(rows["county"] == "Devon") & (rows["tier"] == "shire_district")]
    number = list(COUNTIES_ALONE.councils["county"]).index("Devon")
    rings = Counter(ring for row in devon for ring in beside.areas[row])
    assert Counter(alone.areas[number]) == rings
    assert alone.seals == []
    assert {names[row] for row in beside.seals} == set(rows.loc[rows["tier"] == "county", "name"])


def test_metropolitan_districts_and_boroughs_have_their_counties() -> None:
    """Each of the 36 districts is in one of six, each borough in London, no unitary in any."""
    rows, groups = EVERYBODY.councils, scenes_of(EVERYBODY)[0].groups
    found = {
        tier: Counter(np.array(groups)[rows.index[rows["tier"] == tier]].tolist()) for tier in TIERS
    }
    assert found["metropolitan_district"] == {
        "Greater Manchester": 10, "Merseyside": 5, "South Yorkshire": 4, "Tyne and Wear": 5,
        "West Midlands": 7, "West Yorkshire": 5,
    }  # fmt: skip
    assert {name for _, name in METROPOLITAN} == set(found["metropolitan_district"])
    assert found["london_borough"] == {"London": 33}
    assert set(found["unitary"]) == {""}


def test_cells_are_the_land_around_each_council() -> None:
    """A council lies in its own cell, also where two are at one place, or there is but one."""
    near = random_planar(40, 3)
    near.councils.loc[7, ["x_km", "y_km"]] = near.councils.loc[8, ["x_km", "y_km"]].to_numpy()
    for geography in (near, hexagonal(1), random_planar(2, 1)):
        scene = scenes_of(geography, own=True)[0]
        for area, (x, y) in enumerate(scene.centres):
            around = points(scene, area)
            assert around[:, 0].min() < x < around[:, 0].max()
            assert around[:, 1].min() < y < around[:, 1].max()


def test_a_map_too_large_for_a_page_is_refused() -> None:
    """More councils than can be shown one by one are refused, with the number that can."""
    with pytest.raises(InputError, match="up to 1,500"):
        scenes_of(hexagonal(1501))
