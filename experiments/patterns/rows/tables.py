"""Which rows patterns look at: talks that ended, partnerships at a date, years of councils."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from simulation.months import months_between
from simulation.result import Result

Chosen = Callable[[Any], Any]
"""From a table to true or false, or a number, for each row."""

SOUTH = ("South East", "South West", "East of England", "East")


Maker = Callable[[Result], Any]


def per_result(make: Maker) -> Maker:
    """Return a maker of rows that makes them once for each result, however often it is asked."""
    made: WeakKeyDictionary[Result, Any] = WeakKeyDictionary()

    @wraps(make)
    def once(result: Result) -> Any:
        if result not in made:
            made[result] = make(result)
        return made[result]

    return once


@per_result
def ended_talks(result: Result) -> pd.DataFrame:
    """Return talks that came to an end."""
    talks = result.talks
    return talks[talks["outcome"].isin(["agreed", "failed"])]


@per_result
def failed_talks(result: Result) -> pd.DataFrame:
    """Return talks that failed."""
    talks = result.talks
    return talks[talks["outcome"] == "failed"]


@per_result
def agreed_talks(result: Result) -> pd.DataFrame:
    """Return talks that agreed."""
    talks = result.talks
    return talks[talks["outcome"] == "agreed"]


def partnerships(result: Result) -> pd.DataFrame:
    """Return all partnerships."""
    return result.partnerships


def talks(result: Result) -> pd.DataFrame:
    """Return all talks."""
    return result.talks


def approaches(result: Result) -> pd.DataFrame:
    """Return all approaches."""
    return result.approaches


def years(result: Result) -> pd.DataFrame:
    """Return the years of partnerships."""
    return result.partnership_years


@per_result
def council_years(result: Result) -> pd.DataFrame:
    """Return the years of councils that exist."""
    table = result.council_years
    return table[table["control"].notna()]


def where(table: Callable[[Result], pd.DataFrame], chosen: Chosen) -> Callable[[Result], Any]:
    """Return the rows of a table for which something holds."""

    def rows(result: Result) -> pd.DataFrame:
        found = table(result)
        return found[pd.Series(chosen(found)).fillna(value=False).to_numpy(dtype=bool)]

    return rows


def month_of(result: Result, date: str) -> int:
    """Return the number of a month such as ``2012-01``."""
    return months_between(result.scenario.period.start, date)


def alive_at(date: str) -> Callable[[Result], pd.DataFrame]:
    """Return the partnerships that are alive in a month."""

    def rows(result: Result) -> pd.DataFrame:
        table, month = result.partnerships, month_of(result, date)
        over = (table["ended"] <= month).fillna(value=False).astype(bool)
        return table[(table["began"] <= month) & ~over]

    return rows


def at_month(date: str) -> Callable[[Result], pd.DataFrame]:
    """Return the monthly book of one month."""
    return lambda result: result.monthly[result.monthly["date"] == date]


def months_lived(table: pd.DataFrame, end: int) -> pd.Series[float]:
    """Return how many months partnerships have lived, up to the end of the run."""
    ended = table["ended"].astype(float).fillna(float(end))
    months: pd.Series[float] = ended - table["began"]
    return months


@per_result
def partnership_lives(result: Result) -> Any:
    """Return partnerships with `lived` (months) and `parted` (ended other than by force)."""
    table = result.partnerships
    own = table["how"].isin(["by choice", "merged", "company"])
    return table.assign(lived=months_lived(table, result.months), parted=own)


def outcome(name: str) -> Chosen:
    """Return whether talks had this outcome."""
    return lambda table: table["outcome"] == name


SUCCESS = outcome("agreed")


def by_either(cause: str) -> Chosen:
    """Return whether a cause is cited by either side."""

    def cited(table: pd.DataFrame) -> Any:
        told = table["causes_asker"].astype(str) + ";" + table["causes_asked"].astype(str)
        return told.map(lambda causes: cause in causes.split(";"))

    return cited


def lead_motive(table: pd.DataFrame) -> pd.Series[str]:
    """Return the largest motive of each row."""
    names = [name for name in table.columns if name.startswith("motive_")]
    if table.empty:
        return pd.Series([], dtype=str)
    lead: Any = table[names].idxmax(axis=1)
    first: pd.Series[str] = lead.str.removeprefix("motive_")
    return first


def led_by(*motives: str) -> Chosen:
    """Return whether one of these motives is the largest."""
    return lambda table: lead_motive(table).isin(motives)


def between(name: str, low: float, high: float) -> Chosen:
    """Return whether a number lies from `low` up to but not at `high`."""
    return lambda table: (table[name] >= low) & (table[name] < high)


def third(name: str, which: int) -> Chosen:
    """Return whether a number lies in the lower (0), middle (1) or upper (2) third of its rows."""

    def chosen(table: pd.DataFrame) -> Any:
        edges = table[name].quantile([1 / 3, 2 / 3]).to_list()
        value = table[name]
        return [value <= edges[0], (value > edges[0]) & (value <= edges[1]), value > edges[1]][
            which
        ]

    return chosen
