"""Maps of the councils at chosen months: who controls them, who shares and who is talking."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist

from experiments.figures.chart import Picture
from experiments.figures.example import Example, MapState
from experiments.figures.style import (
    FAINT,
    HUES,
    INK,
    PAPER,
    SMALL,
    SOFT,
    WIDTH,
    new_figure,
)
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.errors import InputError
from simulation.geography.layout import MOST_COUNCILS, HexLayout, hex_layout
from simulation.months import month_text
from simulation.terms import PARTIES

NAME = "map"
DATES = ("2007-01", "2012-01", "2017-01")
"""Months that are shown beside the last one, unless others are chosen."""

MOST_MAPS = 6
MOST_NAMED = 60
"""Councils up to which a map carries their names."""

LETTER, LINE_HEIGHT, TALLEST = 5.8, 11.0, 9.5
"""Points of a wide letter and of a line at the smallest size; inches of the tallest figure."""

WIDEST_HEXAGON = 20.0  # points; lines and marks grow no further with the hexagons
RADIUS = 1.0 / np.sqrt(3.0)  # of hexagons whose centres lie 1 apart
DASHES: Any = (0, (2.2, 1.4))

CONTROL: dict[str | None, tuple[str, str, str]] = {
    **{str(party): (HUES[party.hue], party.mark, party.meaning) for party in PARTIES},
    None: (PAPER, "", "not yet a council"),
}
"""Colour, mark and name of each control; the marks tell them apart without colours."""


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
    states = [example.at(date) for date in dates]
    positions = example.map[["x_km", "y_km"]].to_numpy()
    names = [str(name) for name in example.map["name"]]
    return draw_states(positions, states, setting, dates, names)


def draw_states(
    positions: Any,
    states: Sequence[MapState],
    setting: Setting,
    dates: Sequence[str],
    names: Sequence[str] = (),
) -> Picture:
    """Return maps of councils at some positions, km, in the states of some months.

    On a small map a last panel holds the `names` of the councils.
    """
    councils = len(positions)
    layout = hex_layout(positions)
    columns = min(2, len(dates))
    rows = -(-len(dates) // columns)
    named = bool(names) and councils <= MOST_NAMED
    figure, grid, key = _panels(layout, columns, rows, names if named else ())
    width = min(_panel_points(layout, columns), WIDEST_HEXAGON)
    for place, (date, state) in enumerate(zip(dates, states, strict=True)):
        axes = figure.add_subplot(grid[place // columns, place % columns])
        _panel(axes, layout, state, hexagon=width)
        axes.set_title(month_text(date), fontsize=SMALL + 1, pad=2)
    figure.legend(*_legend(states), loc="outside lower center", ncols=3, columnspacing=1.2)
    which = "this run" if setting.runs == 1 else f"run 0 of {setting.runs:,} as an example"
    return Picture(
        name=NAME,
        title="The map at four dates" if len(dates) == 4 else "The map",  # noqa: PLR2004
        figure=figure,
        alt=_alt(dates, states, councils),
        caption=(
            f"Each hexagon is one of {councils} councils, placed as near as may be to where it "
            f"lies, in {which}, coloured by control. Thick lines join councils that share a chief "
            f"executive; dashed lines, those in talks.{key}"
        ),
        method=(
            "Councils are matched to hexagons so that together they move as little as possible "
            f"(by {layout.moved_km.mean():.0f} km on average); areas do not show."
        ),
        key=key.strip(),
    )


def _panels(
    layout: HexLayout, columns: int, rows: int, names: Sequence[str]
) -> tuple[Figure, Any, str]:
    """Return an empty figure, its grid, and what the caption says of names in a panel of theirs."""
    wide, high = _extent(layout)
    more = WIDTH * high / wide + 0.3 if names else 0.0
    whole = _height(layout, columns, rows) + more
    figure = new_figure(min(whole, TALLEST))
    figure.set_layout_engine("constrained", w_pad=0.02, h_pad=0.02)
    if not names:
        return figure, figure.add_gridspec(rows, columns), ""
    ratios = [*[1.0] * rows, float(columns)]
    grid = figure.add_gridspec(rows + 1, columns, height_ratios=ratios)
    axes = figure.add_subplot(grid[rows, :])
    axes.set_title("The councils", fontsize=SMALL + 1, pad=2)
    add_hexagons(axes, layout.centres)
    shrink = min(1.0, TALLEST / whole)
    return figure, grid, add_names(axes, layout, names, shrink * _panel_points(layout, 1))


def add_hexagons(axes: Axes, centres: Any) -> None:
    """Draw plain hexagons, and set the axes to them."""
    turned = np.pi / 6 + np.arange(6) * np.pi / 3
    corner = RADIUS * 0.94 * np.column_stack([np.cos(turned), np.sin(turned)])
    shapes = centres[:, None, :] + corner[None]
    axes.add_collection(PolyCollection(shapes, facecolors=FAINT, edgecolors=PAPER, linewidths=0.4))
    axes.set_aspect("equal")
    axes.set_axis_off()
    margin = RADIUS * 1.1
    axes.set_xlim(centres[:, 0].min() - margin, centres[:, 0].max() + margin)
    axes.set_ylim(centres[:, 1].min() - margin, centres[:, 1].max() + margin)


def add_names(axes: Axes, layout: HexLayout, names: Sequence[str], width: float) -> str:
    """Write names into hexagons of so many points, or numbers where they are too long for that.

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
    for (x, y), label in zip(layout.centres, labels, strict=True):
        axes.text(x, y, label, ha="center", va="center", fontsize=SMALL, linespacing=1.0, zorder=6,
                  bbox={"facecolor": PAPER, "alpha": 0.55, "lw": 0, "pad": 0.3})  # fmt: skip
    if fits:
        return ""
    return f" Councils: {', '.join(f'{n} {name}' for n, name in enumerate(names, 1))}."


