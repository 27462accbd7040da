"""Why talks failed, and at which stage."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.figures.chart import Chart, Picture, empty_picture
from experiments.figures.keys import key_row, row_width
from experiments.figures.lettering import Words
from experiments.figures.panel import Frame, Panel, stack_panels
from experiments.figures.sketch import Item, Pen
from experiments.figures.style import BLUE, ORANGE, SMALL
from experiments.figures.ticks import Axis, percent_ticks
from experiments.statistics.counting import add_up
from experiments.statistics.measures import label_codes
from experiments.text.numbers import plural
from experiments.text.scenario import Setting
from simulation.branches import CLASHES
from simulation.result import Result
from simulation.terms import FAILED, REASONS, STAGES

NAME, TITLE = "reasons", "Reasons for failure"
KEYS = ("reason", "stage")
KEYS_HEIGHT = 16.0
"""Points over the bars that say what they are."""

FIRST = 3
"""Reasons that a sentence names."""


def count(result: Result) -> pd.DataFrame:
    """Count failed talks by reason and stage; clashes of leaders and of chief executives apart."""
    failed = label_codes(result.talks, "outcome") == FAILED
    reason, stage, clash = (label_codes(result.talks, name)[failed] for name in (*KEYS, "clash"))
    reason = np.where(clash >= 0, len(REASONS) + clash, reason)
    keys, talks = np.unique(reason * np.int64(len(STAGES)) + stage, return_counts=True)
    labels = [*REASONS, *(clash.meaning for clash in CLASHES)]
    columns = {
        "reason": np.array(labels, dtype=object)[keys // len(STAGES)],
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
    if table.empty:
        return empty_picture(NAME, TITLE, "No talks failed, so there is nothing to see.")
    height = max(144.0, 22.3 * len(table) + 72.0)
    return Picture(
        name=NAME,
        title=TITLE,
        figure=stack_panels([_bars(table)], height, above=KEYS_HEIGHT),
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


def _bars(table: pd.DataFrame) -> Panel:
    total = int(table["failed"].sum())
    talks, vote = table["talks"] / total, table["vote"] / total
    places = np.arange(len(table))
    names = tuple((n, str(one).capitalize()) for n, one in enumerate(table["reason"]))
    most = 1.42 * float(table["share"].max())
    across = Axis(0.0, most, percent_ticks(0.0, most, 6), "Share of failed talks (number)")
    panel = Panel(across, Axis(len(table) - 0.4, -0.6, names))
    panel.rows(places, talks, Pen(BLUE), 0.72, "in talks")
    panel.rows(places, vote, Pen(ORANGE, hatch=True), 0.72, "at the vote", base=talks)

    def words(frame: Frame) -> list[Item]:
        rows = enumerate(zip(table["share"], table["failed"], strict=True))
        return [
            Words(
                frame.x(share) + 5, frame.y(row) + 0.36 * SMALL, f"{share:.0%} ({count:,})", SMALL
            )
            for row, (share, count) in rows
        ]

    panel.marks.append(words)
    panel.marks.append(
        lambda frame: key_row(
            panel.keys, frame.right - row_width(panel.keys), frame.top - KEYS_HEIGHT
        )
    )
    return panel


def _alt(table: pd.DataFrame) -> str:
    return f"Bars, from long to short. {failure_sentence(table)}"


def failure_sentence(table: pd.DataFrame) -> str:
    """Return for what talks failed, from what `reduce` returns; empty where none did."""
    if table.empty:
        return ""
    first = [f"{row.reason} in {row.share:.0%}" for row in table.head(FIRST).itertuples()]
    failed, vote = table["failed"].sum(), table["vote"].sum()
    rest = 1.0 - table.head(FIRST)["share"].sum()
    others = f", another in {rest:.0%}" if len(table) > FIRST else ""
    return (
        f"Of {plural(failed, 'failed talk')} the reason was {', '.join(first)}{others}; "
        f"{vote / failed:.0%} failed at the vote."
    )


CHART = Chart(NAME, 4, KEYS, count, reduce, draw)
