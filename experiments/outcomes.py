"""The outcomes of a run, each declared once: name, unit, meaning, kind and how it is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments import measures
from experiments.measures import Measured
from experiments.months import month_in_words
from simulation.errors import InputError, nearest_name
from simulation.result import Result

Kind = Literal["level", "rate", "mean", "median"]
"""A number of the run; a share of things counted; a mean or a median over things of the run."""

WEIGHT = "_n"
"""What the name of the column ends in that counts the things a rate or mean is taken over."""


@dataclass(frozen=True)
class Outcome:
    """One number of a run.

    Parameters
    ----------
    name : str
        As it stands in tables.
    unit : str
        The unit; ``share`` for rates.
    meaning : str
        What it is, in words.
    kind : Kind
        Rates and means count each talks or partnership of all runs alike; levels and medians
        count each run alike.
    measure : callable
        Takes a `Result` and returns value and weight for each of its runs.
    """

    name: str
    unit: str
    meaning: str
    kind: Kind
    measure: Callable[[Result], Measured]

    @property
    def weighted(self) -> bool:
        """Whether runs count by how many things they were measured over."""
        return self.kind in ("rate", "mean")


def _stock(column: str, date: str, words: str) -> Outcome:
    """Return the outcome for a column of `monthly` at a month such as ``2012-01``."""
    return Outcome(
        f"{column}_{date.replace('-', '_')}",
        "councils" if column == "councils_sharing" else "partnerships",
        f"{words} in {month_in_words(date)}",
        "level",
        lambda result: measures.stock(result, column, date),
    )


SHARING, ALIVE = "councils that share a chief executive", "partnerships alive"

OUTCOMES = (
    Outcome("talks_begun", "talks a run", "formal talks that began", "level", measures.talks_begun),
    Outcome(
        "success_rate", "share", "talks that agreed, of all that ended", "rate", measures.success
    ),
    Outcome(
        "lasting_success",
        "share",
        "talks that led to a partnership alive 24 months later, of all that ended as long ago",
        "rate",
        measures.lasting_success,
    ),
    Outcome(
        "months_to_agreement",
        "months",
        "median length of talks that agreed",
        "median",
        measures.months_to_agreement,
    ),
    Outcome(
        "failures_at_vote",
        "share",
        "failed talks that failed at the vote",
        "rate",
        measures.failures_at_vote,
    ),
    Outcome(
        "failed_talk_cash",
        "pounds",
        "median cash cost of failed talks",
        "median",
        measures.failed_talk_cash,
    ),
    _stock("councils_sharing", "2012-01", SHARING),
    _stock("partnerships", "2012-01", ALIVE),
    _stock("councils_sharing", "2017-01", SHARING),
    _stock("partnerships", "2017-01", ALIVE),
    Outcome(
        "councils_sharing_end",
        "councils",
        f"{SHARING} in the last month",
        "level",
        lambda result: measures.last(result, "councils_sharing"),
    ),
    Outcome(
        "partnerships_end",
        "partnerships",
        f"{ALIVE} in the last month",
        "level",
        lambda result: measures.last(result, "partnerships"),
    ),
    Outcome(
        "partnership_size",
        "councils",
        "mean size of partnerships alive at the end",
        "mean",
        measures.partnership_size,
    ),
    Outcome(
        "management_saving",
        "pounds a year",
        "mean gross management saving, after three years, of partnerships that share a team",
        "mean",
        measures.management_saving,
    ),
    Outcome(
        "payback_months",
        "months",
        "median payback of those partnerships that paid back",
        "median",
        measures.payback_months,
    ),
)
"""Every outcome, in the order of `summary.csv`."""


def outcomes_named(names: Iterable[str]) -> list[Outcome]:
    """Return outcomes by name.

    Raises
    ------
    InputError
        For a name that does not exist, with the nearest that does.
    """
    known = {outcome.name: outcome for outcome in OUTCOMES}
    chosen = []
    for name in names:
        if name not in known:
            raise InputError(
                "there is no such outcome",
                value=name,
                allowed=", ".join(known),
                nearest=nearest_name(name, known),
            )
        chosen.append(known[name])
    return chosen


def measured(result: Result, outcomes: Iterable[Outcome] = OUTCOMES) -> pd.DataFrame:
    """Return the outcomes of each run.

    Parameters
    ----------
    result : Result
        One run or a chunk of an ensemble.
    outcomes : iterable of Outcome
        Which outcomes.

    Returns
    -------
    DataFrame
        One row a run: `run`, a column for each outcome (NaN where a run has none), and after a
        rate or a mean the number of things it was taken over, in a column that ends in ``_n``.
    """
    columns: dict[str, Any] = {"run": np.array(result.runs)}
    for outcome in outcomes:
        value, weight = outcome.measure(result)
        columns[outcome.name] = value
        if outcome.weighted:
            columns[outcome.name + WEIGHT] = weight
    return pd.DataFrame(columns)
