"""Which policy to choose without knowing the parameters: chances, regret, and the ranking."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, INK, PAPER, SKY
from experiments.statistics.comparisons import LEVEL
from experiments.statistics.contrasts import true_contrasts
from experiments.statistics.regret import choice_of, rank_policies
from experiments.studies.effects import structures_of, usual_structure
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.figures.rows import amount_axis, name_rows, usual_rows
from experiments.studies.figures.settings import setting_of
from experiments.studies.study import Study, runs_text
from experiments.studies.summary import StudyTables
from experiments.studies.views import OF_CHOICES, View
from experiments.studies.weighed import criterion_words, deciding_outcome, policy_sets
from experiments.text.numbers import amount_text, capital, listed, plural, probability_text

MOST = 25
"""Policies that the figure has; beyond it, those with the least regret."""

COLUMNS = ("structure", "point", "policy", "value", "rank", "p_next", "best", "regret",
           "regret_low", "regret_high", "largest", "facts", "facts_low", "facts_high",
           "runs_worth", "members")  # fmt: skip
TITLE = "Choosing without knowing: what would be lost"
NOTHING = "Too few members or runs have all policies, so that no choice can be weighed."


def count(tables: StudyTables) -> pd.DataFrame:
    """Return one row for each policy under each set of assumptions.

    Returns
    -------
    DataFrame
        structure, point, policy; value (mean over members, more being better), rank, p_next (of
        the difference from the next in rank); best (chance of being the best), regret with its
        interval for want of runs, largest (regret in the member in which most is lost); facts
        (expected value of perfect information, with its interval) and runs_worth (what further
        runs would add), the same in all rows of a set of assumptions; members.
    """
    rows = [row for one in policy_sets(tables) for row in _rows(one, tables.study)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(one: Any, study: Study) -> list[dict[str, Any]]:
    draws = true_contrasts(one.value, one.error, study.seed)
    if not len(one.value) or not np.isfinite(draws).all():
        return []
    found, ranking = choice_of(draws), rank_policies(one.value)
    return [
        {
            "structure": one.structure,
            "point": point,
            "policy": setting_of(study, point),
            "value": one.value[:, place].mean(),
            "rank": ranking.rank[place],
            "p_next": ranking.p[place],
            "best": found.best[place],
            "regret": found.regret[place],
            "regret_low": found.low[place],
            "regret_high": found.high[place],
            "largest": found.largest[place],
            "facts": found.facts,
            "facts_low": found.facts_low,
            "facts_high": found.facts_high,
            "runs_worth": found.runs,
            "members": len(one.value),
        }
        for place, point in enumerate(one.points)
    ]


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: a row a policy, the least regret on top."""
    part = usual_rows(table, study).sort_values("regret", kind="stable").head(MOST)[::-1]
    if part.empty:
        return empty_picture("regret", TITLE, NOTHING)
    figure = name_rows(part["policy"])
    axes = figure.axes[0]
    place = np.arange(len(part))
    axes.hlines(place, part["regret_low"], part["regret_high"], color=BLUE, lw=4)
    axes.hlines(place, part["regret"], part["largest"], color=SKY, lw=1.2, zorder=0)
    axes.plot(part["largest"], place, "D", ms=4.5, color=PAPER, mec=INK, mew=1.0,
              label="in the member in which most is lost")  # fmt: skip
    axes.plot(part["regret"], place, "o", ms=5, color=INK, mec=PAPER, mew=0.7, zorder=4,
              label="expected")  # fmt: skip
    amount_axis(axes, deciding_outcome(study).unit, "Lost against the best policy")
    axes.set_xlim(left=0.0)
    figure.legend(loc="outside upper left", ncols=2)
    return Picture(
        name="regret",
        title=TITLE,
        figure=figure,
        alt=_alt(part[::-1], study),
        caption=_caption(study),
        method=_method(table, study),
    )


def _caption(study: Study) -> str:
    words = (
        f"By {criterion_words(study)}. Regret is what a policy loses, in a member of the "
        "posterior, against the policy that is best there. The bar is its 95% interval for want "
        "of runs; members hold what is not known of the parameters of the posterior. How strongly "
        "a lever acts (effects.…) is in none, and has one value"
    )
    if not structures_of(study):
        return f"{words}."
    return f"{words}. It assumes {usual_structure(study)}; the table has the other assumptions."


def _method(table: pd.DataFrame, study: Study) -> str:
    number = len(usual_rows(table, study))
    return (
        f"{capital(runs_text(study))} of each policy, same draws. Luck is taken out of how "
        "policies differ between members, and means are drawn together by what luck blurs them, "
        "so that the best of many noisy numbers does not look better than it is. "
        f"{plural(max(number - 1, 0), 'test')} between neighbours in rank, paired over members, "
        "with Holm's allowance."
    )


def _alt(part: pd.DataFrame, study: Study) -> str:
    unit = deciding_outcome(study).unit
    words = [
        f"{row.policy} {amount_text(float(row.regret), unit)}"  # type: ignore[arg-type]
        for row in part.itertuples()
    ]
    return f"Expected regret of each policy, the least first: {'; '.join(words)}."


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return which policy to choose, what that leaves to lose, and what of the ranking is sure."""
    part = usual_rows(table, study)
    if part.empty:
        return Conclusions([NOTHING])
    unit = deciding_outcome(study).unit
    first = part.sort_values(["regret", "rank"], kind="stable").iloc[0]
    calm = part.sort_values(["largest", "rank"], kind="stable").iloc[0]
    also = "It has the least largest regret too."
    if calm["policy"] != first["policy"]:
        also = (
            f"“{calm['policy']}” loses least where most is lost "
            f"({amount_text(calm['largest'], unit)})."
        )
    sentence = (
        f"By {criterion_words(study)}, the choice without knowing more is “{first['policy']}”: it "
        f"is the best of {len(part)} with a probability of {probability_text(first['best'])}, "
        f"loses {amount_text(first['regret'], unit)} against the best on average and "
        f"{amount_text(first['largest'], unit)} where most is lost. {also}"
    )
    return Conclusions([sentence, _ranked(part), *_elsewhere(table, study, first["policy"])])


def _ranked(part: pd.DataFrame) -> str:
    """Return what of the ranking is more than chance."""
    ordered = part.sort_values("rank")
    apart = int((ordered["p_next"] <= LEVEL).sum())
    tests = len(ordered) - 1
    top = next((n for n, p in enumerate(ordered["p_next"], 1) if p <= LEVEL), len(ordered))
    words = "the first stands alone"
    if top > 1:
        words = f"nothing tells the first {top} from each other"
    return (
        f"Of {plural(tests, 'pair')} of neighbours in rank, {apart or 'none'} can be told apart "
        f"(paired over members, with an allowance for all {tests}): {words}."
    )


def _elsewhere(table: pd.DataFrame, study: Study, usual: str) -> list[str]:
    """Return what other assumptions would choose."""
    if not structures_of(study):
        return []
    others = {}
    for structure, part in table.groupby("structure", sort=False):
        best = part.sort_values(["regret", "rank"], kind="stable").iloc[0]["policy"]
        if best != usual:
            others[str(structure)] = f"“{best}” ({structure})"
    if not others:
        return ["Every set of assumptions makes the same choice."]
    return [f"Under other assumptions the choice is {listed([*others.values()])}."]


VIEW = View((), count, draw, conclude, designs=OF_CHOICES, asks=("posterior",))
