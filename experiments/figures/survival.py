"""How long partnerships last: the share that has not parted, by months since they began."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.figures.picture import Picture, Setting
from experiments.figures.style import BLUE, blank
from experiments.statistics.survival import at_risk, counted, interval, jackknifed

NAME = "survival"
YEAR = 12
JACKKNIFE = " The interval is that of a jackknife over groups of runs."


def reduced(tally: pd.DataFrame) -> pd.DataFrame:
    """Return the survival at each age at which any parted, and at the last that any was watched to.

    Parameters
    ----------
    tally : DataFrame
        Partnerships counted by age, as `experiments.statistics.survival.counted` takes them.
    """
    numbers = counted(tally, int(tally["group"].max()) + 1)
    together = numbers.sum(axis=0)
    every = jackknifed(numbers)
    low, high = interval(every)
    columns = {"at_risk": at_risk(together), "parted": together[:, 1]}
    table = pd.DataFrame({"months": np.arange(len(together)), **columns}, dtype=int)
    table["survival"], table["low"], table["high"] = every.value, low, high
    shown: pd.DataFrame = table[(table["parted"] > 0) | (table["months"] == table["months"].max())]
    return shown.reset_index(drop=True)


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the survival curve, from what `reduced` returns."""
    figure = blank(3.4)
    axes = figure.add_subplot()
    _curve(axes, table)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, max(setting.scenario.period.months, 1))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_xticks(range(0, setting.scenario.period.months + 1, 2 * YEAR))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value / YEAR:.0f}")
    axes.set_xlabel("Years since the agreement")
    axes.set_ylabel("Partnerships still sharing")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    return Picture(
        name=NAME,
        title="How long partnerships last",
        figure=figure,
        alt=_alt(table),
        caption=(
            f"Share of partnerships that had not parted, over {setting.runs_in_words}"
            f"{', with its 95% interval' if setting.runs > 1 else ''}. From the model alone: no "
            "count of the sources stands beside it."
        ),
        method=(
            "Kaplan and Meier's estimate. Partnerships still alive at the end, merged, turned into "
            "a company or ended by force count as not parted for as long as they were seen."
            f"{JACKKNIFE if setting.runs > 1 else ''}"
        ),
    )


def _curve(axes: Axes, table: pd.DataFrame) -> None:
    months = [0.0, *table["months"]]
    low, high = [1.0, *table["low"]], [1.0, *table["high"]]
    axes.fill_between(months, low, high, step="post", color=BLUE, alpha=0.2, lw=0)
    axes.step(months, [1.0, *table["survival"]], where="post", color=BLUE, lw=1.8)


def after(table: pd.DataFrame, years: int) -> float:
    """Return the share that has not parted after some years."""
    past = table[table["months"] <= years * YEAR]
    return float(past["survival"].iloc[-1]) if len(past) else 1.0


def _alt(table: pd.DataFrame) -> str:
    if not table["parted"].any():
        return "No partnership parted, so the curve stays at all of them."
    words = [f"{after(table, years):.0%} after {years} years" for years in (2, 5, 10)]
    return f"A falling curve of partnerships that have not parted: {', '.join(words)}."
