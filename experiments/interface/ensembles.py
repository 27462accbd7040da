"""What came out of runs: outcomes with intervals, paired differences, how long sharing lasts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.figures import survival as lasting
from experiments.statistics.comparisons import holm, minus, p_value, paired_difference
from experiments.statistics.estimates import Influence, Summary, mean_influence
from experiments.statistics.outcome import SUMMARY_COLUMNS, WEIGHT, Outcome
from experiments.statistics.outcomes import OUTCOMES, measure_outcomes, outcomes_named
from experiments.statistics.survival import Survival, survival_at, survival_summary
from simulation.errors import InputError
from simulation.result import Result


def summarise(result: Result, outcomes: Iterable[str] | None = None) -> pd.DataFrame:
    """Return outcomes of one run or many with their 95 % intervals, as `summary.csv` has them.

    Parameters
    ----------
    result : Result
        Of `run` or `run_ensemble`.
    outcomes : iterable of str, optional
        Which of them; without it all that any run has.

    Returns
    -------
    DataFrame
        A row for each outcome: its number over all runs, the ends of its interval, its unit, the
        runs that had it, the 5 % and 95 % quantiles over runs, and what it means.

    Raises
    ------
    InputError
        For an outcome that there is not, with the nearest that there is.
    """
    chosen = _chosen(outcomes)
    table = measure_outcomes(result, chosen)
    rows = [one.row(found) for one in chosen if (found := _summary(result, table, one)).runs]
    return pd.DataFrame(rows, columns=SUMMARY_COLUMNS)


def compare(results: Mapping[str, Result], outcomes: Iterable[str] | None = None) -> pd.DataFrame:
    """Return how outcomes differ from those of the first, run by run paired on the same draws.

    Parameters
    ----------
    results : mapping of str to Result
        At least two by name, played with one seed and the same runs; the first is the baseline.
    outcomes : iterable of str, optional
        Which of them; without it all that can be compared.

    Returns
    -------
    DataFrame
        A row for each outcome and each result but the first: its number, the difference, the ends
        of the difference's 95 % interval, and `p`, the chance of a difference as large where there
        is none, with Holm's allowance for all rows of the table.

    Raises
    ------
    InputError
        Where there is nothing to pair.
    """
    _check_pairs(results)
    chosen = _chosen(outcomes)
    tables = {name: measure_outcomes(one, chosen) for name, one in results.items()}
    rows = [
        row
        for one in chosen
        for row in _differences(
            one, {name: _influence(results[name], tables[name], one) for name in results}
        )
    ]
    table = pd.DataFrame(rows, columns=COMPARED)
    return table.assign(p=holm(table["p"]))


COMPARED = ["outcome", "result", "value", "difference", "low", "high", "p", "unit", "meaning"]


def _differences(outcome: Outcome, found: dict[str, Influence]) -> Iterator[dict[str, Any]]:
    """Give what is to be said of each result but the first, where both have the outcome."""
    (_, base), *others = found.items()
    for name, one in others:
        moved = minus(one, base)
        if np.isnan(moved.value):
            continue
        apart = paired_difference(one, base)
        facts = {"outcome": outcome.name, "result": name, "value": one.value, "p": p_value(moved)}
        words = {"unit": outcome.unit, "meaning": outcome.meaning}
        yield {**facts, "difference": apart.value, "low": apart.low, "high": apart.high, **words}


def survival(result: Result, by: str | None = None) -> pd.DataFrame:
    """Return the share of partnerships that has not parted, by months since the agreement.

    Parameters
    ----------
    result : Result
        One run or many.
    by : str, optional
        A column of the table of partnerships, such as ``party_mismatch``: a curve for each value.

    Returns
    -------
    DataFrame
        Months, how many were watched for so long, how many parted at that age, Kaplan and Meier's
        estimate and its 95 % interval; with `by` that column first.

    Raises
    ------
    InputError
        For a column that there is not.
    """
    if by is None:
        return lasting.reduce(lasting.count(result))
    column = result.partnerships.get(by)
    if column is None:
        raise InputError(
            "is no column of partnerships",
            field="by",
            value=by,
            allowed=", ".join(map(str, result.partnerships.columns)),
        )
    curves = []
    for value in column.dropna().drop_duplicates().sort_values():
        curve = lasting.reduce(lasting.count(result, (column == value).to_numpy(dtype=bool)))
        curve.insert(0, by, value)
        curves.append(curve)
    return pd.concat(curves, ignore_index=True) if curves else pd.DataFrame({by: []})


def _chosen(names: Iterable[str] | None) -> list[Outcome]:
    return list(OUTCOMES) if names is None else outcomes_named(names)


def _summary(result: Result, table: pd.DataFrame, outcome: Outcome) -> Summary:
    if outcome.measure is None:
        return survival_summary(_survival(result, outcome), len(result.runs))
    return outcome.summary(*table[outcome.columns].to_numpy().T)


def _survival(result: Result, outcome: Outcome) -> Survival:
    chosen: Any = slice(None)
    if outcome.place is not None:
        chosen = outcome.place(result).counts(result.raw.partnerships)
    counted, groups = lasting.in_groups(lasting.count(result, chosen))
    return survival_at(counted, outcome.years, groups)


def _influence(result: Result, table: pd.DataFrame, outcome: Outcome) -> Influence:
    """Return an outcome with what each run, or group of runs, has to say about it."""
    if outcome.measure is None:
        return _survival(result, outcome).influence
    values = table[outcome.name]
    weights = table[outcome.name + WEIGHT] if outcome.weighted else np.ones(len(values))
    return mean_influence(values, weights)


def _check_pairs(results: Mapping[str, Result]) -> None:
    """Refuse what cannot be paired."""
    if len(results) <= 1:
        raise InputError("must be two or more", field="results", value=", ".join(results))
    if len({(one.seed, *one.runs) for one in results.values()}) > 1:
        played = [f"{name}: seed {one.seed}, {len(one.runs)} runs" for name, one in results.items()]
        raise InputError(
            "cannot be paired run by run",
            field="results",
            value="; ".join(played),
            allowed="results of one seed and the same runs",
        )
