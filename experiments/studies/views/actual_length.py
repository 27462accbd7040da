"""Success and lasting success by the months that talks really took, over all points."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.chart import Picture
from experiments.figures.style import SMALL, SOFT, YELLOW, new_figure
from experiments.figures.talk_length import IDEAL
from experiments.statistics.counting import grouped_rates
from experiments.studies.figures.axes import errors, series, value_axis
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from experiments.studies.views import View
from experiments.text.numbers import estimate_text

LAST = 20
"""Months from which talks are counted together."""

LEAST_KNOWN = 0.1
"""Half-width of an interval from which a share is not known well."""

KINDS = {"agreed": "agreed", "lasting": "and alive two years later"}


def count(tables: StudyTables) -> pd.DataFrame:
    """Return success and lasting success by months."""
    talks = tables.talks[tables.talks["outcome"].isin(["agreed", "failed"])]
    talks = talks.assign(months=talks["months"].clip(1, LAST).astype(int))
    judged = talks[talks["lasting"].notna()]
    agreed = grouped_rates(talks, talks["outcome"] == "agreed", ["months"], tables.groups)
    lasting = grouped_rates(judged, judged["lasting"].astype(bool), ["months"], tables.groups)
    return pd.concat([agreed.assign(kind="agreed"), lasting.assign(kind="lasting")])


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    figure = new_figure(4.2)
    grid = figure.add_gridspec(2, 1, height_ratios=[4, 1], hspace=0.03)
    axes = figure.add_subplot(grid[0])
    strip = figure.add_subplot(grid[1], sharex=axes)
    for one in (axes, strip):
        one.axvspan(IDEAL[0] - 0.5, IDEAL[1] + 0.5, color=YELLOW, alpha=0.3, lw=0)
    for place, (kind, label) in enumerate(KINDS.items()):
        part = table[table["kind"] == kind]
        series(axes, part["months"], part, place, label=label)
    _dress(axes)
    number = table[table["kind"] == "agreed"]
    strip.bar(number["months"], number["number"], color=SOFT, width=0.7)
    strip.set_ylabel("Talks")
    strip.set_xlabel("Months of formal talks")
    ticks = [*range(2, LAST, 2), LAST]
    strip.set_xticks(ticks, [f"{one}+" if one == LAST else str(one) for one in ticks])
    value_axis(strip, "talks", steps=2)
    return Picture(
        name="actual_length",
        title="Success by the months that talks took",
        figure=figure,
        alt=_alt(table),
        caption=(
            "Share of talks that agreed, and that led to a partnership alive two years later, by "
            f"the months they took, over all {len(study.points)} points; lines are 95% intervals. "
            "The shaded three to six months are what the sources hold to be the best length "
            "(S1, SF037)."
        ),
        method=(
            "Formal talks that ended. Length is a result as well as a cause: talks end early "
            "because they go well or because they break, so compare with the planned length above."
        ),
    )


def _dress(axes: Axes) -> None:
    value_axis(axes, "share")
    axes.set_ylim(bottom=0)
    axes.set_ylabel("Of talks that ended")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    axes.tick_params(labelbottom=False)
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=len(KINDS), borderaxespad=0.2)
    axes.text(sum(IDEAL) / 2, 0.03, "best in the\nsources", ha="center", va="bottom",
              fontsize=SMALL, transform=axes.get_xaxis_transform())  # fmt: skip


def _best(table: pd.DataFrame) -> Any:
    """Return the row of the best length among those that are known well."""
    known = errors(table).max(axis=0) < LEAST_KNOWN
    return table[(table["kind"] == "agreed") & known].sort_values("value").iloc[-1]


def _alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "No talks ended, so there is nothing to see."
    best = _best(table)
    return (
        f"Two lines over months. The share that agreed is highest for talks of "
        f"{best['months']:.0f} months, {estimate_text(best, 'share')}."
    )


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:  # noqa: ARG001 -- a view takes both
    """Return which actual length succeeded most often."""
    if table.empty:
        return Conclusions()
    best = _best(table)
    sentence = (
        f"By the months that talks really took, those of {best['months']:.0f} months agreed most "
        f"often: {estimate_text(best, 'share')}."
    )
    return Conclusions([sentence])


VIEW = View(("talks",), count, draw, conclude)
