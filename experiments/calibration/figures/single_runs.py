"""What single runs of the posterior give, beside the one history that England had."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, ORANGE, SMALL, SOFT, roomy_figure
from experiments.statistics.position import RARE
from experiments.text.numbers import plural

NAME = "histories"


def draw(table: pd.DataFrame, members: int) -> Picture:
    """Return the figure of all numbers, each as what was observed and what runs give.

    Parameters
    ----------
    table : DataFrame
        `outcome`, `observed`, `discrepancy`, `p5`, `p50`, `p95`, `mid_p`.
    members : int
        Runs that were played.
    """
    shown = table.iloc[::-1].reset_index(drop=True)
    figure = roomy_figure(0.8 + 0.2 * len(shown))
    axes = figure.subplots()
    half = np.maximum((shown["p95"] - shown["p5"]) / 2, 1e-9)
    middle = (shown["p95"] + shown["p5"]) / 2
    places = np.arange(len(shown))
    axes.hlines(places, -1, 1, color=BLUE, lw=3.5, alpha=0.45)
    axes.plot((shown["p50"] - middle) / half, places, "|", color=BLUE, ms=9, mew=2)
    at: Any = np.clip((shown["observed"] - middle) / half, -2.4, 2.4)
    colours = [ORANGE if rare else "black" for rare in shown["mid_p"] < RARE]
    axes.errorbar(at, places, xerr=shown["discrepancy"] / half, fmt="none", ecolor=SOFT, lw=1)
    axes.scatter(at, places, c=colours, s=22, zorder=3)
    _label(axes, shown)
    rare = int((shown["mid_p"] < RARE).sum())
    return Picture(
        name=NAME,
        title="England's one history among those of the posterior",
        figure=figure,
        alt=(
            f"Dots of {len(shown)} observed numbers on the intervals of single runs; {rare} lie in "
            f"the outer {RARE:.0%}."
        ),
        caption=(
            f"Middle 90% (blue) and median of {plural(members, 'single run')}, each with a "
            "parameter set of the posterior, on one scale; dots: what was observed; lines about "
            "them: one standard deviation of what no run can hold; orange: in the outer 5% of runs."
        ),
        method="Two-sided mid-p, ties counted half; the table below says what each number is.",
    )


def _label(axes: Axes, shown: pd.DataFrame) -> None:
    words = [str(name).replace("_", " ") for name in shown["outcome"]]
    axes.set_yticks(np.arange(len(shown)), words, fontsize=SMALL - 3)
    axes.set_xlim(-2.6, 2.6)
    axes.set_xticks([-1, 0, 1], ["5th", "middle", "95th"])
    axes.set_xlabel("Percentile of single runs")
