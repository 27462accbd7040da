"""What the two would save, year by year after the agreement, with the band of histories."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.decisions.advice.chances import free
from experiments.statistics.estimates import SPREAD, mean_influence, share_estimate
from experiments.statistics.estimates import interval as interval_of
from simulation.terms import AGREED


def savings_table(fates: Any, years: int) -> pd.DataFrame:
    """Return savings for each year after the agreement, of histories in which the two agreed.

    Parameters
    ----------
    fates : array of FATE, shape (members, runs)
        What became of talks.
    years : int
        How many years can be followed.

    Returns
    -------
    DataFrame
        For each year: `saving` of that year before set-up cost, its mean with 95 % interval and
        between which nine histories in ten lie; `net`, all so far less set-up cost, likewise;
        `paid_back`, the share in which that is above nothing; and the histories. A partnership
        that has ended saves nothing more, and counts.
    """
    there = fates[free(fates) & (fates["outcome"] == AGREED)]
    rows = []
    for year in range(years):
        known = there[~np.isnan(there["gross"][:, year])]
        before = known["gross"][:, year - 1] if year else 0.0
        share = share_estimate(int((known["net"][:, year] > 0).sum()), len(known))
        rows.append({
            "year": year + 1,
            **_band("saving", known["gross"][:, year] - before),
            **_band("net", known["net"][:, year]),
            "paid_back": share.value, "paid_back_low": share.low, "paid_back_high": share.high,
            "histories": len(known),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _band(name: str, values: Any) -> dict[str, float]:
    """Return a mean with its interval, and between which nine in ten lie."""
    if not len(values):
        ends = ("", "_low", "_high", "_p5", "_p95")
        return {f"{name}{end}": float(np.nan) for end in ends}
    mean = interval_of(mean_influence(values, np.ones(len(values))))
    p5, p95 = np.quantile(values, SPREAD)
    found = {"": mean.value, "_low": mean.low, "_high": mean.high, "_p5": p5, "_p95": p95}
    return {f"{name}{end}": float(value) for end, value in found.items()}
