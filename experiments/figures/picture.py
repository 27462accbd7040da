"""A picture: a figure with what is said under it, and what it says to those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Picture:
    """One figure of the report.

    Parameters
    ----------
    name : str
        Of its files.
    title : str
        What it shows, as a short phrase.
    figure : Figure
        The drawing.
    alt : str
        What is to be seen, in words, for those who cannot see it.
    caption : str
        What stands under it, with the source of each reference number.
    method : str
        How it was made, in a line.
    """

    name: str
    title: str
    figure: Figure
    alt: str
    caption: str
    method: str
