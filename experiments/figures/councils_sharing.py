"""Councils that share a chief executive, month by month, beside the two stocks that are known."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.style import BLUE, FAINT, INK, PAPER, RED, SMALL, SOFT, new_figure
from experiments.statistics.measures import by_month
from experiments.text.scenario import Setting
from experiments.text.sources import citation
from simulation.geography import history
from simulation.months import month_of_year, month_text, year_of
from simulation.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Bbox

NAME, TITLE = "councils_sharing", "Councils sharing a chief executive over time"
KEYS = ("month", "date", "councils")
QUANTILES = {"low_90": 0.05, "low_50": 0.25, "median": 0.5, "high_50": 0.75, "high_90": 0.95}
STOCKS = (("2012-01", 34), ("2017-01", 37))
"""Month and councils of the stocks that the sources count (SF001, SF002)."""

NEAR = 14.0
"""Points from the middle of a stock's marker to that of its label, where there is room."""

ANGLES = np.pi / 8 * np.array([4, 12, 3, 5, 11, 13, 2, 6, 10, 14, 1, 7, 9, 15, 0, 8])
"""Directions that are tried for a label: above, below, then aside."""

LEAST_NEWS = 0.02  # share of the whole cut announced in a month; less does not show


def count(result: Result) -> pd.DataFrame:
    """Count runs by month and number of councils sharing."""
    councils = by_month(result, NAME)
    width = int(councils.max(initial=0)) + 1
    keys, runs = np.unique(np.arange(result.months) * width + councils, return_counts=True)
    dates = result.monthly["date"].to_numpy()[: result.months]
    month = keys // width
    columns = {"month": month, "date": dates[month], "councils": keys % width, "runs": runs}
    return pd.DataFrame(columns)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return median, bands and mean over runs for each month, from counts of runs."""
    rows = []
    for (month, date), part in tally.groupby(["month", "date"]):
        councils, runs = part["councils"].to_numpy(), part["runs"].to_numpy()
        below = np.cumsum(runs) / runs.sum()
        row = {"month": month, "date": date, "runs": runs.sum()}
        row["mean"] = float(np.average(councils, weights=runs))
        for name, share in QUANTILES.items():
            row[name] = councils[np.searchsorted(below, share - 1e-12)]
        rows.append(row)
    return pd.DataFrame(rows)


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of councils sharing over time.

    Parameters
    ----------
    table : DataFrame
        As `reduce` returns it.
    setting : Setting
        The runs it was counted over.
    """
    if not table["mean"].any():
        return empty_picture(NAME, TITLE, f"No council shared in {setting.runs_in_words}.")
    figure = new_figure(4.0)
    grid = figure.add_gridspec(2, 1, height_ratios=[8, 1], hspace=0.02)
    axes = figure.add_subplot(grid[0])
    _lines(axes, table, setting)
    stocks = _stocks(axes, setting)
    axes.legend(loc="upper left", labelspacing=0.35)
    strip = figure.add_subplot(grid[1], sharex=axes)
    marks = _centre(strip, setting)
    if marks:
        axes.tick_params(labelbottom=False)
    else:
        strip.remove()
    _dates(strip if marks else axes, setting)
    if stocks:
        _clear_labels(figure, axes)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=figure,
        alt=_alt(table, setting),
        caption=_caption(setting, stocks=stocks, marks=marks),
        method=_method(setting),
    )


def _lines(axes: Axes, table: pd.DataFrame, setting: Setting) -> None:
    from matplotlib.ticker import MaxNLocator

    months = table["month"]
    if setting.runs == 1:
        axes.plot(months, table["median"], color=BLUE, lw=1.8, label="this run")
    else:
        axes.fill_between(
            months,
            table["low_90"],
            table["high_90"],
            color=BLUE,
            alpha=0.18,
            lw=0,
            label="90% of runs",
        )
        axes.fill_between(
            months,
            table["low_50"],
            table["high_50"],
            color=BLUE,
            alpha=0.32,
            lw=0,
            label="50% of runs",
        )
        axes.plot(months, table["median"], color=BLUE, lw=1.8, label="median")
    axes.set_ylabel("Councils sharing a chief executive")
    axes.set_ylim(0, max(1.0, 1.25 * float(table["high_90"].max())))
    axes.set_xlim(months.iloc[0], max(months.iloc[-1], 1))
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)


