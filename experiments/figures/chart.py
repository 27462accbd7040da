"""Charts: figures over all runs, each with what it counts in some runs and how it is drawn."""

from __future__ import annotations

import textwrap
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pandas as pd

import experiments.figures
from experiments.figures.lettering import Words, text_block
from experiments.figures.saving import svg_bytes
from experiments.figures.sketch import Sketch
from experiments.figures.style import LINE, NORMAL, SMALL, figure_style
from experiments.statistics.counting import Tallies
from experiments.text.scenario import Setting
from simulation.result import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Chart:
    """A figure that counts over all runs.

    A file of this package that sets `CHART` has declared a chart; nothing else lists them.

    Parameters
    ----------
    name : str
        Of its files and of its table of numbers.
    place : int
        Its place on the page.
    keys : tuple of str
        What its tally counts by.
    count : callable
        Takes the `Result` of some runs and returns their tally.
    reduce : callable
        Takes the tally of all runs and returns the few numbers that are shown.
    draw : callable
        Takes these numbers and the `Setting` and returns the `Picture`.
    """

    name: str
    place: int
    keys: tuple[str, ...]
    count: Callable[[Result], pd.DataFrame]
    reduce: Callable[[pd.DataFrame], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Setting], Picture]


@cache
def charts() -> tuple[Chart, ...]:
    """Return every chart, in the order of the page."""
    names = [one.name for one in iter_modules(experiments.figures.__path__)]
    modules = [import_module(f"experiments.figures.{name}") for name in names]
    found = [module.CHART for module in modules if hasattr(module, "CHART")]
    return tuple(sorted(found, key=lambda chart: chart.place))


def count_charts(result: Result) -> dict[str, pd.DataFrame]:
    """Return the tally of each chart in a chunk of runs."""
    return {chart.name: chart.count(result) for chart in charts()}


def draw_charts(result: Result) -> list[Picture]:
    """Return every chart of some runs, drawn."""
    setting = Setting(result.scenario, len(result.runs))
    with figure_style():
        return [one.draw(one.reduce(one.count(result)), setting) for one in charts()]


def chart_tallies() -> Tallies:
    """Return what adds up the tallies of all charts."""
    return Tallies({chart.name: chart.keys for chart in charts()})


def with_notice(pictures: list[Picture], notice: str | None) -> list[Picture]:
    """Return figures under each of which a notice stands, in the drawing and in its caption."""
    if not notice:
        return pictures
    for picture in pictures:
        write_below(picture.figure, notice)
    return [replace(one, caption=f"{one.caption} {notice}") for one in pictures]


def write_below(figure: Figure | Sketch, words: str) -> None:
    """Write words under a drawing and what is written there; it grows by as much as they need."""
    if isinstance(figure, Sketch):
        figure.write_below(words)
    else:
        _write_below(figure, words)


def _write_below(figure: Figure, words: str) -> None:
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    text = textwrap.fill(words, NOTICE_SIGNS, break_on_hyphens=False)
    below = LINE_INCHES * (text.count("\n") + 2)
    before = figure.get_figheight()
    height = before + below
    figure.set_figheight(height)
    for one in figure.texts:
        one.set_y((one.get_position()[1] * before + below) / height)
        below += LINE_INCHES * (one.get_text().count("\n") + 2)
    figure.draw_without_rendering()
    low = below / height
    for legend in figure.legends:
        box = legend.get_window_extent().transformed(figure.transFigure.inverted())
        if box.y1 < 0.5:  # noqa: PLR2004 -- one that stands below the axes
            legend.set_bbox_to_anchor((0.0, low, 1.0, 1.0 - low), transform=figure.transFigure)
            low += box.height + LINE_INCHES / height
    layout = figure.get_layout_engine()
    if isinstance(layout, ConstrainedLayoutEngine):
        layout.set(rect=(0.0, low, 1.0, 1.0 - low))
    figure.text(0.01, LINE_INCHES / 2 / height, text, fontsize=SMALL, ha="left", va="bottom")


LINE_INCHES = 0.16
"""Height of a line of small text."""

NOTICE_SIGNS = 76
"""Characters of a line of a notice under a figure."""


@dataclass(frozen=True)
class Picture:
    """One figure of the report.

    Parameters
    ----------
    name : str
        Of its files.
    title : str
        What it shows, as a short phrase.
    figure : Sketch or Figure
        The drawing: shapes at their places, or a figure of Matplotlib.
    alt : str
        What is to be seen, in words, for those who cannot see it.
    caption : str
        What stands under it, with the source of each reference number.
    method : str
        How it was made, in a line.
    key : str
        What numbers in the drawing stand for, as its caption says too.
    empty : bool
        Whether there is nothing to draw; then `alt` says why, and stands in place of the drawing.
    """

    name: str
    title: str
    figure: Figure | Sketch
    alt: str
    caption: str
    method: str
    key: str = ""
    empty: bool = False

    def _repr_html_(self) -> str:
        """Return it with title and caption, as a notebook shows it."""
        words = escape(self.alt)
        if self.empty:
            return f"<p>{words}</p>"
        drawing = b64encode(svg_bytes(self.figure)).decode("ascii")
        image = f'<img alt="{words}" src="data:image/svg+xml;base64,{drawing}">'
        title, caption = escape(self.title), escape(self.caption)
        return f"<figure><h4>{title}</h4>{image}<figcaption>{caption}</figcaption></figure>"


def empty_picture(name: str, title: str, sentence: str) -> Picture:
    """Return the picture of what runs do not contain: a sentence that says so.

    Parameters
    ----------
    name, title : str
        As of the figure it stands for.
    sentence : str
        Why there is nothing to see.
    """
    lines = Words(8.0, SENTENCE_HEIGHT / 2, textwrap.fill(sentence, LINE), NORMAL)
    sketch = Sketch(SENTENCE_HEIGHT, text_block(lines, middle=True))
    return Picture(name, title, sketch, sentence, "", "", empty=True)


SENTENCE_HEIGHT = 72.0
"""Points of a picture that is a sentence."""
