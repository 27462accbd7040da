"""What each policy changes against the baseline: paired differences with intervals."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, RED, SOFT, new_figure
from experiments.statistics.comparisons import LEVEL, holm, interval_p_values
from experiments.statistics.counting import group_count
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.designs import POLICY
from experiments.studies.figures.axes import errors, outcome_in_sentence
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.figures.lines import NOTHING
from experiments.studies.figures.settings import picture_name
from experiments.studies.rankings import HIGHEST, LOWEST
from experiments.studies.study import Study, runs_text
from experiments.text.numbers import (
    Headline,
    capital,
    change_interval_text,
    change_text,
    number_text,
    plural,
    pounds,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "forest"
SHOWN = 2
"""Outcomes that have a figure."""

WIDEST = 30
"""Letters of a policy's name in a line beside the axis."""


def draw(table: pd.DataFrame, study: Study, outcome: Outcome) -> Picture:
    """Return the figure of one outcome, from the table of differences: a row a policy."""
    part = tested(table, study, outcome)
    part = part.sort_values("difference", kind="stable").reset_index(drop=True)
    names = [textwrap.wrap(study.label(int(point)), WIDEST) for point in part["point"]]
    figure = new_figure(0.09 * len(part) + 0.15 * sum(map(len, names)) + 0.9)
    axes = figure.add_subplot()
    _rows(axes, part, outcome)
    axes.set_yticks(range(len(part)), ["\n".join(lines) for lines in names])
    return Picture(
        name=picture_name(NAME, outcome),
        title=f"Each policy against the baseline: {outcome.meaning}",
        figure=figure,
        alt=_alt(table, study, outcome),
        caption=(
            "Difference from the baseline with its 95% interval, in the order of size; blue for "
            f"more, red for less, grey where {_how(len(part))} leaves no difference."
        ),
        method=(
            f"{capital(runs_text(study))} of each policy and of the baseline, same draws; run by "
            "run paired (ratio estimator, Student's t)."
        ),
    )


def pictures(table: pd.DataFrame, study: Study) -> list[Picture]:
    """Return the figures of the first outcomes."""
    if not _outcomes(table, study):
        return [empty_picture(NAME, "Each policy against the baseline", NOTHING)]
    return [draw(table, study, outcome) for outcome in _outcomes(table, study)]


def _outcomes(table: pd.DataFrame, study: Study) -> list[Outcome]:
    there = [one for one in outcomes_named(study.shown) if (table["outcome"] == one.name).any()]
    return there[:SHOWN]


def _rows(axes: Axes, part: pd.DataFrame, outcome: Outcome) -> None:
    for place, row in part.iterrows():
        one = part.loc[[place]]
        clear = row["p"] <= LEVEL
        colour = (BLUE if row["difference"] > 0 else RED) if clear else SOFT
        axes.errorbar(one["difference"], one.index, xerr=errors(one, "difference"), fmt="o", ms=4,
                      color=colour, elinewidth=1.4)  # fmt: skip
    axes.axvline(0.0, color=SOFT, lw=0.9, zorder=0)
    axes.grid(visible=True, axis="x")
    axes.set_axisbelow(True)
    if outcome.unit == "share":
        axes.xaxis.set_major_formatter(lambda value, _: points_tick(value))
        unit = "percentage points"
    else:
        axes.xaxis.set_major_formatter(lambda value, _: pounds(value))
        unit = outcome.unit
    axes.set_xlabel(f"Difference, {unit}")
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(-0.7, len(part) - 0.3)


def points_tick(value: float) -> str:
    """Return a difference of shares beside an axis, in percentage points.

    Examples
    --------
    >>> points_tick(0.05), points_tick(-0.025), points_tick(-1e-17)
    ('+5', '−2.5', '0')
    """
    points = round(100 * value, 9)
    return f"{points:+g}".replace("-", "−") if points else "0"


def tested(table: pd.DataFrame, study: Study, outcome: Outcome) -> pd.DataFrame:
    """Return the differences of an outcome, largest first, with `p` allowing for their number."""
    part = table[table["outcome"] == outcome.name]
    groups = group_count(study.runs) if outcome.kind == "survival" else study.runs
    p_values = interval_p_values(part["difference"], part["low"], part["high"], groups)
    part = part.assign(p=holm(p_values))
    return part.sort_values("difference", ascending=False, kind="stable")


