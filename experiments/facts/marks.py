"""What the figures of the facts share: bands and bars of single runs, and marks of England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from experiments.figures.style import BLUE, INK, PAPER, SMALL
from experiments.text.numbers import number_text
from simulation.months import month_number

Rows = Sequence[Mapping[str, Any]]

RANGES = (("p5", "p95", 0.35), ("p25", "p75", 0.6))
"""The ends of what is drawn of single runs, and how strongly."""

BAND = "Light: nine of ten single runs; dark: half of them; line: the median."
BARS = "Light: nine of ten single runs; dark: half of them; dot: the median."
MARKS = "Diamonds: England, with lines for what the reports are compatible with."
YEAR_AXIS = "Beginning of the year"


def draw_band(axes: Axes, table: pd.DataFrame, *, step: bool = False) -> None:
    """Draw how single runs differ along an axis, as a table of a series holds it."""
    place = table["place"].astype(float)
    how: Any = {"step": "post"} if step else {}
    for low, high, strength in RANGES:
        axes.fill_between(
            place, table[low], table[high], color=BLUE, alpha=strength / 2, lw=0, **how
        )
    axes.plot(place, table["median"], color=BLUE, lw=1.6, drawstyle="steps-post" if step else None)


def draw_bars(axes: Axes, places: Sequence[float], rows: Rows, *, flat: bool = False) -> None:
    """Draw how single runs differ as a bar at each place, upright unless `flat`."""
    for place, row in zip(places, rows, strict=True):
        for low, high, strength in RANGES:
            ends, here = [row[low], row[high]], [place, place]
            axes.plot(*((ends, here) if flat else (here, ends)), color=BLUE, alpha=strength, lw=8,
                      solid_capstyle="butt")  # fmt: skip
        at = (row["median"], place) if flat else (place, row["median"])
        axes.plot(*at, "o", color=BLUE, mec=PAPER, ms=6)


def draw_england(axes: Axes, places: Sequence[float], rows: Rows) -> None:
    """Draw England's numbers with what else the reports are compatible with."""
    for place, row in zip(places, rows, strict=True):
        axes.plot([place, place], [row["low"], row["high"]], color=INK, lw=1.4)
        axes.plot(place, row["value"], "D", color=INK, ms=6, mec=PAPER, zorder=5,
                  clip_on=False)  # fmt: skip


def draw_key(axes: Axes, *, low: bool = False) -> None:
    """Draw what bands and diamonds stand for, above or `low`."""
    axes.legend(
        handles=[Patch(color=BLUE, alpha=0.4, label="single runs"),
                 Line2D([], [], marker="D", color=INK, ms=5, lw=1.4, label="England")],
        loc="lower left" if low else "upper left", fontsize=SMALL, ncols=2, handlelength=1.2,
        columnspacing=1.0,
    )  # fmt: skip


def rows_in(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table by the names of its columns."""
    return [{str(name): one for name, one in row.items()} for row in table.to_dict("records")]


def count_axis(axes: Axes, label: str) -> None:
    """Let an axis of counts begin at zero and leave room for the key."""
    axes.set_ylim(0, axes.get_ylim()[1] * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_ylabel(label)


def year_axis(axes: Axes, table: pd.DataFrame) -> None:
    """Set up an axis of years, every second one named."""
    first, last = np.floor(table["place"].min()), np.ceil(table["place"].max())
    axes.set_xlim(first, last)
    axes.set_xticks(np.arange(first, last + 1, 2))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")


def end_of_month(row: Mapping[str, Any]) -> float:
    """Return the end of the month of a fact on an axis of years."""
    return (month_number(str(row["first"])) + 1) / 12


def against(row: Mapping[str, Any]) -> str:
    """Return England's number against those of runs, in words."""
    unit = row["unit"]
    value, median, low, high = (
        number_text(row[name], unit) for name in ("value", "median", "p5", "p95")
    )
    return f"{row['label']}: {value} against {median} ({low} to {high})"
