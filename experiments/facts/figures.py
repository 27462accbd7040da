"""The figures of the facts: single runs as bands, England as marks over them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.facts.comparison import rows_of
from experiments.facts.marks import (
    BAND,
    BARS,
    MARKS,
    YEAR_AXIS,
    against,
    count_axis,
    draw_band,
    draw_bars,
    draw_england,
    draw_key,
    end_of_month,
    rows_in,
    year_axis,
)
from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, FAINT, RED, new_figure, roomy_figure
from experiments.statistics.position import RARE
from experiments.text.numbers import number_text

Tables = Mapping[str, pd.DataFrame]

WINDOWS = ("V08", "V09", "V10", "V11", "V12")
STOCK = {
    "partnerships": (("V01", "V02", "V04"), "Partnerships alive"),
    "councils_sharing": (("V03", "V05"), "Councils sharing"),
}
SURVIVAL = {2: "V13", 5: "V14", 10: "V15"}
POSTS = ("V18 2010", "V18 2015")
LIST = (
    "England's counts are those of a compiled list of 23 partnerships, which is selected: short "
    "ones are missed more often."
)
MOST = 0.9
"""Of the runs with any partnership: the curve ends where fewer have one observed for so long."""

GAP = 0.24
"""Between a bar of runs and England's mark beside it."""


def pictures(table: pd.DataFrame, series: Tables) -> list[Picture]:
    """Return every figure, in the order of the page; to be called within the style of figures.

    Parameters
    ----------
    table : DataFrame
        As `comparison_table` returns it.
    series : mapping of str to DataFrame
        As `series_tables` returns them.
    """
    return [
        places(table),
        starts(table, series["starts"]),
        stock(table, series),
        survival(table, series["survival"]),
        motives(series["motives"]),
        restructuring(table, series),
    ]


def places(table: pd.DataFrame) -> Picture:
    """Draw where England lies among single runs, for each fact with a number."""
    rows = table[table["below"].notna()].reset_index(drop=True)
    figure = roomy_figure(0.2 * len(rows) + 0.8)
    axes = figure.add_subplot()
    for end in (0.0, 1.0 - RARE / 2):
        axes.axvspan(end, end + RARE / 2, color=FAINT, lw=0)
    rare = rows["mid_p"] < RARE
    for chosen, colour, mark in ((~rare, BLUE, "o"), (rare, RED, "D")):
        at = rows.loc[chosen, "below"]
        axes.plot(at, rows.index[chosen], mark, color=colour, ms=6, clip_on=False, zorder=5)
    axes.set_yticks(range(len(rows)), (rows["fact"].str[:3] + " " + rows["label"]).to_list())
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_xlabel("Single runs below England's number")
    _shares(axes, "x")
    _grid(axes)
    names = ", ".join(rows.loc[rare, "label"]) or "none"
    return Picture(
        name="places",
        title="Where England lies among single runs",
        figure=figure,
        alt=f"A mark for each of {len(rows)} numbers; in the outer twentieth: {names}.",
        caption="Share of single runs whose number is below England's, ties counted half. In the "
        "middle England is like a usual run; marks in red, in the grey ends, are where fewer than "
        "one run in twenty lies. Numbers overlap, so the marks are not independent of each other.",
        method="Where a fact rests on a list or a sample, as many cases of each run were taken.",
    )


def _shares(axes: Axes, axis: str) -> None:
    getattr(axes, f"{axis}axis").set_major_formatter(PercentFormatter(1.0, decimals=0))


def _grid(axes: Axes) -> None:
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)


def starts(table: pd.DataFrame, by_year: pd.DataFrame) -> Picture:
    """Draw partnerships begun by year, and in the spans of years of the list with its counts."""
    figure, rows = new_figure(4.8), rows_of(table, WINDOWS)
    above, below = figure.subplots(2, 1)
    draw_bars(above, by_year["place"].to_list(), rows_in(by_year))
    above.set_xticks(by_year["place"].to_list()[::2])
    above.set_xlabel("Year")
    count_axis(above, "Partnerships begun\nin the year")
    draw_bars(below, range(len(rows)), rows)
    draw_england(below, [place + GAP for place in range(len(rows))], rows)
    names = [str(row["label"]).removeprefix("begun ") for row in rows]
    below.set_xticks(range(len(rows)), names)
    below.set_xlim(-0.5, len(rows) - 0.4)
    below.set_xlabel("Years")
    count_axis(below, "Partnerships begun\nin these years")
    draw_key(below)
    return Picture(
        name="starts",
        title="Partnerships begun",
        figure=figure,
        alt="Bars of single runs by year, and by spans of years with England's counts beside; "
        f"{'; '.join(against(row) for row in rows)}.",
        caption="Partnerships begun in single runs by year (above) and in the spans of years for "
        f"which the list has counts (below). {LIST}",
        method=f"{BARS} {MARKS}",
    )


