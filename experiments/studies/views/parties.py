"""Success and survival of councils of one party and of two, by the first two factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import SMALL, new_figure
from experiments.statistics.counting import grouped_rates
from experiments.statistics.survival import survival_at, survival_summary
from experiments.studies.figures.axes import (
    LETTERS,
    at_value,
    factor_axis,
    factor_label,
    factor_places,
    rows_at,
    series,
    value_axis,
)
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study, plain_value
from experiments.studies.summary import StudyTables
from experiments.studies.views import CROSSED, View
from experiments.text.numbers import capital, estimate_text, headline, number_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEARS = 5
FEWEST = 100
"""Talks or partnerships below which a share would say next to nothing."""

TITLE = "Same party against two parties"
NOTHING = f"At no point are there {FEWEST} talks or partnerships of one party or of two."
MOST_PANELS = 5
"""Values of the second factor that have a panel, spread evenly."""

KINDS = {0.0: "one party", 1.0: "two parties"}
"""Mismatch of control, and what it is called; no overall control stands between and is left out."""

MEASURES = {
    "success": "Talks that agreed, of all that ended",
    "survival": "Partnerships that have not parted after five years",
}
CAPTIONS = {
    "success": "the share of talks that agreed",
    "survival": "the share of partnerships that have not parted by choice after five years",
}
ROWS = {"success": "Talks that\nagreed", "survival": "Alive after\nfive years"}
WHAT = {"success": "of talks agreed", "survival": "of partnerships lived five years"}
"""How a sentence tells each measure."""


def count(tables: StudyTables) -> pd.DataFrame:
    """Return success of talks and survival by the first two factors and mismatch.

    Points that are alike in the first two factors count together, under the first of them.
    """
    keys = ["point", "party_mismatch"]
    study = tables.study
    names = [factor.name for factor in study.factors[:2]]
    first: dict[Any, int] = {}
    same = {
        point.number: first.setdefault(tuple(point.values[name] for name in names), point.number)
        for point in study.points
    }
    talks = tables.talks[tables.talks["outcome"].isin(["agreed", "failed"])]
    talks = talks[talks["party_mismatch"].isin(list(KINDS))]
    talks = talks.assign(point=talks["point"].map(same))
    lives = tables.durations.assign(point=tables.durations["point"].map(same))
    success = grouped_rates(talks, talks["outcome"] == "agreed", keys, tables.groups)
    rows = []
    for (point, mismatch), part in lives.groupby(keys):
        if mismatch in KINDS:
            found = survival_summary(survival_at(part, YEARS, tables.groups), tables.study.runs)
            told = {"value": found.value, "low": found.low, "high": found.high}
            count = int(part["number"].sum())
            rows.append({"point": point, "party_mismatch": mismatch, **told, "number": count})
    alive = pd.DataFrame(rows, columns=list(success.columns))
    table = pd.concat([success.assign(measure="success"), alive.assign(measure="survival")])
    for name in names:
        table[name] = table["point"].map({one.number: one.values[name] for one in study.points})
    return table[table["value"].notna() & (table["number"] >= FEWEST)]


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: a row a measure, a column a value of the second factor."""
    if table.empty:
        return empty_picture("parties", TITLE, NOTHING)
    others = list(study.levels(study.factors[1])) if len(study.factors) > 1 else [None]
    others = others[:: -(-len(others) // MOST_PANELS)]
    figure = new_figure(4.6)
    measures = [measure for measure in MEASURES if (table["measure"] == measure).any()]
    figure.set_figheight(1.0 + 1.8 * len(measures))
    panels = figure.subplots(len(measures), len(others), sharex=True, sharey="row", squeeze=False)
    for measure, row in zip(measures, panels, strict=True):
        _row(row, table[table["measure"] == measure], study, others)
        row[0].set_ylabel(ROWS[measure])
    for value, axes in zip(others, panels[0], strict=True):
        if value is not None:
            axes.set_title(plain_value(value), fontsize=SMALL, loc="center")
    for axes in panels[-1]:
        factor_axis(axes, study.factors[0], LETTERS // len(others) - 2)
        axes.set_xlabel("")
    figure.supxlabel(factor_label(study.factors[0]), fontsize=10)
    if len(study.factors) > 1:
        figure.suptitle(f"{factor_label(study.factors[1])}:", fontsize=SMALL, x=0.02, ha="left")
    shown = [panel.get_legend_handles_labels() for panel in panels.flat]
    figure.legend(*max(shown, key=lambda one: len(one[1])), loc="outside upper right", ncols=2)
    return Picture(
        name="parties",
        title=TITLE,
        figure=figure,
        alt=_alt(table, study),
        caption=(
            f"{capital(' and '.join(CAPTIONS[measure] for measure in measures))}, where one party "
            "or two different parties control the councils; lines are 95% intervals."
        ),
        method=(
            "Control when talks or partnership began; nothing is shown of fewer than "
            f"{FEWEST}. Shares over all talks of all runs, survival by Kaplan-Meier; intervals "
            "over groups of runs."
        ),
    )


def _row(row: Any, table: pd.DataFrame, study: Study, others: list[Any]) -> None:
    """Draw the panels of a measure, one for each value of the second factor."""
    for value, axes in zip(others, row, strict=True):
        part = table if value is None else rows_at(table, study.factors[1], value)
        _panel(axes, part, study)
    value_axis(row[0], "share", steps=4)


def _panel(axes: Axes, part: pd.DataFrame, study: Study) -> None:
    first = study.factors[0]
    for place, (mismatch, label) in enumerate(KINDS.items()):
        rows = part[part["party_mismatch"] == mismatch]
        if len(rows):
            series(axes, factor_places(first, list(rows[first.name])), rows, place, label=label)
    axes.grid(visible=True, axis="y")
    axes.set_axisbelow(True)
    axes.margins(x=0.12)
    axes.tick_params(labelsize=SMALL - 1)


def _ends(table: pd.DataFrame, study: Study) -> list[tuple[str, str, pd.DataFrame]]:
    """Return for either measure, at two values of the first factor, both kinds of pairs.

    The values are its first and its usual one, or the last; of the second factor the first.
    """
    first, found = study.factors[0], []
    usual = first.usual(study.scenario)
    values = study.levels(first)
    other = usual if usual in values[1:] else values[-1]
    for factor in study.factors[1:2]:
        table = rows_at(table, factor, study.levels(factor)[0])
    for measure in MEASURES:
        part = table[table["measure"] == measure]
        for value in dict.fromkeys((values[0], other)):
            pair = rows_at(part, first, value).set_index("party_mismatch")
            if set(KINDS) <= set(pair.index):
                found.append((measure, at_value(first, value), pair))
    return found


def _alt(table: pd.DataFrame, study: Study) -> str:
    told = [
        f"{measure} {at}: {number_text(pair['value'][0.0], 'share')} with one party, "
        f"{number_text(pair['value'][1.0], 'share')} with two"
        for measure, at, pair in _ends(table, study)
    ]
    return f"Panels with lines for one party and two. {'; '.join(told).capitalize()}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return success and survival with one party and with two, at two values of the factor.

    Nothing is said of the two against each other: each stands with its interval.

    The numbers that stand out are those at the usual value, so that each stands beside its pair.
    """
    if table.empty:
        return Conclusions([NOTHING])
    ends = [(WHAT[measure], at, pair) for measure, at, pair in _ends(table, study)]
    sentences = [
        f"{capital(at)}, {estimate_text(pair.loc[0.0], 'share')} {what} where one party "
        f"controls both councils, and {estimate_text(pair.loc[1.0], 'share')} where two "
        "parties do."
        for what, at, pair in ends
    ]
    usual = {what: (at, pair) for what, at, pair in ends}
    return Conclusions(
        sentences,
        [
            headline(pair.loc[mismatch], "share", f"{what}, {kind}, {at}")
            for what, (at, pair) in usual.items()
            for mismatch, kind in KINDS.items()
        ],
    )


VIEW = View(("talks", "partnerships"), count, draw, conclude, designs=CROSSED)
