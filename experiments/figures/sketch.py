"""A drawing as shapes and words at their places, written as SVG without loading Matplotlib.

What a picture shows is laid out once, in points from the top left; the SVG of a page and the PNG or
PDF that Matplotlib paints on request (`experiments.figures.printing`) are of the same shapes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from experiments.figures.lettering import Words
from experiments.figures.style import FAMILY, INK, PAPER, SMALL, WIDTH

Floats = npt.NDArray[np.float64]

PAGE_WIDTH = 72 * WIDTH
"""Points."""

FAMILIES = f"{FAMILY}, Verdana, Geneva, sans-serif"
"""Types as wide as that which places are reckoned for, or narrower."""

HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><path d="M0 0V6" stroke="{PAPER}" stroke-width="1.6"/>'
    "</pattern>"
)
NOTE_SIGNS, NOTE_STEP = 72, 11.5
"""Characters of a line of words below a drawing, and points from line to line."""


class Pen(NamedTuple):
    """How a shape looks: what fills it, its line, and whether it is hatched."""

    fill: str = "none"
    line: str = "none"
    width: float = 0.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = False
    hatch: bool = False


@dataclass(frozen=True, eq=False)
class Trace:
    """Lines, or the rings of an area, as points; one that several shapes have is written once."""

    lines: Sequence[Floats]
    closed: bool = False


class Shape(NamedTuple):
    """A trace, and how it looks."""

    trace: Trace
    pen: Pen


class Dot(NamedTuple):
    """A circle: its middle, its radius, and how it looks."""

    x: float
    y: float
    radius: float
    pen: Pen


class Group(NamedTuple):
    """Shapes of one kind, in points, or in units of a map that are moved and scaled."""

    items: Sequence[Any]
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


Item = Shape | Dot | Words | Group


def area(corners: Any) -> Trace:
    """Return a polygon by its corners."""
    return Trace([np.array(corners, dtype=float)], closed=True)


def path(points: Any) -> Trace:
    """Return a line by its points."""
    return Trace([np.array(points, dtype=float)])


def rectangle(left: float, top: float, right: float, bottom: float) -> Trace:
    """Return a rectangle by its sides."""
    return area([(left, top), (right, top), (right, bottom), (left, bottom)])


class Sketch:
    """A drawing of the common width.

    Parameters
    ----------
    height : float
        Points.
    items : iterable of Item
        In the order in which they lie on one another.
    """

    def __init__(self, height: float, items: Iterable[Item]) -> None:
        self.width, self.height = PAGE_WIDTH, height
        self.items: list[Item] = list(items)

    def write_below(self, text: str) -> None:
        """Write words under what is there; the drawing grows by as much as they need."""
        lines = textwrap.wrap(text, NOTE_SIGNS, break_on_hyphens=False)
        for number, line in enumerate(lines, 1):
            self.items.append(Words(4.0, self.height + NOTE_STEP * number, line, SMALL))
        self.height += NOTE_STEP * (len(lines) + 0.6)

    def words(self) -> list[Words]:
        """Return all that is written, in its order."""
        return [one for one in _flat(self.items) if isinstance(one, Words)]

    def svg(self) -> str:
        """Return it as an SVG file, always the same letter by letter."""
        writer = _Writer()
        body = "".join(map(writer.item, self.items))
        size = f'width="{self.width:g}pt" height="{self.height:.5g}pt"'
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
            f'{size} viewBox="0 0 {self.width:g} {self.height:.5g}">'
            f'<g font-family="{FAMILIES}" fill="{INK}"><defs>{writer.definitions()}</defs>'
            f'<path d="M0 0H{self.width:g}V{self.height:.5g}H0z" fill="{PAPER}"/>{body}</g></svg>\n'
        )


def _flat(items: Iterable[Any]) -> Iterator[Any]:
    for one in items:
        if isinstance(one, Group):
            yield from _flat(one.items)
        else:
            yield one


class _Writer:
    """Writes items; traces in units of a map are written once, and used from there."""

    def __init__(self) -> None:
        self.known: dict[Trace, int] = {}
        self.paths: list[str] = []
        self.scale = 1.0

    def definitions(self) -> str:
        """Return what is used by name."""
        return HATCH + "".join(self.paths)

    def item(self, one: Item) -> str:
        """Return an item as an element."""
        if isinstance(one, Words):
            return _text(one)
        if isinstance(one, Dot):
            return (
                f'<circle cx="{one.x:.6g}" cy="{one.y:.6g}" r="{one.radius / self.scale:.4g}"'
                f"{self.look(one.pen)}/>"
            )
        if isinstance(one, Shape):
            return self.shape(one)
        return self.group(one)

    def group(self, one: Group) -> str:
        """Return a group and all that is in it."""
        name = f' id="{escape(one.name)}"' if one.name else ""
        if one.scale == 1.0:
            return f"<g{name}>{''.join(map(self.item, one.items))}</g>"
        self.scale = one.scale
        body = "".join(map(self.item, one.items))
        self.scale = 1.0
        where = f"translate({one.x:.5g} {one.y:.5g}) scale({one.scale:.5g})"
        return f'<g{name} transform="{where}">{body}</g>'

    def shape(self, one: Shape) -> str:
        """Return a shape; hatched, it is drawn twice."""
        look = self.look(one.pen)
        if self.scale != 1.0:
            return f'<use href="#t{self._number(one.trace)}"{look}/>'
        path = _path(one.trace, "%.2f")
        hatch = f'<path d="{path}" fill="url(#hatch)"/>' if one.pen.hatch else ""
        return f'<path d="{path}"{look}/>{hatch}'

    def _number(self, trace: Trace) -> int:
        """Return by which number a trace is known, which is written where it is new."""
        if trace not in self.known:
            self.known[trace] = len(self.known)
            self.paths.append(f'<path id="t{self.known[trace]}" d="{_path(trace, "%d")}"/>')
        return self.known[trace]

    def look(self, pen: Pen) -> str:
        """Return a pen as attributes."""
        parts = [f' fill="{pen.fill}"']
        if pen.fill != "none":
            parts.append(' fill-rule="evenodd"')
        if pen.line != "none":
            parts.append(f' stroke="{pen.line}" stroke-width="{pen.width / self.scale:.4g}"')
            parts.append(' stroke-linejoin="round"')
        if pen.round:
            parts.append(' stroke-linecap="round"')
        if pen.dash:
            dashes = " ".join(f"{one * pen.width / self.scale:.4g}" for one in pen.dash)
            parts.append(f' stroke-dasharray="{dashes}"')
        if pen.opacity != 1.0:
            parts.append(f' opacity="{pen.opacity:.3g}"')
        return "".join(parts)


def _path(trace: Trace, form: str) -> str:
    """Return the points of a trace; from each to the next, which takes the fewest letters."""
    end = "z" if trace.closed else ""
    whole = form == "%d"
    parts = []
    for line in trace.lines:
        points = line if whole else np.round(line, 2)
        steps = np.diff(points, axis=0).ravel()
        numbers = cast("list[float]", (steps.astype(int) if whole else np.round(steps, 2)).tolist())
        first = (form + " " + form) % (points[0, 0], points[0, 1])
        parts.append(f"M{first}l{' '.join(map(_short, numbers))}{end}")
    return "".join(parts)


def _short(number: float) -> str:
    return f"{number:g}"


def _text(one: Words) -> str:
    """Return a line of words, on paper of its own if it is to be read over a line."""
    back = ""
    if one.paper:
        box = one.box
        where = f'x="{box.left - 1:.5g}" y="{box.top:.5g}" '
        size = f'width="{box.right - box.left + 2:.5g}" height="{box.bottom - box.top:.5g}"'
        back = f'<rect {where}{size} fill="{one.paper}" opacity="0.75"/>'
    turn = f' transform="rotate(-90 {one.x:.5g} {one.y:.5g})"' if one.turned else ""
    bold = ' font-weight="bold"' if one.bold else ""
    colour = f' fill="{one.colour}"' if one.colour != INK else ""
    anchor = f' text-anchor="{one.anchor}"' if one.anchor != "start" else ""
    return (
        f'{back}<text x="{one.x:.5g}" y="{one.y:.5g}" font-size="{one.size:g}"'
        f"{anchor}{bold}{colour}{turn}>{escape(one.text)}</text>"
    )
