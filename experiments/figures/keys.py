"""What stands for what in a drawing: samples of marks with their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from experiments.figures.lettering import LEADING, Box, Words, text_block, text_width
from experiments.figures.sketch import Dot, Item, Pen, Shape, area, path, rectangle
from experiments.figures.style import SMALL

SAMPLE, NEAR, BETWEEN = 16.0, 6.0, 14.0
"""Points: width of a sample, to its words, and to the next sample beside it."""


class Key(NamedTuple):
    """Words, and the mark that they explain.

    Attributes
    ----------
    label : str
        The words; may have several lines.
    kind : str
        The sample: square, line, dot, joined (a dot on a line), diamond, outline, or sign.
    pen : Pen
        How it looks.
    sign : str
        Letters in a square.
    ink : str
        Their colour.
    """

    label: str
    kind: str
    pen: Pen
    sign: str = ""
    ink: str = ""

    @property
    def width(self) -> float:
        """How wide it is with its words, points."""
        words = max(text_width(line, SMALL) for line in self.label.split("\n"))
        return SAMPLE + NEAR + words

    @property
    def height(self) -> float:
        """How high it is with the space to the next, points."""
        return 1.35 * SMALL + LEADING * SMALL * self.label.count("\n")


def key_column(keys: Sequence[Key], left: float, top: float) -> tuple[list[Item], Box]:
    """Return keys one below the other, and what they cover."""
    items: list[Item] = []
    down = top
    for key in keys:
        items += _key(key, left, down)
        down += key.height
    return items, Box(left, top, left + max(one.width for one in keys), down)


def key_row(keys: Sequence[Key], left: float, top: float) -> list[Item]:
    """Return keys beside each other."""
    items: list[Item] = []
    for key in keys:
        items += _key(key, left, top)
        left += key.width + BETWEEN
    return items


def row_width(keys: Sequence[Key]) -> float:
    """Return how wide keys beside each other are, points."""
    return sum(one.width for one in keys) + BETWEEN * (len(keys) - 1)


def key_table(
    keys: Sequence[Key], top: float, width: float, columns: int
) -> tuple[list[Item], float]:
    """Return keys in columns in the middle of a width, read downwards, and where they end."""
    rows = -(-len(keys) // columns)
    parts = [keys[start : start + rows] for start in range(0, len(keys), rows)]
    wide = [max(one.width for one in part) for part in parts]
    left = (width - sum(wide) - BETWEEN * (len(parts) - 1)) / 2
    items: list[Item] = []
    for part, room in zip(parts, wide, strict=True):
        items += key_column(part, left, top)[0]
        left += room + BETWEEN
    return items, top + rows * keys[0].height


def _key(key: Key, left: float, top: float) -> list[Item]:
    """Return one key."""
    middle, height = left + SAMPLE / 2, top + key.height / 2
    words = Words(left + SAMPLE + NEAR, height, key.label, SMALL)
    return [*_sample(key, left, middle, height), *text_block(words, middle=True)]


def _sample(key: Key, left: float, x: float, y: float) -> list[Item]:
    line: Any = path([(left, y), (left + SAMPLE, y)])
    if key.kind == "line":
        return [Shape(line, key.pen)]
    if key.kind == "joined":
        return [Shape(line, Pen(line=key.pen.fill, width=1.5)), Dot(x, y, 2.0, key.pen)]
    if key.kind == "dot":
        return [Dot(x, y, 2.5, key.pen)]
    if key.kind == "diamond":
        return [Shape(diamond(x, y), key.pen)]
    half = (SAMPLE / 2, 3.2) if key.kind == "square" else (5.3, 5.3)
    square: list[Item] = [
        Shape(rectangle(x - half[0], y - half[1], x + half[0], y + half[1]), key.pen)
    ]
    if key.sign:
        size = 7.5 if len(key.sign) == 1 else 6.6
        square.append(Words(x, y + 0.36 * size, key.sign, size, "middle", key.ink, bold=True))
    return square


def diamond(x: float, y: float, reach: float = 4.3) -> Any:
    """Return a square that stands on its corner."""
    return area([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)])
