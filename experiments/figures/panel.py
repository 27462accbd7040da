"""Panels of a chart: axes, and what is drawn between them, one above the other.

panel = Panel(Axis(0, 10, ticks), Axis(0, 1, percent_ticks(0, 1, 5), "Share"))
panel.bars([1, 2], [0.2, 0.5], Pen(BLUE), 0.7, "talks agreed")
sketch = stack_panels([panel], height=200)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from experiments.figures.keys import Key
from experiments.figures.lettering import LEADING, Words, text_block, text_width
from experiments.figures.sketch import (
    PAGE_WIDTH,
    Dot,
    Group,
    Item,
    Pen,
    Shape,
    Sketch,
    area,
    path,
    rectangle,
)
from experiments.figures.style import FAINT, NORMAL, SMALL, SOFT
from experiments.figures.ticks import Axis

MARGIN, GAP, TICK, NEAR = 4.0, 10.0, 3.5, 3.0
"""Points: round the drawing, between panels, of a mark, and from it to its words."""

FRAME = Pen(line=SOFT, width=0.8)
GRID = Pen(line=FAINT, width=0.6)


class Frame(NamedTuple):
    """Where a panel lies, and where its values do."""

    left: float
    top: float
    right: float
    bottom: float
    across: Axis
    up: Axis

    def x(self, value: Any) -> Any:
        """Return how far to the right a value or an array of them lies, points."""
        low, high = self.across.low, self.across.high
        return self.left + (np.asarray(value, dtype=float) - low) / (high - low) * (
            self.right - self.left
        )

    def y(self, value: Any) -> Any:
        """Return how far down a value or an array of them lies, points."""
        low, high = self.up.low, self.up.high
        return self.bottom - (np.asarray(value, dtype=float) - low) / (high - low) * (
            self.bottom - self.top
        )


Mark = Callable[[Frame], list[Item]]


@dataclass
class Panel:
    """Axes, and marks in the order in which they lie on one another.

    Parameters
    ----------
    across, up : Axis
        The two axes.
    share : float
        Its part of the height of all panels.
    title : str
        What stands over it.
    grid : bool
        Whether lines run across at the marks of the axis that goes up.
    """

    across: Axis
    up: Axis
    share: float = 1.0
    title: str = ""
    grid: bool = False
    marks: list[Mark] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)

    def bars(
        self, x: Any, heights: Any, pen: Pen, width: float, label: str = "", base: Any = 0.0
    ) -> None:
        """Draw upright bars of a width around `x`, from `base` as high as they are."""
        x, low, high = np.broadcast_arrays(
            np.asarray(x, dtype=float), base, np.asarray(base) + np.asarray(heights, dtype=float)
        )

        def mark(frame: Frame) -> list[Item]:
            left, right = frame.x(x - width / 2), frame.x(x + width / 2)
            ends = zip(left, frame.y(high), right, frame.y(low), strict=True)
            return [Group([Shape(rectangle(*one), pen) for one in ends], label)]

        self._add(mark, Key(label, "square", pen))

    def rows(
        self, y: Any, lengths: Any, pen: Pen, width: float, label: str = "", base: Any = 0.0
    ) -> None:  # fmt: skip
        """Draw level bars of a width around `y`, from `base` as long as they are."""
        y, low, high = np.broadcast_arrays(
            np.asarray(y, dtype=float), base, np.asarray(base) + np.asarray(lengths, dtype=float)
        )

        def mark(frame: Frame) -> list[Item]:
            sides = frame.y(y - width / 2), frame.y(y + width / 2)
            top, bottom = np.minimum(*sides), np.maximum(*sides)
            ends = zip(frame.x(low), top, frame.x(high), bottom, strict=True)
            return [Group([Shape(rectangle(*one), pen) for one in ends], label)]

        self._add(mark, Key(label, "square", pen))

    def curve(self, x: Any, y: Any, pen: Pen, label: str = "") -> None:
        """Draw a line through points, with a gap where one is not known."""

        def mark(frame: Frame) -> list[Item]:
            points = np.column_stack([frame.x(x), frame.y(y)])
            return [Group([Shape(path(points[one]), pen) for one in _known(points)], label)]

        self._add(mark, Key(label, "line", pen))

    def band(self, x: Any, low: Any, high: Any, pen: Pen, label: str = "") -> None:
        """Fill what lies between two lines, where both are known."""

        def mark(frame: Frame) -> list[Item]:
            points = np.column_stack([frame.x(x), frame.y(low), frame.y(high)])
            parts = [points[one] for one in _known(points)]
            corners = [np.vstack([one[:, [0, 1]], one[::-1, [0, 2]]]) for one in parts]
            return [Group([Shape(area(one), pen) for one in corners], label)]

        self._add(mark, Key(label, "square", pen))

    def points(
        self, x: Any, y: Any, pen: Pen, radius: float = 2.5, label: str = "", ends: Any = None
    ) -> None:
        """Draw dots; `ends` are the low and the high end of the interval of each."""

        def mark(frame: Frame) -> list[Item]:
            xs, ys = frame.x(x), frame.y(y)
            items: list[Item] = []
            if ends is not None:
                line = Pen(line=pen.fill, width=1.4)
                low, high = frame.y(ends[0]), frame.y(ends[1])
                items = [
                    Shape(path([(at, a), (at, b)]), line)
                    for at, a, b in zip(xs, low, high, strict=True)
                ]
            dots = [Dot(float(a), float(b), radius, pen) for a, b in zip(xs, ys, strict=True)]
            return [Group([*items, *dots], label)]

        self._add(mark, Key(label, "dot", pen))

    def span(self, low: float, high: float, pen: Pen) -> None:
        """Fill the panel from one place of the axis across to another."""
        self.marks.append(
            lambda frame: [
                Shape(
                    rectangle(
                        max(frame.left, frame.x(low)), frame.top,
                        min(frame.right, frame.x(high)), frame.bottom,
                    ),
                    pen,
                )
            ]
        )  # fmt: skip

    def rule(self, at: float, pen: Pen) -> None:
        """Draw a line up the panel."""

        def mark(frame: Frame) -> list[Item]:
            x = float(frame.x(at))
            return [Shape(path([(x, frame.bottom), (x, frame.top)]), pen)]

        self.marks.append(mark)

    def say(self, x: float, text: str, anchor: str, *, down: float) -> None:
        """Write words at a place of the axis across, so many points below the top."""
        self.marks.append(
            lambda frame: [
                *text_block(Words(float(frame.x(x)), frame.top + down, text, SMALL, anchor))
            ]
        )

    def _add(self, mark: Mark, key: Key) -> None:
        self.marks.append(mark)
        if key.label:
            self.keys.append(key)

    def before(self) -> tuple[float, float]:
        """Return what its words need at its left: of its marks, and of its label beside them."""
        wide = max((text_width(word, SMALL) for _, word in self.up.ticks), default=0.0)
        lines = self.up.label.count("\n") + 1 if self.up.label else 0
        marks = wide + NEAR + (TICK if self.up.line else NEAR)
        return marks, lines * LEADING * NORMAL + (NEAR if lines else 0.0)


def _known(points: Any) -> list[slice]:
    """Return the stretches of points whose places are known."""
    there = np.isfinite(points).all(axis=1).astype(int)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], there, [0]])))
    return [slice(first, last) for first, last in edges.reshape(-1, 2).tolist()]


def stack_panels(
    panels: Sequence[Panel], height: float, *, above: float = 0.0, side: str = ""
) -> Sketch:
    """Return panels one above the other with one left edge, as a sketch of a height in points.

    Parameters
    ----------
    panels : sequence of Panel
        From the top; only the last has words at its axis across.
    height : float
        Points.
    above : float
        Points left free over the first.
    side : str
        What the axes that go up count, written once for all panels.
    """
    room = LEADING * NORMAL + NEAR if side else 0.0
    left = MARGIN + room + max(sum(one.before()) for one in panels)
    last = panels[-1].across
    over = max((text_width(word, SMALL) / 2 for at, word in last.ticks[-1:]), default=0.0)
    near = (last.high - last.ticks[-1][0]) / (last.high - last.low) if last.ticks else 1.0
    right = PAGE_WIDTH - max(2 * MARGIN, over - near * (PAGE_WIDTH - left) + MARGIN)
    below = TICK + NEAR + LEADING * SMALL + (LEADING * NORMAL + NEAR if last.label else 0.0)
    titles = [LEADING * (SMALL + 1) + 2 if one.title else 0.0 for one in panels]
    free = height - above - below - 2 * MARGIN - sum(titles) - GAP * (len(panels) - 1)
    shares, top = sum(one.share for one in panels), MARGIN + above
    items: list[Item] = []
    for title, panel in zip(titles, panels, strict=True):
        bottom = top + title + free * panel.share / shares
        frame = Frame(left, top + title, right, bottom, panel.across, panel.up)
        items += _drawing(panel, frame, words=panel is panels[-1])
        top = bottom + GAP
    if side:
        where = Words(MARGIN, (MARGIN + above + top - GAP) / 2, side, NORMAL, "middle", turned=True)
        items += text_block(where)
    return Sketch(height, items)


def _drawing(panel: Panel, frame: Frame, *, words: bool) -> list[Item]:
    """Return all of a panel: lines of the grid, marks, axes, then words."""
    items: list[Item] = []
    if panel.title:
        items.append(Words(frame.left, frame.top - 4.5, panel.title, SMALL + 1))
    lines = [path([(frame.left, frame.y(at)), (frame.right, frame.y(at))])
             for at, _ in panel.up.ticks if panel.grid]  # fmt: skip
    items += [Shape(one, GRID) for one in lines]
    for mark in panel.marks:
        items += mark(frame)
    return [*items, *_axis_up(panel, frame), *_axis_across(panel, frame, words=words)]


def _axis_up(panel: Panel, frame: Frame) -> list[Item]:
    items: list[Item] = []
    if panel.up.line:
        items.append(Shape(path([(frame.left, frame.top), (frame.left, frame.bottom)]), FRAME))
    marked, _ = panel.before()
    for at, word in panel.up.ticks:
        y = float(frame.y(at))
        long = TICK if panel.up.line else NEAR
        if panel.up.line:
            items.append(Shape(path([(frame.left - TICK, y), (frame.left, y)]), FRAME))
        foot = y + 0.36 * SMALL  # half of a capital letter
        items.append(Words(frame.left - long - NEAR, foot, word, SMALL, "end"))
    if panel.up.label:
        lines = panel.up.label.count("\n") + 1
        x = frame.left - marked - NEAR - lines * LEADING * NORMAL
        middle = (frame.top + frame.bottom) / 2
        items += text_block(Words(x, middle, panel.up.label, NORMAL, "middle", turned=True))
    return items


def _axis_across(panel: Panel, frame: Frame, *, words: bool) -> list[Item]:
    axis = panel.across
    items: list[Item] = [
        Shape(path([(frame.left, frame.bottom), (frame.right, frame.bottom)]), FRAME)
    ]
    foot = frame.bottom + TICK + NEAR + 0.76 * SMALL
    for at, word in axis.ticks:
        x = float(frame.x(at))
        items.append(Shape(path([(x, frame.bottom), (x, frame.bottom + TICK)]), FRAME))
        if words:
            items.append(Words(x, foot, word, SMALL, "middle"))
    if words and axis.label:
        middle = (frame.left + frame.right) / 2
        items.append(Words(middle, foot + NEAR + LEADING * NORMAL, axis.label, NORMAL, "middle"))
    return items