def _how(number: int) -> str:
    return f"Holm's allowance for {plural(number, 'comparison')}"


def _alt(table: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    part = tested(table, study, outcome)
    best, worst = part.iloc[0], part.iloc[-1]
    return (
        f"Rows of policies with differences of {outcome.meaning}. At the top "
        f"{study.label(int(best['point']))}, {change_text(best['difference'], outcome.unit)}; at "
        f"the bottom {study.label(int(worst['point']))}, "
        f"{change_text(worst['difference'], outcome.unit)}."
    )


MOST_TOLD = 3


def conclude(table: pd.DataFrame, study: Study, rankings: pd.DataFrame) -> Conclusions:
    """Return which policies change the first outcome, and how much pairing saved."""
    if not _outcomes(table, study):
        return Conclusions([NOTHING])
    outcome = _outcomes(table, study)[0]
    part = tested(table, study, outcome)
    base = float(part["value"].iloc[0])
    clear = part[part["p"] <= LEVEL]
    helping, harming = clear[clear["difference"] > 0], clear[clear["difference"] < 0][::-1]
    sentences = [
        f"{outcome_in_sentence(outcome)} is {number_text(base, outcome.unit)} in the baseline."
    ]
    for words, end, some in (("raise", HIGHEST, helping), ("lower", LOWEST, harming)):
        if len(some):
            verb = words if len(some) > 1 else f"{words}s"
            number = f"{len(some)} of {plural(len(part), 'policy')} {verb} it"
            alone = stands_alone(rankings, outcome, end, int(some["point"].iloc[0]))
            sentences.append(f"{number} ({_how(len(part))}){_first(some, study, outcome, alone)}.")
    if clear.empty:
        sentences.append(f"No policy changes it beyond chance ({_how(len(part))}).")
    saved = float(part["saved"].median())
    if np.isfinite(saved):
        sentences.append(
            "Without the same draws, comparisons as precise as these would have needed "
            f"{saved:.1f} times as many runs (median over policies)."
        )
    shown = part if clear.empty else clear
    return Conclusions(sentences, _headlines(shown, outcome, study, saved))


def stands_alone(rankings: pd.DataFrame, outcome: Outcome, end: str, point: int) -> bool:
    """Return whether a point is the one at an end of a ranking and differs from every other."""
    part = rankings[(rankings["outcome"] == outcome.name) & (rankings["what"] == end)]
    return len(part) == 1 and int(part["name"].iloc[0]) == point and not part["tied"].iloc[0]


def _first(some: pd.DataFrame, study: Study, outcome: Outcome, alone: object) -> str:
    """Return the policies that a sentence names, and whether the first is beyond the others."""
    words = [_told(row, study, outcome) for row in some.head(MOST_TOLD).itertuples()]
    if len(words) == 1:
        return f": {words[0]}"
    if alone:
        return f", most of all {words[0]}; others are {'; '.join(words[1:])}"
    return f"; the first in order, which cannot all be told apart: {'; '.join(words)}"


def _told(row: object, study: Study, outcome: Outcome) -> str:
    point, value, low, high = (
        getattr(row, name) for name in ("point", "difference", "low", "high")
    )
    interval = _interval(low, high, outcome)
    change = change_text(value, outcome.unit)
    return f"{study.label(int(point))} ({'; '.join(one for one in (change, interval) if one)})"


def _interval(low: float, high: float, outcome: Outcome) -> str:
    words = change_interval_text(low, high, outcome.unit)
    return f"95% interval {words}" if words else ""


def _headlines(part: pd.DataFrame, outcome: Outcome, study: Study, saved: float) -> list[Headline]:
    rows = [part.iloc[place] for place in sorted({0, min(1, len(part) - 1), len(part) - 1})]
    made = [
        Headline(
            change_text(row["difference"], outcome.unit),
            f"{outcome.meaning}: {study.points[int(row['point'])].values[POLICY]}",
            _interval(row["low"], row["high"], outcome),
        )
        for row in rows
    ]
    if not np.isfinite(saved):
        return made
    return [*made, Headline(f"{saved:.1f}×", "as many runs would be needed without pairing", "")]
