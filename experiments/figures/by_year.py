"""Year by year: councils that share, talks that ended, and how many of them succeeded."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.keys import key_row
from experiments.figures.panel import Panel, stack_panels
from experiments.figures.sketch import Pen
from experiments.figures.style import BLUE, GREEN, SKY, SOFT
from experiments.figures.ticks import Axis, count_ticks, percent_ticks
from experiments.statistics.counting import add_up
from experiments.statistics.estimates import share_estimates
from experiments.statistics.measures import by_month
from experiments.text.scenario import Setting
from simulation.months import year_of
from simulation.result import Result

NAME, TITLE = "by_year", "Sharing and success by year"
NOTHING = "No council shared and no talks ended, so there is nothing to see by year."
KEYS = ("year",)
YEARLY = {
    "sharing": "councils_sharing", "agreed": "talks_agreed",
    "failed": "talks_failed", "parted": "partnerships_ended",
}  # fmt: skip
"""What is counted by year, and the column of `monthly` it comes from."""

MOST_LABELS = 8
HEIGHT = 360.0
"""Points."""


def count(result: Result) -> pd.DataFrame:
    """Count, year by year, councils sharing at its end, talks that ended, and partings."""
    year = np.array([year_of(date) for date in result.monthly["date"][: result.months]])
    last = np.append(year[1:] != year[:-1], True)
    columns = {"year": year, "runs": last * len(result.runs)}
    for name, column in YEARLY.items():
        counts = by_month(result, column).sum(axis=0)
        columns[name] = counts * last if name == "sharing" else counts
    return add_up([pd.DataFrame(columns)], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return a run's mean of each count by year, and the share of ended talks that agreed."""
    table = tally.copy()
    shares = share_estimates(table["agreed"], table["agreed"] + table["failed"])
    table[["success", "low", "high"]] = shares.to_numpy()
    return table.assign(**table[list(YEARLY)].div(table["runs"], axis=0))


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of sharing and success by year, from what `reduce` returns."""
    if not table[list(YEARLY)].to_numpy().any():
        return empty_picture(NAME, TITLE, NOTHING)
    years = table["year"].to_list()
    marked = years[:: -(-len(table) // MOST_LABELS)]
    axis = Axis(years[0] - 0.6, years[-1] + 0.6, tuple((one, str(one)) for one in marked), "Year")
    panels = [_sharing(axis, table), _flows(axis, table), _success(axis, table)]
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels(panels, HEIGHT),
        alt=_alt(table),
        caption=(
            f"Means of {setting.runs_in_words}: councils sharing in December (in the last month, "
            "where a year is not whole); talks that agreed, talks that failed, partnerships that "
            "ended; and the share of ended talks that agreed, with its 95% interval. From the "
            "model alone."
        ),
        method="Talks and partnerships count in the year they ended. Wilson intervals over talks.",
    )


def _sharing(axis: Axis, table: pd.DataFrame) -> Panel:
    top = 1.05 * max(float(table["sharing"].max()), 1.0)
    panel = Panel(axis, Axis(0.0, top, count_ticks(top, 4), "Councils\nsharing"))
    panel.bars(table["year"], table["sharing"], Pen(BLUE), 0.7, "councils sharing")
    return panel


def _flows(axis: Axis, table: pd.DataFrame) -> Panel:
    top = 1.3 * max(float((table["agreed"] + table["failed"]).max()), 1.0)
    panel = Panel(axis, Axis(0.0, top, count_ticks(top, 4), "A run\nand year"))
    year, agreed = table["year"], table["agreed"]
    panel.bars(year, agreed, Pen(GREEN), 0.7, "talks agreed")
    panel.bars(year, table["failed"], Pen(SKY, hatch=True), 0.7, "talks failed", base=agreed)
    panel.curve(year, table["parted"], Pen(line=SOFT, width=1.5))
    panel.points(year, table["parted"], Pen(SOFT), 2.0, "partnerships ended")
    keys = [*panel.keys[:2], panel.keys[2]._replace(kind="joined")]
    panel.marks.append(lambda frame: key_row(keys, frame.left + 8, frame.top + 2))
    return panel


def _success(axis: Axis, table: pd.DataFrame) -> Panel:
    some = table[table["success"].notna()]
    top = min(1.0, 1.25 * max(0.2, float(some["high"].max()))) if len(some) else 1.0
    up = Axis(0.0, top, percent_ticks(0.0, top, 5), "Talks that\nagreed")
    panel = Panel(axis, up, grid=True)
    ends = (some["low"], some["high"])
    panel.points(some["year"], some["success"], Pen(BLUE), 2.5, "share that agreed", ends)
    return panel


def _alt(table: pd.DataFrame) -> str:
    first, last = table.iloc[0], table.iloc[-1]
    sums, talks = table[["agreed", "failed"]].sum(), "no talks ended"
    if sums.sum():
        talks = f"over all years {sums['agreed'] / sums.sum():.0%} of ended talks agreed"
    ends = (f"{one['sharing']:.1f} in {one['year']:.0f}" for one in (first, last)[: len(table)])
    return f"Three rows of marks by year. Councils sharing: {', '.join(ends)}; {talks}."


CHART = Chart(NAME, 2, KEYS, count, reduce, draw)
