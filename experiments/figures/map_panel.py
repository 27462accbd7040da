"""One map at the end of one month: who controls each area, who shares, and who is talking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from experiments.figures.example import MapState
from experiments.figures.keys import Key
from experiments.figures.lettering import Words
from experiments.figures.palette import COAST, COUNTY, HUES, LAND, SHARING, TALKING
from experiments.figures.scene import Scene
from experiments.figures.sketch import Dot, Group, Item, Pen, Shape, Trace
from experiments.figures.style import FAINT, INK, PAPER
from simulation.geography.layout import Floats
from simulation.terms import PARTIES

DASHES = (2.0, 1.25)
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


@dataclass(frozen=True)
class Ground:
    """A map without its state, of whose shapes each is made once for all panels that show it.

    Parameters
    ----------
    scene : Scene
        The areas.
    councils : int
        How many of them, the first, are councils; those beyond are only land.
    """

    scene: Scene
    councils: int

    @cached_property
    def areas(self) -> list[Trace]:
        """The outline of each area."""
        return [Trace(self.scene.rings(row), closed=True) for row in range(len(self.scene.areas))]

    @cached_property
    def mesh(self) -> dict[str, Trace]:
        """The borders of each kind."""
        kinds = self.scene.mesh(self.councils)
        return {kind: self.lines(arcs) for kind, arcs in kinds.items() if arcs}

    @cached_property
    def land(self) -> Trace:
        """All that is only land, as one."""
        beyond = self.areas[self.councils :]
        return Trace([ring for one in beyond for ring in one.lines], closed=True)

    def lines(self, arcs: Iterable[int]) -> Trace:
        """Return borders as one trace."""
        return Trace([self.scene.lines[arc] for arc in arcs])

    @property
    def margin(self) -> float:
        """What is left free round it, in its units."""
        (_, top), (_, bottom) = self.scene.box
        return 0.01 * float(bottom - top)

    @property
    def extent(self) -> tuple[float, float]:
        """How wide and how high it is with its margin, in its units."""
        wide, high = self.scene.box[1] - self.scene.box[0]
        return float(wide) + 2 * self.margin, float(high) + 2 * self.margin

    def at(self, left: float, top: float, width: float, height: float) -> Spot:
        """Return where it stands in the middle of a part of a drawing, as large as it can be."""
        wide, high = self.extent
        scale = min(width / wide, height / high)
        low = self.scene.box[0] - self.margin
        return Spot(
            left + (width - scale * wide) / 2 - scale * float(low[0]),
            top + (height - scale * high) / 2 - scale * float(low[1]),
            scale,
        )


class Spot(NamedTuple):
    """Where the origin of a map's units stands in a drawing, and how large a unit is, points."""

    x: float
    y: float
    scale: float

    def on_page(self, point: Sequence[float]) -> tuple[float, float]:
        """Return where a point of the map stands."""
        return self.x + self.scale * point[0], self.y + self.scale * point[1]

    def group(self, items: Sequence[Item], name: str) -> Group:
        """Return shapes in units of the map."""
        return Group(items, name, *self)


