"""Why talks would fail: the one proximate reason, and the causes that each side cites."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.decisions.advice.chances import free
from experiments.statistics.estimates import share_estimates
from simulation.terms import FAILED, REASONS
from simulation.world.tables import CITED

EVERYBODY = "both"
"""Where the proximate reason stands, which is that of the talks and not of a side."""


def reasons_table(fates: Any, names: tuple[str, str]) -> pd.DataFrame:
    """Return of talks that failed how often each reason ended them and each side cited it.

    Parameters
    ----------
    fates : array of FATE, shape (members, runs)
        What became of talks.
    names : tuple of str
        Of the two sides.

    Returns
    -------
    DataFrame
        For each side (and `both`, for the proximate reason) and reason: its words, talks in which
        it was cited, of how many, the share and Wilson's interval, most often first.
    """
    failed = fates[free(fates) & (fates["outcome"] == FAILED)]
    parts = []
    for side, name in enumerate((EVERYBODY, *names)):
        first = CITED * (side - 1)
        cited = (
            failed["reason"][:, None] if side == 0 else failed["causes"][:, first : first + CITED]
        )
        counts = [int((cited == number).any(axis=1).sum()) for number in range(len(REASONS))]
        part = share_estimates(counts, [len(failed)] * len(REASONS))
        part.insert(0, "side", name)
        part.insert(1, "reason", [str(one) for one in REASONS])
        part.insert(2, "words", [one.sentence for one in REASONS])
        part["talks"], part["failed"] = counts, len(failed)
        parts.append(part.sort_values("share", ascending=False, kind="stable"))
    return pd.concat(parts, ignore_index=True)


def likeliest(table: pd.DataFrame, side: str, number: int = 3) -> pd.DataFrame:
    """Return the reasons that a side cites most, of those that it cites at all."""
    rows = table[(table["side"] == side) & (table["talks"] > 0)]
    return rows.head(number).reset_index(drop=True)
