"""Whether a posterior is right: how often it holds known values, and what it takes away."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom

from experiments.calibration.coverage import LEVELS, PINNED
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, FAINT, ORANGE, SMALL, SOFT, roomy_figure

NAME, CONTRACTION = "coverage", "contraction"
SURE = 0.99
"""Share of even counts inside the grey bands: of a hundred dots one lies outside by chance."""


def draw(table: pd.DataFrame) -> Picture:
    """Return the figure of coverage of all parameters."""
    shown = table.iloc[::-1].reset_index(drop=True)
    figure = roomy_figure(0.9 + 0.155 * len(shown))
    axes = figure.subplots()
    places, truths = np.arange(len(shown)), int(shown["truths"].iloc[0])
    outside = 0
    for level in LEVELS:
        low, high = np.asarray(binom.interval(SURE, truths, level)) / truths
        axes.axvspan(low, high, color=FAINT, lw=0)
        axes.axvline(level, color=SOFT, lw=0.8)
        found = shown[f"covered_{level * 100:.0f}"]
        off = (found < low) | (found > high)
        outside += int(off.sum())
        axes.scatter(found, places, s=14, c=np.where(off, ORANGE, BLUE), zorder=3)
    axes.set_yticks(places, list(shown["parameter"]), fontsize=SMALL - 3)
    axes.set_ylim(-0.8, len(shown) - 0.2)
    axes.set_xticks(LEVELS, [f"{level:.0%}" for level in LEVELS])
    axes.set_xlabel("Known values inside intervals of 50, 80 and 95%")
    return Picture(
        name=NAME,
        title="How often intervals hold what is known",
        figure=figure,
        alt=(
            f"Dots of coverage of {len(shown)} parameters at three levels; {outside} lie outside "
            "the bands of chance."
        ),
        caption=(
            f"{truths} runs with known parameters took the place of England. Dots: share of them "
            "whose true value lies inside the interval; grey: where 99% of right intervals would "
            f"lie; orange: outside ({outside} of {len(shown) * len(LEVELS)})."
        ),
        method="Simulation-based calibration (Talts et al. 2018), runs being left out in turn.",
    )


def draw_contraction(table: pd.DataFrame) -> Picture:
    """Return the figure of what single histories say of each parameter."""
    shown = table.sort_values("contraction").reset_index(drop=True)
    figure = roomy_figure(0.9 + 0.155 * len(shown))
    axes = figure.subplots()
    places = np.arange(len(shown))
    colours = [BLUE if pinned else FAINT for pinned in shown["pinned"]]
    axes.barh(places, shown["contraction"], color=colours, edgecolor=SOFT, lw=0.4, height=0.72)
    axes.axvline(PINNED, color=SOFT, lw=0.8, ls=":")
    axes.set_yticks(places, list(shown["parameter"]), fontsize=SMALL - 3)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.set_xlim(min(0.0, float(shown["contraction"].min())), 1)
    axes.set_xlabel("Share of the variance that one history takes away")
    pinned = int(shown["pinned"].sum())
    return Picture(
        name=CONTRACTION,
        title="What one history tells of each parameter",
        figure=figure,
        alt=f"Bars of contraction of {len(shown)} parameters; {pinned} are at least {PINNED:.0%}.",
        caption=(
            "Mean share of the variance left by the waves that the posterior of a single history "
            "takes away. What one history cannot tell stays as wide as it was, and every answer "
            "has to hold for all of it."
        ),
        method=f"Mean over the runs of the coverage check; blue: {PINNED:.0%} or more.",
    )
