"""Maps of the councils at chosen months: who controls them, who shares and who is talking."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, write_below
from experiments.figures.example import Example, MapState
from experiments.figures.layouts import council_scene
from experiments.figures.map_panel import (
    Colouring,
    add_areas,
    by_control,
    draw_panel,
    legend_of,
    thinned,
)
from experiments.figures.scene import Scene
from experiments.figures.style import PAPER, SMALL, WIDTH, new_figure
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.errors import InputError
from simulation.geography.layout import MOST_COUNCILS, HexLayout, hex_layout
from simulation.months import month_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "map"
DATES = ("2007-01", "2012-01", "2017-01")
"""Months that are shown beside the last one, unless others are chosen."""

MOST_MAPS = 6
MOST_NAMED = 60
"""Councils up to which a map carries their names."""

LETTER, LINE_HEIGHT, TALLEST = 5.8, 11.0, 9.5
"""Points of a wide letter and of a line at the smallest size; inches of the tallest figure."""

RADIUS = 1.0 / np.sqrt(3.0)  # of hexagons whose centres lie 1 apart
OUTLINES_ACROSS = 18.0  # areas beside each other on the map of England
THIN = 14.0  # hundreds of metres between points of its outlines, where a map fills the width


def map_dates(setting: Setting, chosen: Sequence[str] = ()) -> list[str]:
    """Return the months to show: those chosen, or known ones of the period and its last.

    Raises
    ------
    InputError
        If a chosen month is not in the period, or there are too many.
    """
    months = setting.scenario.period.months
    last = setting.date(months - 1)
    if len(chosen) > MOST_MAPS:
        raise InputError(
            "too many maps", field="--map-date", value=len(chosen), allowed=f"up to {MOST_MAPS}"
        )
    for date in chosen:
        if not 0 <= setting.month(date) < months:
            raise InputError(
                "is not in the period",
                field="--map-date",
                value=date,
                allowed=f"{setting.scenario.period.start} to {last}",
            )
    known = [date for date in DATES if 0 <= setting.month(date) < months - 1]
    if not known:
        known = [setting.date(months * part // 4 - 1) for part in (1, 2, 3) if months >= 4]  # noqa: PLR2004
    return list(dict.fromkeys(chosen or [*known, last]))


def draw(example: Example, setting: Setting, dates: Sequence[str]) -> Picture | None:
    """Return maps of one run at some months; None if there are too many councils to show."""
    if len(example.map) > MOST_COUNCILS:
        return None
    return draw_states(example.map, [example.at(date) for date in dates], setting, dates)


def draw_states(
    councils: pd.DataFrame,
    states: Sequence[MapState],
    setting: Setting,
    dates: Sequence[str],
    colourings: Sequence[Colouring] = (),
) -> Picture:
    """Return maps of councils in the states of some months.

    Parameters
    ----------
    councils : DataFrame
        With code, name, tier, county, x_km and y_km. Councils of England are shown as they lie,
        those of an own map as the land nearest to each, others as hexagons; where there are few a
        last panel holds their names.
    states : sequence of MapState
        One a month.
    setting : Setting
        What was run.
    dates : sequence of str
        The months.
    colourings : sequence of Colouring
        One a month; by control unless given.
    """
    layout = hex_layout(councils[["x_km", "y_km"]].to_numpy(dtype=float))
    scene = council_scene(councils, own=setting.scenario.geography.map == "own")
    names = [str(name) for name in councils["name"]]
    shown = names if len(names) <= MOST_NAMED and scene.name != "outlines" else ()
    colourings = colourings or [by_control(state) for state in states]
    panels = list(zip(dates, states, colourings, strict=True))
    figure, key = _drawing(scene, layout, panels, shown)
    return Picture(
        name=NAME,
        title="The map at four dates" if len(dates) == 4 else "The map",  # noqa: PLR2004
        figure=figure,
        alt=_alt(dates, states, len(councils), scene.name),
        caption=_caption(len(councils), setting, scene.name) + key,
        method=_method(layout, scene.name),
        key=key.strip(),
    )


def _drawing(
    scene: Scene,
    layout: HexLayout,
    panels: Sequence[tuple[str, MapState, Colouring]],
    names: Sequence[str],
) -> tuple[Figure, str]:
    """Return the figure, and what the caption says of names in a panel of theirs."""
    columns = min(2, len(panels))
    figure, grid, key = _panels(scene, layout, columns, -(-len(panels) // columns), names)
    lies = scene.name == "outlines"
    width = 72 * WIDTH / columns / OUTLINES_ACROSS if lies else panel_points(layout, columns)
    shown = thinned(scene, THIN * columns) if lies else scene
    for place, (date, state, colouring) in enumerate(panels):
        axes = figure.add_subplot(grid[place // columns, place % columns])
        draw_panel(axes, shown, state, width, colouring)
        axes.set_title(month_text(date), fontsize=SMALL + 1, pad=2)
    handles, words = legend_of([one for *_, one in panels], ghosts=bool(scene.names))
    figure.legend(handles, words, loc="outside lower center", ncols=3, columnspacing=1.2)
    if scene.credit:
        write_below(figure, scene.credit)
    return figure, key


AREAS = {
    "outlines": "Each area is one of {} councils, as it lies",
    "hexagons": "Each hexagon is one of {} councils, placed as near as may be to where it lies",
    "cells": "Each area is the land that is nearest to one of {} councils",
}
"""What an area is, by the layout of a map."""


def _caption(councils: int, setting: Setting, layout: str) -> str:
    which = "this run" if setting.runs == 1 else f"run 0 of {setting.runs:,} as an example"
    return (
        f"{AREAS[layout].format(councils)}, in {which}, coloured by control. A dark outline holds "
        "councils that share a chief executive, with a thin line between them; dashed lines join "
        "those in talks."
    )


def _method(layout: HexLayout, name: str) -> str:
    if name == "outlines":
        return "Outlines of 2013 on the National Grid, simplified: fit for looking, not measuring."
    if name == "cells":
        return "Areas follow from the places of the councils alone: they are no borders."
    return (
        "Councils are matched to hexagons so that together they move as little as possible "
        f"(by {layout.moved_km.mean():.0f} km on average); areas do not show."
    )


def _panels(
    scene: Scene, layout: HexLayout, columns: int, rows: int, names: Sequence[str]
) -> tuple[Figure, Any, str]:
    """Return an empty figure, its grid, and what the caption says of names in a panel of theirs."""
    wide, high = scene.box[1] - scene.box[0]
    ratio = float(high / wide)
    more = WIDTH * ratio + 0.3 if names else 0.0
    whole = min(rows * (WIDTH / columns * ratio + 0.25) + 0.75, TALLEST) + more
    figure = new_figure(min(whole, TALLEST))
    figure.set_layout_engine("constrained", w_pad=0.02, h_pad=0.02)
    if not names:
        return figure, figure.add_gridspec(rows, columns), ""
    ratios = [*[1.0] * rows, float(columns)]
    grid = figure.add_gridspec(rows + 1, columns, height_ratios=ratios)
    axes = figure.add_subplot(grid[rows, :])
    axes.set_title("The councils", fontsize=SMALL + 1, pad=2)
    add_areas(axes, scene, len(names))
    shrink = min(1.0, TALLEST / whole)
    return figure, grid, add_names(axes, scene, names, shrink * panel_points(layout, 1))


def add_names(axes: Axes, scene: Scene, names: Sequence[str], width: float) -> str:
    """Write names into areas of so many points, or numbers where they are too long for that.

    Returns
    -------
    str
        What the numbers stand for, for the caption; empty where names stand on the map.
    """
    letters = max(int(width / LETTER), 1)
    lines = [textwrap.wrap(name, letters, break_long_words=False) for name in names]
    fits = all(
        len(one) <= max(width / LINE_HEIGHT - 1, 1) and max(map(len, one), default=0) <= letters
        for one in lines
    )
    if not fits and letters < len(str(len(names))):
        return ""
    labels = ["\n".join(one) for one in lines] if fits else [str(n + 1) for n in range(len(names))]
    for (x, y), label in zip(scene.centres[: len(names)], labels, strict=True):
        axes.text(x, y, label, ha="center", va="center", fontsize=SMALL, linespacing=1.0, zorder=6,
                  bbox={"facecolor": PAPER, "alpha": 0.55, "lw": 0, "pad": 0.3})  # fmt: skip
    if fits:
        return ""
    return f" Councils: {', '.join(f'{n} {name}' for n, name in enumerate(names, 1))}."


def panel_points(layout: HexLayout, columns: int) -> float:
    """Return the width of a hexagon in points."""
    across = np.ptp(layout.centres[:, 0]) + 2 * RADIUS
    return float(72 * WIDTH / columns / (across + 0.5))


def _alt(dates: Sequence[str], states: Sequence[MapState], councils: int, layout: str) -> str:
    words = [
        f"in {month_text(date)} {sum(map(len, state.partnerships))} share in "
        f"{plural(len(state.partnerships), 'partnership')}, and "
        f"{plural(len(state.talks), 'pair')} are in talks"
        for date, state in zip(dates, states, strict=True)
    ]
    which = " as hexagons" if layout == "hexagons" else ""
    return f"Maps of {councils} councils{which}: {'; '.join(words)}."
