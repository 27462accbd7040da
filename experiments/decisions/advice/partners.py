"""Whom else each of the two could talk with, and how pairs compare: chances, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.advice.chances import agreed, estimate, free, lasting, over_members
from experiments.decisions.advice.pair import Pair
from experiments.statistics.comparisons import LEVEL, holm, minus, p_value

FEWEST_HISTORIES = 10
"""Histories in which two must have been free, or their chance is not told."""


def pairs_table(pairs: Sequence[Pair], fates: Any) -> pd.DataFrame:
    """Return the chances of pairs, the likeliest to agree first.

    Parameters
    ----------
    pairs : sequence of Pair
        Which.
    fates : array of FATE, shape (pairs, members, runs)
        What became of their talks.

    Returns
    -------
    DataFrame
        Codes and names, the chance of agreement and of agreement that lasts with intervals over
        members, why (trust of either side as talks begin, share with two parties in control,
        gap of culture, km, share with a post that is opening), the histories in which both were
        free, and `p`: whether the chance differs from that of the first, with Holm's allowance.
    """
    rows, found = [], []
    for pair, of in zip(pairs, fates, strict=True):
        there = free(of)
        known = int(there.sum()) >= FEWEST_HISTORIES
        rows.append({
            "council": pair.codes[0], "other": pair.codes[1],
            "council_name": pair.names[0], "other_name": pair.names[1],
            **_chances(of, known=known), **_why(of[there]), "distance_km": pair.distance,
            "histories": int(there.sum()),
        })  # fmt: skip
        found.append(over_members(*agreed(of)))
    table = pd.DataFrame(rows).assign(place=range(len(rows)))
    table = table.sort_values("agree", ascending=False, kind="stable", ignore_index=True)
    sure = np.flatnonzero(table["agree"].notna())
    first = found[int(table["place"].iloc[0])]
    p_values = [p_value(minus(first, found[place])) for place in table["place"].iloc[sure[1:]]]
    table["p"] = np.nan
    table.loc[sure[1:], "p"] = holm(p_values) if p_values else []
    return table.drop(columns="place")


def _chances(fates: Any, *, known: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, measure in (("agree", agreed), ("last", lasting)):
        ends = estimate(measure(fates)) if known else (np.nan, np.nan, np.nan)
        found |= dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
    return found


def _why(fates: Any) -> dict[str, float]:
    """Return means over histories of what speaks for two councils, and against."""
    if not len(fates):
        names = ("trust", "trust_back", "other_party", "culture_gap", "post_opening")
        return dict.fromkeys(names, float(np.nan))
    return {
        "trust": float(fates["trust"][:, 0].mean()),
        "trust_back": float(fates["trust"][:, 1].mean()),
        "other_party": float((fates["mismatch"] == 1.0).mean()),
        "culture_gap": float(fates["culture_gap"].mean()),
        "post_opening": float((fates["vacancy"] >= 0).mean()),
    }


def like_the_first(table: pd.DataFrame) -> int:
    """Return how many pairs cannot be told from the first, itself left out."""
    return int((table["p"] > LEVEL).sum())
