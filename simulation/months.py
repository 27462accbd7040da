"""Months as tables write them (``2012-01``), as numbers, and in words."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from simulation.errors import InputError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month_number(date: str) -> int:
    """Return a month such as ``2012-01`` counted from the year 0."""
    return 12 * int(date[:4]) + int(date[5:7]) - 1


def date_of(number: int) -> str:
    """Return a month counted from the year 0 as ``2012-01``.

    Examples
    --------
    >>> date_of(month_number("2012-01") + 12)
    '2013-01'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def months_between(start: str, date: str) -> int:
    """Return how many months one month comes after another, negative if before.

    Examples
    --------
    >>> months_between("2009-05", "2010-01")
    8
    """
    return month_number(date) - month_number(start)


def date_after(start: str, months: int) -> str:
    """Return the month so many months after `start`."""
    return date_of(month_number(start) + months)


def year_of(date: str) -> int:
    """Return the year of a month."""
    return month_number(date) // 12


def month_of_year(date: str) -> int:
    """Return which month of the year, 1 to 12, a month is."""
    return month_number(date) % 12 + 1


def calendar_years(start: str, months: Any) -> Any:
    """Return the calendar years of months counted from `start`."""
    return (month_number(start) + months) // 12


def months_of_year(start: str, months: Any) -> Any:
    """Return which months of the year, 1 to 12, months counted from `start` are."""
    return (month_number(start) + months) % 12 + 1


def dates(start: str, months: Any) -> Any:
    """Return months counted from `start` as an array of texts such as ``2011-05``."""
    number = month_number(start) + np.asarray(months).astype(np.int64)
    known = np.unique(number)
    names = np.array([date_of(one) for one in known], dtype=object)
    return names[np.searchsorted(known, number)]


def month_text(date: str) -> str:
    """Return ``January 2012`` for ``2012-01``."""
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def short_month_text(date: str) -> str:
    """Return ``Jan 2012`` for ``2012-01``, for lists and axes."""
    return f"{MONTHS[int(date[5:7]) - 1][:3]} {date[:4]}"


def check_month(date: str, option: str) -> str:
    """Return a month that a person gave, or refuse it.

    Raises
    ------
    InputError
        If it is not a month such as ``2012-01``, naming the option.
    """
    if not MONTH.fullmatch(date):
        raise InputError("is not a month", field=option, value=date, allowed="such as 2012-01")
    return date
