"""Pairs of parameters that a posterior knows together: a combination of both, or better so."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtr

from experiments.calibration.marginals import effective_size
from experiments.statistics.comparisons import LEVEL, holm
from experiments.text.numbers import plural

PAIRS = "pairs.csv"
LEAST = 0.3
"""Size of a correlation from which a pair is called known together. Assumption."""

MOST_NAMED = 8
"""Pairs that a sentence names."""


def correlated_pairs(scores: Any, weight: Any, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return how each pair of parameters hangs together in a posterior, the strongest first.

    Parameters
    ----------
    scores : array of float, shape (members, parameters)
        Normal scores of the members.
    weight : array of float, shape (members,)
        Their weights.
    coverage : DataFrame
        A row for each parameter, in the same order: its name, and whether it is pinned down.

    Returns
    -------
    DataFrame
        `one`, `other`, their weighted `correlation`, its `p_value` for the effective number of
        members, with Holm's allowance for all pairs in `p_holm`; `together` where that is small
        and the correlation at least `LEAST` in size; `pinned`, how many are pinned down alone.
    """
    found = _correlations(scores, weight)
    first, second = (
        np.array(list(combinations(range(scores.shape[1]), 2)), dtype=int).reshape(-1, 2).T
    )
    correlation = found[first, second]
    free = max(effective_size(weight) - 2.0, 1.0)
    with np.errstate(divide="ignore"):
        steps = np.abs(correlation) * np.sqrt(free / np.maximum(1.0 - correlation**2, 0.0))
    p_value = 2.0 * stdtr(free, -steps)
    names, alone = coverage["parameter"].to_numpy(), coverage["pinned"].to_numpy(dtype=bool)
    table = pd.DataFrame({"one": names[first], "other": names[second], "correlation": correlation})
    table = table.assign(p_value=p_value, p_holm=holm(p_value))
    table["together"] = (table["p_holm"] < LEVEL) & (np.abs(correlation) >= LEAST)
    table["pinned"] = alone[first].astype(int) + alone[second]
    order = np.argsort(-np.abs(correlation), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _correlations(scores: Any, weight: Any) -> Any:
    """Return weighted correlations; 0 with what does not vary."""
    covariance = np.atleast_2d(np.cov(scores.T, aweights=weight))
    spread = np.sqrt(np.diag(covariance))
    spread = np.where(spread > 0, spread, 1.0)
    return np.clip(covariance / np.outer(spread, spread), -1.0, 1.0)


def pair_sentences(table: pd.DataFrame) -> list[str]:
    """Return which pairs are known together, and for which of them neither is known alone."""
    together = table[table["together"]]
    if together.empty:
        none = (
            f"Of {plural(len(table), 'pair')} of parameters none has a correlation of {LEAST:g} "
            "or more in the posterior that is beyond chance."
        )
        return [none]
    first = (
        f"{len(together)} of {plural(len(table), 'pair')} of parameters are known together, with a "
        f"correlation of {LEAST:g} or more beyond chance: {_named(together)}."
    )
    loose = together[together["pinned"] == 0]
    if loose.empty:
        return [first, "In each of them at least one parameter is pinned down alone."]
    return [
        first,
        f"In {len(loose)} of them neither parameter is pinned down alone: {_named(loose)}.",
    ]


def _named(pairs: pd.DataFrame) -> str:
    named = [
        f"{row['one']} with {row['other']} ({row['correlation']:+.2f})".replace("-", "−")
        for _, row in pairs.head(MOST_NAMED).iterrows()
    ]
    more = f" and {len(pairs) - MOST_NAMED} more" if len(pairs) > MOST_NAMED else ""
    return ", ".join(named) + more
