"""The posterior predictive check: every number against its band."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from experiments.calibration.predictive import PLACES
from experiments.calibration.results import CalibrationResults
from experiments.calibration.targets import binding_ends
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, FAINT, INK, ORANGE, SMALL, SOFT, YELLOW, roomy_figure
from experiments.text.numbers import plural

NAME = "predictive"
EDGE = 3.0
"""Where the common scale ends; what lies beyond is drawn at the edge."""

LETTERS = 42
MOSTLY = 0.5


def draw(done: CalibrationResults) -> Picture:
    """Return the figure of all numbers that have a band."""
    table = done.predictive.dropna(subset=["low"]).iloc[::-1].reset_index(drop=True)
    figure = roomy_figure(0.9 + 0.175 * len(table))
    axes = figure.subplots()
    _scale(axes, len(table))
    for place, (_, row) in enumerate(table.iterrows()):
        _number(axes, place, row)
    labels = [f"{row.row} {row.what}" for row in table.itertuples()]
    axes.set_yticks(np.arange(len(table)), [textwrap.shorten(one, LETTERS, placeholder="…")
                    for one in labels], fontsize=SMALL - 3)  # fmt: skip
    mostly = int((table["inside"] >= MOSTLY).sum())
    return Picture(
        name=NAME,
        title="Every number against its band",
        figure=figure,
        alt=(
            f"Intervals of {len(table)} numbers on a common scale; {mostly} lie inside their band "
            "in most members of the posterior."
        ),
        caption=(
            f"What members of the posterior give, on a scale common to all bands (shaded); one "
            f"that has a single end goes on. Median and middle 90% of "
            f"{plural(done.manifest['members'], 'member')}; orange: most members lie outside; "
            "open circles: not aimed at, because the number compares two worlds. Triangles: beyond "
            "the scale."
        ),
        method=f"{done.study.predictive.runs} runs of each member and world, on the same draws.",
    )


def _scale(axes: Axes, number: int) -> None:
    axes.set_xlim(-EDGE - 0.15, EDGE + 0.15)
    axes.set_ylim(-0.7, number - 0.3)
    axes.set_xticks([-1, 0, 1], ["lower\nend", "middle", "upper\nend"], fontsize=SMALL - 2)
    axes.set_xlabel("Place in the band", fontsize=SMALL - 1)
    axes.tick_params(axis="y", length=0)
    for place in range(number):
        axes.axhline(place, color=FAINT, lw=0.4, zorder=0)


def _number(axes: Axes, place: int, row: Any) -> None:
    low, middle, high = (float(row[name]) for name in PLACES)
    if np.isnan(middle):
        axes.text(0, place, "none", ha="center", va="center", fontsize=SMALL - 3, color=SOFT)
        return
    least, most = binding_ends(float(row["low"]), float(row["high"]))
    ends = (-1.0 if np.isfinite(least) else -2 * EDGE, 1.0 if np.isfinite(most) else 2 * EDGE)
    axes.barh(place, ends[1] - ends[0], 0.9, ends[0], color=YELLOW, alpha=0.3, lw=0, zorder=0)
    colour = BLUE if row["inside"] >= MOSTLY else ORANGE
    axes.plot(np.clip([low, high], -EDGE, EDGE), [place, place], color=colour, lw=2.2)
    marker = "o" if abs(middle) <= EDGE else ("<" if middle < 0 else ">")
    axes.plot(
        np.clip(middle, -EDGE, EDGE), place, marker, ms=4.5, color=colour, mec=INK, mew=0.5,
        mfc=colour if row["aimed_at"] else "white",
    )  # fmt: skip
