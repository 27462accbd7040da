"""What partnerships save in management, three years on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.style import BLUE, ORANGE, PAPER, RED, SMALL, YELLOW, new_figure
from experiments.statistics.counting import add_up
from experiments.statistics.measures import floats, three_years_on
from experiments.text.numbers import plural, pounds
from experiments.text.scenario import Setting
from experiments.text.sources import citation
from simulation.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME, TITLE = "savings", "Savings per partnership"
NOTHING = "No partnership lasted three years, so there is no saving to see."
KEYS = ("group", "saving_from")
SAVING_STEP = 25_000
"""Width, in pounds a year, of the classes in which savings are counted."""

SHARED = ("chief executive", "team")
"""What partnerships share three years on: the chief executive only, or a management team."""

BAND = (100_000.0, 1_000_000.0)
"""Pounds a year that working schemes save (SF134)."""

MEAN = 300_000.0
"""Pounds a year: the average saving (SF135)."""

GROUPS = {"team": "share a management team", "chief executive": "share the chief executive only"}
STEP = 50_000
FEW = 60
"""Partnerships below which their number is shown rather than their share."""


def count(result: Result) -> pd.DataFrame:
    """Count partnerships three years on by what their management saves, in classes."""
    then, team = three_years_on(result)
    saving = floats(result.partnership_years, "gross_management")[then]
    lower = np.floor(saving / SAVING_STEP).astype(np.int64) * SAVING_STEP
    table = pd.DataFrame(
        {
            "group": np.array(SHARED, dtype=object)[team[then].astype(np.int64)],
            "saving_from": lower,
            "partnerships": np.int64(1),
            "total": saving,
        }
    )
    return add_up([table], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return partnerships and their whole saving by group and class of saving."""
    return tally.sort_values(["group", "saving_from"], ignore_index=True)


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of savings for each partnership, from what `reduce` returns."""
    if table.empty:
        return empty_picture(NAME, TITLE, NOTHING)
    figure = new_figure(4.4)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    few = int(table["partnerships"].sum()) < FEW
    for axes, group, colour in ((upper, "team", BLUE), (lower, "chief executive", ORANGE)):
        _reference(axes)
        _group(axes, table[table["group"] == group], group, colour, few=few)
    _below(lower, table)
    figure.supylabel("Partnerships" if few else "Share of these partnerships", fontsize="medium")
    _named(upper)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=_alt(table),
        caption=(
            "Gross management saving a year of each partnership in the first December after "
            f"three years, over {setting.runs_in_words}. Shaded: £0.1 to £1.0 million, what the "
            f"sources say working schemes save ({citation('SF134')}); dashed: their mean of about "
            f"£0.3 million ({citation('SF135')})."
        ),
        method=(
            "Cost of posts removed less pay uplift and travel, for all councils of a partnership "
            "together. Savings of shared services are not in it, nor partnerships that ended "
            "sooner."
        ),
    )


def _reference(axes: Axes) -> None:
    axes.axvspan(*BAND, color=YELLOW, alpha=0.3, lw=0, zorder=0)
    axes.axvline(MEAN, color=RED, lw=1.4, ls=(0, (5, 2)), zorder=1)


def _named(axes: Axes) -> None:
    """Say what the reference range and mean are."""
    style: Any = {"transform": axes.get_xaxis_transform(), "va": "top", "fontsize": SMALL}
    axes.text(MEAN, 0.97, " mean in the\n sources (SF135)", **style)
    axes.text(BAND[1], 0.97, "range in the \nsources (SF134) ", ha="right", **style)


def _group(axes: Axes, part: pd.DataFrame, group: str, colour: str, *, few: bool) -> None:
    """Draw the histogram of a group, with its number and mean as the title."""
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    number = int(part["partnerships"].sum())
    lower = part["saving_from"] // STEP * STEP
    bars = part["partnerships"].groupby(lower).sum()
    heights = bars if few else bars / max(number, 1)
    axes.bar(
        bars.index,
        heights,
        width=STEP * 0.94,
        align="edge",
        color=colour,
        edgecolor=PAPER,
        lw=0,
        hatch=None if group == "team" else "////",
        zorder=3,
    )
    mean = f", {pounds(part['total'].sum() / number)} on average" if number else ""
    axes.set_title(f"{number:,} {GROUPS[group]}{mean}", fontsize=SMALL + 1, pad=4)
    axes.set_ylim(0, (float(heights.max()) if number else 1.0) * (1.35 if group == "team" else 1.1))
    if few:
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    else:
        axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def _below(axes: Axes, table: pd.DataFrame) -> None:
    """Set up the axis of pounds that both histograms stand on."""
    from matplotlib.ticker import MultipleLocator

    last = float(table["saving_from"].max()) + STEP
    first = min(float(table["saving_from"].min()), 0.0)
    axes.set_xlim(first, max(BAND[1] * 1.08, last))
    if last < 2 * BAND[1]:
        axes.xaxis.set_major_locator(MultipleLocator(200_000))
    axes.xaxis.set_major_formatter(lambda value, _: pounds(value))
    axes.set_xlabel("Gross management saving, pounds a year")


def _alt(table: pd.DataFrame) -> str:
    words = []
    for group, name in GROUPS.items():
        part = table[table["group"] == group]
        number = int(part["partnerships"].sum())
        mean = (
            f", saving {pounds(part['total'].sum() / number)} a year on average" if number else ""
        )
        words.append(f"{number:,} {name}{mean}")
    total = plural(table["partnerships"].sum(), "partnership")
    return f"Two histograms of {total} after three years: {'; '.join(words)}."


CHART = Chart(NAME, 6, KEYS, count, reduce, draw)
