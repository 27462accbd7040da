"""How every point of a study differs from one of them, run by run on the same draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from experiments.statistics.paired import Told, difference
from experiments.studies.designs import SAMPLED
from experiments.studies.factors import Factor, is_number
from experiments.studies.study import Study
from experiments.studies.summary import Numbers

COLUMNS = (
    "point", "outcome", "unit", "reference", "value", "difference", "low", "high", "saved",
)  # fmt: skip


def reference_of(study: Study) -> int | None:
    """Return the point that others are compared with, or None if a sample has none.

    It is the baseline of a comparison, the point at which the scenario is left as it is, the one
    nearest to that, or the first.
    """
    if study.design in SAMPLED:
        return None
    if study.compares:
        return 0
    wanted = {factor.name: _nearest(factor, study) for factor in study.factors}
    return next((one.number for one in study.points if one.values == wanted), 0)


def _nearest(factor: Factor, study: Study) -> Any:
    """Return the value in the design nearest to the scenario as it is, or else the first."""
    usual = factor.usual(study.scenario)
    values = [point.values[factor.name] for point in study.points]
    if usual in values:
        return usual
    numbers = [value for value in values if is_number(value)]
    if not (numbers and is_number(usual)):
        return values[0]
    return min(numbers, key=lambda value: abs(value - usual))


def differences_of(numbers: Numbers) -> pd.DataFrame:
    """Return one row for each outcome and each point but the reference.

    Parameters
    ----------
    numbers : Numbers
        The tables of a study.

    Returns
    -------
    DataFrame
        point, outcome, unit, reference (the point compared with), value (there), difference with
        its 95 % interval, saved (how many times as many runs an unpaired comparison needs).
    """
    study, reference = numbers.study, reference_of(numbers.study)
    rows = []
    for outcome in study.outcomes if reference is not None else ():
        told = numbers.told(outcome)
        if reference not in told:
            continue
        for point, one in told.items():
            if point == reference or _unknown(one) or _unknown(told[reference]):
                continue
            words = {"point": point, "outcome": outcome.name, "unit": outcome.unit}
            base = {"reference": reference, "value": told[reference].value}
            found = difference(one, told[reference])._asdict()
            rows.append({**words, **base, "difference": found.pop("value"), **found})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values("point", kind="stable", ignore_index=True)


def _unknown(one: Told) -> bool:
    return bool(np.isnan(one.value))
