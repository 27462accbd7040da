"""A map of who is likely to share with whom: lines between councils, as wide as the chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture, write_below
from experiments.figures.council_map import (
    AREAS,
    MOST_NAMED,
    TALLEST,
    THIN,
    add_names,
    panel_points,
)
from experiments.figures.layouts import council_scene
from experiments.figures.map_panel import add_areas, thinned
from experiments.figures.style import BLUE, INK, SMALL, WIDTH, new_figure
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.geography.layout import hex_layout
from simulation.maps import geography_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    lies = scene.name == "outlines"
    scene = thinned(scene, THIN) if lies else scene
    wide, high = scene.box[1] - scene.box[0]
    figure = new_figure(min(WIDTH * float(high / wide) + 0.5, TALLEST))
    axes = figure.add_subplot()
    add_areas(axes, scene, len(councils))
    place = dict(zip(councils["code"], np.array(scene.centres, dtype=float), strict=False))
    _lines(axes, likely, place)
    named = len(councils) <= MOST_NAMED and not lies
    width = panel_points(hex_layout(councils[["x_km", "y_km"]].to_numpy(dtype=float)), 1)
    key = add_names(axes, scene, [str(one) for one in councils["name"]], width) if named else ""
    figure.legend(*_legend(likely), loc="outside lower center", ncols=5, fontsize=SMALL)
    if scene.credit:
        write_below(figure, scene.credit)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
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


def _width(chance: Any) -> Any:
    return WIDEST * np.sqrt(chance)


def _lines(axes: Axes, likely: pd.DataFrame, place: dict[str, Any]) -> None:
    from matplotlib.collections import LineCollection
    from matplotlib.colors import to_rgb

    lines = [[place[a], place[b]] for a, b in zip(likely["council"], likely["other"], strict=True)]
    chance = likely["chance"].to_numpy(dtype=float)
    axes.add_collection(
        LineCollection(
            lines,
            colors=[(*to_rgb(BLUE), 0.35 + 0.65 * min(1.0, 2.0 * one)) for one in chance],
            linewidths=_width(chance),
            capstyle="round",
        )
    )


def _legend(likely: pd.DataFrame) -> tuple[list[Any], list[str]]:
    """Return lines of some chances between the smallest and the largest of those on the map."""
    from matplotlib.lines import Line2D

    least, most = float(likely["chance"].min()), float(likely["chance"].max())
    steps = [one for one in STEPS if least <= one <= most] or [round(most, 2)]
    steps = steps[:: -(-len(steps) // SHOWN)]
    handles: list[Any] = [Line2D([], [], color=BLUE, lw=float(_width(one))) for one in steps]
    handles.append(Line2D([], [], color=INK, lw=0))
    return handles, [*(f"{one:.0%}" for one in steps), "of runs share at some time"]


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
