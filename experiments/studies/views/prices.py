"""What policies with a price save, what they cost, and who gains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.style import BLUE, INK, PAPER, SKY, new_figure
from experiments.statistics.comparisons import paired_difference
from experiments.statistics.discounted import WHO
from experiments.statistics.nested import effect_of
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.differences import reference_points
from experiments.studies.effects import structure_of
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.figures.rows import amount_axis, name_rows, usual_rows
from experiments.studies.figures.settings import setting_of
from experiments.studies.study import Study, runs_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import OF_CHOICES, View
from experiments.studies.weighed import cost_of
from experiments.text.numbers import (
    UNTOLD,
    band_text,
    capital,
    change_interval_text,
    change_text,
    pounds,
)
from experiments.text.numbers import probability_text as chance

ENDS = ("worth", "luck_low", "luck_high", "low", "high", "above")
COLUMNS = ("structure", "point", "policy", "price", "cost", "saving",
           *(who.removeprefix("_") for who in WHO), *ENDS)  # fmt: skip
TITLE = "What priced policies save, less their price"
NOTHING = "No policy with a price was played to its end."


def count(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each policy with a price, under each set of assumptions.

    Returns
    -------
    DataFrame
        structure, point, policy, price (pounds a year); cost (discounted), saving (against the
        baseline, discounted, less set-up and talks) and whose it is: asker, asked, joined; worth
        (saving less cost) with its interval for want of runs, where 95 % of members lie, and the
        probability that it is above 0. Without a posterior there is the first interval alone.
    """
    rows = list(_rows(tables))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(tables: StudyTables) -> Iterator[dict[str, Any]]:
    study = tables.study
    names = [study.decision.saving + who for who in ("", *WHO)]
    found = [tables.influences(outcome) for outcome in outcomes_named(names)]
    for point, base in reference_points(study).items():
        policy = setting_of(study, point)
        if policy not in study.decision.prices or not {point, base} <= set(found[0]):
            continue
        cost = cost_of(study, point)
        changes = [each[point].value - each[base].value for each in found]
        yield {
            "structure": structure_of(study, point),
            "point": point,
            "policy": policy,
            "price": study.decision.prices[policy],
            "cost": cost,
            "saving": changes[0],
            **{who.removeprefix("_"): one for who, one in zip(WHO, changes[1:], strict=True)},
            **dict(zip(ENDS, _ends(tables, point, base, cost), strict=True)),
        }


def _ends(tables: StudyTables, point: int, base: int, cost: float) -> tuple[float, ...]:
    """Return what a policy is worth, with its intervals and the chance that it is above 0."""
    outcome = outcomes_named([tables.study.decision.saving])[0]
    if tables.study.nest is None:
        both = tables.influences(outcome)
        value, low, high = paired_difference(both[point], both[base])
        return value - cost, low - cost, high - cost, np.nan, np.nan, np.nan
    members = tables.members(outcome)
    here = members[point]._replace(value=members[point].value - cost)
    found = effect_of(here, members[base], tables.study.seed)
    return found.value, found.luck.low, found.luck.high, found.low, found.high, found.above


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: a row a policy, worth most on top."""
    part = usual_rows(table, study).sort_values("worth", kind="stable")
    figure = new_figure(1.5)
    if len(part):
        figure = name_rows(part["policy"])
        axes, place = figure.axes[0], np.arange(len(part))
        axes.hlines(place, part["low"], part["high"], color=SKY, lw=4, label="parameters")
        axes.hlines(place - 0.2, part["luck_low"], part["luck_high"], color=BLUE, lw=4,
                    label="luck")  # fmt: skip
        axes.plot(part["saving"], place, "s", ms=4.5, color=PAPER, mec=INK, label="saving")
        axes.plot(part["worth"], place, "o", ms=5, color=INK, mec=PAPER, mew=0.7, zorder=4,
                  label="less its price")  # fmt: skip
        amount_axis(axes, "pounds", "Over the whole period, discounted")
        figure.legend(loc="outside upper left", ncols=4)
    words = [f"{row.policy} {change_text(float(row.worth), 'pounds')}"  # type: ignore[arg-type]
             for row in part[::-1].itertuples()]  # fmt: skip
    return Picture(
        name="prices",
        title=TITLE,
        figure=figure,
        alt=f"What each policy saves, less its price: {'; '.join(words)}." if words else NOTHING,
        caption=(
            f"Pounds of later years count {100 * study.decision.rate:.3g}% less a year. A price is "
            "paid in each month in which a lever of the policy is pulled, or always where it "
            "changes more than levers. Savings are net of set-up and of what talks cost."
        ),
        method=(
            f"{capital(runs_text(study))} of each policy and the baseline, same draws. The books "
            "give each member of a partnership the same part of its saving, and each side of talks "
            "half their cost."
        ),
    )


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return what each policy is worth and who gains, the best first; a few are named."""
    part = usual_rows(table, study).sort_values("worth", ascending=False, kind="stable")
    if part.empty:
        return Conclusions([NOTHING])
    return Conclusions([_worth(row) for row in part.head(3).to_dict("records")])


def _worth(row: Any) -> str:
    luck = band_text("luck", change_interval_text(row["luck_low"], row["luck_high"], "pounds"))
    sure = ""
    if np.isfinite(row["above"]):
        between = change_interval_text(row["low"], row["high"], "pounds")
        sign = (
            f"whether it is above 0 {UNTOLD}"
            if row["luck_low"] <= 0.0 <= row["luck_high"]
            else f"it is above 0 with a probability of {chance(row['above'])}"
        )
        sure = f"; parameters {between}): {sign}"
    return (
        f"“{row['policy']}” costs {pounds(row['cost'])} and saves {pounds(row['saving'])} over the "
        f"period: {pounds(row['asker'])} goes to councils that asked, {pounds(row['asked'])} to "
        f"those they asked, {pounds(row['joined'])} to those that joined later. Less its price "
        f"it is worth {change_text(row['worth'], 'pounds')} ({luck}{sure or ')'}."
    )


VIEW = View((), count, draw, conclude, designs=OF_CHOICES, asks=("price",))
