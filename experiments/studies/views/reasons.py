"""Why talks failed, by the values of the first factor: which reason takes over where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import INK, PAPER, SMALL, new_figure
from experiments.statistics.comparisons import LEVEL, holm, minus, p_value
from experiments.statistics.counting import grouped_rates, influences
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import COLOURS, factor_axis, factor_places, rows_at
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study, value_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import View
from experiments.text.numbers import plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 6
"""Reasons that have a band of their own; the others share one."""

OTHERS, GREY = "the rest", "#bdbdbd"
HATCHES = ("", "///", "", "\\\\\\", "", "---", "")
FIRST_FEW = 3
NAMED_UP = 2
"""Reasons at either end of the changes that a sentence names."""

TITLE = "Which reason takes over where"
NOTHING = "No talks failed, so there is nothing to see of reasons."


def count(tables: StudyTables) -> pd.DataFrame:
    """Return the share of each reason among failures, for each value of the first factor.

    The column `p` tests whether the share of the reason differs between the first and the last
    value, paired, with Holm's allowance for the number of reasons.
    """
    factor = tables.study.factors[0]
    failed = tables.talks[tables.talks["outcome"] == "failed"]
    values = tables.study.values_alone(factor)
    failed = failed.assign(at=failed["point"].map(values)).dropna(subset=["at", "reason"])
    reasons = [str(one) for one in failed["reason"].unique()]
    frames = [
        grouped_rates(failed, failed["reason"] == reason, ["at"], tables.groups).assign(
            reason=reason
        )
        for reason in reasons
    ]
    if not frames:
        return pd.DataFrame(columns=[factor.name, "value", "low", "high", "number", "reason", "p"])
    allowed = dict(zip(reasons, holm(_changes(failed, reasons, tables)), strict=True))
    table = pd.concat(frames).rename(columns={"at": factor.name})
    return table.assign(p=table["reason"].map(allowed))


def _changes(failed: pd.DataFrame, reasons: list[str], tables: StudyTables) -> list[float]:
    """Return the p-value of the change of each reason's share between the ends of the factor."""
    first, last = (tables.study.levels(tables.study.factors[0])[place] for place in (0, -1))
    p_values = []
    for reason in reasons:
        found = influences(failed, failed["reason"] == reason, "at", tables.groups)
        there = first in found and last in found
        p_values.append(p_value(minus(found[last], found[first])) if there else 1.0)
    return p_values


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    from matplotlib.ticker import PercentFormatter

    factor = study.factors[0]
    if table.empty:
        return empty_picture("reasons", TITLE, NOTHING)
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
        title=TITLE,
        figure=figure,
        alt=_alt(table, study),
        caption="The reason that ended failed talks, as shares of all that failed.",
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
    axes.set_xlim(*((x.min(), x.max()) if len(x) > 1 else (x[0] - 0.5, x[0] + 0.5)))
    axes.set_ylim(0, 1)
    axes.tick_params(labelsize=SMALL, color=INK)


def _shares(table: pd.DataFrame, factor: Factor, value: Any) -> str:
    """Return the largest shares at a value of the factor, in words."""
    part = rows_at(table, factor, value).sort_values("value", ascending=False).head(FIRST_FEW)
    named = [f"{row.reason} {row.value:.0%}" for row in part.itertuples()]
    return f"at {value_text(factor, value)} {', '.join(named)}"


def _alt(table: pd.DataFrame, study: Study) -> str:
    factor = study.factors[0]
    ends = dict.fromkeys(study.levels(factor)[place] for place in (0, -1))
    words = [_shares(table, factor, value) for value in ends if len(rows_at(table, factor, value))]
    return f"Stacked shares of the reasons for failure: {'; '.join(words)}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return which reasons grow and which shrink from one end of the factor to the other."""
    factor, levels = study.factors[0], study.levels(study.factors[0])
    if table.empty:
        return Conclusions([NOTHING])
    first, last = (
        rows_at(table, factor, value).set_index("reason")["value"]
        for value in (levels[0], levels[-1])
    )
    if len(levels) == 1 or first.empty or last.empty:
        return Conclusions()
    allowed = table.drop_duplicates("reason").set_index("reason")["p"]
    change = (last - first)[allowed[allowed <= LEVEL].index].sort_values(kind="stable")
    ends = f"From {value_text(factor, levels[0])} to {value_text(factor, levels[-1])}"
    how = f"paired, with Holm's allowance for {plural(len(allowed), 'reason')}"
    words = [
        f"“{name}” {'grows' if change[name] > 0 else 'falls'} from {first[name]:.0%} to "
        f"{last[name]:.0%}"
        for name in dict.fromkeys([*change.index[::-1][:NAMED_UP], *change.index[:NAMED_UP]])
    ]
    if not words:
        return Conclusions(
            [f"{ends}, no reason's share of failures changes beyond chance ({how})."]
        )
    return Conclusions([f"{ends}, of the reasons for failure {', '.join(words)} ({how})."])


VIEW = View(("talks",), count, draw, conclude)
