"""One map at the end of one month: who controls each area, who shares, and who is talking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.figures.example import MapState
from experiments.figures.palette import COAST, COUNTY, HUES, LAND, SHARING, TALKING
from experiments.figures.scene import Scene
from experiments.figures.style import FAINT, FAMILY, INK, PAPER
from simulation.geography.layout import Floats
from simulation.terms import PARTIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

DASHES: Any = (0, (2.0, 1.25))
WIDTHS = {"union": (0.24, 0.12), "link": (0.18, 0.08), "talks": (0.2, 0.1)}
"""Widths of lines, and of the casing under each, in widths of a mean area."""

MESH = {
    "ghosts": (PAPER, 0.2),
    "districts": (PAPER, 0.3),
    "coast": (COAST, 0.4),
    "counties": (COUNTY, 0.4),
}
"""Colour and width of each kind of border, points."""

WIDEST = {
    "outlines": 13.0,
    "hexagons": 20.0,
    "cells": 20.0,
}  # points; lines grow no further with the areas
LEAST_SIGN = 6.0  # points of an area that carries its sign
CAPITAL = 0.73  # height of a capital letter, in sizes of its type
DARK = ("purple",)  # hues on which a sign is white

CONTROL: dict[str | None, tuple[str, str, str]] = {
    **{str(party): (HUES[party.hue], party.mark, party.meaning) for party in PARTIES},
    None: (PAPER, "", "not yet a council"),
}
"""Colour, sign and name of each control; the signs tell them apart without colours."""


class Colouring(NamedTuple):
    """How areas are coloured: colour, sign and name of each class, and the class of each area."""

    classes: Sequence[tuple[str, str, str]]
    codes: Sequence[int]

    @property
    def present(self) -> list[int]:
        """The classes that areas have, in order."""
        return [code for code in range(len(self.classes)) if code in self.codes]


def by_control(state: MapState) -> Colouring:
    """Return councils coloured by who controls them."""
    order = list(CONTROL)
    return Colouring(list(CONTROL.values()), [order.index(one) for one in state.control])


def draw_panel(
    axes: Axes, scene: Scene, state: MapState, width: float, colouring: Colouring
) -> None:
    """Draw a map.

    Parameters
    ----------
    axes : Axes
        Where.
    scene : Scene
        The areas.
    state : MapState
        What was so.
    width : float
        Of a mean area, points.
    colouring : Colouring
        Of the areas.
    """
    width = min(width, WIDEST[scene.name])
    lines, councils = scene.lines, len(state.control)
    paths = [_path(scene, row) for row in range(len(scene.areas))]
    shown = [row for row in range(councils) if row not in scene.seals]
    colours = [colouring.classes[colouring.codes[row]][0] for row in shown]
    axes.add_collection(_fill(paths[councils:], LAND))
    axes.add_collection(_fill([paths[row] for row in shown], colours))
    for kind, (colour, wide) in MESH.items():
        axes.add_patch(_stroke([lines[arc] for arc in scene.mesh(councils)[kind]], colour, wide))
    _seals(axes, scene, colouring, width)
    _signs(axes, scene, colouring, width)
    for rows in state.partnerships:
        _cased(axes, [lines[arc] for arc in scene.border(rows)], SHARING, "union", width)
    centres = np.array(scene.centres, dtype=float)
    stars = [centres[[rows[0], row]] for rows in state.partnerships for row in rows[1:]]
    _cased(axes, stars, SHARING, "link", width)
    _cased(axes, [centres[list(pair)] for pair in state.talks], TALKING, "talks", width)
    set_extent(axes, scene)


def add_areas(axes: Axes, scene: Scene, councils: int) -> None:
    """Draw plain areas of councils, and set the axes to them; those beyond are only land."""
    paths = [_path(scene, row) for row in range(len(scene.areas))]
    axes.add_collection(_fill(paths[councils:], LAND))
    axes.add_collection(_fill([paths[row] for row in range(councils)], FAINT))
    lines = scene.lines
    for kind, (_, wide) in MESH.items():
        axes.add_patch(_stroke([lines[arc] for arc in scene.mesh(councils)[kind]], PAPER, wide))
    set_extent(axes, scene)


def thinned(scene: Scene, step: float) -> Scene:
    """Return a scene with points of borders left out that are nearer than a step."""
    arcs = [np.diff(_thin(one, step), axis=0, prepend=0).astype(int) for one in scene.lines]
    return replace(scene, arcs=[one.ravel().tolist() for one in arcs])


def _thin(points: Floats, step: float) -> Floats:
    """Return a line without points that are nearer than a step to the one before; ends stay."""
    rows = [0]
    for row in range(1, len(points) - 1):
        if np.hypot(*(points[row] - points[rows[-1]])) >= step:
            rows.append(row)
    return points[[*rows, len(points) - 1]]


def set_extent(axes: Axes, scene: Scene) -> None:
    """Set axes to the whole of a map, north at the top."""
    (left, top), (right, bottom) = scene.box
    margin = 0.01 * (bottom - top)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_xlim(left - margin, right + margin)
    axes.set_ylim(bottom + margin, top - margin)


def _path(scene: Scene, area: int) -> Path:
    from matplotlib.path import Path

    rings = [Path(points, closed=True) for points in scene.rings(area)]
    return Path.make_compound_path(*rings)


def _fill(paths: Sequence[Path], colours: Any) -> PathCollection:
    from matplotlib.collections import PathCollection

    return PathCollection(paths, facecolors=colours, edgecolors="none")


def _cased(axes: Axes, lines: Sequence[Any], colour: str, kind: str, width: float) -> None:
    """Draw lines over a pale casing, which keeps them apart from what they cross."""
    casing, line = (width * one for one in WIDTHS[kind])
    if lines:
        axes.add_patch(_stroke(lines, PAPER, casing, capstyle="round"))
        dashes = DASHES if kind == "talks" else "solid"
        axes.add_patch(_stroke(lines, colour, line, linestyle=dashes))


def _stroke(lines: Sequence[Any], colour: str, width: float, **more: Any) -> PathPatch:
    """Return lines as one path: a drawing of many would be many times as large."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    path = Path.make_compound_path(*(Path(points) for points in lines))
    return PathPatch(path, fill=False, edgecolor=colour, linewidth=width, **more)


