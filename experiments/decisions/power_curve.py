"""The other way round: the smallest difference that some number of runs finds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ncfdtrinc, ndtri

from experiments.decisions.power import FEWEST, MANY, Wanted, t_test
from experiments.studies.study import Study

PLACES = 48
"""Numbers of runs at which the curve is reckoned."""

REACH = 4.0
"""How many times as many, and as few, runs are shown as the pilot leaves open."""

FARTHEST = 99.9
"""Standard errors from zero, beyond which SciPy knows no noncentral distribution."""


def size_found(variance: float, units: float, wanted: Wanted, *, paired: bool) -> float:
    """Return the smallest difference that some runs of each point find; NaN where none differs.

    Parameters
    ----------
    variance : float
        Of the differences of pairs, or of one run plus of the other.
    units : float
        Runs (or members) of each point, at least 2.
    wanted : Wanted
        How surely it is to be found; its size does not count.
    paired : bool
        Whether runs are paired.

    Examples
    --------
    >>> round(size_found(1.0, 34, Wanted(0.0, 0.8, 0.05), paired=True), 3)
    0.495
    """
    if not variance > 0:
        return math.nan
    if units > MANY:
        distance = float(ndtri(1 - wanted.level / 2) + ndtri(wanted.power))
    else:
        freedom, limit = t_test(units, wanted.level, paired=paired)
        distance = math.sqrt(float(ncfdtrinc(1, freedom, 1 - wanted.power, limit)))
    return distance * math.sqrt(variance / units) if distance < FARTHEST else math.nan


def curve_table(row: Any, study: Study, wanted: Wanted) -> pd.DataFrame:
    """Return the smallest difference of a pair that is found, by the number of runs.

    Parameters
    ----------
    row : Series
        The pair: a row of the power table, in which runs differ.
    study : Study
        The pilot.
    wanted : Wanted
        How surely it is to be found.

    Returns
    -------
    DataFrame
        runs (of each point), and the smallest difference found with so many, paired and unpaired,
        in the outcome's unit.
    """
    each = study.runs / row["units"]
    low = min(row["paired_low"], row["unpaired_low"]) / each / REACH
    high = max(row["paired_high"], row["unpaired_high"]) / each * REACH
    ends = (max(low, FEWEST), max(high, FEWEST * REACH))
    units = np.unique(np.round(np.geomspace(*ends, PLACES)))
    columns = {
        name: [size_found(row[f"{name}_sd"] ** 2, one, wanted, paired=name == "paired")
               for one in units]
        for name in ("paired", "unpaired")
    }  # fmt: skip
    return pd.DataFrame({"runs": np.ceil(np.round(units * each, 9)).astype(int), **columns})
