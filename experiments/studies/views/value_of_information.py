"""Which fact would most change the choice: the value of knowing each parameter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, INK, PAPER
from experiments.statistics.comparisons import LEVEL, holm
from experiments.statistics.contrasts import true_contrasts
from experiments.statistics.information import information_of
from experiments.statistics.regret import choice_of
from experiments.studies.effects import structures_of
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.figures.rows import amount_axis, name_rows, usual_rows
from experiments.studies.parameter_words import parameter_words
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from experiments.studies.views import OF_CHOICES, View
from experiments.studies.weighed import Weighed, criterion_words, deciding_outcome, policy_sets
from experiments.text.numbers import amount_text, band_text, change_interval_text, plural
from simulation.catalogue import parameter_entries

MOST = 12
"""Parameters that the figure has: those worth most."""

RIVAL = 0.005
"""Chance of being the best from which a policy could be chosen with one fact more."""

COLUMNS = ("structure", "parameter", "value", "p", "facts", "facts_low", "facts_high",
           "runs_worth", "members")  # fmt: skip
TITLE = "Which fact would most change the choice"
NO_FACT = (
    "Policies differ no more between members of the posterior than luck makes them: no fact about "
    "the parameters is known to change the choice."
)
NOTHING = "Too few members have all policies, so that no fact can be weighed."


def count(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each parameter of the posterior under each set of assumptions.

    Returns
    -------
    DataFrame
        structure, parameter, value (of knowing it, no more than of all), p (of as much from a
        parameter that says nothing, with Holm's allowance for all parameters); facts, facts_low,
        facts_high, runs_worth as `regret` has them, members.
    """
    rows = [row for one in policy_sets(tables) for row in _rows(one, tables.study)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def member_sets(study: Study) -> pd.DataFrame:
    """Return the parameters of each member of a nested study, those that its points leave free."""
    posterior, nest = study.free_posterior, study.nest
    if posterior is None or nest is None or study.posterior is None:
        return pd.DataFrame()
    moved = {name for point in study.points for name in point.changes}
    members = study.posterior.draw_members(nest.members, study.seed)
    table: pd.DataFrame = posterior.without(moved).sets.iloc[members].reset_index(drop=True)
    return table


def _rows(one: Weighed, study: Study) -> list[dict[str, Any]]:
    draws = true_contrasts(one.value, one.error, study.seed)
    if not len(one.value) or not np.isfinite(draws).all():
        return []
    found, means = choice_of(draws), draws.mean(axis=(0, 1))
    rivals = found.best >= RIVAL
    sets = member_sets(study)[one.there]
    every = [
        information_of(sets[name].to_numpy(), one.value[:, rivals], means[rivals], study.seed)
        for name in sets.columns
    ]
    told = [place for place, each in enumerate(every) if np.isfinite(each.p)]
    allowed = holm([every[place].p for place in told])
    return [
        {
            "structure": one.structure,
            "parameter": sets.columns[place],
            "value": min(every[place].value, found.facts),
            "p": p,
            "facts": found.facts,
            "facts_low": found.facts_low,
            "facts_high": found.facts_high,
            "runs_worth": found.runs,
            "members": len(one.value),
        }
        for place, p in zip(told, allowed, strict=True)
    ]


def _meaning(name: str) -> str:
    entry = parameter_entries().get(name)
    return f"{parameter_words(entry)} ({name})" if entry else name


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: a row a parameter, that worth most on top."""
    part = usual_rows(table, study).sort_values("value", ascending=False, kind="stable")
    part = part.head(MOST)[::-1]
    if not len(part) or not part["facts"].iloc[0] > 0:
        return empty_picture("value_of_information", TITLE, NO_FACT if len(part) else NOTHING)
    figure = name_rows(map(_meaning, part["parameter"]))
    axes, sure = figure.axes[0], (part["p"] <= LEVEL).to_numpy()
    place = np.arange(len(part))
    for chosen, colour, label in ((sure, BLUE, "beyond chance"), (~sure, PAPER, "could be chance")):
        axes.barh(place[chosen], part["value"][chosen], color=colour, edgecolor=INK, lw=0.8,
                  height=0.6, label=label)  # fmt: skip
    axes.axvline(part["facts"].iloc[0], color=INK, ls="--", lw=1.2, label="all facts at once")
    amount_axis(axes, deciding_outcome(study).unit, "Gain")
    figure.legend(loc="outside upper left", ncols=3)
    return Picture(
        name="value_of_information",
        title=TITLE,
        figure=figure,
        alt=_alt(part[::-1], study),
        caption=_caption(study),
        method=(
            "Expected value of partial perfect information: what policies come to, smoothed over "
            "the parameter by splines, less what shuffling it gives. "
            f"{plural(len(usual_rows(table, study)), 'parameter')} were tried, with Holm's "
            "allowance."
        ),
    )


def _caption(study: Study) -> str:
    words = (
        f"By {criterion_words(study)}. How much better policies would be chosen if the parameter "
        "were known; all else stays unknown. The line is what knowing all of them adds"
    )
    return f"{words}." if not structures_of(study) else f"{words}, under the usual assumptions."


def _alt(part: pd.DataFrame, study: Study) -> str:
    unit = deciding_outcome(study).unit
    words = [
        f"{name} {amount_text(value, unit)}"
        for name, value in zip(part["parameter"], part["value"], strict=True)
    ]
    return f"The value of knowing each parameter: {'; '.join(words)}." if words else NOTHING


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return what knowing everything would add, and which fact adds most."""
    part = usual_rows(table, study).sort_values("value", ascending=False, kind="stable")
    if part.empty:
        return Conclusions([NOTHING])
    unit, first = deciding_outcome(study).unit, part.iloc[0]
    every = amount_text(first["facts"], unit)
    ends = change_interval_text(first["facts_low"], first["facts_high"], unit)
    words = (
        f"Knowing all parameters would add {every} ({band_text('luck', ends)}) to the choice, "
        f"any number of further runs {amount_text(first['runs_worth'], unit)}."
    )
    if not first["facts"] > 0:
        more = amount_text(first["runs_worth"], unit)
        return Conclusions([f"{NO_FACT} Any number of further runs would add {more} to it."])
    sure = part[part["p"] <= LEVEL]
    number = plural(len(part), "parameter")
    if sure.empty:
        told = (
            f"None of {number} can be told from one that would leave the choice as it is "
            f"({plural(len(part), 'test')}, allowed for)."
        )
    else:
        best = sure.iloc[0]
        told = (
            f"The fact that would most change the choice is {_meaning(str(best['parameter']))}: "
            f"knowing it alone adds {amount_text(best['value'], unit)}; of {number}, {len(sure)} "
            f"add{'s' if len(sure) == 1 else ''} more than chance (all of these tests allowed for)."
        )
    return Conclusions([f"{words} {told}"])


VIEW = View((), count, draw, conclude, designs=OF_CHOICES, asks=("posterior",))
