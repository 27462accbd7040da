"""What the plots beside the map follow month by month, in a run and over those of an ensemble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from experiments.figures.councils_sharing import QUANTILES
from experiments.statistics.measures import by_month
from simulation.months import date_of, month_number
from simulation.result import Result


@dataclass(frozen=True)
class Series:
    """A number of the table `monthly` that is followed.

    Attributes
    ----------
    title : str
        What it is called.
    unit : str
        ``count`` or ``pounds``.
    column : str
        Of the table `monthly`.
    running : bool
        Whether the months are added up from the first.
    """

    title: str
    unit: str
    column: str
    running: bool = False

    def values(self, monthly: Any) -> Any:
        """Return it from its column, the last axis of which are the months."""
        return np.cumsum(monthly, axis=-1) if self.running else np.asarray(monthly)


SERIES: Mapping[str, Series] = {
    "councils_sharing": Series("Councils sharing", "count", "councils_sharing"),
    "talks_open": Series("Talks going on", "count", "talks_open"),
    "talks_agreed": Series("Talks agreed so far", "count", "talks_agreed", running=True),
    "talks_failed": Series("Talks failed so far", "count", "talks_failed", running=True),
    "gross_saving": Series("Gross saving yearly", "pounds", "gross_saving"),
}


@dataclass(frozen=True)
class Bands:
    """A number by month: quantiles over runs, one entry a month.

    Attributes
    ----------
    dates : list of str
        Such as ``2011-05``.
    low_90, low_50, median, high_50, high_90, mean : list of float
        5, 25, 50, 75, 95 % and the mean.
    """

    dates: list[str]
    low_90: list[float]
    low_50: list[float]
    median: list[float]
    high_50: list[float]
    high_90: list[float]
    mean: list[float]

    def table(self) -> pd.DataFrame:
        """Return them as a table, for a download: date, quantiles and mean."""
        return pd.DataFrame(asdict(self)).rename(columns={"dates": "date"})


def monthly_values(result: Result) -> dict[str, Any]:
    """Return each series of some runs, float32 of shape (runs, months)."""
    return {
        name: one.values(by_month(result, one.column)).astype(np.float32)
        for name, one in SERIES.items()
    }


def bands_of(chunks: Sequence[Any], start: str) -> Bands:
    """Return the quantiles over runs of a series.

    Parameters
    ----------
    chunks : sequence of array, each of shape (runs, months)
        Of some runs each.
    start : str
        The first month, such as ``2005-01``.
    """
    values = np.concatenate(list(chunks))
    found = np.quantile(values, list(QUANTILES.values()), axis=0, method="inverted_cdf")
    columns = {name: row.tolist() for name, row in zip(QUANTILES, found.astype(float), strict=True)}
    first = month_number(start)
    return Bands(
        dates=[date_of(first + month) for month in range(values.shape[1])],
        mean=values.mean(axis=0, dtype=float).tolist(),
        **columns,
    )
