"""The figure of what came out of two folders: differences of shares, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import numpy as np

from experiments.decisions.two_folders.outcomes import OutcomeDifference
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, INK, PAPER, SOFT, figure_style, roomy_figure
from experiments.text.numbers import capital, change_text

MOST = 18
"""Rows of the figure; all of them stand in the table."""

LETTERS = 38
NAME, TITLE = "differences", "How shares differ"


def pictures(rows: Sequence[OutcomeDifference]) -> list[Picture]:
    """Return the figure of those outcomes that are shares, the surest differences first."""
    shares = [row for row in rows if row.outcome.unit == "share"]
    chosen = sorted(shares, key=lambda row: row.p)[:MOST]
    with figure_style():
        if not chosen:
            words = "No share of talks or partnerships was measured in both."
            return [empty_picture(NAME, TITLE, words)]
        return [_draw(chosen, len(shares))]


def _draw(rows: Sequence[OutcomeDifference], of: int) -> Picture:
    labels = [fill(_label(row), LETTERS) for row in rows]
    bands = np.array([0.5 + 0.5 * (1 + label.count("\n")) for label in labels])
    heights = bands / 2 - bands.cumsum()
    figure = roomy_figure(1.0 + 0.3 * float(bands.sum()))
    axes = figure.add_subplot()
    axes.axvline(0.0, color=SOFT, lw=1.0)
    for row, height in zip(rows, heights, strict=True):
        value, low, high = (100 * one for one in row.difference)
        if not np.isnan(low):
            axes.plot([low, high], [height, height], color=BLUE, lw=1.8)
        axes.plot(value, height, "o", ms=6, mec=BLUE if row.differs else INK, mew=1.3,
                  mfc=BLUE if row.differs else PAPER)  # fmt: skip
    axes.set_yticks(heights, labels)
    axes.set_ylim(-float(bands.sum()), 0.0)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("B less A, in points")
    axes.grid(visible=True, axis="x")
    axes.set_axisbelow(True)
    surest = rows[0]
    more = f" The {len(rows)} surest of {of} are drawn." if of > len(rows) else ""
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=(
            f"Differences of {len(rows)} shares between B and A; the surest is of "
            f"{_label(surest)}: {change_text(surest.difference.value, 'share')}."
        ),
        caption=(
            "By how many points each share is higher in B than in A, with 95% intervals, each for "
            "itself; a full point differs by more than chance would among all comparisons of this "
            f"page, a hollow one does not.{more}"
        ),
        method=(
            "Shares are taken over all talks or partnerships of all runs (ratio estimator); "
            "intervals over runs, or over members where a posterior was drawn from."
        ),
    )


def _label(row: OutcomeDifference) -> str:
    at = f", {row.label}" if row.label else ""
    return f"{capital(row.outcome.meaning)}{at}"