def _stocks(axes: Axes, setting: Setting) -> bool:
    """Mark the stocks that fall into the period of a run on England; return whether any does."""
    months = setting.scenario.period.months
    there = [(setting.month(date), councils) for date, councils in STOCKS]
    there = [one for one in there if setting.on_england and 0 <= one[0] < months]
    if not there:
        return False
    axes.set_ylim(top=max(axes.get_ylim()[1], 1.6 * STOCKS[-1][1]))
    axes.plot(
        *zip(*there, strict=True),
        "D",
        ms=6,
        mfc=PAPER,
        mec=RED,
        mew=1.6,
        zorder=5,
        label="counted in the sources\n(SF001, SF002)",
    )
    for month, councils in there:
        axes.annotate(
            str(councils),
            (month, councils),
            xytext=(0, NEAR),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=SMALL,
            color=INK,
            fontweight="bold",
            bbox={"facecolor": PAPER, "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
        )
    return True


def _clear_labels(figure: Figure, axes: Axes) -> None:
    """Move the labels of stocks to where they lie on no line, marker, legend or other label.

    The figure is laid out before, so that places on paper are known. A label for which there is no
    such place near its stock stays above it.
    """
    from matplotlib.text import Annotation

    figure.draw_without_rendering()
    labels = [one for one in axes.texts if isinstance(one, Annotation)]
    lines = [line.get_path().transformed(line.get_transform()) for line in axes.lines
             if line.get_linestyle() != "None"]  # fmt: skip
    markers = [path for line in axes.lines if line.get_linestyle() == "None"
               for path in _boxes(line, figure.dpi)]  # fmt: skip
    legend = axes.get_legend()
    taken = [*markers, *([legend.get_window_extent()] if legend else [])]
    for label in labels:
        for distance, angle in product((NEAR, 1.6 * NEAR, 2.4 * NEAR), ANGLES):
            label.set_position((distance * np.cos(angle), distance * np.sin(angle)))
            box = label.get_window_extent().padded(2.0)
            hits = any(path.intersects_bbox(box, filled=False) for path in lines)
            if not hits and not any(box.overlaps(one) for one in taken):
                break
        else:
            label.set_position((0, NEAR))
        taken.append(label.get_window_extent())


def _boxes(line: Line2D, dpi: float) -> list[Bbox]:
    """Return where the markers of a line lie on paper."""
    from matplotlib.transforms import Bbox

    half = line.get_markersize() * dpi / 72 / 2
    places = line.get_transform().transform(line.get_xydata())
    return [Bbox([place - half, place + half]) for place in places]


def _centre(strip: Axes, setting: Setting) -> bool:
    """Draw what the centre did as two rows of bars; return whether there was anything."""
    scenario = setting.scenario
    start = scenario.period.start
    told = history(start, scenario.period.months)
    rows = {
        "Cuts announced": (told.news >= LEAST_NEWS) & scenario.history.news,
        "Grants open": (told.grant > 0) & scenario.history.grants,
    }
    for place, (name, there) in enumerate(rows.items()):
        strip.broken_barh(_spans(there), (-place - 0.35, 0.7), color=SOFT if place == 0 else FAINT)
        strip.text(
            -0.01,
            -place,
            name,
            transform=strip.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=SMALL,
        )
    strip.set_ylim(-1.6, 0.6)
    strip.set_yticks([])
    strip.spines["left"].set_visible(False)
    return any(there.any() for there in rows.values())


def _spans(there: Any) -> list[tuple[float, float]]:
    """Return first month and length of each stretch of months."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(there, dtype=int), [0]])))
    return [(float(a), float(b - a)) for a, b in edges.reshape(-1, 2)]


def _dates(axes: Axes, setting: Setting) -> None:
    """Mark Januaries, at most eight of them; months where there are fewer than two."""
    from matplotlib.ticker import MaxNLocator

    months = range(setting.scenario.period.months)
    januaries = [month for month in months if month_of_year(setting.date(month)) == 1]
    if len(januaries) > 1:
        axes.set_xticks(januaries[:: -(-len(januaries) // 8)])
        axes.xaxis.set_major_formatter(lambda value, _: str(year_of(setting.date(round(value)))))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.xaxis.set_major_formatter(lambda value, _: setting.date(round(value)))


def _alt(table: pd.DataFrame, setting: Setting) -> str:
    last = table.iloc[-1]
    first, when = month_text(str(table["date"].iloc[0])), month_text(str(last["date"]))
    if setting.runs == 1:
        return (
            f"A line of councils sharing a chief executive from {first} to {when}. It ends at "
            f"{last['median']:.0f} councils; the most at any time was {table['median'].max():.0f}."
        )
    return (
        f"A line and two bands of councils sharing a chief executive from {first} on. In {when} "
        f"the median is {last['median']:.0f} councils; half of the runs lie between "
        f"{last['low_50']:.0f} and {last['high_50']:.0f}, nine in ten between "
        f"{last['low_90']:.0f} and {last['high_90']:.0f}."
    )


STOCKS_SAID = (
    " Diamonds are two stocks that the sources count; defaults were chosen with them in view, no "
    f"rule knows them: 34 councils of all tiers with a joint team in January 2012 "
    f"({citation('SF001')}), and 37 districts in 18 partnerships about 2017 "
    f"({citation('SF002')}). They count different populations, so the step between them is no "
    "growth."
)
MARKS_SAID = (
    f" Bars below: months in which cuts in grant were announced ({citation('SF018')}) and in which "
    f"grants for sharing were open ({citation('SF030')})."
)


def _caption(setting: Setting, *, stocks: bool, marks: bool) -> str:
    words = (
        "Councils that share a chief executive in one run."
        if setting.runs == 1
        else f"Median over {setting.runs_in_words}, with the bands that hold 50% and 90% of them."
    )
    return words + STOCKS_SAID * stocks + MARKS_SAID * marks


def _method(setting: Setting) -> str:
    quantiles = "" if setting.runs == 1 else "; quantiles over runs, month by month"
    return f"Councils in a living partnership at the end of each month{quantiles}."


CHART = Chart(NAME, 1, KEYS, count, reduce, draw)
