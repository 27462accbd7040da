"""Success and lasting success by the months that talks really took, over all points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import SMALL, SOFT, YELLOW, new_figure
from experiments.figures.talk_length import IDEAL
from experiments.statistics.comparisons import extremes
from experiments.statistics.counting import grouped_rates, influences
from experiments.studies.figures.axes import errors, series, value_axis
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from experiments.studies.views import EVERY, View
from experiments.text.numbers import estimate_text, plural
from experiments.text.sources import citation

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LAST = 20
"""Months from which talks are counted together."""

LEAST_KNOWN = 0.1
"""Half-width of an interval from which a share is not known well."""

TITLE = "Success by the months that talks took"
NOTHING = "No talks ended, so there is nothing to see of how long they took."
KINDS = {"agreed": "agreed", "lasting": "and alive two years later"}


def count(tables: StudyTables) -> pd.DataFrame:
    """Return success and lasting success by months, with how many others each is tied with."""
    talks = tables.talks[tables.talks["outcome"].isin(["agreed", "failed"])]
    talks = talks.assign(months=talks["months"].astype(float).clip(1, LAST).astype(int))
    judged = talks[talks["lasting"].notna()]
    agreed = grouped_rates(talks, talks["outcome"] == "agreed", ["months"], tables.groups)
    lasting = grouped_rates(judged, judged["lasting"].astype(bool), ["months"], tables.groups)
    both = pd.concat([agreed.assign(kind="agreed"), lasting.assign(kind="lasting")])
    found = influences(talks, talks["outcome"] == "agreed", "months", tables.groups)
    well_known = agreed[errors(agreed).max(axis=0) < LEAST_KNOWN]["months"]
    ends = extremes({months: found[months] for months in well_known})
    return both.assign(best=ends[0].name if ends else np.nan, tied=ends[0].tied if ends else np.nan)


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    if table.empty:
        return empty_picture("actual_length", TITLE, NOTHING)
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
    strip.set(ylabel="Talks", xlabel="Months of formal talks")
    ticks = [*range(2, LAST, 2), LAST]
    strip.set_xticks(ticks, [f"{one}+" if one == LAST else str(one) for one in ticks])
    value_axis(strip, "talks", steps=2)
    return Picture(
        name="actual_length",
        title=TITLE,
        figure=figure,
        alt=f"Two lines over months of talks. {_sentence(table)}",
        caption=(
            "Share of talks that agreed and, of those alone that ended two years or more before "
            "the end of the run, that led to a partnership alive two years later, by the months "
            f"they took, over {plural(len(study.points), 'point')}; lines are 95% intervals. "
            "The shaded three to six months are what the sources hold to be the best length "
            f"({citation('SF037')})."
        ),
        method=(
            "Formal talks that ended. Length is a result as well as a cause: talks end early "
            "because they go well or because they break."
        ),
    )


def _dress(axes: Axes) -> None:
    value_axis(axes, "share")
    axes.set_ylim(0, 1.25 * axes.get_ylim()[1])
    axes.set_ylabel("Of talks that ended")
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    axes.tick_params(labelbottom=False)
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=len(KINDS), borderaxespad=0.2)
    axes.text(sum(IDEAL) / 2, 0.97, "best in the\nsources", ha="center", va="top",
              fontsize=SMALL, transform=axes.get_xaxis_transform())  # fmt: skip


def _sentence(table: pd.DataFrame) -> str:
    """Return which actual length agreed most often, as far as lengths can be told apart."""
    agreed = table[table["kind"] == "agreed"]
    best = agreed[agreed["months"] == agreed["best"]]
    if best.empty:
        return "No two lengths are known well enough to be compared."
    row, share = best.iloc[0], estimate_text(best.iloc[0], "share")
    length = plural(row["months"], "month")
    if not row["tied"]:
        return f"Of talks by the months they took, those of {length} agreed most often: {share}."
    return (
        f"Of talks that really took {length} {share} agreed; by a paired test that allows for all "
        f"pairs of lengths, {plural(row['tied'], 'other length')} cannot be told from it."
    )


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:  # noqa: ARG001 -- a view takes both
    """Return which actual length succeeded most often."""
    return Conclusions([NOTHING if table.empty else _sentence(table)])


VIEW = View(("talks",), count, draw, conclude, designs=EVERY)
