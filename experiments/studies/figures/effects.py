"""What each of many factors does: its values against the first outcome, over all points."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, RED, SMALL, SOFT, new_figure
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import (
    factor_axis,
    factor_label,
    factor_places,
    rows_at,
    value_axis,
)
from experiments.studies.figures.conclusions import Conclusions, conclude_ends
from experiments.studies.study import Study
from experiments.text.numbers import capital, small

NAME = "outcomes"
COLUMNS = 2
CLASSES = 6
"""Classes of a range over which means are taken."""

LONGEST = 38
"""Letters of a factor's name on an axis."""

MOST = 24
"""Factors that have a panel: those whose means differ most."""


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure, from rows of the summary: a panel a factor."""
    outcome = outcomes_named(study.shown[:1])[0]
    part = table[table["outcome"] == outcome.name]
    factors = rank_factors(part, study.factors)[:MOST]
    rows = -(-len(factors) // COLUMNS)
    figure = new_figure(1.75 * rows + 0.5)
    panels = figure.subplots(rows, COLUMNS, sharey=True, squeeze=False).ravel()
    for axes, factor in zip(panels, factors, strict=False):
        _panel(axes, part, factor)
        value_axis(axes, outcome.unit, steps=4)
    for axes in panels[len(factors) :]:
        axes.set_visible(False)
    figure.suptitle(capital(outcome.meaning), fontsize=SMALL + 1, x=0.02, ha="left")
    names = ", ".join(factor.label for factor in factors[:3])
    return Picture(
        name=NAME,
        title="What each factor does",
        figure=figure,
        alt=f"Panels of {outcome.meaning} over each factor; those that matter most: {names}.",
        caption=(
            f"A dot is a point of the design ({study.runs:,} runs), the line the mean over points "
            "by the value of the factor. Factors that matter most stand first."
        ),
        method="Means over all points with a value in the same class; the other factors vary too.",
    )


def classes(part: pd.DataFrame, factor: Factor) -> pd.DataFrame:
    """Return the mean of the outcome by value of a factor, or by class of many values."""
    place = pd.Series(factor_places(factor, list(part[factor.name])), index=part.index)
    if place.nunique() > CLASSES:
        place = place.groupby(pd.qcut(place, CLASSES, duplicates="drop")).transform("mean")
    means: pd.DataFrame = (
        part.groupby(place.rename("place"))["value"].mean().reset_index(name="value")
    )
    return means


def rank_factors(part: pd.DataFrame, factors: Sequence[Factor]) -> list[Factor]:
    """Return the factors, those over which the outcome differs most first."""
    spread = {factor.name: np.ptp(classes(part, factor)["value"]) for factor in factors}
    return sorted(factors, key=lambda factor: -spread[factor.name])


def _panel(axes: Axes, part: pd.DataFrame, factor: Factor) -> None:
    axes.plot(factor_places(factor, list(part[factor.name])), part["value"], "o", ms=2.5,
              color=SOFT, alpha=0.5, mew=0)  # fmt: skip
    means = classes(part, factor)
    axes.plot(means["place"], means["value"], "-o", color=BLUE, ms=4, lw=1.4)
    factor_axis(axes, factor)
    label = shorten(factor_label(factor), LONGEST, placeholder="…")
    axes.set_xlabel(label, fontsize=SMALL)
    axes.grid(visible=True, axis="y")
    axes.tick_params(labelsize=SMALL - 1)


def draw_tornado(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure of a one-at-a-time design: how far each factor moves the outcome."""
    outcome = outcomes_named(study.shown[:1])[0]
    part = table[table["outcome"] == outcome.name].reset_index(drop=True)
    base = part.iloc[0]
    bars = [(factor, *_reach(part, factor, base)) for factor in study.factors]
    bars = sorted(bars, key=lambda one: max(one[1:]) - min(one[1:]))[-MOST:]
    figure = new_figure(0.3 * len(bars) + 1.2)
    axes = figure.add_subplot()
    for place, (_, low, high) in enumerate(bars):
        axes.barh(place, low - base["value"], left=base["value"], color=RED, height=0.7)
        axes.barh(place, high - base["value"], left=base["value"], color=BLUE, height=0.7)
    axes.axvspan(base["low"], base["high"], color=SOFT, alpha=0.2, lw=0)
    axes.axvline(base["value"], color=SOFT, lw=1)
    labels = [shorten(factor.label, LONGEST, placeholder="…") for factor, *_ in bars]
    axes.set_yticks(range(len(bars)), labels)
    value_axis(axes, outcome.unit, which="x")
    axes.set_xlabel(capital(outcome.meaning), wrap=True)
    return Picture(
        name=NAME,
        title="One at a time",
        figure=figure,
        alt=f"Bars of {outcome.meaning}. The longest: {bars[-1][0].label}.",
        caption=(
            "How far each factor alone moves the outcome from the scenario as it is: red to the "
            "lower end of its values, blue to the upper. The band is the 95% interval of the "
            "scenario as it is."
        ),
        method=f"{study.runs:,} runs at each point, the same draws at all of them.",
    )


def _reach(part: pd.DataFrame, factor: Factor, base: Any) -> tuple[float, float]:
    """Return the outcome at the lowest and the highest value of a factor, the others as usual."""
    moved = part.drop(index=rows_at(part, factor, base[factor.name]).index)
    rows = pd.concat([base.to_frame().T, moved])
    places = factor_places(factor, list(rows[factor.name]))
    values = rows["value"].to_numpy(dtype=float)
    return float(values[np.argmin(places)]), float(values[np.argmax(places)])


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return where the outcome was highest and lowest, and which factors matter most."""
    outcome = outcomes_named(study.shown[:1])[0]
    part = table[table["outcome"] == outcome.name]
    first = [small(factor.label) for factor in rank_factors(part, study.factors)[:3]]
    found = conclude_ends(table, outcome, study.factors)
    matters = f"What matters most for it: {'; '.join(first)}."
    return Conclusions([*found.sentences, matters], found.headlines)
