"""What the screening found: how far each parameter moves the numbers aimed at."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.calibration.results import CalibrationResults
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, FAINT, INK, SMALL, SOFT, roomy_figure
from experiments.text.numbers import plural

NAME = "influence"
SHOWN = 40


def draw(done: CalibrationResults, table: pd.DataFrame) -> Picture:
    """Return the figure of influence, from the table of the screening."""
    shown = table.head(SHOWN).iloc[::-1]
    figure = roomy_figure(0.5 + 0.155 * len(shown))
    axes = figure.subplots()
    places = np.arange(len(shown))
    colours = [BLUE if chosen else FAINT for chosen in shown["chosen"]]
    axes.barh(places, shown["influence"], color=colours, edgecolor=SOFT, lw=0.4, height=0.72)
    axes.errorbar(
        shown["influence"], places, xerr=shown["interval"], fmt="none", ecolor=INK, lw=0.8
    )
    axes.set_yticks(places, [str(name) for name in shown["parameter"]], fontsize=SMALL - 2)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.set_xlim(0, None)
    axes.set_xlabel("Influence, in steps of the bands")
    chosen = int(table["chosen"].sum())
    quiet = int((table["influence"] == 0).sum())
    first = table.iloc[0]
    screening = done.study.screening
    return Picture(
        name=NAME,
        title="What moves the numbers",
        figure=figure,
        alt=(
            f"Bars of the influence of {len(shown)} parameters; the longest is that of "
            f"{first['parameter']}. {chosen} are marked as chosen."
        ),
        caption=(
            f"How far each parameter moves the numbers aimed at, of {len(table)} that were "
            f"screened; the {plural(chosen, 'parameter')} in blue were calibrated, the rest kept "
            f"their values. {quiet} moved nothing at all. Lines: 95% intervals."
        ),
        method=(
            f"Morris screening with {screening.trajectories} trajectories, each parameter from "
            f"{1 / (1 + screening.reach):.2g} to {1 + screening.reach:.2g} times its default, "
            "within its prior: root mean square, over the numbers, of the mean absolute effect."
        ),
    )
