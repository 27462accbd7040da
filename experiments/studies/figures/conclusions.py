"""What a figure allows to say: sentences and the numbers that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from experiments.statistics.outcomes import Outcome
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import outcome_in_sentence, where
from experiments.text.numbers import Headline, estimate_text, headline


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


def conclude_ends(table: pd.DataFrame, outcome: Outcome, factors: Sequence[Factor]) -> Conclusions:
    """Return in a sentence and two numbers where an outcome was highest and lowest."""
    most, least = ends(table, outcome)
    sentence = (
        f"{outcome_in_sentence(outcome)} was highest {where(most, factors)}: "
        f"{estimate_text(most, outcome.unit)}. It was lowest {where(least, factors)}: "
        f"{estimate_text(least, outcome.unit)}."
    )
    headlines = [
        headline(row, outcome.unit, f"{outcome.meaning}: {word}, {where(row, factors)}")
        for word, row in (("highest", most), ("lowest", least))
    ]
    return Conclusions([sentence], headlines)