def _extent(layout: HexLayout) -> tuple[float, float]:
    """Return width and height of the map in hexagons."""
    size = np.ptp(layout.centres, axis=0) + 2 * RADIUS
    return float(size[0]), float(size[1])


def _panel_points(layout: HexLayout, columns: int) -> float:
    """Return the width of a hexagon in points."""
    return 72 * WIDTH / columns / (_extent(layout)[0] + 0.5)


def _height(layout: HexLayout, columns: int, rows: int) -> float:
    """Return the height of the figure in inches, so that maps fill their places."""
    wide, high = _extent(layout)
    return min(rows * (WIDTH / columns * high / wide + 0.25) + 0.75, TALLEST)


def _panel(axes: Axes, layout: HexLayout, state: MapState, *, hexagon: float) -> None:
    centres = layout.centres
    turned = np.pi / 6 + np.arange(6) * np.pi / 3
    corner = RADIUS * 0.94 * np.column_stack([np.cos(turned), np.sin(turned)])
    axes.add_collection(
        PolyCollection(
            centres[:, None, :] + corner[None],
            facecolors=[CONTROL[one][0] for one in state.control],
            edgecolors=[SOFT if one is None else "none" for one in state.control],
            linewidths=0.5,
        )
    )
    for control, (_, mark, _) in CONTROL.items():
        there = [row for row, one in enumerate(state.control) if one == control]
        if mark and there:
            axes.scatter(*centres[there].T, **_mark(mark, 0.3 * hexagon))
    _links(axes, centres, state, hexagon)
    axes.set_aspect("equal")
    axes.set_axis_off()
    margin = RADIUS * 1.1
    axes.set_xlim(centres[:, 0].min() - margin, centres[:, 0].max() + margin)
    axes.set_ylim(centres[:, 1].min() - margin, centres[:, 1].max() + margin)


def _mark(mark: str, size: float) -> dict[str, Any]:
    return {"marker": mark, "s": size**2, "color": INK, "linewidths": 0.9 if mark == "_" else 0.0}


def _links(axes: Axes, centres: Any, state: MapState, hexagon: float) -> None:
    """Draw talks as dashed lines and partnerships as thick ones, both with a pale edge."""
    talks = [centres[list(pair)] for pair in state.talks]
    for colour, width, dashes in ((PAPER, 0.3, "solid"), (INK, 0.12, DASHES)):
        axes.add_collection(
            LineCollection(talks, colors=colour, linewidths=width * hexagon, linestyles=dashes)
        )
    shared = [line for rows in state.partnerships for line in _tree(centres, rows)]
    for colour, width in ((PAPER, 0.55), (INK, 0.33)):
        axes.add_collection(
            LineCollection(shared, colors=colour, linewidths=width * hexagon, capstyle="round")
        )


def _tree(centres: Any, rows: list[int]) -> list[Any]:
    """Return the shortest lines that join the councils of a partnership."""
    places = centres[rows]
    first, second = minimum_spanning_tree(cdist(places, places)).nonzero()
    return [places[[a, b]] for a, b in zip(first, second, strict=True)]


def _legend(states: Sequence[MapState]) -> tuple[list[Any], list[str]]:
    """Return what the legend shows, each hexagon with its mark, and the words beside it."""
    present = [one for one in CONTROL if any(one in state.control for state in states)]
    handles: list[Any] = [_hexagon(control) for control in present]
    handles.append(Line2D([], [], color=INK, lw=3, solid_capstyle="round"))
    handles.append(Line2D([], [], color=INK, lw=1.2, ls=DASHES))
    return handles, [*(CONTROL[one][2] for one in present), "sharing", "in talks"]


def _hexagon(control: str | None) -> tuple[Line2D, ...]:
    colour, mark, _ = CONTROL[control]
    edge = SOFT if control is None else colour
    hexagon = Line2D([], [], ls="", marker="h", ms=11, mfc=colour, mec=edge)
    if not mark:
        return (hexagon,)
    return hexagon, Line2D([], [], ls="", marker=mark, ms=4, color=INK)


def _alt(dates: Sequence[str], states: Sequence[MapState], councils: int) -> str:
    words = [
        f"in {month_text(date)} {sum(map(len, state.partnerships))} share in "
        f"{plural(len(state.partnerships), 'partnership')}, and "
        f"{plural(len(state.talks), 'pair')} are in talks"
        for date, state in zip(dates, states, strict=True)
    ]
    return f"Maps of {councils} councils as hexagons: {'; '.join(words)}."
