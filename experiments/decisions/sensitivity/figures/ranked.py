"""Groups of parameters ranked by what they do, each with its interval."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.decisions.sensitivity.indices import FIRST, SHAPLEY, TOTAL
from experiments.decisions.sensitivity.morris import INFLUENCE, SIGMA
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, FAINT, INK, ORANGE, new_figure
from experiments.statistics.outcome import Outcome
from experiments.studies.figures.axes import errors, value_axis
from experiments.text.numbers import capital, small

NAME = "ranked"
MOST = 20
"""Groups that have a bar: those that matter most."""

LETTERS = 34
BARS = {
    TOTAL: ("total: with all that it does together with others", FAINT, "///"),
    FIRST: ("first order: by itself", BLUE, ""),
}
SHOWN = (-0.15, 1.15)
"""Ends of the axis of shares, beyond which an interval is not followed."""

UNKNOWN = "What parameters do cannot be told from luck with so few rows."


def draw(table: pd.DataFrame, outcome: Outcome) -> Picture:
    """Return the figure of an outcome, from its rows of the table of groups."""
    name, title = f"{NAME}_{outcome.name}", f"What moves {_name(outcome)}"
    measure = TOTAL if TOTAL in table else INFLUENCE
    rows = table[table["outcome"] == outcome.name].head(MOST)
    if rows[measure].isna().all():
        return empty_picture(name, title, UNKNOWN)
    figure, axes = _bars(rows, 2 if measure == TOTAL else 1)
    if measure == TOTAL:
        _sobol(axes, rows)
        axes.set_xlabel("Share of what parameters do")
        value_axis(axes, "share", which="x")
    else:
        axes.barh(range(len(rows)), rows[INFLUENCE], height=0.6, color=BLUE, label="influence")
        _whiskers(axes, rows, INFLUENCE, 0.0)
        axes.plot(rows[SIGMA], range(len(rows)), "D", color=ORANGE, mec=INK, ms=5,
                  label="sigma: how effects differ from place to place")  # fmt: skip
        axes.set_xlabel(f"{capital(outcome.meaning)}: change over a whole range", wrap=True)
        value_axis(axes, outcome.unit, which="x")
    ends = min(0.0, axes.get_xlim()[0]), axes.get_xlim()[1]
    axes.set_xlim((max(ends[0], SHOWN[0]), min(ends[1], SHOWN[1])) if measure == TOTAL else ends)
    axes.axvline(0.0, color=INK, lw=0.8)
    figure.legend(loc="outside upper left", ncols=1)
    return Picture(name, title, figure, _alt(rows), _caption(measure), _method(measure))


def _name(outcome: Outcome) -> str:
    return f"“{outcome.meaning}”"


def _bars(rows: pd.DataFrame, each: int) -> tuple[Figure, Axes]:
    labels = [fill(capital(label), LETTERS) for label in rows["label"]]
    lines = sum(max(each, label.count("\n") + 1) for label in labels)
    figure = new_figure(0.2 * lines + 0.1 * len(rows) + 1.7)
    axes = figure.add_subplot()
    axes.set_yticks(range(len(rows)), labels)
    axes.invert_yaxis()
    return figure, axes


def _sobol(axes: Axes, rows: pd.DataFrame) -> None:
    for (measure, (words, colour, hatch)), shift in zip(BARS.items(), (-0.2, 0.2), strict=True):
        at = [place + shift for place in range(len(rows))]
        axes.barh(at, rows[measure], height=0.38, color=colour, hatch=hatch, edgecolor=INK, lw=0.6,
                  label=words)  # fmt: skip
        _whiskers(axes, rows, measure, shift)
    if SHAPLEY in rows:
        axes.plot(rows[SHAPLEY], range(len(rows)), "D", color=ORANGE, mec=INK, ms=6,
                  label="Shapley effect: its share when all are added up")  # fmt: skip


def _whiskers(axes: Axes, rows: pd.DataFrame, measure: str, shift: float) -> None:
    ends: Any = rows.rename(columns={f"{measure}_low": "low", f"{measure}_high": "high"})
    at = [place + shift for place in range(len(rows))]
    axes.errorbar(rows[measure], at, xerr=errors(ends, measure), fmt="none", color=INK,
                  elinewidth=1.2, capsize=2.5)  # fmt: skip


def _alt(rows: pd.DataFrame) -> str:
    return f"Ranked bars with intervals. The topmost: {small(str(rows['label'].iloc[0]))}."


def _caption(measure: str) -> str:
    if measure == INFLUENCE:
        return (
            "How far each moves the outcome over its whole range, on average over places among the "
            "others (root mean square), with luck taken out. A sigma as large as the influence "
            "tells of thresholds, or of others on which the effect depends."
        )
    return (
        "Of what parameters do to the mean over luck, the share of each: by itself, and with all "
        "that it does together with others. Where the two bars differ, it acts with others. Luck "
        "has no part in these shares."
    )


def _method(measure: str) -> str:
    if measure == INFLUENCE:
        return "Morris's trajectories on common draws, squares across runs; bootstrap over rows."
    return (
        "Sobol indices from a Saltelli design on common draws, products across runs; 95% bootstrap "
        "intervals over rows, each for itself."
    )
