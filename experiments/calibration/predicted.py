"""The posterior predictive check: single runs of members, beside the one history of England."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.calibration.bank_run import BankCalibration
from experiments.statistics.position import position_among
from experiments.statistics.posterior import Posterior

PREDICTED = "predicted.csv"
MEMBERS = 103
"""The number of the wave in which members are played."""

EXACT = 12
"""Decimals to which numbers of runs are compared: as they are."""

COLUMNS = ["outcome", "observed", "discrepancy", "p5", "p50", "p95", "runs", "mid_p"]


def predict(work: BankCalibration, posterior: Posterior, scores: Any) -> pd.DataFrame:
    """Return what single runs of members of the posterior give, beside what was observed.

    Parameters
    ----------
    work : BankCalibration
        Plays them.
    posterior : Posterior
        Its members are drawn in proportion to their weight.
    scores : array of float, shape (members, parameters)
        Their scores.

    Returns
    -------
    DataFrame
        For each number what was observed, its discrepancy, percentiles over runs, how many had
        cases, and the two-sided mid-p of what was observed.
    """
    number = work.study.bank.members
    taken = scores[posterior.draw_members(number, work.study.seed)]
    bank = work.play("Predictive check", lambda _, places: taken[places], number, MEMBERS)
    rows = []
    for name, observed in work.study.observed.items():
        values = bank.measured[name].dropna()
        percentiles = values.quantile([0.05, 0.5, 0.95]).to_numpy()
        rows.append((name, observed.value, observed.discrepancy, *percentiles, len(values),
                     position_among(values, observed.value, EXACT).mid_p))  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)
