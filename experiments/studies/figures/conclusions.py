"""What a figure allows to say: sentences and the numbers that stand out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from experiments.statistics.comparisons import LEVEL, number_of_pairs
from experiments.statistics.estimates import FEWEST
from experiments.statistics.outcome import Outcome
from experiments.studies.figures.axes import outcome_in_sentence, where
from experiments.studies.rankings import HIGHEST, LOWEST
from experiments.studies.study import Study
from experiments.text.numbers import (
    UNTOLD,
    Headline,
    estimate_text,
    headline,
    plural,
    small,
)


@dataclass(frozen=True)
class Conclusions:
    """What a figure allows to say.

    Attributes
    ----------
    sentences : list of str
        In plain words.
    headlines : list of Headline
        Numbers with their intervals, the most telling first.
    """

    sentences: list[str] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)


def ends(table: pd.DataFrame, outcome: Outcome) -> tuple[Any, Any]:
    """Return the rows of a summary at which an outcome is highest and lowest."""
    part = table[table["outcome"] == outcome.name].sort_values("value", kind="stable")
    return part.iloc[-1], part.iloc[0]


def conclude_ends(
    table: pd.DataFrame, outcome: Outcome, study: Study, rankings: pd.DataFrame
) -> Conclusions:
    """Return where an outcome was highest and lowest, as far as tests between points allow.

    Parameters
    ----------
    table : DataFrame
        The summary of the study.
    outcome : Outcome
        Of which some point has a number.
    study : Study
        What was played.
    rankings : DataFrame
        As `rankings_table` returns it.
    """
    most, least = ends(table, outcome)
    points = int((table["outcome"] == outcome.name).sum())
    subject = outcome_in_sentence(outcome)
    if points == 1:
        text = f"{subject} was {_estimate(most, outcome)} {where(most, study.factors)}."
        return Conclusions([text], [_headline(most, outcome, study)])
    if most["value"] == least["value"]:
        text = f"{subject} was the same at all {points:,} points: {_estimate(most, outcome)}."
        return Conclusions([text], [headline(most, outcome.unit, f"{outcome.meaning}: everywhere")])
    sentence = _range(most, least, outcome, study, _ends_row(rankings, outcome), points)
    return Conclusions([sentence], [_headline(row, outcome, study) for row in (most, least)])


def _ends_row(rankings: pd.DataFrame, outcome: Outcome) -> tuple[Any, Any] | None:
    part = rankings[rankings["outcome"] == outcome.name].set_index("what")
    return (part.loc[HIGHEST], part.loc[LOWEST]) if {HIGHEST, LOWEST} <= set(part.index) else None


def _range(most: Any, least: Any, outcome: Outcome, study: Study, tested: Any, points: int) -> str:
    """Return from where to where an outcome ranges, and what of it is more than chance."""
    subject, factors = outcome_in_sentence(outcome), study.factors
    pairs = f"paired, allowing for all {number_of_pairs(points):,} pairs of points"
    low, high = _estimate(least, outcome), _estimate(most, outcome)
    if study.runs < FEWEST:
        return (
            f"{subject} lies between {low} and {high}; which of the {points:,} points differ "
            f"beyond chance {UNTOLD}."
        )
    if tested is None or not tested[0]["p"] <= LEVEL:
        return (
            f"Nothing differs beyond chance: {small(subject)} lies between {low} and {high}, and "
            f"no two of the {points:,} points can be told apart ({pairs})."
        )
    if not tested[0]["tied"] and not tested[1]["tied"]:
        text = (
            f"{subject} was highest {where(most, factors)}: {high}. It was lowest "
            f"{where(least, factors)}: {low} ({pairs})."
        )
    else:
        text = (
            f"{subject} ranged from {low} {where(least, factors)} to {high} "
            f"{where(most, factors)}; these two differ ({pairs}), and "
            f"{_tied(tested[0], 'higher')} and {_tied(tested[1], 'lower')}."
        )
    return text + (MANY_AT_ONCE if study.moves_together else "")


MANY_AT_ONCE = (
    " Several factors differ between these two points, so this says nothing of any one of them."
)


def _tied(end: Any, which: str) -> str:
    if not end["tied"]:
        return f"the {which} stands alone"
    return f"{plural(end['tied'], 'other point')} cannot be told from the {which}"


def _estimate(row: Any, outcome: Outcome) -> str:
    return estimate_text(row, outcome.unit)


def _headline(row: Any, outcome: Outcome, study: Study) -> Headline:
    return headline(row, outcome.unit, f"{outcome.meaning}: {where(row, study.factors)}")
