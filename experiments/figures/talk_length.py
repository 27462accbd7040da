"""How often talks succeed, by the months that they took."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from experiments.figures.chart import Chart, Picture
from experiments.figures.style import BLUE, PAPER, SMALL, SOFT, YELLOW, new_figure
from experiments.statistics.estimates import wilson
from experiments.statistics.measures import floats, label_codes
from experiments.text.scenario import Setting
from simulation.result import Result
from simulation.terms import AGREED, FAILED

NAME = "talk_length"
KEYS = ("months",)
LAST = 14
"""Months from which talks are counted together."""

FEW = 5
"""Talks below which an interval would say nothing."""

IDEAL = (3, 6)
"""Months that the sources call the ideal length (SF037)."""


def count(result: Result) -> pd.DataFrame:
    """Count talks that ended, and those that agreed, by their months."""
    outcome = label_codes(result.talks, "outcome")
    over = np.isin(outcome, (AGREED, FAILED))
    length = floats(result.talks, "months")[over].astype(np.int64)
    ended = np.bincount(length)
    agreed = np.bincount(length, outcome[over] == AGREED).astype(np.int64)
    there = np.flatnonzero(ended)
    return pd.DataFrame({"months": there, "ended": ended[there], "agreed": agreed[there]})


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return talks ended, agreed, their share and its interval, for 1 to 14 months and more."""
    months = np.minimum(tally["months"], LAST)
    table = tally.groupby(months)[["ended", "agreed"]].sum()
    table = table.reindex(range(1, LAST + 1), fill_value=0).reset_index(names="months")
    some = np.maximum(table["ended"], 1)
    low, high = wilson(table["agreed"], some)
    there = table["ended"] > 0
    table["share"] = (table["agreed"] / some).where(there)
    table["low"] = pd.Series(low, index=table.index).clip(lower=0).where(there)
    table["high"] = pd.Series(high, index=table.index).clip(upper=1).where(there)
    return table


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of success by length of talks, from what `reduce` returns."""
    figure = new_figure(4.2)
    grid = figure.add_gridspec(2, 1, height_ratios=[4, 1], hspace=0.03)
    axes = figure.add_subplot(grid[0])
    strip = figure.add_subplot(grid[1], sharex=axes)
    for one in (axes, strip):
        one.axvspan(IDEAL[0] - 0.5, IDEAL[1] + 0.5, color=YELLOW, alpha=0.3, lw=0)
    _shares(axes, table[table["ended"] > 0])
    _numbers(strip, table)
    return Picture(
        name=NAME,
        title="Success by length of talks",
        figure=figure,
        alt=_alt(table),
        caption=(
            f"Share of talks that agreed, by the months they took, over {setting.runs_in_words}; "
            "lines are 95% intervals (none, and a hollow point, for fewer than five talks), bars "
            "the number of talks. The shaded three to six months are what the sources hold to be "
            "the best length (S1, SF037)."
        ),
        method=(
            "Formal talks that ended in agreement or failure; soundings before them do not count. "
            "Wilson intervals over talks. Talks that went on at the end of the run are left out."
        ),
    )


def _shares(axes: Axes, table: pd.DataFrame) -> None:
    few = table["ended"] < FEW
    told, rare = table[~few], table[few]
    # An empty line would spoil the layout, so each is drawn only if there is something to draw.
    if len(told):
        errors = np.abs([told["share"] - told["low"], told["high"] - told["share"]])
        axes.errorbar(
            told["months"],
            told["share"],
            yerr=errors,
            fmt="o",
            ms=5,
            color=BLUE,
            elinewidth=1.4,
            clip_on=False,
        )
    if len(rare):
        axes.plot(rare["months"], rare["share"], "o", ms=5, mfc=PAPER, mec=BLUE, clip_on=False)
    highest = max([0.0, *told["high"], *rare["share"]])
    top = min(1.04, 1.18 * highest) if highest else 1.0
    axes.set_ylim(0, top)
    axes.set_xlim(0.4, LAST + 0.6)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_ylabel("Talks that agreed")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    axes.tick_params(labelbottom=False)
    axes.text(
        sum(IDEAL) / 2,
        0.985,
        "best length in the\nsources (SF037)",
        transform=axes.get_xaxis_transform(),
        ha="center",
        va="top",
        fontsize=SMALL,
    )


def _numbers(strip: Axes, table: pd.DataFrame) -> None:
    strip.bar(table["months"], table["ended"], color=SOFT, width=0.7)
    strip.set_ylabel("Talks")
    strip.set_xlabel("Months of formal talks")
    strip.set_xticks(range(1, LAST + 1), [*map(str, range(1, LAST)), f"{LAST}+"])
    strip.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    strip.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def _alt(table: pd.DataFrame) -> str:
    if not table["ended"].sum():
        return "No talks ended, so there is nothing to see."
    inside, past = _pooled(table, *IDEAL), _pooled(table, IDEAL[1] + 1, LAST)
    best = table.sort_values("share", ascending=False).iloc[0]
    return (
        f"Points with intervals. Of talks that took 3 to 6 months {inside}, of longer ones {past}. "
        f"The share is highest at {best['months']:.0f} months ({best['share']:.0%})."
    )


def _pooled(table: pd.DataFrame, first: int, last: int) -> str:
    part = table[table["months"].between(first, last)]
    ended = part["ended"].sum()
    return f"{part['agreed'].sum() / ended:.0%} agreed" if ended else "there were none"


CHART = Chart(NAME, 3, KEYS, count, reduce, draw)
