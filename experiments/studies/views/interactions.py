"""Heat maps of two factors at a time, which show whether they add up or are worse together."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, PAPER, SMALL, new_figure
from experiments.statistics.comparisons import LEVEL, holm, minus, p_value
from experiments.statistics.estimates import Influence, difference
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import at_value, factor_label
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.structures import STRUCTURE
from experiments.studies.study import Study, plain_value, runs_text, value_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import CROSSED, View
from experiments.text.numbers import (
    Headline,
    capital,
    change_interval_text,
    change_text,
    number_text,
    plural,
    small,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import LinearSegmentedColormap, Normalize

COLOURS = (PAPER, BLUE, "#00304d")
"""From the least to the most."""

BLACK = "#000000"
DARK = 0.179
"""Luminance below which white words contrast more than black ones (WCAG 2.1: 1.05 / (DARK + 0.05)
equals (DARK + 0.05) / 0.05)."""

GAMMA = 2.2
"""What makes red, green and blue of a screen linear, nearly (sRGB)."""

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of linear red, green and blue (WCAG 2.1, relative luminance)."""

TITLE = "Two at a time: do they add up?"
NOTHING = "No run has the outcome, so there is nothing to see of two factors at a time."
MOST_ROWS, MOST_COLUMNS = 8, 7
"""Values up to which a heat map says the number of each cell, and that an axis names."""

ROW = 2.1
"""Inches of height of a heat map."""


def count(tables: StudyTables) -> pd.DataFrame:
    """Return the first outcome for each pair of values of two factors, over all others.

    The columns `near` and `far` hold what the first factor changes between its ends where the
    second is at its first and its last value; `interaction`, `low` and `high` their difference.
    """
    study = tables.study
    outcome = outcomes_named(study.shown[:1])[0]
    influences = tables.influences(outcome)
    rows = []
    for one, other in _pairs(study):
        ends = _interaction(influences, study, one, other)
        for a, b in itertools.product(study.levels(one), study.levels(other)):
            found = _mean(influences, study, {one.name: a, other.name: b})
            pair = {"first": one.name, "second": other.name, "first_value": a, "second_value": b}
            rows.append({**pair, "value": found.value, **ends})
    table = pd.DataFrame(rows)
    pairs = table.drop_duplicates(["first", "second"])
    table.loc[pairs.index, "p"] = holm(pairs["p"])
    return table.assign(p=table["p"].where(table.index.isin(pairs.index)).ffill())


def _pairs(study: Study) -> list[tuple[Factor, Factor]]:
    """Return the pairs of factors; two assumptions about the world alone are no question."""
    pairs = list(itertools.combinations(study.factors, 2))
    asked = [pair for pair in pairs if any(one.kind != STRUCTURE for one in pair)]
    return asked or pairs


def _mean(influences: dict[int, Influence], study: Study, values: dict[str, Any]) -> Influence:
    """Return the mean over all points with some values, with the influence of the runs."""
    chosen = [
        influences[point.number]
        for point in study.points
        if point.number in influences and all(point.values[name] == v for name, v in values.items())
    ]
    if not chosen:
        return Influence(np.nan, np.full(study.runs, np.nan))
    return Influence(
        float(np.mean([one.value for one in chosen])),
        np.mean([one.influence for one in chosen], axis=0),
    )


def _interaction(
    influences: dict[int, Influence], study: Study, one: Factor, other: Factor
) -> dict[str, float]:
    """Return the interaction of the extremes of two factors with its paired interval."""
    effect, values, others = [], study.levels(one), study.levels(other)
    for b in (others[-1], others[0]):
        high, low = (
            _mean(influences, study, {one.name: a, other.name: b}) for a in (values[-1], values[0])
        )
        effect.append(minus(high, low))
    found = difference(*effect)
    ends = {"far": effect[0].value, "near": effect[1].value, "p": p_value(minus(*effect))}
    return {**ends, "interaction": found.value, "low": found.low, "high": found.high}


def colours() -> LinearSegmentedColormap:
    """Return the colours of cells, from the least, 0, to the most, 1."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("paper to blue", COLOURS)


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: a heat map for each pair of factors."""
    from matplotlib.colors import Normalize

    outcome = outcomes_named(study.shown[:1])[0]
    if table["value"].isna().all():
        return empty_picture("interactions", TITLE, NOTHING)
    pairs = list(table.groupby(["first", "second"], sort=False))
    figure = new_figure(ROW * len(pairs) + 0.5)
    panels = figure.subplots(len(pairs), 1, squeeze=False)[:, 0]
    scale = Normalize(table["value"].min(), table["value"].max())
    factors = {factor.name: factor for factor in study.factors}
    for axes, ((one, other), part) in zip(panels, pairs, strict=True):
        _heat(axes, part, (factors[str(one)], factors[str(other)]), scale, study)
    figure.suptitle(outcome.heading, fontsize=SMALL + 1, x=0.02, ha="left")
    return Picture(
        name="interactions",
        title=TITLE,
        figure=figure,
        alt=_alt(table, study, outcome),
        caption=(
            "Each cell is a mean over all values of what is not in its panel; the darker, the "
            "higher. If two factors only added up, rows would differ by the same amount in every "
            "column."
        ),
        method=(
            f"{capital(runs_text(study))} at each of {len(study.points)} points. The interaction "
            "in the text compares the corners of a panel, run by run on the same draws."
        ),
    )


