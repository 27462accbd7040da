"""How often talks succeed, by the months that they took."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.panel import Panel, stack_panels
from experiments.figures.sketch import Pen
from experiments.figures.style import BLUE, PAPER, SOFT, YELLOW
from experiments.figures.ticks import Axis, count_ticks, percent_ticks
from experiments.statistics.comparisons import LEVEL, Extreme, extremes
from experiments.statistics.counting import MOST_GROUPS, add_up, group_count, group_number
from experiments.statistics.estimates import (
    Estimate,
    ratio_influence,
    share_estimate,
    share_estimates,
)
from experiments.statistics.measures import floats, label_codes, run_positions
from experiments.text.numbers import capital, estimate_text, plural
from experiments.text.scenario import Setting
from experiments.text.sources import citation
from simulation.result import Result
from simulation.terms import AGREED, FAILED

NAME, TITLE = "talk_length", "Success by length of talks"
KEYS = ("group", "months")
LAST = 14
"""Months from which talks are counted together."""

FEW = 5
"""Talks below which an interval would say nothing."""

ENOUGH = 40
"""Talks of a length from which it is compared with others."""

IDEAL = (3, 6)
"""Months that the sources call the ideal length (SF037)."""

_IDEAL_SPAN, _SHADE = (IDEAL[0] - 0.5, IDEAL[1] + 0.5), Pen(YELLOW, opacity=0.3)

HEIGHT = 302.0
"""Points."""


def count(result: Result) -> pd.DataFrame:
    """Count talks that ended, and those that agreed, by group of runs and by their months."""
    outcome = label_codes(result.talks, "outcome")
    over = np.isin(outcome, (AGREED, FAILED))
    group = group_number(np.asarray(result.runs), MOST_GROUPS)
    columns = {
        "group": group[run_positions(result, result.talks)[over]],
        "months": floats(result.talks, "months")[over].astype(np.int64),
        "ended": np.int64(1),
        "agreed": (outcome[over] == AGREED).astype(np.int64),
    }
    return add_up([pd.DataFrame(columns)], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return talks ended, agreed, their share and its interval, for 1 to 14 months and more."""
    months = np.minimum(tally["months"], LAST)
    table = tally.groupby(months)[["ended", "agreed"]].sum()
    table = table.reindex(range(1, LAST + 1), fill_value=0).reset_index(names="months")
    return table.join(share_estimates(table["agreed"], table["ended"]))


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of success by length of talks, from what `reduce` returns."""
    if not table["ended"].sum():
        return empty_picture(NAME, TITLE, "No talks ended, so there is nothing to see.")
    ticks = tuple((n, f"{n}+" if n == LAST else str(n)) for n in range(1, LAST + 1))
    axis = Axis(0.4, LAST + 0.6, ticks, "Months of formal talks")
    panels = [_shares(axis, table[table["ended"] > 0]), _numbers(axis, table)]
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels(panels, HEIGHT),
        alt=_alt(table),
        caption=(
            f"Share of talks that agreed, by the months they took, over {setting.runs_in_words}; "
            "lines are 95% intervals (none, and a hollow point, for fewer than five talks), bars "
            "the number of talks. The shaded three to six months are what the sources hold to be "
            f"the best length ({citation('SF037')})."
        ),
        method=(
            "Formal talks that ended in agreement or failure; soundings before them do not count. "
            "Wilson intervals over talks. Talks that went on at the end of the run are left out."
        ),
    )


def _shares(axis: Axis, table: pd.DataFrame) -> Panel:
    few = table["ended"] < FEW
    told, rare = table[~few], table[few]
    highest = max([0.0, *told["high"], *rare["share"]])
    top = 1.18 * highest if highest else 1.0
    up = Axis(0.0, top, percent_ticks(0.0, top, 6), "Talks that agreed")
    panel = Panel(axis, up, share=4.0, grid=True)
    panel.span(*_IDEAL_SPAN, _SHADE)
    ends = (told["low"], told["high"])
    panel.points(told["months"], told["share"], Pen(BLUE), 2.5, "share that agreed", ends)
    hollow = Pen(PAPER, line=BLUE, width=1.0)
    panel.points(rare["months"], rare["share"], hollow, 2.5, "share of few talks")
    panel.say(sum(IDEAL) / 2, "best length in the\nsources (SF037)", "middle", down=4.0)
    return panel


def _numbers(axis: Axis, table: pd.DataFrame) -> Panel:
    top = 1.05 * max(float(table["ended"].max()), 1.0)
    panel = Panel(axis, Axis(0.0, top, count_ticks(top, 3), "Talks"))
    panel.span(*_IDEAL_SPAN, _SHADE)
    panel.bars(table["months"], table["ended"], Pen(SOFT), 0.7, "talks")
    return panel


def _alt(table: pd.DataFrame) -> str:
    return f"Points with intervals, by months of talks. {length_sentence(table)}"


def pooled_success(table: pd.DataFrame, first: int, last: int) -> Estimate:
    """Return the share that agreed of talks that took so many months; unknown without any."""
    part = table[table["months"].between(first, last)]
    return share_estimate(part["agreed"].sum(), part["ended"].sum())


def length_sentence(table: pd.DataFrame) -> str:
    """Return how often talks of the ideal length and longer ones agreed; empty without any."""
    words = []
    for which, months in (
        ("talks that took three to six months", IDEAL),
        ("longer ones", (IDEAL[1] + 1, LAST)),
    ):
        found = pooled_success(table, *months)
        if not np.isnan(found.value):
            words.append(f"of {which} {estimate_text(found._asdict(), 'share')} agreed")
    return capital(", ".join(words)) + "." if words else ""


def best_length_sentence(tally: pd.DataFrame, runs: int) -> str:
    """Return which length agreed most often, if any can be told from the others in so many runs.

    Lengths of few talks are left out; the test allows for all pairs of the others.
    """
    found = {}
    for length, part in tally.groupby(np.minimum(tally["months"], LAST)):
        if part["ended"].sum() >= ENOUGH:
            sums = part.groupby("group")[["agreed", "ended"]].sum()
            whole = sums.reindex(range(group_count(runs)), fill_value=0).to_numpy(dtype=float)
            found[length] = ratio_influence(whole[:, 0], whole[:, 1])
    ends = extremes(found)
    if ends is None:
        return "Too few talks have ended to compare their lengths."
    if ends[0].p > LEVEL:
        return "By a test, no length of talks can be told from another by how often they agreed."
    most, least = map(_length, ends)
    return f"By a test, talks of {most} agreed most often, those of {least} least often."


def _length(end: Extreme) -> str:
    """Return a length, and how many others cannot be told from it."""
    months = f"{LAST} months or more" if end.name == LAST else plural(end.name, "month")
    others = plural(end.tied, "other length")
    return f"{months} ({others} cannot be told from that)" if end.tied else months


CHART = Chart(NAME, 3, KEYS, count, reduce, draw)
