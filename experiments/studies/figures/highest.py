"""How probably each point of a nested study is the highest, as a figure."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.style import FAINT, INK, PAPER, SMALL, new_figure
from experiments.statistics.outcome import Outcome
from experiments.studies.effects import pulled, structure_of, structures_of
from experiments.studies.figures.axes import factor_label
from experiments.studies.figures.settings import (
    TALLEST,
    WIDEST,
    picture_name,
    setting_of,
    settings,
)
from experiments.studies.study import Study
from experiments.text.numbers import capital, probability_text

HIGHEST = "highest"
ROOM = 48
"""Letters that have room side by side below the columns."""

DARK = 0.7
"""Probability above which a cell is dark enough for white words."""


def draw(part: pd.DataFrame, study: Study, outcome: Outcome) -> Picture:
    """Return the figure of how probably each point is highest, a column for each assumption."""
    every = list(settings(part, study))
    columns = list(dict.fromkeys(structure_of(study, int(point)) for point in part["point"]))
    names = [textwrap.wrap(name, WIDEST) for name, _ in every]
    shares = np.full((len(every), len(columns)), np.nan)
    for place, (_, rows) in enumerate(every):
        for row in rows.to_dict("records"):
            shares[place, columns.index(structure_of(study, int(row["point"])))] = row["highest"]
    figure = new_figure(0.16 * sum(map(len, names)) + 0.12 * len(every) + 1.1)
    axes = figure.add_subplot()
    edges = [np.arange(size + 1) - 0.5 for size in shares.shape]
    axes.pcolormesh(edges[1], edges[0], shares, cmap="Blues", vmin=0.0, vmax=1.0)
    axes.invert_yaxis()
    for (row, column), share in np.ndenumerate(shares):
        axes.text(column, row, _cell(float(share)),
                  ha="center", va="center", fontsize=SMALL,
                  color=PAPER if share > DARK else INK)  # fmt: skip
    axes.set_yticks(range(len(every)), ["\n".join(lines) for lines in names])
    axes.set_xticks(range(len(columns)), [textwrap.fill(one, 14) for one in columns])
    axes.tick_params(length=0)
    if max(map(len, " ".join(columns).split()), default=0) * len(columns) > ROOM:
        axes.tick_params(axis="x", rotation=30)
        for label in axes.get_xticklabels():
            label.set(ha="right", rotation_mode="anchor")
    for side in axes.spines.values():
        side.set_color(FAINT)
    if structures_of(study):
        axes.set_xlabel(capital(" and ".join(one.label for one in structures_of(study))))
    if not study.compares:
        axes.set_ylabel(textwrap.fill(", ".join(map(factor_label, pulled(study))), TALLEST))
    return Picture(
        name=picture_name(HIGHEST, outcome),
        title=f"{capital(outcome.meaning)}: how probably each is highest",
        figure=figure,
        alt=f"A table of probabilities. {'; '.join(_most(part, study, columns))}.",
        caption=_caption(study),
        method="The share of members in which it is so, their numbers drawn with luck taken out.",
    )


def _caption(study: Study) -> str:
    words = "The probability that the outcome is highest in a row, over what is not known of the"
    if structures_of(study):
        return f"{words} parameters; a column adds up to 100%, and holds one assumption to be true."
    return f"{words} parameters; they add up to 100%."


def _cell(share: float) -> str:
    return probability_text(share).replace("under ", "<").replace("over ", ">")


def _most(part: pd.DataFrame, study: Study, columns: list[str]) -> list[str]:
    texts = []
    for column in columns:
        rows = part[[structure_of(study, int(point)) == column for point in part["point"]]]
        best = rows.iloc[int(rows["highest"].argmax())]
        name = setting_of(study, int(best["point"]))
        share = probability_text(float(best["highest"]))
        texts.append(f"{f'{column}: ' if column else ''}{name} {share}")
    return texts
