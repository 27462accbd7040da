"""How the first factor multiplies the risk at three stages: in talks, when young, when settled."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import SOFT, new_figure
from experiments.statistics.student import CONFIDENCE
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import factor_axis, factor_places, series
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study, value_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import View
from experiments.text.numbers import Headline, capital

SETTLED = 24
"""Months until sharing has become habit (MODEL.md: embedding takes about two years)."""


RATIOS = ("value", "low", "high")
WIDEST = 30.0
"""How many times the furthest ratio an interval is drawn to."""

TITLE = "Risk before agreement, in the first two years, and later"
NOTHING = "Too few talks or partnerships ended for hazard ratios."

UNKNOWN_FROM = 1e4
"""How many times its lower end an interval reaches where nothing is known of the ratio."""

MOST_AGES = 12
"""Classes of age, each with a level of risk of its own."""


class Stage(NamedTuple):
    """A part of the life of talks and partnerships in which something can go wrong."""

    name: str
    words: str
    first: int
    last: int


STAGES = (
    Stage("talks", "talks fail", 0, 10_000),
    Stage("young", "partners part in the first two years", 0, SETTLED - 1),
    Stage("settled", "partners part later", SETTLED, 10_000),
)


def count(tables: StudyTables) -> pd.DataFrame:
    """Return the hazard ratio of each value of the first factor at each stage."""
    factor = tables.study.factors[0]
    values = tables.study.values_alone(factor)
    talks = tables.talks.assign(over=(tables.talks["outcome"] == "failed").astype(int))
    talks = talks[talks["months"].notna()]
    frames = []
    for stage in STAGES:
        durations = (
            talks if stage.name == "talks" else tables.durations.rename(columns={"parted": "over"})
        )
        durations = durations.assign(at=durations["point"].map(values))
        found = hazard_ratios(risk_table(durations, stage.first, stage.last))
        frames += [found.assign(stage=stage.name)] if len(found) > 1 else []
    if not frames:
        return pd.DataFrame(columns=[factor.name, *RATIOS, "stage"])
    return pd.concat(frames).rename(columns={"at": factor.name})


def risk_table(durations: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return how many were at risk and how many ended, by value, group and month of age.

    Parameters
    ----------
    durations : DataFrame
        Columns at, group, months (observed), over (1 if it ended so) and number.
    first, last : int
        Ages between which they are observed.
    """
    rows = []
    for (at, group), part in durations.groupby(["at", "group"]):
        months = part["months"].to_numpy(dtype=np.int64)
        number = part["number"].to_numpy(dtype=float)
        ended = np.bincount(months, number * part["over"].to_numpy())
        left = np.bincount(months, number)
        risk = left[::-1].cumsum()[::-1]
        age = np.arange(len(left))
        inside = (age >= first) & (age <= last) & (risk > 0)
        told = {"age": age[inside], "risk": risk[inside], "ended": ended[inside]}
        rows.append(pd.DataFrame({"at": at, "group": group, **told}))
    if not rows:
        return pd.DataFrame(columns=["at", "group", "age", "risk", "ended"])
    return pd.concat(rows, ignore_index=True)


def hazard_ratios(risks: pd.DataFrame) -> pd.DataFrame:
    """Return hazard ratios of each value against the first, with their intervals.

    A value at which none ended has no ratio, and without a first value there is none at all.

    Notes
    -----
    The proportional-hazards model for months (Prentice and Gloeckler 1978): a binomial model
    with a complementary log-log link and a level for each class of age; errors are robust to
    what runs of one group have in common.
    """
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    values = _comparable(risks)
    if len(values) < 2 or risks["group"].nunique() < 2:  # noqa: PLR2004 -- a ratio is of two
        return pd.DataFrame(columns=["at", *RATIOS])
    risks = risks[risks["at"].isin(values)]
    ages = pd.qcut(risks["age"], MOST_AGES, labels=False, duplicates="drop")
    keys = [risks["at"], risks["group"], ages.rename("class")]
    summed = risks.groupby(keys, as_index=False)[["risk", "ended"]].sum()
    some = summed.groupby("class")["ended"].transform("sum") > 0  # the others tell of no ratio
    summed = summed[some].reset_index(drop=True)
    levels = pd.get_dummies(summed["class"], prefix="age", dtype=float)
    others = [(summed["at"] == value).astype(float).rename(str(value)) for value in values[1:]]
    model = GLM(
        np.column_stack([summed["ended"], summed["risk"] - summed["ended"]]),
        pd.concat([levels, *others], axis=1),
        family=families.Binomial(families.links.CLogLog()),
    )
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": summed["group"].to_numpy()})
    inside = fitted.conf_int(1.0 - CONFIDENCE)
    rows = [
        (value, *np.exp([fitted.params[str(value)], *inside.loc[str(value)]]))
        for value in values[1:]
    ]
    rows = [row for row in rows if is_known(*row[1:])]
    return pd.DataFrame([(values[0], 1.0, 1.0, 1.0), *rows], columns=["at", *RATIOS])


