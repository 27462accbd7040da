"""Councils that share a chief executive, month by month, beside the two stocks that are known."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.keys import Key, diamond, key_column
from experiments.figures.lettering import Box, Words
from experiments.figures.panel import Frame, Panel, stack_panels
from experiments.figures.sketch import Group, Item, Pen, Shape
from experiments.figures.style import BLUE, FAINT, PAPER, RED, SMALL, SOFT
from experiments.figures.ticks import Axis, count_ticks, round_ticks
from experiments.statistics.measures import by_month
from experiments.text.scenario import Setting
from experiments.text.sources import citation
from simulation.geography import history
from simulation.months import month_of_year, month_text, year_of
from simulation.result import Result

NAME, TITLE = "councils_sharing", "Councils sharing a chief executive over time"
KEYS = ("month", "date", "councils")
QUANTILES = {"low_90": 0.05, "low_50": 0.25, "median": 0.5, "high_50": 0.75, "high_90": 0.95}
STOCKS = (("2012-01", 34), ("2017-01", 37))
"""Month and councils of the stocks that the sources count (SF001, SF002)."""

NEAR = 14.0
"""Points from the middle of a stock's marker to that of its label, where there is room."""

ANGLES = np.pi / 8 * np.array([4, 12, 3, 5, 11, 13, 2, 6, 10, 14, 1, 7, 9, 15, 0, 8])
"""Directions that are tried for a label: above, below, then aside."""

STOCK = Pen(PAPER, line=RED, width=1.6)
HEIGHT = 288.0
"""Points."""

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
    axis = _dates(table, setting)
    there = _stocks(setting)
    panel = _lines(axis, table, setting, 1.6 * STOCKS[-1][1] if there else 1.0)
    if there:
        panel.keys.append(Key("counted in the sources\n(SF001, SF002)", "diamond", STOCK))
    panel.marks.append(lambda frame: _stocks_and_keys(frame, panel.keys, there, table))
    strip = _centre(axis, setting)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels([panel, *([strip] if strip else [])], HEIGHT),
        alt=_alt(table, setting),
        caption=_caption(setting, stocks=bool(there), marks=strip is not None),
        method=_method(setting),
    )


def _lines(axis: Axis, table: pd.DataFrame, setting: Setting, least: float) -> Panel:
    top = max(least, 1.25 * float(table["high_90"].max()))
    up = Axis(0.0, top, count_ticks(top, 6), "Councils sharing a chief executive")
    panel = Panel(axis, up, share=8.0, grid=True)
    months = table["month"]
    if setting.runs > 1:
        light, dark = Pen(BLUE, opacity=0.18), Pen(BLUE, opacity=0.32)
        panel.band(months, table["low_90"], table["high_90"], light, "90% of runs")
        panel.band(months, table["low_50"], table["high_50"], dark, "50% of runs")
    label = "this run" if setting.runs == 1 else "median"
    panel.curve(months, table["median"], Pen(line=BLUE, width=1.8), label)
    return panel


def _stocks(setting: Setting) -> list[tuple[int, int]]:
    """Return the stocks that fall into the period of a run on England."""
    months = setting.scenario.period.months
    there = [(setting.month(date), councils) for date, councils in STOCKS]
    return [one for one in there if setting.on_england and 0 <= one[0] < months]


def _stocks_and_keys(
    frame: Frame, keys: list[Key], there: list[tuple[int, int]], table: pd.DataFrame
) -> list[Item]:
    """Return the keys, and the stocks with their numbers, which lie on nothing else."""
    items, covered = key_column(keys, frame.left + 8, frame.top + 4)
    taken, numbers = [covered], list[Item]()
    line = np.column_stack([frame.x(table["month"]), frame.y(table["median"])])
    places = [(float(frame.x(month)), float(frame.y(councils))) for month, councils in there]
    taken += [Box(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    for (x, y), (_, councils) in zip(places, there, strict=True):
        words = _free_place(Words(x, y, str(councils), SMALL, "middle", bold=True, paper=PAPER),
                            line, taken)  # fmt: skip
        taken.append(words.box)
        numbers.append(words)
    diamonds = Group([Shape(diamond(x, y), STOCK) for x, y in places], "stocks")
    return [*items, diamonds, *numbers]


def _free_place(words: Words, line: Any, taken: list[Box]) -> Words:
    """Return words moved to where they lie on no line, marker, key or other words.

    Where there is no such place near by they stand above.
    """
    foot = words.y + 0.36 * words.size
    for distance, angle in product((NEAR, 1.6 * NEAR, 2.4 * NEAR), ANGLES):
        x, y = words.x + distance * np.cos(angle), foot - distance * np.sin(angle)
        moved = words._replace(x=float(x), y=float(y))
        box = moved.box
        room = Box(box.left - 2, box.top - 2, box.right + 2, box.bottom + 2)
        if not _crosses(line, room) and not any(room.meets(one) for one in taken):
            return moved
    return words._replace(y=foot - NEAR)


def _crosses(line: Any, box: Box) -> bool:
    """Return whether a line that runs to the right meets a box."""
    ends = np.array([box.left, box.right])
    inside = line[(line[:, 0] > box.left) & (line[:, 0] < box.right), 1]
    heights = [*inside, *np.interp(ends, line[:, 0], line[:, 1])]
    outside = box.right < line[0, 0] or box.left > line[-1, 0]
    return not outside and min(heights) < box.bottom and max(heights) > box.top


def _centre(axis: Axis, setting: Setting) -> Panel | None:
    """Return what the centre did as two rows of bars; None if it did nothing."""
    scenario = setting.scenario
    known = history(scenario.period.start, scenario.period.months)
    rows = {
        "Cuts announced": (known.news >= LEAST_NEWS) & scenario.history.news,
        "Grants open": (known.grant > 0) & scenario.history.grants,
    }
    if not any(there.any() for there in rows.values()):
        return None
    names = tuple((-float(place), name) for place, name in enumerate(rows))
    strip = Panel(axis, Axis(-1.6, 0.6, names, line=False))
    for (at, name), there, colour in zip(names, rows.values(), (SOFT, FAINT), strict=True):
        spans = np.reshape(_spans(there), (-1, 2))
        strip.rows([at] * len(spans), spans[:, 1], Pen(colour), 0.7, name, base=spans[:, 0])
    return strip


def _spans(there: Any) -> list[tuple[float, float]]:
    """Return first month and length of each stretch of months."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(there, dtype=int), [0]])))
    return [(float(a), float(b - a)) for a, b in edges.reshape(-1, 2)]


def _dates(table: pd.DataFrame, setting: Setting) -> Axis:
    """Return the axis of months, marked at Januaries, at most eight of them.

    Where there are fewer than two, months are marked.
    """
    low, high = float(table["month"].iloc[0]), max(float(table["month"].iloc[-1]), 1.0)
    months = range(setting.scenario.period.months)
    januaries = [month for month in months if month_of_year(setting.date(month)) == 1]
    if len(januaries) > 1:
        marked = januaries[:: -(-len(januaries) // 8)]
        return Axis(low, high, tuple((one, str(year_of(setting.date(one)))) for one in marked))
    ticks = round_ticks(low, high, 4, lambda month: setting.date(round(month)), whole=True)
    return Axis(low, high, ticks)


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
