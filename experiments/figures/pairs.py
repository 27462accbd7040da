"""A map of who is likely to share with whom: lines between councils, as wide as the chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.council_map import MOST_NAMED, RADIUS, add_hexagons, add_names
from experiments.figures.style import BLUE, INK, SMALL, WIDTH, new_figure
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.geography.layout import hex_layout

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
COUNCIL = ["code", "name", "x_km", "y_km"]


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
    add_hexagons(axes, layout.centres)
    place = dict(zip(councils.index, layout.centres, strict=True))
    _lines(axes, likely, place)
    width = 72 * WIDTH / (extent[0] + 0.5)
    named = len(councils) <= MOST_NAMED
    key = add_names(axes, layout, list(councils["name"]), width) if named else ""
    figure.legend(*_legend(likely), loc="outside lower center", ncols=5, fontsize=SMALL)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=_alt(table),
        caption=(
            f"Each line joins two councils that shared a chief executive at some time, in at least "
            f"{LEAST:.0%} of {setting.runs_in_words}; the wider and darker, the larger the chance. "
            f"From the model alone. {_widest(table)}{key}"
        ),
        method=(
            "Hexagons are councils, placed as near as may be to where they lie. All pairs stand in "
            "tables/pairs.csv, each with its interval."
        ),
    )


def _councils(table: pd.DataFrame) -> pd.DataFrame:
    sides = [
        table[[side, f"{side}_name", f"{side}_x_km", f"{side}_y_km"]].set_axis(COUNCIL, axis=1)
        for side in ("council", "other")
    ]
    return pd.concat(sides).drop_duplicates("code").set_index("code").sort_index()


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


def _alt(table: pd.DataFrame) -> str:
    shown = plural((table["chance"] >= LEAST).sum(), "line")
    return f"A map of hexagons with {shown} between councils. {_widest(table)}"