def stock(table: pd.DataFrame, series: Tables) -> Picture:
    """Draw partnerships and councils sharing, month by month."""
    figure = new_figure(4.8)
    panels = figure.subplots(2, 1, sharex=True)
    for axes, (name, (facts, label)) in zip(panels, STOCK.items(), strict=True):
        rows = rows_of(table, facts)
        draw_band(axes, series[name])
        draw_england(axes, [end_of_month(row) for row in rows], rows)
        year_axis(axes, series[name])
        count_axis(axes, label)
        draw_key(axes)
    panels[1].set_xlabel(YEAR_AXIS)
    rows = rows_of(table, [fact for facts, _ in STOCK.values() for fact in facts])
    return Picture(
        name="stock",
        title="Partnerships and councils that share",
        figure=figure,
        alt="Two rising bands of single runs with England's counts over them; "
        f"{'; '.join(against(row) for row in rows)}.",
        caption="Partnerships alive, and councils that share a chief executive, in single runs, "
        "with what was reported of England. Reports differ in what they count.",
        method=f"{BAND} {MARKS}",
    )


def survival(table: pd.DataFrame, curve: pd.DataFrame) -> Picture:
    """Draw the survival of the partnerships of single runs with that of the list."""
    figure = new_figure(3.4)
    axes, rows = figure.add_subplot(), rows_of(table, list(SURVIVAL.values()))
    draw_band(axes, curve[curve["runs"] >= MOST * curve["runs"].max()], step=True)
    draw_england(axes, list(SURVIVAL), rows)
    last = int(np.ceil(curve["place"].max()))
    axes.set_xlim(0, last)
    axes.set_xticks(range(0, last + 1, 2))
    axes.set_ylim(0, 1.02)
    axes.set_ylabel("Partnerships not\nparted by choice")
    axes.set_xlabel("Years since the agreement")
    _shares(axes, "y")
    _grid(axes)
    draw_key(axes, low=True)
    return Picture(
        name="survival",
        title="How long partnerships last",
        figure=figure,
        alt="A falling band of single runs with the list's numbers over it; "
        f"{'; '.join(against(row) for row in rows)}.",
        caption="Share of the partnerships of a single run that have not parted by choice, with "
        f"what the list gives after two, five and ten years. {LIST} Press cases, which are biased "
        "towards break-up, widen its lines.",
        method="Kaplan and Meier's estimate in each run alone, from all its partnerships, up to "
        f"the age to which nine runs of ten have one. {BAND} {MARKS}",
    )


def motives(table: pd.DataFrame) -> Picture:
    """Draw which motives lead to the partnerships of single runs."""
    figure = new_figure(2.7)
    axes = figure.add_subplot()
    ordered = table.sort_values(["median", "p95"]).reset_index(drop=True)
    draw_bars(axes, list(ordered.index), rows_in(ordered), flat=True)
    axes.set_yticks(list(ordered.index), ordered["place"].to_list())
    axes.set_xlim(0, 1)
    axes.set_xlabel("Partnerships of a run that the motive led to")
    _shares(axes, "x")
    words = ", ".join(
        f"{row['place']} {number_text(row['median'], 'share')}"
        for row in rows_in(ordered.iloc[::-1])
    )
    return Picture(
        name="motives",
        title="Leading motives of partnerships",
        figure=figure,
        alt=f"A bar of single runs for each motive; medians: {words}.",
        caption="The largest motive of the council that asked. The studies name saving first, "
        "expertise and resilience second, and call the vacancy the occasion (S2 motives; S1 early "
        "stages); they give no shares.",
        method=BARS,
    )


def restructuring(table: pd.DataFrame, series: Tables) -> Picture:
    """Draw councils that restructured alone, and the size of senior teams."""
    figure = new_figure(4.8)
    above, below = figure.subplots(2, 1, sharex=True)
    for axes, name, facts in (
        (above, "restructured", ("V19",)), (below, "senior_posts", POSTS),
    ):  # fmt: skip
        december = series[name].assign(place=series[name]["place"] + 1.0)
        rows = rows_of(table, facts)
        draw_band(axes, december)
        draw_england(axes, [end_of_month(row) for row in rows], rows)
        year_axis(axes, december)
    above.set_ylim(0, 1)
    _shares(above, "y")
    above.set_ylabel("Councils that\nrestructured alone")
    below.set_ylabel("Mean senior posts\nof a council")
    below.set_xlabel(YEAR_AXIS)
    draw_key(above)
    return Picture(
        name="restructuring",
        title="Councils that restructured alone, and senior posts",
        figure=figure,
        alt="A rising band of councils that restructured and a falling one of senior posts; "
        f"{'; '.join(against(row) for row in rows_of(table, ('V19', *POSTS)))}.",
        caption="Share of all councils that had slimmed their own top team by then, and the mean "
        "size of senior teams. England's share is that of finance directors who answered, in all "
        "tiers; it counts milder changes, and those under way.",
        method=f"{BAND} {MARKS}",
    )
