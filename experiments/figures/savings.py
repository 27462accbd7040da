"""What partnerships save in management, three years on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.panel import Panel, stack_panels
from experiments.figures.sketch import Pen
from experiments.figures.style import BLUE, ORANGE, RED, YELLOW
from experiments.figures.ticks import Axis, count_ticks, percent_ticks, round_ticks
from experiments.statistics.counting import add_up
from experiments.statistics.measures import floats, three_years_on
from experiments.text.numbers import plural, pounds
from experiments.text.scenario import Setting
from experiments.text.sources import citation
from simulation.result import Result

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
HEIGHT = 317.0
"""Points."""

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
    few = int(table["partnerships"].sum()) < FEW
    pens = {"team": Pen(BLUE), "chief executive": Pen(ORANGE, hatch=True)}
    panels = [
        _group(_pounds(table), table[table["group"] == group], group, pen, few=few)
        for group, pen in pens.items()
    ]
    _named(panels[0])
    side = "Partnerships" if few else "Share of these partnerships"
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels(panels, HEIGHT, side=side),
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


def _named(panel: Panel) -> None:
    """Say what the reference range and mean are."""
    beside = 0.008 * (panel.across.high - panel.across.low)
    panel.say(MEAN + beside, "mean in the\nsources (SF135)", "start", down=5.0)
    panel.say(BAND[1] - beside, "range in the\nsources (SF134)", "end", down=5.0)


def _group(axis: Axis, part: pd.DataFrame, group: str, pen: Pen, *, few: bool) -> Panel:
    """Return the histogram of a group, with its number and mean as the title."""
    number = int(part["partnerships"].sum())
    lower = part["saving_from"] // STEP * STEP
    bars = part["partnerships"].groupby(lower).sum()
    heights = bars if few else bars / max(number, 1)
    mean = f", {pounds(part['total'].sum() / number)} on average" if number else ""
    team = group == "team"
    top = (float(heights.max()) if number else 1.0) * (1.35 if team else 1.1)
    ticks = count_ticks(top, 4) if few else percent_ticks(0.0, top, 4)
    title = f"{number:,} {GROUPS[group]}{mean}"
    panel = Panel(axis, Axis(0.0, top, ticks), share=3.0 if team else 2.0, title=title)
    panel.span(*BAND, Pen(YELLOW, opacity=0.3))
    panel.rule(MEAN, Pen(line=RED, width=1.4, dash=(5.0, 2.0)))
    wide = 0.94 * STEP
    panel.bars(bars.index.to_numpy() + wide / 2, heights.to_numpy(), pen, wide, group)
    return panel


def _pounds(table: pd.DataFrame) -> Axis:
    """Return the axis of pounds that both histograms stand on."""
    most = float(table["saving_from"].max()) + STEP
    low, high = min(float(table["saving_from"].min()), 0.0), max(BAND[1] * 1.08, most)
    return Axis(
        low, high, round_ticks(low, high, 6, pounds), "Gross management saving, pounds a year"
    )


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
