"""A map of who is likely to share with whom: lines between councils, as wide as the chance."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.council_map import (
    AREAS,
    MOST_NAMED,
    TALLEST,
    THIN,
    name_items,
    panel_points,
)
from experiments.figures.keys import Key, key_row, row_width
from experiments.figures.layouts import council_scene
from experiments.figures.map_panel import Ground, Spot, plain_areas, thinned
from experiments.figures.scene import Scene
from experiments.figures.sketch import PAGE_WIDTH, Group, Item, Pen, Shape, Sketch, path
from experiments.figures.style import BLUE
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.maps import geography_of

NAME, TITLE = "pairs", "Who is likely to share with whom"
LEAST = 0.05
"""Chances below this are not drawn."""

NAMED = 8
"""Pairs that are named under the map."""

WIDEST = 7.0
STEPS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
"""Chances that a legend may show."""

SHOWN = 4


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the map of chances, from what `experiments.runs.pairs.pairs_table` returns."""
    likely = table[table["chance"] >= LEAST].sort_values("chance")
    if likely.empty:
        runs = "that run" if setting.runs == 1 else f"{LEAST:.0%} of {setting.runs_in_words}"
        return empty_picture(NAME, TITLE, f"No two councils shared in {runs}. {_widest(table)}")
    councils = geography_of(setting.scenario).councils
    scene = council_scene(councils, own=setting.scenario.geography.map == "own")
    sketch, key = _drawing(scene, councils, likely)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=sketch,
        alt=_alt(table, scene.name),
        caption=(
            f"Each line joins two councils that shared a chief executive at some time, in at least "
            f"{LEAST:.0%} of {setting.runs_in_words}; the wider and darker, the larger the chance. "
            f"From the model alone. {_widest(table)}{key}"
        ),
        method=(
            f"{AREAS[scene.name].format(len(councils))}. All pairs stand in tables/pairs.csv, each "
            "with its interval."
        ),
    )


def _drawing(scene: Scene, councils: pd.DataFrame, likely: pd.DataFrame) -> tuple[Sketch, str]:
    """Return the drawing, and what the caption says of names on it."""
    lies = scene.name == "outlines"
    ground = Ground(thinned(scene, THIN) if lies else scene, len(councils))
    wide, high = ground.extent
    down = min(PAGE_WIDTH * high / wide, TALLEST)
    spot = ground.at(0.0, 0.0, PAGE_WIDTH, down)
    items: list[Item] = [plain_areas(ground, spot)]
    place = dict(zip(councils["code"], scene.centres, strict=False))
    items.append(Group(_lines(likely, place, spot), "pairs"))
    key = ""
    if len(councils) <= MOST_NAMED and not lies:
        width = panel_points(councils) * down / (PAGE_WIDTH * high / wide)
        named, key = name_items(scene, spot, [str(one) for one in councils["name"]], width)
        items += named
    keys = _keys(likely)
    items += key_row(keys, (PAGE_WIDTH - row_width(keys)) / 2, down + 6)
    sketch = Sketch(down + 24.0, items)
    if scene.credit:
        sketch.write_below(scene.credit)
    return sketch, key


def _width(chance: float) -> float:
    return WIDEST * math.sqrt(chance)


def _lines(likely: pd.DataFrame, place: dict[str, Any], spot: Spot) -> list[Item]:
    rows = zip(likely["council"], likely["other"], likely["chance"].astype(float), strict=True)
    return [
        Shape(
            path([spot.on_page(place[one]), spot.on_page(place[other])]),
            Pen(
                line=BLUE,
                width=_width(chance),
                opacity=0.35 + 0.65 * min(1.0, 2.0 * chance),
                round=True,
            ),
        )
        for one, other, chance in rows
    ]


def _keys(likely: pd.DataFrame) -> list[Key]:
    """Return lines of some chances between the smallest and the largest of those on the map."""
    least, most = float(likely["chance"].min()), float(likely["chance"].max())
    steps = [one for one in STEPS if least <= one <= most] or [round(most, 2)]
    steps = steps[:: -(-len(steps) // SHOWN)]
    last = len(steps) - 1
    return [
        Key(
            f"{one:.0%}" + (" of runs share at some time" if n == last else ""),
            "line",
            Pen(line=BLUE, width=_width(one)),
        )
        for n, one in enumerate(steps)
    ]


def _widest(table: pd.DataFrame) -> str:
    first = table[table["chance"] > 0].head(NAMED)
    names = [
        f"{one['council_name']} and {one['other_name']} in {one['chance']:.0%}"
        for one in first.to_dict("records")
    ]
    return f"Of the runs shared: {', '.join(names)}." if names else ""


def _alt(table: pd.DataFrame, layout: str) -> str:
    shown = plural((table["chance"] >= LEAST).sum(), "line")
    of = " of hexagons" if layout == "hexagons" else ""
    return f"A map{of} with {shown} between councils. {_widest(table)}"
