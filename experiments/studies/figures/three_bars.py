"""Effects with three kinds of not knowing, as figures."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, INK, PAPER, SKY, SOFT, new_figure
from experiments.statistics.outcome import Outcome
from experiments.studies.effects import pulled, structures_of, usual_structure
from experiments.studies.figures import highest
from experiments.studies.figures.axes import factor_label, value_axis
from experiments.studies.figures.forest import points_tick
from experiments.studies.figures.lines import NOTHING
from experiments.studies.figures.settings import (
    TALLEST,
    WIDEST,
    is_ranked,
    picture_name,
    reference_words,
    settings,
    shown_outcomes,
    usual_row,
)
from experiments.studies.study import Study, runs_text
from experiments.text.numbers import capital, change_text, pounds, small

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "effects"
MOST = 40
"""Rows that a figure has; beyond it, those that differ most."""


def pictures(table: pd.DataFrame, study: Study) -> list[Picture]:
    """Return a figure of effects for each outcome that is shown, and one of what is highest."""
    outcomes = shown_outcomes(table, study)
    if not outcomes:
        return [empty_picture(NAME, "What changes", NOTHING)]
    found = [draw(table, study, outcome) for outcome in outcomes]
    first = table[table["outcome"] == outcomes[0].name]
    if is_ranked(first):
        found.insert(1, highest.draw(first, study, outcomes[0]))
    return found


def draw(table: pd.DataFrame, study: Study, outcome: Outcome) -> Picture:
    """Return the figure of one outcome: a row for each thing done, with three bars."""
    part = table[(table["outcome"] == outcome.name) & (table["point"] != table["reference"])]
    every = list(settings(part, study))
    if study.compares:
        every.sort(key=lambda one: usual_row(one[1], study)["effect"])
    else:
        every.reverse()
    far = sorted(every, key=lambda one: -abs(usual_row(one[1], study)["effect"]))[:MOST]
    every = [one for one in every if any(one is kept for kept in far)]
    names = [textwrap.wrap(name, WIDEST) for name, _ in every]
    figure = new_figure(0.09 * len(every) + 0.15 * sum(map(len, names)) + 1.3)
    axes = figure.add_subplot()
    for place, (_, rows) in enumerate(every):
        _bars(axes, place, rows, study)
    axes.set_yticks(range(len(every)), ["\n".join(lines) for lines in names])
    _dress(axes, outcome, len(every))
    if not study.compares:
        axes.set_ylabel(textwrap.fill(", ".join(map(factor_label, pulled(study))), TALLEST))
    _legend(figure, axes, study)
    against = reference_words(part, study)
    return Picture(
        name=picture_name(NAME, outcome),
        title=f"{capital(outcome.meaning)}: what changes, against {against}",
        figure=figure,
        alt=_alt(every, study, outcome),
        caption=_caption(study),
        method=(
            f"{capital(runs_text(study))} at each point, the same members and draws at all. "
            "Luck: 95% interval of the mean for want of runs. Parameters: 95% of members, luck "
            "taken out by the method of moments."
        ),
    )


def _bars(axes: Axes, place: int, rows: pd.DataFrame, study: Study) -> None:
    row = usual_row(rows, study)
    if structures_of(study):
        axes.plot([rows["effect"].min(), rows["effect"].max()], [place + 0.24] * 2, lw=4,
                  color=SOFT, solid_capstyle="butt")  # fmt: skip
    axes.plot([row["low"], row["high"]], [place] * 2, lw=4, color=SKY, solid_capstyle="butt")
    axes.plot([row["luck_low"], row["luck_high"]], [place - 0.24] * 2, lw=4, color=BLUE,
              solid_capstyle="butt")  # fmt: skip
    axes.plot(row["effect"], place, "o", ms=5, color=INK, mec=PAPER, mew=0.7, zorder=4)


def _dress(axes: Axes, outcome: Outcome, number: int) -> None:
    axes.axvline(0.0, color=INK, lw=0.9, zorder=0)
    axes.grid(visible=True, axis="x")
    axes.set_axisbelow(True)
    unit = outcome.unit
    if unit == "share":
        axes.xaxis.set_major_formatter(lambda value, _: points_tick(value))
        unit = "percentage points"
    elif unit.startswith("pounds"):
        axes.xaxis.set_major_formatter(lambda value, _: pounds(value))
    else:
        value_axis(axes, unit, which="x")
    axes.set_xlabel(f"Difference, {unit}")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.7, number - 0.3)


def _legend(figure: Figure, axes: Axes, study: Study) -> None:
    kinds = [("luck", BLUE), ("parameters", SKY)]
    if structures_of(study):
        kinds.append(("structure", SOFT))
    handles = [axes.plot([], [], lw=4, color=colour, label=label)[0] for label, colour in kinds]
    figure.legend(handles=handles, loc="outside upper left", ncols=len(kinds))


def _caption(study: Study) -> str:
    words = (
        "Each dot is a mean over members of the posterior. What is not known of it has a bar for "
        "each kind: luck, since runs are finite; parameters, the range in which 95% of members lie"
    )
    if not structures_of(study):
        return f"{words}."
    labels = " and ".join(small(one.label) for one in structures_of(study))
    usual = usual_structure(study)
    return (
        f"{words}; structure, from the lowest to the highest mean under the different assumptions "
        f"({labels}). Dots and the other bars are of the usual one, {usual}."
    )


def _alt(every: list[tuple[str, pd.DataFrame]], study: Study, outcome: Outcome) -> str:
    texts = [
        f"{name} {change_text(usual_row(rows, study)['effect'], outcome.unit)}"
        for name, rows in every
    ]
    return f"Rows with a dot and a bar for each kind of not knowing. {'; '.join(texts)}."
