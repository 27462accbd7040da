"""A sketch painted by Matplotlib, which alone can write PNG and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.figures.lettering import Words
from experiments.figures.sketch import Dot, Group, Pen, Shape, Sketch
from experiments.figures.style import FAMILY, figure_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def painted_figure(sketch: Sketch) -> Figure:
    """Return a figure of Matplotlib that shows what a sketch does."""
    from matplotlib.figure import Figure

    with figure_style():
        figure = Figure(figsize=(sketch.width / 72, sketch.height / 72))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, sketch.width)
        axes.set_ylim(sketch.height, 0)
        _paint(axes, Group(sketch.items))
    return figure


def _paint(axes: Axes, group: Group) -> None:
    """Paint what is in a group, one over the other."""
    for one in group.items:
        if isinstance(one, Group):
            _paint(axes, one)
        elif isinstance(one, Words):
            _write(axes, one)
        elif isinstance(one, Dot):
            _circle(axes, one, group)
        elif isinstance(one, Shape):
            _outline(axes, one, group)


def _order(axes: Axes) -> int:
    """Return a place above all that was painted before."""
    return len(axes.patches) + len(axes.texts)


def _outline(axes: Axes, one: Shape, group: Group) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    where = np.array([group.x, group.y])
    paths = [
        Path(group.scale * np.vstack([line, line[:1]]) + where, closed=True)
        if one.trace.closed
        else Path(group.scale * line + where)
        for line in one.trace.lines
    ]
    pen = one.pen
    style = _style(pen) | ({"hatch": "///", "edgecolor": "white"} if pen.hatch else {})
    patch = PathPatch(Path.make_compound_path(*paths), **style)
    patch.set(zorder=_order(axes), clip_on=False)
    axes.add_patch(patch)


def _style(pen: Pen) -> dict[str, Any]:
    """Return a pen as Matplotlib takes it."""
    return {
        "facecolor": pen.fill,
        "fill": pen.fill != "none",
        "edgecolor": pen.line,
        "linewidth": pen.width,
        "alpha": pen.opacity,
        "linestyle": (0, pen.dash) if pen.dash else "solid",
        "capstyle": "round" if pen.round else "butt",
        "joinstyle": "round",
    }


def _circle(axes: Axes, one: Dot, group: Group) -> None:
    from matplotlib.patches import Circle

    middle = (group.x + group.scale * one.x, group.y + group.scale * one.y)
    circle = Circle(middle, one.radius, **_style(one.pen))
    circle.set(zorder=_order(axes), clip_on=False)
    axes.add_patch(circle)


def _write(axes: Axes, one: Words) -> None:
    side = {"start": "left", "middle": "center", "end": "right"}[one.anchor]
    behind = {"facecolor": one.paper, "alpha": 0.75, "edgecolor": "none", "pad": 0.8}
    axes.text(
        one.x, one.y, one.text, fontsize=one.size, color=one.colour, family=FAMILY,
        fontweight="bold" if one.bold else "normal", rotation=90 if one.turned else 0,
        rotation_mode="anchor", ha=side, va="baseline", zorder=_order(axes), clip_on=False,
        bbox=behind if one.paper else None,
    )  # fmt: skip
