"""One row of the evidence: what the model gives, with its interval, beside what counts."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, GREEN, INK, ORANGE, SMALL, SOFT, new_figure
from experiments.text.numbers import significant

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STRIP = 0.78
"""Inches of height for each check."""

LINE = 74
"""Characters in a line above a strip."""

PADDING = 0.18


def draw(row: str, checks: pd.DataFrame) -> Picture:
    """Return the figure of one row: a strip for each of its checks.

    Parameters
    ----------
    row : str
        Such as ``SF037``.
    checks : DataFrame
        Its lines of the scorecard.
    """
    titles = [textwrap.wrap(str(one), LINE) for one in checks["measured"]]
    heights = [STRIP + 0.16 * len(lines) for lines in titles]
    figure: Figure = new_figure(sum(heights) + 0.1)
    grid = figure.add_gridspec(len(checks), 1, height_ratios=heights)
    for place, (lines, check) in enumerate(zip(titles, checks.to_dict("records"), strict=True)):
        _strip(figure.add_subplot(grid[place]), check, "\n".join(lines))
    first = checks.iloc[0]
    return Picture(
        name=row,
        title=f"{row}: {first['claim']}",
        figure=figure,
        alt=_alt(checks),
        caption=f"{str(first['verdict']).capitalize()}. Source: {first['section']}.",
        method="Green: what counts. Dot and bar: the model, with its 95 % interval over runs.",
    )


def _strip(axes: Axes, check: dict[Any, Any], title: str) -> None:
    low, high = _span(check)
    axes.set_xlim(low, high)
    axes.set_ylim(-1.0, 1.0)
    axes.axvspan(max(check["from"], low), min(check["to"], high), color=GREEN, alpha=0.22, lw=0)
    for edge in (check["from"], check["to"]):
        if low < edge < high:
            axes.axvline(edge, color=GREEN, lw=1.2)
    colour = BLUE if check["met"] else ORANGE
    axes.plot([check["low"], check["high"]], [0, 0], color=colour, lw=5, solid_capstyle="butt")
    axes.plot([check["value"]], [0], "o", color=INK, ms=6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda value, _: significant(value))
    axes.locator_params(axis="x", nbins=6)
    axes.set_title(title, fontsize=SMALL, color=SOFT, pad=4)


def _span(check: dict[Any, Any]) -> tuple[float, float]:
    """Return an axis that holds the interval and the ends of what counts that are near."""
    ends = [check[name] for name in ("value", "low", "high", "from", "to")]
    there = [one for one in ends if not math.isinf(one) and not math.isnan(one)]
    low, high = min(there), max(there)
    more = PADDING * (high - low) or 1.0
    return low - more, high + more


def _alt(checks: pd.DataFrame) -> str:
    words = [
        f"{one['measured']} is {significant(one['value'])}, interval {significant(one['low'])} to "
        f"{significant(one['high'])}, wanted {one['wanted']}"
        for one in checks.to_dict("records")
    ]
    return f"{'; '.join(words)}."
