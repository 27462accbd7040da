"""Why talks failed, and at which stage."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.figures.chart import Chart, Picture
from experiments.figures.style import BLUE, ORANGE, PAPER, SMALL, new_figure
from experiments.statistics.counting import add_up
from experiments.statistics.measures import label_codes
from experiments.text.scenario import Setting
from simulation.result import Result
from simulation.terms import FAILED, REASONS, STAGES

NAME = "reasons"
KEYS = ("reason", "stage")


def count(result: Result) -> pd.DataFrame:
    """Count failed talks by reason and stage."""
    failed = label_codes(result.talks, "outcome") == FAILED
    reason, stage = (label_codes(result.talks, name)[failed] for name in KEYS)
    keys, talks = np.unique(reason * np.int64(len(STAGES)) + stage, return_counts=True)
    columns = {
        "reason": np.array(REASONS, dtype=object)[keys // len(STAGES)],
        "stage": np.array(STAGES, dtype=object)[keys % len(STAGES)],
        "talks": talks,
    }
    return add_up([pd.DataFrame(columns)], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return failed talks by reason: at either stage, together and as a share, most first."""
    table = tally.pivot_table(index="reason", columns="stage", values="talks", aggfunc="sum")
    table = table.reindex(columns=list(STAGES)).fillna(0).astype(np.int64)
    table["failed"] = table.sum(axis=1)
    total = max(int(table["failed"].sum()), 1)
    table["share"] = table["failed"] / total
    return table.sort_values("failed", ascending=False, kind="stable").reset_index()


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure of reasons for failure, from what `reduce` returns."""
    figure = new_figure(max(2.0, 0.31 * len(table) + 1.0))
    axes = figure.add_subplot()
    _bars(axes, table)
    return Picture(
        name=NAME,
        title="Reasons for failure",
        figure=figure,
        alt=_alt(table),
        caption=(
            f"The reason that ended each of {table['failed'].sum():,} failed talks of "
            f"{setting.runs_in_words}, by whether they failed in talks or at the vote."
        ),
        method=(
            "One reason for each failed talks: what broke it or, at the vote or when time ran out, "
            "the condition furthest from being met. Shares are of all failed talks."
        ),
    )


def _bars(axes: Axes, table: pd.DataFrame) -> None:
    total = max(int(table["failed"].sum()), 1)
    talks, vote = table["talks"] / total, table["vote"] / total
    places = np.arange(len(table))
    axes.barh(places, talks, color=BLUE, label="in talks", height=0.72)
    axes.barh(
        places,
        vote,
        left=talks,
        color=ORANGE,
        hatch="///",
        edgecolor=PAPER,
        lw=0,
        label="at the vote",
        height=0.72,
    )
    for place, (share, count) in enumerate(zip(table["share"], table["failed"], strict=True)):
        axes.text(share, place, f"  {share:.0%} ({count:,})", va="center", fontsize=SMALL)
    axes.set_yticks(places, [str(reason).capitalize() for reason in table["reason"]])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 1.42 * max(float(table["share"].max()) if len(table) else 0.0, 0.01))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.set_xlabel("Share of failed talks (number)")
    if len(table):
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderaxespad=0.0)


def _alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "No talks failed, so there is nothing to see."
    most = ", ".join(f"{row.reason} {row.share:.0%}" for row in table.head(3).itertuples())
    vote = table["vote"].sum() / table["failed"].sum()
    return f"Bars. The most frequent reasons: {most}. {vote:.0%} of failures came at the vote."


CHART = Chart(NAME, 4, KEYS, count, reduce, draw)
