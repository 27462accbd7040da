"""A map of who is likely to share with whom: lines between councils, as wide as the chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.council_map import RADIUS
from experiments.figures.style import BLUE, FAINT, INK, PAPER, SMALL, WIDTH, new_figure
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.geography.layout import hex_layout

NAME, TITLE = "pairs", "Who is likely to share with whom"
LEAST = 0.05
"""Chances below this are not drawn."""

NAMED = 8
"""Pairs that are named under the map."""

WIDEST = 7.0
STEPS = (0.05, 0.2, 0.5)


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the map of chances, from what `experiments.runs.pairs.pairs_table` returns."""
    likely = table[table["chance"] >= LEAST].sort_values("chance")
    if likely.empty:
        runs = "that run" if setting.runs == 1 else f"{LEAST:.0%} of {setting.runs_in_words}"
        return empty_picture(NAME, TITLE, f"No two councils shared in {runs}. {_widest(table)}")
    councils = _councils(table)
    layout = hex_layout(councils[["x_km", "y_km"]].to_numpy())
    extent = np.ptp(layout.centres, axis=0) + 2 * RADIUS
    figure = new_figure(min(WIDTH * extent[1] / extent[0] + 0.5, 9.5))
    axes = figure.add_subplot()
    _hexagons(axes, layout.centres)
    place = dict(zip(councils.index, layout.centres, strict=True))
    _lines(axes, likely, place)
    figure.legend(*_legend(likely), loc="outside lower center", ncols=4, fontsize=SMALL)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=_alt(table),
        caption=(
            f"Each line joins two councils that shared a chief executive at some time, in at least "
            f"{LEAST:.0%} of {setting.runs_in_words}; the wider and darker, the larger the chance. "
            f"From the model alone. {_widest(table)}"
        ),
        method=(
            "Hexagons are councils, placed as near as may be to where they lie. All pairs stand in "
            "tables/pairs.csv, each with its interval."
        ),
    )


def _councils(table: pd.DataFrame) -> pd.DataFrame:
    sides = [
        table[[side, f"{side}_x_km", f"{side}_y_km"]].set_axis(["code", "x_km", "y_km"], axis=1)
        for side in ("council", "other")
    ]
    return pd.concat(sides).drop_duplicates("code").set_index("code").sort_index()


def _hexagons(axes: Axes, centres: Any) -> None:
    turned = np.pi / 6 + np.arange(6) * np.pi / 3
    corner = RADIUS * 0.94 * np.column_stack([np.cos(turned), np.sin(turned)])
    shapes = centres[:, None, :] + corner[None]
    axes.add_collection(PolyCollection(shapes, facecolors=FAINT, edgecolors=PAPER, linewidths=0.4))
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_xlim(centres[:, 0].min() - 1, centres[:, 0].max() + 1)
    axes.set_ylim(centres[:, 1].min() - 1, centres[:, 1].max() + 1)


def _width(chance: Any) -> Any:
    return WIDEST * np.sqrt(chance)


def _lines(axes: Axes, likely: pd.DataFrame, place: dict[str, Any]) -> None:
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
    most = float(likely["chance"].max()) if len(likely) else 0.0
    steps = [one for one in STEPS if one <= max(most, STEPS[0])]
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


def _alt(table: pd.DataFrame) -> str:
    shown = plural((table["chance"] >= LEAST).sum(), "line")
    return f"A map of hexagons with {shown} between councils. {_widest(table)}"
