"""How an outcome depends on each factor: a tornado of its ends, and a curve of its values."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, INK, ORANGE, SMALL, SOFT, new_figure
from experiments.statistics.outcome import Outcome
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import (
    LETTERS,
    factor_axis,
    factor_label,
    factor_places,
    is_numeric,
    series,
    value_axis,
)
from experiments.studies.study import value_text
from experiments.text.numbers import capital, small

TORNADO, CURVES = "tornado", "dependence"
MOST = 12
"""Factors that have a bar or a panel: those whose means differ most."""

NOTHING = "No run has this outcome, or no single factor varies."
NAMED = 34
COLUMNS = 2


def ranked_factors(
    table: pd.DataFrame, factors: Sequence[Factor]
) -> list[tuple[Factor, pd.DataFrame]]:
    """Return factors with their rows of the curves of an outcome, the widest spread first."""
    found = []
    for factor in factors:
        rows = table[(table["factor"] == factor.name) & table["mean"].notna()]
        if len(rows) > 1:
            found.append((factor, rows))
    return sorted(found, key=lambda one: -float(np.ptp(one[1]["mean"])))[:MOST]


def draw_tornado(table: pd.DataFrame, outcome: Outcome, factors: Sequence[Factor]) -> Picture:
    """Return the figure of the ends: the mean at the lowest and highest values of each factor."""
    name, title = f"{TORNADO}_{outcome.name}", f"From one end to the other: “{outcome.meaning}”"
    ranked = ranked_factors(table, factors)
    if not ranked:
        return empty_picture(name, title, NOTHING)
    labels = [fill(capital(factor.label), NAMED) for factor, _ in ranked]
    figure = new_figure(
        0.19 * sum(one.count("\n") + 1 for one in labels) + 0.25 * len(ranked) + 1.6
    )
    axes = figure.add_subplot()
    middle = float(np.mean([rows["mean"].mean() for _, rows in ranked]))
    for place, (factor, rows) in enumerate(ranked):
        for at, mark, colour, shift in ((0, "s", ORANGE, 0.16), (-1, "o", BLUE, -0.16)):
            end = rows.iloc[at]
            axes.barh(place + shift, end["mean"] - middle, left=middle, color=colour, height=0.3)
            axes.plot(end["mean"], place + shift, mark, color=colour, mec=INK, ms=6)
            axes.plot([end["low"], end["high"]], [place + shift] * 2, color=INK, lw=1.2)
            _write_value(axes, factor, end, place + shift, middle)
    axes.axvline(middle, color=SOFT, lw=1)
    axes.set_yticks(range(len(ranked)), labels)
    axes.invert_yaxis()
    axes.margins(x=0.55)
    value_axis(axes, outcome.unit, which="x", steps=4)
    axes.set_xlabel(outcome.heading, wrap=True)
    return Picture(
        name, title, figure,
        alt=f"Bars of {outcome.meaning}. The longest: {small(ranked[0][0].label)}.",
        caption=(
            "Mean of the outcome with each factor at its lowest (squares, below) and highest "
            "values (circles, above), or the first and the last of what has no order, whatever the "
            "others are. Beside the marks stand these values; black lines are 95% intervals."
        ),
        method="Means over all rows with the factor in its first or last class.",
    )  # fmt: skip


def _write_value(axes: Axes, factor: Factor, end: Any, at: float, middle: float) -> None:
    left = end["mean"] < middle
    edge = end["low"] if left else end["high"]
    edge = end["mean"] if np.isnan(edge) else edge
    value = _typed(factor, end["value"])
    value = value if factor.low is None else float(f"{value:.2g}")
    axes.annotate(value_text(factor, value), (edge, at),
                  xytext=(-6 if left else 6, 0), textcoords="offset points", fontsize=SMALL - 1,
                  ha="right" if left else "left", va="center")  # fmt: skip


def _typed(factor: Factor, value: Any) -> Any:
    """Return a value that was read from a table as its factor has it."""
    named = factor.levels() if factor.low is None else ()
    found = [one for one in named if str(one) == str(value) or one == _number(value)]
    return found[0] if found else _number(value)


def _number(value: Any) -> Any:
    try:
        return float(value)
    except ValueError:
        return value


def draw_curves(table: pd.DataFrame, outcome: Outcome, factors: Sequence[Factor]) -> Picture:
    """Return the figure of the curves: a panel a factor, the mean by its value."""
    name, title = f"{CURVES}_{outcome.name}", f"By the value of each: “{outcome.meaning}”"
    ranked = ranked_factors(table, factors)
    if not ranked:
        return empty_picture(name, title, NOTHING)
    rows = -(-len(ranked) // COLUMNS)
    figure = new_figure(2.1 * rows + 0.5)
    panels = figure.subplots(rows, COLUMNS, sharey=True, squeeze=False).ravel()
    for axes, (factor, part) in zip(panels, ranked, strict=False):
        values = [_typed(factor, one) for one in part["value"]]
        shown = part.rename(columns={"mean": "value", "value": "at"})
        series(axes, factor_places(factor, values), shown, 0, joined=is_numeric(factor))
        factor_axis(axes, factor, LETTERS // COLUMNS - 2)
        axes.set_xlabel(fill(factor_label(factor), LETTERS // COLUMNS), fontsize=SMALL)
        value_axis(axes, outcome.unit, steps=4)
        axes.grid(visible=True, axis="y")
        axes.tick_params(labelsize=SMALL - 1)
    for axes in panels[len(ranked) :]:
        axes.set_visible(False)
    figure.suptitle(fill(outcome.heading, LETTERS), fontsize=SMALL + 1, x=0.02, ha="left")
    return Picture(
        name, title, figure,
        alt=f"Panels of {outcome.meaning} by each factor: means with their intervals.",
        caption=(
            "Mean of the outcome by the value of each factor, whatever the others are, with 95% "
            "intervals. All panels have one scale; those whose means differ most come first."
        ),
        method="Means over all rows with a value in the same class; intervals over rows.",
    )  # fmt: skip
