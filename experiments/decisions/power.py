"""How many runs find a difference of a stated size: paired on common draws, and unpaired.

A pilot tells how far runs differ; from that follows how many the t-test takes that is made of the
study. The pilot's spread is itself an estimate: Bonett's interval of a standard deviation (2006),
which holds for numbers that are not normal, gives the ends of the number of runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import ncfdtr, ndtri, stdtrit
from scipy.stats import trim_mean

from experiments.statistics.comparisons import minus, paired_difference
from experiments.statistics.estimates import Influence
from experiments.statistics.outcome import Outcome
from experiments.statistics.student import CONFIDENCE
from experiments.studies.differences import reference_points
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from simulation.errors import InputError

FEWEST_UNITS = 8
"""Runs, or members, from which a spread is told at all."""

FEWEST = 2
"""Runs, or members, that a t-test takes."""

MANY = 10_000
"""Runs, or members, from which on Student's t is the normal distribution."""

MOST_UNITS = 10**9
COLUMNS = ("point", "label", "reference", "difference", "low", "high", "paired", "paired_low",
           "paired_high", "unpaired", "unpaired_low", "unpaired_high", "units", "paired_sd",
           "unpaired_sd")  # fmt: skip


class Wanted(NamedTuple):
    """What is to be found, and how surely.

    Attributes
    ----------
    size : float
        The difference, in the unit of the outcome; shares as shares.
    power, level : float
        Chance to find it, and chance to find one where there is none (two-sided).
    """

    size: float
    power: float
    level: float


class Spread(NamedTuple):
    """A variance, with the standard error of its logarithm."""

    variance: float
    error: float

    def plus(self, other: Spread) -> Spread:
        """Return the variance of a difference of two numbers that have nothing in common."""
        total = self.variance + other.variance
        parts = [one.variance * one.error / total for one in (self, other)] if total else [0.0]
        return Spread(total, math.hypot(*parts))

    def ends(self) -> tuple[float, float]:
        """Return the ends of the 95 % interval of the variance."""
        reach = math.exp(float(ndtri(0.5 + CONFIDENCE / 2)) * self.error)
        return self.variance / reach, self.variance * reach


def spread_of(values: Any) -> Spread:
    """Return the variance of some numbers and how well it is known (Bonett 2006)."""
    number = len(values)
    centred = values - values.mean()
    square = float((centred**2).sum())
    if not square > 0:
        return Spread(0.0, 0.0)
    trimmed = values - trim_mean(values, 1 / (2 * math.sqrt(number - 4)))
    peak = number * float((trimmed**4).sum()) / square**2
    return Spread(
        square / (number - 1), math.sqrt(max(peak - (number - 3) / number, 0.0) / (number - 1))
    )


def units_needed(variance: float, wanted: Wanted, *, paired: bool) -> float:
    """Return how many runs of each point find a difference; NaN where no run differs.

    Parameters
    ----------
    variance : float
        Of the differences of pairs, or of one run plus of the other.
    wanted : Wanted
        What is to be found.
    paired : bool
        Whether runs are paired.

    Examples
    --------
    >>> math.ceil(units_needed(1.0, Wanted(0.5, 0.8, 0.05), paired=True))
    34
    """
    if not variance > 0:
        return math.nan
    z = float(ndtri(1 - wanted.level / 2) + ndtri(wanted.power))
    rough = z**2 * variance / wanted.size**2
    if rough > MANY:
        return min(rough, MOST_UNITS)

    def excess(units: float) -> float:
        strength = units * wanted.size**2 / variance
        freedom, limit = t_test(units, wanted.level, paired=paired)
        return 1.0 - float(ncfdtr(1, freedom, strength, limit)) - wanted.power

    high = float(FEWEST)
    if excess(high) >= 0:
        return high
    while excess(high) < 0:
        high *= 2.0
    return float(brentq(excess, high / 2.0, high))


def t_test(units: float, level: float, *, paired: bool) -> tuple[float, float]:
    """Return the degrees of freedom of a t-test, and the square from which it finds something.

    A two-sided t-test is an F-test of one degree of freedom, whose noncentral distribution SciPy
    knows where that of t has no numbers for its far tail.
    """
    freedom = (units - 1) * (1 if paired else 2)
    return freedom, float(stdtrit(freedom, 1 - level / 2)) ** 2


def power_table(tables: StudyTables, outcome: Outcome, wanted: Wanted) -> pd.DataFrame:
    """Return how many runs of each point find a difference, pair by pair.

    Parameters
    ----------
    tables : StudyTables
        Those of the pilot.
    outcome, wanted : Outcome, Wanted
        What is measured, and what is to be found.

    Returns
    -------
    DataFrame
        point, label and the point it is compared with; the difference in the pilot with its
        95 % interval; runs of each point that find a difference so large, paired and unpaired,
        with their ends as the pilot knows them; units (runs or members) of the pilot; how far
        differences of two units spread, in the outcome's unit.

    Raises
    ------
    InputError
        If no points are compared, or too few runs of the pilot have the outcome.
    """
    study = tables.study
    found = {k: one for k, one in tables.influences(outcome).items() if _enough(one)}
    pairs = check_compared(study)
    rows = [_row(study, found, pair, wanted) for pair in pairs.items() if set(pair) <= set(found)]
    if not rows:
        raise InputError(
            "is known of too few runs of the pilot",
            field="--outcome",
            value=outcome.name,
            allowed="a larger --pilot, or an outcome that more runs have",
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def hardest_pair(table: pd.DataFrame) -> Any | None:
    """Return the row of the pair that takes most runs; None where no run differs."""
    known = table.dropna(subset=["paired"])
    return None if known.empty else known.iloc[int(known["paired"].argmax())]


def check_compared(study: Study) -> dict[int, int]:
    """Return which points are compared, each with its reference.

    Raises
    ------
    InputError
        If there are none, as in a sample.
    """
    pairs = {k: base for k, base in reference_points(study).items() if k != base}
    if not pairs:
        raise InputError("compares no points, so that there is no difference to be found",
                         field="design", allowed="a grid, one_at_a_time, or policies")  # fmt: skip
    return pairs


def _enough(one: Influence) -> bool:
    there = np.isfinite(one.value) and np.isfinite(one.influence).all()
    return bool(there) and len(one.influence) >= FEWEST_UNITS


def _row(
    study: Study, found: Mapping[int, Influence], pair: tuple[int, int], wanted: Wanted
) -> dict[str, Any]:
    one, other = (found[point] for point in pair)
    difference = paired_difference(one, other)
    each = study.runs / len(one.influence)
    numbers: dict[str, Any] = {}
    together = spread_of(minus(one, other).influence)
    apart = spread_of(one.influence).plus(spread_of(other.influence))
    for name, spread in (("paired", together), ("unpaired", apart)):
        numbers[f"{name}_sd"] = math.sqrt(spread.variance)
        ends = dict(zip(("_low", "_high"), spread.ends(), strict=True)) | {"": spread.variance}
        for end, variance in ends.items():
            units = units_needed(variance, wanted, paired=name == "paired")
            numbers[name + end] = _runs(units, each, whole=study.nest is not None)
    return {"point": pair[0], "label": study.label(pair[0]), "reference": study.label(pair[1]),
            "difference": difference.value, "low": difference.low, "high": difference.high,
            **numbers, "units": len(one.influence)}  # fmt: skip


def _runs(units: float, each: float, *, whole: bool) -> float:
    """Return how many runs so many units are, each of `each` runs; members are whole ones."""
    if math.isnan(units):
        return math.nan
    return math.ceil(units) * each if whole else math.ceil(round(units * each, 9))
