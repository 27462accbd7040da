"""Maps of the councils at chosen months: who controls them, who shares and who is talking."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.example import Example, MapState
from experiments.figures.keys import key_table
from experiments.figures.layouts import council_scene
from experiments.figures.lettering import Words, text_block
from experiments.figures.map_panel import (
    Colouring,
    Ground,
    Spot,
    by_control,
    map_items,
    map_keys,
    plain_areas,
    thinned,
)
from experiments.figures.scene import Scene
from experiments.figures.sketch import PAGE_WIDTH, Item, Sketch
from experiments.figures.style import PAPER, SMALL
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.errors import InputError
from simulation.geography.layout import MOST_COUNCILS, hex_layout
from simulation.months import month_text

NAME = "map"
DATES = ("2007-01", "2012-01", "2017-01")
"""Months that are shown beside the last one, unless others are chosen."""

MOST_MAPS = 6
MOST_NAMED = 60
"""Councils up to which a map carries their names."""

LETTER, LINE_HEIGHT, TALLEST = 5.8, 11.0, 684.0
"""Points of a wide letter, of a line at the smallest size, and of the tallest figure."""

TITLE_HEIGHT, COLUMNS = 16.0, 3
"""Points of the month over a map; columns of the legend."""

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
    scene = council_scene(councils, own=setting.scenario.geography.map == "own")
    names = [str(name) for name in councils["name"]]
    shown = names if len(names) <= MOST_NAMED and scene.name != "outlines" else []
    colourings = colourings or [by_control(state) for state in states]
    panels = list(zip(dates, states, colourings, strict=True))
    sketch, key = _drawing(scene, councils, panels, shown)
    return Picture(
        name=NAME,
        title="The map at four dates" if len(dates) == 4 else "The map",  # noqa: PLR2004
        figure=sketch,
        alt=_alt(dates, states, len(councils), scene.name),
        caption=_caption(len(councils), setting, scene.name) + key,
        method=_method(councils, scene.name),
        key=key.strip(),
    )


def _drawing(
    scene: Scene,
    councils: pd.DataFrame,
    panels: Sequence[tuple[str, MapState, Colouring]],
    names: Sequence[str],
) -> tuple[Sketch, str]:
    """Return the drawing, and what the caption says of names in a panel of theirs."""
    columns = min(2, len(panels))
    lies = scene.name == "outlines"
    ground = Ground(thinned(scene, THIN * columns) if lies else scene, len(councils))
    keys = map_keys([one for *_, one in panels], ghosts=bool(scene.names))
    legend = -(-len(keys) // COLUMNS) * keys[0].height + 12.0
    wide, down = _panel_size(ground, len(panels), columns, TALLEST - legend, named=bool(names))
    width = wide / OUTLINES_ACROSS if lies else wide * _hexagon_share(councils)
    across, bottom, key = PAGE_WIDTH / columns, 0.0, ""
    items: list[Item] = []
    for number, (date, state, colouring) in enumerate(panels):
        left, top = number % columns * across, number // columns * (down + TITLE_HEIGHT)
        items.append(Words(left + 2, top + 11, month_text(date), SMALL + 1))
        spot = ground.at(left, top + TITLE_HEIGHT, across, down)
        items += map_items(ground, spot, state, width, colouring, f"map-{date}")
        bottom = top + TITLE_HEIGHT + down
    if names:
        items.append(Words(2.0, bottom + 11, "The councils", SMALL + 1))
        spot = ground.at(0.0, bottom + TITLE_HEIGHT, PAGE_WIDTH, columns * down)
        named, key = name_items(scene, spot, names, width * columns)
        items += [plain_areas(ground, spot), *named]
        bottom += TITLE_HEIGHT + columns * down
    table, bottom = key_table(keys, bottom + 8.0, PAGE_WIDTH, COLUMNS)
    sketch = Sketch(bottom + 4.0, [*items, *table])
    if scene.credit:
        sketch.write_below(scene.credit)
    return sketch, key


def _panel_size(
    ground: Ground, panels: int, columns: int, height: float, *, named: bool
) -> tuple[float, float]:
    """Return width and height of a map, so that all of them have room in a height, points.

    The panel with the names is as wide as the page.
    """
    wide, high = ground.extent
    rows = -(-panels // columns)
    free = height - (rows + named) * TITLE_HEIGHT
    down = min(PAGE_WIDTH / columns * high / wide, free / (rows + columns * named))
    return down * wide / high, down


def _hexagon_share(councils: pd.DataFrame) -> float:
    """Return the width of a hexagon as a part of that of a map."""
    centres = hex_layout(councils[["x_km", "y_km"]].to_numpy(dtype=float)).centres
    return float(1.0 / (np.ptp(centres[:, 0]) + 2 * RADIUS + 0.5))


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


def _method(councils: pd.DataFrame, name: str) -> str:
    if name == "outlines":
        return "Outlines of 2013 on the National Grid, simplified: fit for looking, not measuring."
    if name == "cells":
        return "Areas follow from the places of the councils alone: they are no borders."
    layout = hex_layout(councils[["x_km", "y_km"]].to_numpy(dtype=float))
    return (
        "Councils are matched to hexagons so that together they move as little as possible "
        f"(by {layout.moved_km.mean():.0f} km on average); areas do not show."
    )


def name_items(
    scene: Scene, spot: Spot, names: Sequence[str], width: float
) -> tuple[list[Item], str]:
    """Return names in areas of so many points, or numbers where they are too long for that.

    Returns
    -------
    list of Item
        The names at their places.
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
        return [], ""
    labels = ["\n".join(one) for one in lines] if fits else [str(n + 1) for n in range(len(names))]
    items: list[Item] = []
    for centre, label in zip(scene.centres[: len(names)], labels, strict=True):
        words = Words(*spot.on_page(centre), label, SMALL, "middle", paper=PAPER)
        items += text_block(words, middle=True)
    if fits:
        return items, ""
    return items, f" Councils: {', '.join(f'{n} {name}' for n, name in enumerate(names, 1))}."


def panel_points(councils: pd.DataFrame) -> float:
    """Return the width of a hexagon in points, on a map as wide as a page."""
    return PAGE_WIDTH * _hexagon_share(councils)


def _alt(dates: Sequence[str], states: Sequence[MapState], councils: int, layout: str) -> str:
    words = [
        f"in {month_text(date)} {sum(map(len, state.partnerships))} share in "
        f"{plural(len(state.partnerships), 'partnership')}, and "
        f"{plural(len(state.talks), 'pair')} are in talks"
        for date, state in zip(dates, states, strict=True)
    ]
    which = " as hexagons" if layout == "hexagons" else ""
    return f"Maps of {councils} councils{which}: {'; '.join(words)}."
