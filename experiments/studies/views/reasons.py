"""Why talks failed, by the values of the first factor: which reason takes over where."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from experiments.figures.chart import Picture
from experiments.figures.style import INK, PAPER, SMALL, new_figure
from experiments.statistics.counting import grouped_rates
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import COLOURS, factor_axis, factor_places, rows_at
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study, value_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import View

NAMED = 6
"""Reasons that have a band of their own; the others share one."""

OTHERS, GREY = "the rest", "#bdbdbd"
HATCHES = ("", "///", "", "\\\\\\", "", "---", "")
FIRST_FEW = 3


def count(tables: StudyTables) -> pd.DataFrame:
    """Return the share of each reason among failures, for each value of the first factor."""
    factor = tables.study.factors[0]
    failed = tables.talks[tables.talks["outcome"] == "failed"]
    values = {point.number: point.values[factor.name] for point in tables.study.points}
    failed = failed.assign(at=failed["point"].map(values))
    rates = {
        reason: grouped_rates(failed, failed["reason"] == reason, ["at"], tables.groups)
        for reason in failed["reason"].cat.categories
    }
    frames = [table.assign(reason=reason) for reason, table in rates.items()]
    return pd.concat(frames).rename(columns={"at": factor.name})


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    factor = study.factors[0]
    figure = new_figure(4.3)
    axes = figure.add_subplot()
    _stack(axes, _bands(table, factor), factor)
    factor_axis(axes, factor)
    axes.set_ylabel("Share of failed talks")
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    top_down = [part[::-1] for part in axes.get_legend_handles_labels()]
    figure.legend(*top_down, loc="outside right upper")
    return Picture(
        name="reasons",
        title="Which reason takes over where",
        figure=figure,
        alt=_alt(table, factor),
        caption="The reason that ended failed talks, as shares; the most frequent at the bottom.",
        method=(
            "What broke talks or, at the vote or when time ran out, the condition furthest from "
            "being met. The table of every outcome holds the intervals (failed_by_…)."
        ),
    )


def _bands(table: pd.DataFrame, factor: Factor) -> pd.DataFrame:
    """Return shares with one column for each frequent reason, and one for all others."""
    shares = table.pivot_table(index=factor.name, columns="reason", values="value", observed=True)
    often = shares.max().sort_values(ascending=False, kind="stable").index
    rest = shares[list(often[NAMED:])].sum(axis=1).rename(OTHERS)
    return pd.concat([shares[list(often[:NAMED])], rest], axis=1)


def _stack(axes: Axes, shares: pd.DataFrame, factor: Factor) -> None:
    x = factor_places(factor, list(shares.index))
    bottom: Any = np.zeros(len(x))
    for place, name in enumerate(shares):
        top = bottom + shares[name].to_numpy()
        axes.fill_between(
            x, bottom, top, color=GREY if name == OTHERS else COLOURS[place],
            hatch=HATCHES[place], edgecolor=PAPER, lw=0.6, label=str(name).capitalize(),
        )  # fmt: skip
        bottom = top
    axes.set_xlim(x.min(), x.max())
    axes.set_ylim(0, 1)
    axes.tick_params(labelsize=SMALL, color=INK)


def _most(table: pd.DataFrame, factor: Factor, value: Any) -> str:
    """Return the most frequent reasons at a value of the factor, in words."""
    part = rows_at(table, factor, value).sort_values("value", ascending=False).head(FIRST_FEW)
    named = [f"{row.reason} ({row.value:.0%})" for row in part.itertuples()]
    return f"at {value_text(factor, value)} {', '.join(named[:-1])} and {named[-1]}"


def _alt(table: pd.DataFrame, factor: Factor) -> str:
    ends = [_most(table, factor, table[factor.name].iloc[place]) for place in (0, -1)]
    return f"Stacked shares of the reasons for failure: mostly {'; '.join(ends)}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return which reasons grow and which shrink from one end of the factor to the other."""
    factor = study.factors[0]
    ends = table.pivot_table(index="reason", columns=factor.name, values="value", observed=True)
    first, last = ends.columns[0], ends.columns[-1]
    grown = (ends[last] - ends[first]).sort_values(kind="stable")
    up, down = grown.index[-1], grown.index[0]
    sentence = (
        f"From {value_text(factor, first)} to {value_text(factor, last)}, the reason “{up}” grows "
        f"from {ends[first][up]:.0%} to {ends[last][up]:.0%} of all failures, and “{down}” falls "
        f"from {ends[first][down]:.0%} to {ends[last][down]:.0%}."
    )
    return Conclusions([sentence])


VIEW = View(("talks",), count, draw, conclude)
