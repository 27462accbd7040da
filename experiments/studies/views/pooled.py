"""Rates over counted talks, pooled over groups of runs, with intervals over the groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from experiments.statistics.estimates import Estimate, estimate
from experiments.statistics.outcomes import outcomes_named


def rates(
    counts: pd.DataFrame, part: pd.Series[bool], by: Sequence[str], groups: int
) -> pd.DataFrame:
    """Return shares with intervals for each combination of some keys.

    Parameters
    ----------
    counts : DataFrame
        Counted things, with the columns of `by`, group and number.
    part : Series of bool
        Which rows count as successes.
    by : sequence of str
        Keys.
    groups : int
        How many groups of runs there are; groups without any of the things count with none.

    Returns
    -------
    DataFrame
        The keys, value, low, high and number.
    """
    made = counts.assign(part=counts["number"] * part)
    summed = made.groupby([*by, "group"], as_index=False, observed=True)[["number", "part"]].sum()
    rows = []
    grouped: Any = summed.groupby(list(by), observed=True)
    for key, one in grouped:
        whole = one.set_index("group").reindex(range(groups), fill_value=0)
        found = rate(whole["part"], whole["number"])
        keys = dict(zip(by, key, strict=True))
        number = int(whole["number"].sum())
        rows.append({**keys, "value": found.value, "low": found.low, "high": found.high,
                     "number": number})  # fmt: skip
    return pd.DataFrame(rows, columns=[*by, "value", "low", "high", "number"])


def rate(part: pd.Series[float], whole: pd.Series[float]) -> Estimate:
    """Return a share from how many of how many in each group of runs."""
    kind = outcomes_named(["success_rate"])[0]
    return estimate(kind, (part / whole.where(whole > 0)).to_numpy(), whole.to_numpy())