def _seals(axes: Axes, scene: Scene, colouring: Colouring, width: float) -> None:
    """Draw councils that lie over others as dots at their centres."""
    for row in scene.seals:
        x, y = scene.centres[row]
        colour = colouring.classes[colouring.codes[row]][0]
        axes.plot(x, y, ls="", marker="o", ms=0.7 * width, mfc=colour, mec=INK, mew=0.6)


def _signs(axes: Axes, scene: Scene, colouring: Colouring, width: float) -> None:
    """Write the sign of its control into each area, where all are large enough."""
    if scene.name == "outlines" or width < LEAST_SIGN:
        return
    for code, (colour, sign, _) in enumerate(colouring.classes):
        there = [row for row, one in enumerate(colouring.codes) if one == code]
        if sign and there:
            places = np.array(scene.centres)[there]
            marker, size = sign_marker(sign, 0.42 * width)
            axes.plot(*places.T, ls="", marker=marker, ms=size, color=_ink(colour), mew=0.0)


def sign_marker(sign: str, size: float) -> tuple[Path, float]:
    """Return a sign as a marker, and its size for letters as tall as given, points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    path = TextPath((0, 0), sign, prop=FontProperties(family=FAMILY, weight="bold"), size=1.0)
    box = path.get_extents()
    centred = Path(path.vertices - [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2], path.codes)
    reach = 2 * float(np.abs(centred.vertices).max())  # a marker is as large as its farthest point
    return centred, size * reach / CAPITAL


def _ink(colour: str) -> str:
    return PAPER if colour in {HUES[hue] for hue in DARK} else INK


def legend_of(colourings: Iterable[Colouring], *, ghosts: bool) -> tuple[list[Any], list[str]]:
    """Return what a legend shows, each class with its sign, and the words beside it."""
    from matplotlib.lines import Line2D

    colourings = list(colourings)
    present = sorted({code for one in colourings for code in one.present})
    classes = [colourings[0].classes[code] for code in present]
    handles: list[Any] = [_key(colour, sign) for colour, sign, _ in classes]
    handles.append(Line2D([], [], ls="", marker="s", ms=9, mfc=PAPER, mec=SHARING, mew=1.8))
    handles.append(Line2D([], [], color=TALKING, lw=1.6, ls=DASHES))
    words = [*(name for *_, name in classes), "sharing", "in talks"]
    if ghosts:
        handles.append(Line2D([], [], ls="", marker="s", ms=10, mfc=LAND, mec=COAST, mew=0.4))
        words.append("not in this world")
    return handles, words


def _key(colour: str, sign: str) -> tuple[Line2D, ...]:
    from matplotlib.lines import Line2D

    edge = COAST if colour == PAPER else colour
    square = Line2D([], [], ls="", marker="s", ms=11, mfc=colour, mec=edge)
    if not sign:
        return (square,)
    marker, size = sign_marker(sign, 6.0)
    letter = Line2D([], [], ls="", marker=marker, ms=size, color=_ink(colour), mew=0.0)
    return square, letter
