"""Where an outcome was highest and where lowest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.runs.summary import headline_of
from experiments.statistics.outcomes import Outcome
from experiments.studies.factors import Factor
from experiments.studies.views.axes import outcome_in_sentence, where
from experiments.studies.views.view import Said
from experiments.text.numbers import with_interval


def ends(table: pd.DataFrame, outcome: Outcome) -> tuple[Any, Any]:
    """Return the rows of a summary at which an outcome is highest and lowest."""
    part = table[table["outcome"] == outcome.name].sort_values("value", kind="stable")
    return part.iloc[-1], part.iloc[0]


def said_of_ends(table: pd.DataFrame, outcome: Outcome, factors: Sequence[Factor]) -> Said:
    """Return in a sentence and two numbers where an outcome was highest and lowest."""
    most, least = ends(table, outcome)
    sentence = (
        f"{outcome_in_sentence(outcome)} was highest {where(most, factors)}: "
        f"{with_interval(most, outcome.unit)}. It was lowest {where(least, factors)}: "
        f"{with_interval(least, outcome.unit)}."
    )
    headlines = [
        headline_of(row, outcome.unit, f"{outcome.meaning}: {word}, {where(row, factors)}")
        for word, row in (("highest", most), ("lowest", least))
    ]
    return Said([sentence], headlines)
