"""What each policy changes against the baseline: paired differences with intervals."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, RED, SOFT, new_figure
from experiments.statistics.outcomes import Outcome, outcomes_named
from experiments.studies.designs import POLICY
from experiments.studies.figures.axes import errors, outcome_in_sentence
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study
from experiments.text.numbers import (
    Headline,
    change_interval_text,
    change_text,
    number_text,
    pounds,
)

NAME = "forest"
SHOWN = 2
"""Outcomes that have a figure."""

WIDEST = 30
"""Letters of a policy's name on the axis."""


def draw(table: pd.DataFrame, study: Study, outcome: Outcome) -> Picture:
    """Return the figure of one outcome, from the table of differences: a row a policy."""
    part = table[table["outcome"] == outcome.name]
    part = part.sort_values("difference", kind="stable").reset_index(drop=True)
    figure = new_figure(0.24 * len(part) + 0.9)
    axes = figure.add_subplot()
    _rows(axes, part, outcome)
    names = [_name(study.label(int(point))) for point in part["point"]]
    axes.set_yticks(range(len(part)), names)
    return Picture(
        name=f"{NAME}_{outcome.name}",
        title=f"Each policy against the baseline: {outcome.meaning}",
        figure=figure,
        alt=_alt(table, study, outcome),
        caption=(
            "Difference from the baseline with its 95% interval, largest first; blue for more, red "
            "for less, grey where the interval holds zero."
        ),
        method=(
            f"{study.runs:,} runs of each policy and of the baseline with the same draws; run by "
            "run paired (ratio estimator, Student's t)."
        ),
    )


def pictures(table: pd.DataFrame, study: Study) -> list[Picture]:
    """Return the figures of the first outcomes."""
    return [draw(table, study, outcome) for outcome in _outcomes(table, study)]


def _outcomes(table: pd.DataFrame, study: Study) -> list[Outcome]:
    there = [one for one in outcomes_named(study.shown) if (table["outcome"] == one.name).any()]
    return there[:SHOWN]


def _name(text: str) -> str:
    return textwrap.shorten(text, WIDEST, placeholder="…")


def _rows(axes: Axes, part: pd.DataFrame, outcome: Outcome) -> None:
    for place, row in part.iterrows():
        one = part.loc[[place]]
        clear = row["low"] > 0 or row["high"] < 0
        colour = (BLUE if row["difference"] > 0 else RED) if clear else SOFT
        axes.errorbar(one["difference"], one.index, xerr=errors(one, "difference"), fmt="o", ms=4,
                      color=colour, elinewidth=1.4)  # fmt: skip
    axes.axvline(0.0, color=SOFT, lw=0.9, zorder=0)
    axes.grid(visible=True, axis="x")
    axes.set_axisbelow(True)
    if outcome.unit == "share":
        axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:+g}".replace("-", "−"))
        unit = "percentage points"
    else:
        axes.xaxis.set_major_formatter(lambda value, _: pounds(value))
        unit = outcome.unit
    axes.set_xlabel(f"Difference, {unit}")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.7, len(part) - 0.3)


def _sorted(table: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    part = table[table["outcome"] == outcome.name]
    return part.sort_values("difference", ascending=False, kind="stable")


def _alt(table: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    part = _sorted(table, outcome)
    best, worst = part.iloc[0], part.iloc[-1]
    return (
        f"Rows of policies with differences of {outcome.meaning}. At the top "
        f"{study.label(int(best['point']))}, {change_text(best['difference'], outcome.unit)}; at "
        f"the bottom {study.label(int(worst['point']))}, "
        f"{change_text(worst['difference'], outcome.unit)}."
    )


MOST_TOLD = 3


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return which policies change the first outcome most, and how much pairing saved."""
    outcome = _outcomes(table, study)[0]
    part = _sorted(table, outcome)
    base = float(part["value"].iloc[0])
    helping, harming = part[part["low"] > 0], part[part["high"] < 0][::-1]
    sentences = [
        f"{outcome_in_sentence(outcome)} is {number_text(base, outcome.unit)} in the baseline."
    ]
    for words, some in (("raise", helping), ("lower", harming)):
        if len(some):
            told = "; ".join(
                _told(row, study, outcome) for row in some.head(MOST_TOLD).itertuples()
            )
            number = f"{len(some)} of {len(part)} policies {words} it beyond doubt, most of all"
            sentences.append(f"{number}: {told}.")
    saved = table.loc[table["outcome"] == outcome.name, "saved"].median()
    sentences.append(
        f"Without the same draws, comparisons as precise as these would have needed {saved:.1f} "
        "times as many runs (median over policies)."
    )
    return Conclusions(sentences, _headlines(part, outcome, study, saved))


def _told(row: object, study: Study, outcome: Outcome) -> str:
    point, value, low, high = (
        getattr(row, name) for name in ("point", "difference", "low", "high")
    )
    interval = change_interval_text(low, high, outcome.unit)
    change = change_text(value, outcome.unit)
    return f"{study.label(int(point))} ({change}; 95% interval {interval})"


def _headlines(part: pd.DataFrame, outcome: Outcome, study: Study, saved: float) -> list[Headline]:
    rows = [part.iloc[0], part.iloc[1], part.iloc[-1]] if len(part) > 1 else [part.iloc[0]]
    made = [
        Headline(
            change_text(row["difference"], outcome.unit),
            f"{outcome.meaning}: {study.points[int(row['point'])].values[POLICY]}",
            f"95% interval {change_interval_text(row['low'], row['high'], outcome.unit)}",
        )
        for row in rows
    ]
    return [*made, Headline(f"{saved:.1f}×", "as many runs would be needed without pairing", "")]
