"""Year by year: councils that share, talks that ended, and how many of them succeeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.style import BLUE, GREEN, PAPER, SKY, SMALL, SOFT, new_figure
from experiments.statistics.counting import add_up
from experiments.statistics.estimates import share_estimates
from experiments.statistics.measures import by_month
from experiments.text.scenario import Setting
from simulation.months import year_of
from simulation.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME, TITLE = "by_year", "Sharing and success by year"
NOTHING = "No council shared and no talks ended, so there is nothing to see by year."
KEYS = ("year",)
YEARLY = {
    "sharing": "councils_sharing", "agreed": "talks_agreed",
    "failed": "talks_failed", "parted": "partnerships_ended",
}  # fmt: skip
"""What is counted by year, and the column of `monthly` it comes from."""

MOST_LABELS = 8


def count(result: Result) -> pd.DataFrame:
    """Count, year by year, councils sharing at its end, talks that ended, and partings."""
    year = np.array([year_of(date) for date in result.monthly["date"][: result.months]])
    last = np.append(year[1:] != year[:-1], True)
    columns = {"year": year, "runs": last * len(result.runs)}
    for name, column in YEARLY.items():
        counts = by_month(result, column).sum(axis=0)
        columns[name] = counts * last if name == "sharing" else counts
    return add_up([pd.DataFrame(columns)], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return a run's mean of each count by year, and the share of ended talks that agreed."""
    table = tally.copy()
    shares = share_estimates(table["agreed"], table["agreed"] + table["failed"])
    table[["success", "low", "high"]] = shares.to_numpy()
    return table.assign(**table[list(YEARLY)].div(table["runs"], axis=0))


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of sharing and success by year, from what `reduce` returns."""
    if not table[list(YEARLY)].to_numpy().any():
        return empty_picture(NAME, TITLE, NOTHING)
    figure = new_figure(5.0)
    first, second, third = figure.subplots(3, 1, sharex=True, gridspec_kw={"hspace": 0.04})
    _sharing(first, table)
    _flows(second, table)
    _success(third, table)
    third.set_xlabel("Year")
    third.set_xlim(table["year"].min() - 0.6, table["year"].max() + 0.6)
    third.set_xticks(table["year"].to_list()[:: -(-len(table) // MOST_LABELS)])
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=_alt(table),
        caption=(
            f"Means of {setting.runs_in_words}: councils sharing in December (in the last month, "
            "where a year is not whole); talks that agreed, talks that failed, partnerships that "
            "ended; and the share of ended talks that agreed, with its 95% interval. From the "
            "model alone."
        ),
        method="Talks and partnerships count in the year they ended. Wilson intervals over talks.",
    )


def _sharing(axes: Axes, table: pd.DataFrame) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.bar(table["year"], table["sharing"], color=BLUE, width=0.7)
    axes.set_ylim(0, 1.05 * max(float(table["sharing"].max()), 1.0))
    axes.set_ylabel("Councils\nsharing")
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))


def _flows(axes: Axes, table: pd.DataFrame) -> None:
    axes.bar(table["year"], table["agreed"], color=GREEN, width=0.7, label="talks agreed")
    axes.bar(
        table["year"], table["failed"], bottom=table["agreed"], color=SKY, width=0.7,
        hatch="///", edgecolor=PAPER, lw=0, label="talks failed",
    )  # fmt: skip
    axes.plot(table["year"], table["parted"], "o-", color=SOFT, ms=4, label="partnerships ended")
    axes.set_ylim(0, 1.3 * max(float((table["agreed"] + table["failed"]).max()), 1.0))
    axes.set_ylabel("A run\nand year")
    axes.legend(loc="upper left", ncols=3, fontsize=SMALL, columnspacing=1.0, handlelength=1.2)


def _success(axes: Axes, table: pd.DataFrame) -> None:
    from matplotlib.ticker import PercentFormatter

    some = table[table["success"].notna()]
    if len(some):
        errors = np.abs([some["success"] - some["low"], some["high"] - some["success"]])
        axes.errorbar(some["year"], some["success"], yerr=errors, fmt="o", ms=5, color=BLUE)
    axes.set_ylim(0, min(1.0, 1.25 * max(0.2, float(some["high"].max()))) if len(some) else 1.0)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_ylabel("Talks that\nagreed")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)


def _alt(table: pd.DataFrame) -> str:
    first, last = table.iloc[0], table.iloc[-1]
    sums, talks = table[["agreed", "failed"]].sum(), "no talks ended"
    if sums.sum():
        talks = f"over all years {sums['agreed'] / sums.sum():.0%} of ended talks agreed"
    ends = (f"{one['sharing']:.1f} in {one['year']:.0f}" for one in (first, last)[: len(table)])
    return f"Three rows of marks by year. Councils sharing: {', '.join(ends)}; {talks}."


CHART = Chart(NAME, 2, KEYS, count, reduce, draw)
