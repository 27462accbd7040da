"""Outcomes over one factor or two: a panel an outcome, a line a value of the second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import SMALL, SOFT, new_figure
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.figures.axes import (
    LETTERS,
    factor_axis,
    factor_label,
    factor_places,
    is_numeric,
    rows_at,
    series,
    value_axis,
    where,
)
from experiments.studies.figures.conclusions import Conclusions, conclude_ends, ends
from experiments.studies.study import Study, plain_value, runs_text
from experiments.text.numbers import capital, number_text, small

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "outcomes"
PANEL = 1.55
"""Inches of height of a panel."""

NOTHING = "No run has any of the outcomes that are shown, so there is nothing to see."
LINES_OF = {False: "lines are 95% intervals", True: "lines are where 95% of members lie"}
HOW = {
    False: (
        "Shares and means over all talks or partnerships of all runs, intervals over runs (ratio "
        "estimator, Student's t; survival by Kaplan-Meier with a jackknife over groups of runs); "
        "other numbers are means over runs."
    ),
    True: (
        "Shares, means and survival (Kaplan-Meier) over the runs of each member; a point is the "
        "mean over members, and its line leaves out what luck does to the few runs of each."
    ),
}
"""What an interval is over runs, and over members of a posterior."""

TOLD = 2
"""Outcomes that sentences and headlines tell of."""


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure, from rows of the summary."""
    outcomes = [one for one in outcomes_named(study.shown) if (table["outcome"] == one.name).any()]
    names = " and ".join(small(factor.label) for factor in study.factors)
    title = f"What came out, by {names}"
    if not outcomes:
        return empty_picture(NAME, title, NOTHING)
    figure = new_figure(PANEL * len(outcomes) + 0.9)
    panels = figure.subplots(len(outcomes), 1, sharex=True, squeeze=False)[:, 0]
    for axes, outcome in zip(panels, outcomes, strict=True):
        _panel(axes, table[table["outcome"] == outcome.name], outcome, study)
    factor_axis(panels[-1], study.factors[0])
    if len(study.factors) > 1:
        handles, labels = panels[0].get_legend_handles_labels()
        legend = factor_label(study.factors[1])
        longest = max(len(label) for label in labels)
        columns = max(1, min(len(labels), LETTERS // (longest + 7)))
        figure.legend(handles, labels, loc="outside upper left", ncols=columns, title=legend,
                      title_fontsize=SMALL, alignment="left")  # fmt: skip
    return Picture(
        name=NAME,
        title=title,
        figure=figure,
        alt=_alt(table, outcomes, study),
        caption=(
            f"Each point is {runs_text(study)}; {LINES_OF[study.nest is not None]}. All points "
            "play the same runs with the same draws, so that differences between points are known "
            "better than the intervals of each suggest."
        ),
        method=HOW[study.nest is not None],
    )


def _panel(axes: Axes, part: pd.DataFrame, outcome: Outcome, study: Study) -> None:
    first, *others = study.factors
    values = list(study.levels(others[0])) if others else [None]
    for place, value in enumerate(values):
        rows = rows_at(part, others[0], value) if others else part
        label = plain_value(value) if others else None
        places = factor_places(first, list(rows[first.name]))
        series(axes, places, rows, place, joined=is_numeric(first), label=label)
    axes.set_title(outcome.heading, fontsize=SMALL + 1, pad=5, wrap=True)
    value_axis(axes, outcome.unit, steps=4)
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    axes.margins(y=0.12)
    usual = first.usual(study.scenario)
    if is_numeric(first) and usual is not None:
        axes.axvline(usual, color=SOFT, lw=0.9, ls=(0, (2, 2)), zorder=0)


def _alt(table: pd.DataFrame, outcomes: list[Outcome], study: Study) -> str:
    told, factors = [], study.factors
    for outcome in outcomes:
        most, least = ends(table, outcome)
        told.append(
            f"{capital(outcome.meaning)}: from {number_text(least['value'], outcome.unit)} "
            f"{where(least, factors)} to {number_text(most['value'], outcome.unit)} "
            f"{where(most, factors)}"
        )
    drawn = "Lines" if is_numeric(factors[0]) else "Points"
    return f"{drawn} with intervals. " + ". ".join(told) + "."


def conclude(table: pd.DataFrame, study: Study, rankings: pd.DataFrame) -> Conclusions:
    """Return where the first outcomes were highest and lowest, as far as tests allow."""
    found = [
        conclude_ends(table, outcome, study, rankings)
        for outcome in outcomes_named(study.shown[:TOLD])
        if (table["outcome"] == outcome.name).any()
    ]
    if not found:
        return Conclusions([NOTHING])
    return Conclusions(
        [sentence for one in found for sentence in one.sentences],
        [headline for one in found for headline in one.headlines],
    )