def is_known(value: float, low: float, high: float) -> bool:
    """Return whether a ratio has an interval that tells something.

    Where an age class has ends at one value alone the fit runs off to nought or to no end, and its
    interval is whatever the arithmetic leaves.
    """
    return bool(np.isfinite([value, low, high]).all() and 0.0 < high <= UNKNOWN_FROM * low)


def _comparable(risks: pd.DataFrame) -> list[Any]:
    """Return the values of the factor at which any ended; none if none did at the first."""
    ended = risks.groupby("at")["ended"].sum()
    values = [at for at in ended.index if ended[at] > 0]
    return values if len(ended) and ended.iloc[0] > 0 else []


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    factor = study.factors[0]
    if table.empty:
        return empty_picture("hazards", TITLE, NOTHING)
    figure = new_figure(4.0)
    axes = figure.add_subplot()
    for place, stage in enumerate(STAGES):
        part = table[table["stage"] == stage.name]
        if part.empty:
            continue
        x = factor_places(factor, list(part[factor.name]))
        step = (x.max() - x.min()) / max(len(x) - 1, 1)
        series(axes, x + (place - 1) * 0.12 * step, part, place, label=capital(stage.words))
    axes.axhline(1.0, color=SOFT, lw=0.9, ls=(0, (2, 2)), zorder=0)
    axes.set_yscale("log")
    _log_ticks(axes, table)
    factor_axis(axes, factor)
    axes.set_ylabel("Hazard ratio")
    axes.grid(visible=True, axis="y")
    figure.legend(loc="outside upper left", ncols=1)
    first = value_text(factor, table[factor.name].iloc[0])
    return Picture(
        name="hazards",
        title=TITLE,
        figure=figure,
        alt=_alt(table, factor),
        caption=(
            f"How many times as likely, in a month, the end is as at {first}; lines are 95% "
            "intervals."
        ),
        method=(
            "Proportional hazards in months (complementary log-log), with a level for each class "
            "of age, and errors robust to what runs of one group have in common. "
            "Talks that agree, and partnerships that merge, are reorganised or go on, are censored."
        ),
    )


def _log_ticks(axes: Any, table: pd.DataFrame) -> None:
    ticks = [0.01, 0.03, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 50, 100]
    low = max(table["low"].min() / 1.1, table["value"].min() / WIDEST)
    high = min(table["high"].max() * 1.1, table["value"].max() * WIDEST)
    axes.set_ylim(low, high)
    axes.set_yticks([one for one in ticks if low <= one <= high])
    axes.set_yticks([], minor=True)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}×")


def _lasts(table: pd.DataFrame) -> list[tuple[Stage, Any]]:
    """Return each stage that has ratios, with the row of the last value."""
    parts = [(stage, table[table["stage"] == stage.name]) for stage in STAGES]
    return [(stage, part.iloc[-1]) for stage, part in parts if len(part)]


def _alt(table: pd.DataFrame, factor: Factor) -> str:
    words = [
        f"{row['value']:.2g} times that {stage.words}, at {value_text(factor, row[factor.name])}"
        for stage, row in _lasts(table)
    ]
    return f"Lines of hazard ratios: {'; '.join(words)}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return the hazard ratios at the last value of the factor."""
    factor = study.factors[0]
    if table.empty:
        return Conclusions([NOTHING])
    first = value_text(factor, table[factor.name].iloc[0])
    words, headlines = [], []
    for stage, row in _lasts(table):
        last = value_text(factor, row[factor.name])
        interval = f"95% interval {row['low']:.2f} to {row['high']:.2f}"
        chance = ", so perhaps no difference" if row["low"] <= 1.0 <= row["high"] else ""
        words.append(
            f"at {last} it is in any month {row['value']:.2f} times as likely that {stage.words} "
            f"({interval}{chance})"
        )
        label = f"hazard ratio that {stage.words}, at {last} against {first}"
        headlines.append(Headline(f"{row['value']:.2f}×", label, interval))
    return Conclusions([f"Against {first}, {'; '.join(words)}."], headlines)


VIEW = View(("talks", "partnerships"), count, draw, conclude)
