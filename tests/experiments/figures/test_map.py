"""Maps of figures: England by its outlines with what is owed, colours that everybody can tell."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from experiments.figures import pairs
from experiments.figures.chart import Picture, write_below
from experiments.figures.council_map import draw_states
from experiments.figures.example import MapState
from experiments.figures.layouts import council_scene
from experiments.figures.palette import HUES, LAND, SHARING, TALKING
from experiments.figures.sketch import Sketch
from experiments.runs.pairs import pairs_table
from experiments.text.scenario import Setting
from simulation import Scenario
from simulation.geography import TIERS, Geography, england, hexagonal
from simulation.geography.outlines import CREDIT
from simulation.terms import PARTIES

SETTING = Setting(Scenario(), 1)

SEEN = {
    "normal": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                        [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                        [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
"""How colours are seen (Machado, Oliveira and Fernandes 2009), on linear light."""

TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, kind: str = "normal") -> np.ndarray:
    """Return a colour in CIELAB as some people see it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(SEEN[kind] @ linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def drawn(geography: Geography) -> tuple[str, str]:
    """Return what a picture of a map says below it, and its alternative text."""
    state = MapState(["Con"] * len(geography.councils), [[0, 1, 2]], [(3, 4)])
    picture = draw_states(geography.councils, [state], SETTING, ["2007-01"])
    return written(picture), picture.alt


def written(picture: Picture) -> str:
    """Return all that stands in a picture."""
    assert isinstance(picture.figure, Sketch)
    return " ".join(one.text for one in picture.figure.words())


@pytest.mark.parametrize("kind", SEEN)
def test_party_colours_can_be_told_apart(kind: str) -> None:
    """No two of them, or of them and bare land, look alike to anybody."""
    colours = [*(HUES[party.hue] for party in PARTIES), LAND]
    gaps = [
        np.linalg.norm(lab(one, kind) - lab(other, kind)) for one, other in combinations(colours, 2)
    ]
    assert min(gaps) > 14


def test_party_colours_hold_in_grey() -> None:
    """Printed without colour, parties and bare land are of different lightness."""
    light = sorted(lab(colour)[0] for colour in [*HUES.values(), LAND])
    assert np.diff(light).min() > 6.5
    assert max(lab(SHARING)[0], lab(TALKING)[0]) < light[0]


def test_england_is_drawn_by_its_outlines_with_what_is_owed() -> None:
    """The line about the outlines stands in the picture, and in none that has no outlines."""
    for geography in (england(), england(TIERS), england(["county"])):
        assert council_scene(geography.councils).name == "outlines"
    below, alt = drawn(england())
    assert CREDIT in below
    assert "hexagons" not in alt
    below, alt = drawn(hexagonal(80))
    assert "Crown" not in below
    assert "hexagons" in alt


def test_a_notice_under_a_map_hides_nothing() -> None:
    """Words that are written below stand under those that were there."""
    state = MapState(["Con"] * 201, [], [])
    picture = draw_states(england().councils, [state], SETTING, ["2007-01"])
    write_below(picture.figure, "A notice of a few words.")
    assert isinstance(picture.figure, Sketch)
    words = {one.text: one.box for one in picture.figure.words()}
    key, owed, notice = (
        next(box for text, box in words.items() if text.startswith(beginning))
        for beginning in ("not in this world", "UK-GeoJSON", "A notice")
    )
    assert key.bottom < owed.top < owed.bottom < notice.top
    assert notice.bottom < picture.figure.height


def test_a_figure_shows_a_map_as_the_page_does() -> None:
    """An own map as the land nearest to each council, a made-up one as hexagons."""
    made_up = hexagonal(20).councils
    assert council_scene(made_up).name == "hexagons"
    assert council_scene(made_up, own=True).name == "cells"


def test_likely_pairs_are_joined_on_the_outlines_of_england() -> None:
    """The picture says whose outlines they are, and speaks of no hexagons."""
    geography = england()
    codes = geography.councils["code"]
    one, other = sorted(str(codes.iloc[int(row)]) for row in geography.ties.iloc[0, :2])
    table = pairs_table(Counter({(one, other): 9}), geography, 10)
    picture = pairs.draw(table, Setting(Scenario(), 10))
    assert "1 line" in picture.alt
    assert "hexagon" not in f"{picture.alt} {picture.caption} {picture.method}"
    assert CREDIT in written(picture)
