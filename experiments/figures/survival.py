"""How long partnerships last: the share that has not parted, by months since they began."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.panel import Panel, stack_panels
from experiments.figures.sketch import Pen
from experiments.figures.style import BLUE
from experiments.figures.ticks import Axis, count_ticks, percent_ticks
from experiments.statistics.counting import MOST_GROUPS, add_up, group_number
from experiments.statistics.measures import floats, label_codes, run_positions
from experiments.statistics.survival import (
    at_risk,
    counts_by_age,
    jackknife,
    observed_months,
    survival_estimate,
    survival_interval,
)
from experiments.text.numbers import estimate_text, number_text, plural
from experiments.text.scenario import Setting
from simulation.result import Result
from simulation.terms import BY_CHOICE

NAME, TITLE = "survival", "How long partnerships last"
KEYS = ("group", "months", "parted")
YEAR = 12
HEIGHT = 245.0
"""Points."""

AGES = (2, 5)
"""Years after which a sentence says how many partnerships have not parted."""
JACKKNIFE = " The interval is that of a jackknife over groups of runs."


def count(result: Result, chosen: Any = slice(None)) -> pd.DataFrame:
    """Count partnerships by group of runs, months they were observed, and whether they parted.

    A group without partnerships stands in it with none, so that all groups are known; `chosen`
    says of each row of the table whether it counts.
    """
    table = result.partnerships[chosen]
    ended, how = floats(table, "ended"), label_codes(table, "how")
    group = group_number(np.asarray(result.runs), MOST_GROUPS)
    columns = {
        "group": group[run_positions(result, table)],
        "months": observed_months(ended, floats(table, "began"), result.months - 1.0).astype(
            np.int64
        ),
        "parted": (how == BY_CHOICE).astype(np.int64),
        "number": np.int64(1),
    }
    none = {"group": group, "months": 0, "parted": 0, "number": np.int64(0)}
    return add_up([pd.DataFrame(columns), pd.DataFrame(none)], KEYS)


def in_groups(tally: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return what `count` returns with groups numbered from 0, and how many there are.

    Runs that begin at another number than 0 may have no group of the first numbers.
    """
    numbers, groups = pd.factorize(tally["group"], sort=True)
    return tally.assign(group=numbers), len(groups)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return survival at each age at which any parted, and at the last that any was observed to.

    Partnerships are counted by age, as `counts_by_age` takes them.
    """
    counts = counts_by_age(*in_groups(tally))
    together = counts.sum(axis=0)
    every = jackknife(counts)
    low, high = survival_interval(every)
    columns = {"at_risk": at_risk(together), "parted": together[:, 1]}
    table = pd.DataFrame({"months": np.arange(len(together)), **columns}, dtype=int)
    table["survival"], table["low"], table["high"] = every.value, low, high
    shown: pd.DataFrame = table[(table["parted"] > 0) | (table["months"] == table["months"].max())]
    return shown.reset_index(drop=True)


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the survival curve, from what `reduce` returns."""
    if not table["at_risk"].any():
        return empty_picture(NAME, TITLE, "No partnership was formed, so there is nothing to see.")
    up = Axis(0.0, 1.02, percent_ticks(0.0, 1.02, 6), "Partnerships still sharing")
    panel = Panel(_ages(max(setting.scenario.period.months, 1)), up, grid=True)
    _curve(panel, table)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels([panel], HEIGHT),
        alt=_alt(table),
        caption=(
            f"Share of partnerships that had not parted, over {setting.runs_in_words}"
            f"{', with its 95% interval' if setting.runs > 1 else ''}. From the model alone: no "
            "count of the sources stands beside it."
        ),
        method=(
            "Kaplan and Meier's estimate. Partnerships still alive at the end, merged, turned into "
            "a company or ended by force count as not parted for as long as they were seen. The "
            "curve ends at the age to which the oldest was seen."
            f"{JACKKNIFE if setting.runs > 1 else ''}"
        ),
    )


def _curve(panel: Panel, table: pd.DataFrame) -> None:
    months = np.repeat([0.0, *table["months"]], 2)[1:]  # a value stands until the next
    steps = {name: np.repeat([1.0, *table[name]], 2)[:-1] for name in ("survival", "low", "high")}
    panel.band(months, steps["low"], steps["high"], Pen(BLUE, opacity=0.2), "interval")
    panel.curve(months, steps["survival"], Pen(line=BLUE, width=1.8), "survival")


def _ages(months: int) -> Axis:
    """Return the axis of ages: in years, or in months where it is short."""
    if months < 3 * YEAR:
        return Axis(0.0, months, count_ticks(months, 6), "Months since the agreement")
    step = YEAR if months < 8 * YEAR else 2 * YEAR
    ticks = tuple((month, f"{month // YEAR}") for month in range(0, months + 1, step))
    return Axis(0.0, months, ticks, "Years since the agreement")


def survival_after(table: pd.DataFrame, years: int) -> float:
    """Return the share that has not parted after some years; NaN if none was observed so long."""
    return survival_estimate(table, years).value


def _alt(table: pd.DataFrame) -> str:
    if not table["parted"].any():
        return "No partnership parted, so the curve stays at all of them."
    shares = {years: survival_after(table, years) for years in (2, 5, 10)}
    words = [
        f"{number_text(share, 'share')} after {years} years"
        for years, share in shares.items()
        if not np.isnan(share)
    ]
    curve = "A falling curve of partnerships that have not parted"
    last = f"none was seen for longer than {plural(table['months'].max(), 'month')}"
    return f"{curve}: {', '.join([*words, last])}."


def lasting_sentence(table: pd.DataFrame) -> str:
    """Return how many partnerships last, for ages to which any was observed."""
    if not table["at_risk"].any():
        return "No partnership was formed."
    shares = [
        f"{estimate_text(found._asdict(), 'share')} had not parted after {years} years"
        for years in AGES
        if not np.isnan((found := survival_estimate(table, years)).value)
    ]
    if not shares:
        oldest = plural(table["months"].max(), "month")
        return f"No partnership was seen for longer than {oldest}, too short to say how they last."
    return f"Of the partnerships {' and '.join(shares)}."


CHART = Chart(NAME, 5, KEYS, count, reduce, draw)
