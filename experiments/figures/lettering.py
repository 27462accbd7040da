"""How wide words are, so that a drawing has room for them before anything is drawn."""

from __future__ import annotations

from typing import NamedTuple

WIDTHS = {
    270: "'", 280: "ijl", 290: "IJ", 320: " ,.’", 340: "/:;\\|", 350: "f", 360: "-",
    390: "()[]t", 400: "!", 410: "r", 460: '"', 500: "*_`–", 520: "sz“”", 530: "?", 550: "c",
    560: "L", 580: "Fk", 590: "vxy", 600: "P", 610: "TYao", 620: "e", 630: "ESbdghnpqu",
    640: "$0123456789{}£", 660: "K", 680: "AV", 690: "BRXZ", 700: "C", 730: "U", 750: "HN",
    770: "DG", 780: "&", 790: "OQ", 820: "w", 840: "#+<=>^~−×≥", 860: "M", 950: "%", 970: "m",
    990: "W", 1000: "@",
}  # fmt: skip
"""Letters of DejaVu Sans by their width in thousandths of their size."""

WIDTH_OF = {letter: width / 1000 for width, letters in WIDTHS.items() for letter in letters}
UNKNOWN, BOLD = 0.75, 1.12
RISE, FALL, LEADING = 0.76, 0.24, 1.2
"""How far letters reach above and below their line, and from line to line, in their size."""


class Box(NamedTuple):
    """A part of a drawing, points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two of them have anything in common."""
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of words is, points.

    Examples
    --------
    >>> round(text_width("100%", 10), 1)
    28.7
    """
    wide = sum(WIDTH_OF.get(letter, UNKNOWN) for letter in text)
    return size * wide * (BOLD if bold else 1.0)


class Words(NamedTuple):
    """A line of words: where its foot is, and how it is set.

    Attributes
    ----------
    x, y : float
        Of the line it stands on, points.
    text : str
        What it says.
    size : float
        Points.
    anchor : str
        Which end of it stands at `x`: start, middle or end.
    colour : str
        Of the letters.
    bold, turned : bool
        Whether it is bold, and whether it is read from below.
    paper : str
        Colour of what lies behind it; empty for nothing.
    """

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    colour: str = "#1b1b1b"
    bold: bool = False
    turned: bool = False
    paper: str = ""

    @property
    def box(self) -> Box:
        """What it covers."""
        wide = text_width(self.text, self.size, bold=self.bold)
        back = {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        rise, fall = RISE * self.size, FALL * self.size
        if self.turned:
            return Box(self.x - rise, self.y + back - wide, self.x + fall, self.y + back)
        return Box(self.x - back, self.y - rise, self.x - back + wide, self.y + fall)


def text_block(words: Words, *, middle: bool = False) -> list[Words]:
    """Return words of several lines, one each; `y` is their top, or their middle if so asked."""
    lines = words.text.split("\n")
    step = LEADING * words.size
    cap = RISE * words.size
    first = cap - (step * (len(lines) - 1) + cap) / 2 if middle else cap
    places = [(line, first + step * number) for number, line in enumerate(lines)]
    if words.turned:
        return [words._replace(text=line, x=words.x + place) for line, place in places]
    return [words._replace(text=line, y=words.y + place) for line, place in places]