def map_items(
    ground: Ground, spot: Spot, state: MapState, width: float, colouring: Colouring, name: str
) -> list[Item]:  # fmt: skip
    """Return a map as it was at the end of a month.

    Parameters
    ----------
    ground : Ground
        The areas.
    spot : Spot
        Where it stands.
    state : MapState
        What was so.
    width : float
        Of a mean area, points.
    colouring : Colouring
        Of the areas.
    name : str
        What it is called in the file.
    """
    scene = ground.scene
    width = min(width, WIDEST[scene.name])
    shown = [row for row in range(ground.councils) if row not in scene.seals]
    items: list[Item] = [Shape(ground.land, Pen(LAND))] if ground.land.lines else []
    items += [
        Shape(ground.areas[row], Pen(colouring.classes[colouring.codes[row]][0])) for row in shown
    ]
    items += [Shape(ground.mesh[kind], Pen(line=colour, width=wide))
              for kind, (colour, wide) in MESH.items() if kind in ground.mesh]  # fmt: skip
    items += _seals(scene, colouring, width)
    signs = _signs(scene, spot, colouring, width)
    joined: list[Item] = []
    for rows in state.partnerships:
        joined += _cased(ground.lines(scene.border(rows)), SHARING, "union", width)
    centres = np.array(scene.centres, dtype=float)
    stars = [centres[[rows[0], row]] for rows in state.partnerships for row in rows[1:]]
    joined += _cased(Trace(stars), SHARING, "link", width)
    joined += _cased(Trace([centres[list(pair)] for pair in state.talks]), TALKING, "talks", width)
    return [spot.group(items, name), *signs, spot.group(joined, f"{name}-joined")]


def plain_areas(ground: Ground, spot: Spot) -> Group:
    """Return the areas of councils in one pale colour; those beyond are only land."""
    items: list[Item] = [Shape(ground.land, Pen(LAND))] if ground.land.lines else []
    items += [Shape(one, Pen(FAINT)) for one in ground.areas[: ground.councils]]
    items += [Shape(ground.mesh[kind], Pen(line=PAPER, width=wide))
              for kind, (_, wide) in MESH.items() if kind in ground.mesh]  # fmt: skip
    return spot.group(items, "areas")


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


def _cased(trace: Trace, colour: str, kind: str, width: float) -> list[Item]:
    """Return lines over a pale casing, which keeps them apart from what they cross."""
    if not trace.lines:
        return []
    casing, line = (width * one for one in WIDTHS[kind])
    dashes = DASHES if kind == "talks" else ()
    return [
        Shape(trace, Pen(line=PAPER, width=casing, round=True)),
        Shape(trace, Pen(line=colour, width=line, dash=dashes)),
    ]


def _seals(scene: Scene, colouring: Colouring, width: float) -> list[Item]:
    """Return councils that lie over others as dots at their centres."""
    return [
        Dot(*scene.centres[row], 0.35 * width,
            Pen(colouring.classes[colouring.codes[row]][0], line=INK, width=0.6))
        for row in scene.seals
    ]  # fmt: skip


def _signs(scene: Scene, spot: Spot, colouring: Colouring, width: float) -> list[Item]:
    """Return the sign of its control for each area, where all are large enough."""
    if scene.name == "outlines" or width < LEAST_SIGN:
        return []
    high = 0.42 * width
    signs: list[Item] = []
    for centre, code in zip(scene.centres, colouring.codes, strict=False):
        colour, sign, _ = colouring.classes[code]
        if sign:
            x, y = spot.on_page(centre)
            words = Words(x, y + high / 2, sign, high / CAPITAL, "middle", _ink(colour), bold=True)
            signs.append(words)
    return signs


def _ink(colour: str) -> str:
    return PAPER if colour in {HUES[hue] for hue in DARK} else INK


def map_keys(colourings: Iterable[Colouring], *, ghosts: bool) -> list[Key]:
    """Return what a legend shows: each class with its sign, and what joins councils."""
    colourings = list(colourings)
    present = sorted({code for one in colourings for code in one.present})
    keys = [_key(*colourings[0].classes[code]) for code in present]
    keys.append(Key("sharing", "outline", Pen(PAPER, line=SHARING, width=1.8)))
    keys.append(Key("in talks", "line", Pen(line=TALKING, width=1.6, dash=DASHES)))
    if ghosts:
        keys.append(Key("not in this world", "outline", Pen(LAND, line=COAST, width=0.4)))
    return keys


def _key(colour: str, sign: str, words: str) -> Key:
    edge = COAST if colour == PAPER else colour
    return Key(words, "outline", Pen(colour, line=edge, width=0.6), sign, _ink(colour))
