"""What each of many factors does: its values against the first outcome, over all points."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, RED, SMALL, SOFT, new_figure
from experiments.statistics.comparisons import LEVEL
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import (
    LETTERS,
    factor_axis,
    factor_places,
    rows_at,
    value_axis,
)
from experiments.studies.figures.conclusions import Conclusions, conclude_ends
from experiments.studies.figures.lines import NOTHING
from experiments.studies.rankings import CLASSES, FACTOR
from experiments.studies.study import Study, runs_text
from experiments.text.numbers import capital, plural, small

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "outcomes"
COLUMNS = 2
NAMED = 5
"""Factors that a sentence names."""

LONGEST = 38
"""Letters of a factor's name in a line beside a bar."""

MOST = 24
"""Factors that have a panel: those whose means differ most."""


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure, from rows of the summary: a panel a factor."""
    outcome = outcomes_named(study.shown[:1])[0]
    part = table[table["outcome"] == outcome.name]
    if part.empty:
        return empty_picture(NAME, "What each factor does", NOTHING)
    factors = rank_factors(part, study.factors)[:MOST]
    rows = -(-len(factors) // COLUMNS)
    figure = new_figure(2.0 * rows + 0.5)
    panels = figure.subplots(rows, COLUMNS, sharey=True, squeeze=False).ravel()
    for axes, factor in zip(panels, factors, strict=False):
        _panel(axes, part, factor)
        value_axis(axes, outcome.unit, steps=4)
    for axes in panels[len(factors) :]:
        axes.set_visible(False)
    figure.suptitle(outcome.heading, fontsize=SMALL + 1, x=0.02, ha="left")
    shown = len(factors)
    which = "each factor" if shown == len(study.factors) else f"{shown} of the factors"
    return Picture(
        name=NAME,
        title="What each factor does",
        figure=figure,
        alt=f"Panels of {outcome.meaning} over {which}: dots for points, lines for means.",
        caption=(
            f"A dot is a point of the design ({runs_text(study)}), the line the mean over points "
            "by the value of the factor. Factors stand in the order of how far these means lie "
            "apart, which may be chance; what the text above says of them is tested."
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
    factor_axis(axes, factor, LETTERS // COLUMNS - 2)
    axes.xaxis.label.set_fontsize(SMALL)
    axes.grid(visible=True, axis="y")
    axes.tick_params(labelsize=SMALL - 1)


def draw_tornado(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure of a one-at-a-time design: how far each factor moves the outcome."""
    outcome = outcomes_named(study.shown[:1])[0]
    part = table[table["outcome"] == outcome.name].reset_index(drop=True)
    if part.empty or part["point"].iloc[0] != 0:
        return empty_picture(NAME, "One at a time", NOTHING)
    base = part.iloc[0]
    bars = [(factor, *_reach(part, factor, base)) for factor in study.factors]
    bars = sorted(bars, key=lambda one: max(one[1:]) - min(one[1:]))[-MOST:]
    lines = sum(len(wrap(factor.label, LONGEST)) for factor, *_ in bars)
    figure = new_figure(0.18 * lines + 0.14 * len(bars) + 1.2)
    axes = figure.add_subplot()
    for place, (_, low, high) in enumerate(bars):
        axes.barh(place, low - base["value"], left=base["value"], color=RED, height=0.7)
        axes.barh(place, high - base["value"], left=base["value"], color=BLUE, height=0.7)
    axes.axvspan(base["low"], base["high"], color=SOFT, alpha=0.2, lw=0)
    axes.axvline(base["value"], color=SOFT, lw=1)
    labels = [fill(factor.label, LONGEST) for factor, *_ in bars]
    axes.set_yticks(range(len(bars)), labels)
    value_axis(axes, outcome.unit, which="x")
    axes.set_xlabel(outcome.heading, wrap=True)
    return Picture(
        name=NAME,
        title="One at a time",
        figure=figure,
        alt=f"Bars of {outcome.meaning}. The topmost: {bars[-1][0].label}.",
        caption=(
            "How far each factor alone moves the outcome from the scenario as it is: red to the "
            "lower end of its values, blue to the upper. The band is the 95% interval of the "
            "scenario as it is."
        ),
        method=f"{capital(runs_text(study))} at each point, the same draws at all of them.",
    )


def _reach(part: pd.DataFrame, factor: Factor, base: Any) -> tuple[float, float]:
    """Return the outcome at the lowest and the highest value of a factor, the others as usual."""
    moved = part.drop(index=rows_at(part, factor, base[factor.name]).index)
    rows = pd.concat([base.to_frame().T, moved])
    places = factor_places(factor, list(rows[factor.name]))
    values = rows["value"].to_numpy(dtype=float)
    return float(values[np.argmin(places)]), float(values[np.argmax(places)])


def conclude(table: pd.DataFrame, study: Study, rankings: pd.DataFrame) -> Conclusions:
    """Return where the outcome was highest and lowest, and which factors matter, as tested."""
    outcome = outcomes_named(study.shown[:1])[0]
    if not (table["outcome"] == outcome.name).any():
        return Conclusions([NOTHING])
    found = conclude_ends(table, outcome, study, rankings)
    tested = rankings[(rankings["outcome"] == outcome.name) & (rankings["what"] == FACTOR)]
    matters = _factors_sentence(tested, study)
    return Conclusions([*found.sentences, *matters], found.headlines)


def _factors_sentence(tested: pd.DataFrame, study: Study) -> list[str]:
    """Return which factors move the outcome, and whether one does so more than every other."""
    if tested.empty:
        return []
    labels = {factor.name: small(factor.label) for factor in study.factors}
    over = "over the points" if study.moves_together else "paired run by run"
    how = f"tested {over}, with Holm's allowance for {plural(len(tested), 'factor')}"
    clear = tested[tested["p"] <= LEVEL]
    if clear.empty:
        return [f"No factor moves it beyond chance ({how})."]
    names = [labels[name] for name in clear["name"]]
    text = f"What moves it beyond chance ({how}): {'; '.join(names[:NAMED])}"
    text += f"; and {len(names) - NAMED} more." if len(names) > NAMED else "."
    if len(tested) > 1 and not clear["tied"].iloc[0]:
        return [f"{text} What matters most for it is {names[0]}, more than every other factor."]
    return [f"{text} Which factor matters most cannot be said."]
