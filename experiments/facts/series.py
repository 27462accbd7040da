"""What single runs are like over the years, beside which England's numbers are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.facts.comparison import quantiles
from experiments.statistics.histories import (
    book_year,
    ever_restructured,
    mean_senior_posts,
    survival_curves,
)
from experiments.statistics.measures import by_month, row_positions
from experiments.statistics.outcomes import measure_outcomes, outcomes_named
from simulation.months import calendar_years, date_after, month_number, year_of
from simulation.result import Result
from simulation.terms import MOTIVES

Counts = Mapping[str, Any]
"""Arrays by the name of a series, of shape (runs, places), or what its places are."""

SERIES = ("starts", "partnerships", "councils_sharing", "survival", "restructured",
          "senior_posts", "motives")  # fmt: skip
MONTHLY = ("partnerships", "councils_sharing")
LED = [f"led_by_{motive}" for motive in MOTIVES]


def years_of(result: Result) -> range:
    """Return the calendar years of which any month was played."""
    start = result.scenario.period.start
    return range(year_of(start), year_of(date_after(start, result.months - 1)) + 1)


def count_series(result: Result) -> dict[str, Any]:
    """Return every series of some runs."""
    return {
        "starts": starts(result),
        **{name: by_month(result, name).astype(float) for name in MONTHLY},
        "survival": survival_curves(result),
        "restructured": ever_restructured(result)[:, _closed(result)] / len(result.codes),
        "senior_posts": mean_senior_posts(result)[:, _closed(result)],
        "motives": measure_outcomes(result, outcomes_named(LED))[LED].to_numpy(),
    }


def starts(result: Result) -> Any:
    """Count the partnerships that began in each calendar year, shape (runs, years)."""
    rows, years = result.raw.partnerships, years_of(result)
    found = np.zeros((len(result.runs), len(years)))
    year = calendar_years(result.scenario.period.start, rows["began"]) - years[0]
    np.add.at(found, (row_positions(result, rows), year), 1.0)
    return found


def _closed(result: Result) -> list[int]:
    """Return the places in the yearly books of years that had a December."""
    places = [book_year(result, f"{year}-12") for year in years_of(result)]
    return [place for place in places if place is not None]


def series_places(result: Result) -> dict[str, Any]:
    """Return the places of each series: years, years since the agreement, or motives."""
    start, years = result.scenario.period.start, years_of(result)
    time = (month_number(start) + 1 + np.arange(result.months)) / 12  # at the end of the month
    return {
        "starts": list(years),
        **dict.fromkeys(MONTHLY, time),
        "survival": np.arange(result.months) / 12,
        "restructured": [years[place] for place in _closed(result)],
        "senior_posts": [years[place] for place in _closed(result)],
        "motives": list(MOTIVES),
    }


def series_tables(parts: Sequence[Counts], places: Counts) -> dict[str, pd.DataFrame]:
    """Return how runs differ in each series: quantiles at each of its places.

    Parameters
    ----------
    parts : sequence of mapping
        As `count_series` returns them, of all runs.
    places : mapping
        As `series_places` returns them, of any run.
    """
    return {
        name: _quantiles(np.concatenate([part[name] for part in parts]), at)
        for name, at in places.items()
    }


def _quantiles(values: Any, places: Any) -> pd.DataFrame:
    """Return quantiles over the runs that have a number, NaN where none has."""
    return pd.DataFrame(
        [{"place": place, **quantiles(column), "runs": int((~np.isnan(column)).sum())}
         for place, column in zip(places, values.T, strict=True)]
    )  # fmt: skip
