"""The figure of a power calculation: the smallest difference found, by the number of runs."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from experiments.decisions.power import Wanted
from experiments.decisions.power_sentences import SIDES, chance_text, runs_range, size_text
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import (
    BLUE,
    INK,
    PAPER,
    RED,
    SMALL,
    SOFT,
    figure_style,
    new_figure,
)
from experiments.statistics.outcome import Outcome
from experiments.studies.figures.axes import tick_of
from experiments.text.numbers import MILLION, pounds

NAME, TITLE = "smallest_difference", "What so many runs find"
NOTHING = "No run of the pilot differs from point to point, so there is nothing to draw."

LINES = {"paired": (BLUE, "-", "o", 1.14), "unpaired": (RED, (0, (5, 2)), "s", 1.3)}
"""Colour, line, mark, and how far below the asked difference its range is drawn."""

RUNS = "runs"
"""What is counted along the figure; a million of them is written 1m."""

ROOM = 1.1
"""Of the axis, beyond both ends of the lines."""

WIDE = 100.0
"""From so many times the least on, an axis has no room for three numbers in each ten times."""


def picture(row: Any | None, curve: pd.DataFrame, outcome: Outcome, wanted: Wanted) -> Picture:
    """Return the figure of a pair, or that there is none.

    Parameters
    ----------
    row : Series or None
        The pair: a row of the power table; None where no run differs.
    curve : DataFrame
        As `curve_table` returns it.
    outcome, wanted : Outcome, Wanted
        What is measured, and what is to be found.
    """
    with figure_style():
        if row is None:
            return empty_picture(NAME, TITLE, NOTHING)
        size, sure = size_text(wanted, outcome), chance_text(wanted.power)
        answers = " and ".join(f"{runs_range(row, name)} {name}" for name in LINES)
        return Picture(
            name=NAME,
            title=TITLE,
            figure=_draw(row, curve, outcome, wanted),
            alt=(
                f"Two falling lines, of runs that are paired and of runs that are not; they meet "
                f"the asked difference of {size} at {answers}."
            ),
            caption=(
                f"The smallest difference that is found with a chance of {sure}, by the number of "
                f"runs of each point: of {row['label']} against {row['reference']}, the pair that "
                "takes most. Full line and circle: paired, on common draws; broken line and "
                "square: unpaired. The bars below the asked difference are what the pilot leaves "
                "open of the number of runs (95%)."
            ),
            method=(
                f"t-test, two-sided, at a level of {wanted.level:.3g}; the spread is that of the "
                "pilot. Both axes are logarithmic: half the difference takes four times the runs."
            ),
        )


def _draw(row: Any, curve: pd.DataFrame, outcome: Outcome, wanted: Wanted) -> Figure:
    figure = new_figure(4.4)
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.axhline(wanted.size, color=SOFT, lw=1.0, ls=(0, (1, 1.5)))
    for name, (colour, line, mark, below) in LINES.items():
        axes.plot(curve["runs"], curve[name], color=colour, ls=line, lw=1.8)
        height = wanted.size / below
        axes.plot([row[f"{name}_low"], row[f"{name}_high"]], [height, height], color=colour,
                  ls=line, lw=1.2, marker="|", ms=7)  # fmt: skip
        axes.plot(row[name], wanted.size, mark, color=colour, mec=PAPER, mew=0.8, ms=8, zorder=3,
                  clip_on=False)  # fmt: skip
        words = f"{SIDES[name]}: {row[name]:,.0f} runs"
        axes.plot([], [], color=colour, ls=line, lw=1.8, marker=mark, ms=6, label=words)
    axes.set_xlim(curve["runs"].iloc[0] / ROOM, curve["runs"].iloc[-1] * ROOM)
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2, handlelength=3.2)
    asked = f"asked: {size_text(wanted, outcome)}"
    axes.annotate(
        asked, (1.0, wanted.size), (-2, 4), xycoords=("axes fraction", "data"), ha="right",
        textcoords="offset points", fontsize=SMALL, color=INK,
    )  # fmt: skip
    _scales(axes, curve, outcome)
    axes.set_xlabel("Runs of each point")
    unit = "points" if outcome.unit == "share" else outcome.unit
    axes.set_ylabel(fill(f"Smallest difference found, {unit}", 40))
    axes.grid(visible=True)
    axes.set_axisbelow(True)
    return figure


def _scales(axes: Axes, curve: pd.DataFrame, outcome: Outcome) -> None:
    """Set up two logarithmic axes with as many numbers as have room."""
    sizes = curve[list(LINES)]
    ratios = (curve["runs"].max() / curve["runs"].min(), sizes.max().max() / sizes.min().min())
    for axis, ratio, unit in zip(
        (axes.xaxis, axes.yaxis), ratios, (RUNS, outcome.unit), strict=True
    ):
        axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if ratio < WIDE else (1.0,)))
        axis.set_major_formatter(FuncFormatter(_formatter(unit)))
        axis.set_minor_formatter(NullFormatter())


def _formatter(unit: str) -> Any:
    """Return what writes a number of a unit beside an axis."""
    if unit == "share":
        return lambda value, _: f"{round(100 * value, 9):.3g}"
    if unit.startswith("pounds"):
        return lambda value, _: pounds(value)
    if unit == RUNS:
        return lambda value, _: f"{value / MILLION:g}m" if value >= MILLION else tick_of(value)
    return lambda value, _: tick_of(value)
