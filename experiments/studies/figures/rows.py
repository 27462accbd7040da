"""Figures with a row for each policy or parameter: the frame that they have in common."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from experiments.figures.style import INK, new_figure
from experiments.studies.effects import usual_structure
from experiments.studies.figures.axes import value_axis
from experiments.studies.figures.settings import WIDEST
from experiments.studies.study import Study
from experiments.text.numbers import pounds

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def usual_rows(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the rows of what the scenario assumes, or of the first assumptions that there are."""
    if table.empty:
        return table
    words = table["structure"].astype(object)
    words = words.where(words.notna(), "").astype(str)
    usual = usual_structure(study)
    return table[words == (usual if (words == usual).any() else words.iloc[0])]


def name_rows(names: Iterable[str]) -> Figure:
    """Return a figure whose only axes have a named row for each name, from below."""
    lines = [textwrap.wrap(str(name), WIDEST) for name in names]
    figure = new_figure(0.12 * len(lines) + 0.15 * sum(map(len, lines)) + 1.2)
    axes = figure.add_subplot()
    axes.set_yticks(range(len(lines)), ["\n".join(words) for words in lines])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.6, len(lines) - 0.4)
    axes.grid(visible=True, axis="x")
    axes.set_axisbelow(True)
    return figure


def amount_axis(axes: Axes, unit: str, words: str) -> None:
    """Set up the axis below of differences in a unit, with a line at none."""
    axes.axvline(0.0, color=INK, lw=0.9, zorder=0)
    value_axis(axes, unit, which="x")
    if unit == "share":
        axes.xaxis.set_major_formatter(lambda value, _: f"{round(100.0 * value, 9):z.3g}")
        unit = "percentage points"
    elif unit.startswith("pounds"):
        axes.xaxis.set_major_formatter(lambda value, _: pounds(value))
    axes.set_xlabel(f"{words}, {unit}")
