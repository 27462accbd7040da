"""The outcomes of runs, each declared once: name, unit, meaning, kind and how it is measured."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics import measures
from experiments.statistics.families import (
    ALIVE,
    SHARING,
    family_forms,
    family_outcome,
    stock_outcome,
    survival_outcome,
)
from experiments.statistics.local import local_outcome
from experiments.statistics.outcome import Outcome
from experiments.statistics.places import AT, Locality
from simulation.errors import InputError, nearest_name
from simulation.result import Result
from simulation.terms import REASONS


def _reason(place: int, reason: str) -> Outcome:
    """Return the outcome for the share of failures with one reason."""
    name = f"failed_by_{reason.replace(' ', '_').replace('-', '_')}"
    measure = partial(measures.failures_by, reason=place)
    return Outcome(name, "share", f"failed talks whose reason was {reason}", "rate", measure)


def _saving(name: str, words: str) -> Outcome:
    """Return the outcome for what all partnerships saved over a run."""
    meaning = f"{words} saving of all partnerships over the whole run"
    measure = partial(measures.total_saving, column=name)
    return Outcome(f"{name}_saving", "pounds", meaning, "level", measure, signed=True)


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
    Outcome(
        "failed_talk_cost",
        "pounds",
        "cash and officers' time spent in a run on talks that failed",
        "level",
        measures.failed_talk_cost,
    ),
    *(_reason(place, reason) for place, reason in enumerate(REASONS)),
    stock_outcome("councils_sharing", "2012-01", SHARING),
    stock_outcome("partnerships", "2012-01", ALIVE),
    stock_outcome("councils_sharing", "2017-01", SHARING),
    stock_outcome("partnerships", "2017-01", ALIVE),
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
        signed=True,
    ),
    Outcome(
        "payback_months",
        "months",
        "median payback of those partnerships that paid back",
        "median",
        measures.payback_months,
    ),
    survival_outcome("5"),
    survival_outcome("10"),
    _saving("gross", "gross"),
    _saving("observed", "observed (reported, with its errors)"),
    _saving("net", "gross, less set-up cost,"),
    Outcome(
        "leader_turnover",
        "a year",
        "leaders who took office, for each council and year",
        "level",
        measures.leader_turnover,
    ),
    Outcome(
        "unlike_neighbours",
        "share",
        "neighbouring councils that two different parties control, in the first December",
        "rate",
        measures.unlike_neighbours,
    ),
)
"""Every outcome, in the order of `summary.csv`."""


def outcomes_named(names: Iterable[str]) -> list[Outcome]:
    """Return outcomes by name; those of a family or a place are made as they are asked for.

    Examples
    --------
    >>> [one.meaning for one in outcomes_named(["partnerships_2010_05"])]
    ['partnerships alive in May 2010']

    Raises
    ------
    InputError
        For a name that does not exist, with the nearest that does.
    """
    known = {outcome.name: outcome for outcome in OUTCOMES}
    chosen = []
    for name in names:
        whole, at, place = name.partition(AT)
        one = known.get(whole) or family_outcome(whole)
        if one is None:
            nearest = nearest_name(whole, family_forms(whole) or known)
            raise InputError(
                "there is no such outcome",
                value=name,
                allowed=", ".join(family_forms(whole) or known),
                nearest=nearest and nearest + at + place,
            )
        chosen.append(local_outcome(one, Locality.read(place)) if at else one)
    return chosen


def outcomes_schema(outcomes: Iterable[Outcome] = OUTCOMES) -> Any:
    """Return the Arrow types of what `measure_outcomes` returns, whatever runs contain."""
    import pyarrow as pa

    names = [name for outcome in outcomes if outcome.measure for name in outcome.columns]
    return pa.schema([("run", pa.int64()), *((name, pa.float64()) for name in names)])


def measure_outcomes(result: Result, outcomes: Iterable[Outcome] = OUTCOMES) -> pd.DataFrame:
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
        if outcome.measure is None:
            continue
        value, weight = outcome.measure(result)
        for name, numbers in zip(outcome.columns, (value, weight), strict=False):
            columns[name] = np.asarray(numbers, dtype=np.float64)
    return pd.DataFrame(columns)