def _heat(
    axes: Axes, part: pd.DataFrame, pair: tuple[Factor, Factor], scale: Normalize, study: Study
) -> None:
    outcome = outcomes_named(study.shown[:1])[0]
    one, other = pair
    shape = [len(study.levels(factor)) for factor in pair]
    values = part["value"].to_numpy(dtype=float).reshape(shape)
    shade = colours()
    axes.pcolormesh(np.ma.masked_invalid(values), cmap=shade, norm=scale)
    readable = shape[0] <= MOST_ROWS and shape[1] <= MOST_COLUMNS
    for (row, column), value in np.ndenumerate(values) if readable else ():
        axes.text(
            column + 0.5, row + 0.5, number_text(value, outcome.unit), ha="center", va="center",
            fontsize=SMALL, color=words_on(shade(scale(value))),
        )  # fmt: skip
    rows, columns = (np.arange(size) + 0.5 for size in values.shape)
    axes.invert_yaxis()
    _ticks(axes.set_yticks, rows, one, study, MOST_ROWS)
    _ticks(axes.set_xticks, columns, other, study, MOST_COLUMNS)
    axes.set_ylabel(_broken(factor_label(one)))
    axes.set_xlabel(factor_label(other))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _ticks(axis: Any, places: Any, factor: Factor, study: Study, most: int) -> None:
    """Name the values of a factor beside an axis, or so many of them as have room."""
    every = -(-len(places) // most)
    axis(places[::every], [plain_value(value) for value in study.levels(factor)[::every]])


def words_on(colour: tuple[float, float, float, float]) -> str:
    """Return the colour of words that can be read on a colour."""
    luminance = np.array(colour[:3]) ** GAMMA @ LUMINANCE
    return PAPER if luminance < DARK else BLACK


def _broken(text: str) -> str:
    """Return a label on two lines, parted at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _alt(table: pd.DataFrame, study: Study, outcome: Outcome) -> str:
    ordered = table.dropna(subset=["value"]).sort_values("value", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    factors = {factor.name: factor for factor in study.factors}
    told = [
        f"{number_text(row['value'], outcome.unit)} "
        + " and ".join(
            at_value(factors[str(row[name])], row[f"{name}_value"]) for name in ("first", "second")
        )
        for row in (least, most)
    ]
    return f"Heat maps of {outcome.meaning}, from {told[0]} to {told[1]}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return for each pair whether it is more or less than the sum of its parts."""
    outcome = outcomes_named(study.shown[:1])[0]
    factors = {factor.name: factor for factor in study.factors}
    sentences, headlines = [], []
    if table["value"].isna().all():
        return Conclusions([NOTHING])
    for (first, second), part in table.groupby(["first", "second"], sort=False):
        one, other, row = factors[str(first)], factors[str(second)], part.iloc[0]
        if min(len(study.levels(one)), len(study.levels(other))) == 1 or np.isnan(row["p"]):
            continue
        ends = change_interval_text(row["low"], row["high"], outcome.unit)
        words = f"95% interval {ends}" if ends else ""
        number = change_text(row["interaction"], outcome.unit)
        found = "; ".join(part for part in (number, words) if part)
        sentences.append(f"{_pair(row, (one, other), outcome, study)} ({found}).")
        label = f"interaction of {small(one.label)} and {small(other.label)}"
        headlines.append(Headline(number, label, words))
    return Conclusions(sentences, headlines)


def _pair(row: Any, pair: tuple[Factor, Factor], outcome: Outcome, study: Study) -> str:
    """Return what one factor does at either end of the other, without its closing interval."""
    one, other = pair
    number = len(_pairs(study))
    ends, others = study.levels(one), study.levels(other)
    same = row["p"] > LEVEL
    return (
        f"{capital(one.label)}, from {value_text(one, ends[0])} to {value_text(one, ends[-1])}, "
        f"changes it by {change_text(row['near'], outcome.unit)} {at_value(other, others[0])} and "
        f"by {change_text(row['far'], outcome.unit)} {at_value(other, others[-1])}: "
        + ("no sign that they do more than add up" if same else "they do not simply add up")
        + f", with Holm's allowance for {plural(number, 'pair')}"
    )


VIEW = View((), count, draw, conclude, fewest_factors=2, designs=CROSSED)
