"""What the centre did, month by month: news of cuts, cuts in cash, encouragement, grants."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError
from simulation.months import check_month, month_number

Series = npt.NDArray[np.float64]


class History(NamedTuple):
    """One number a month for each thing the centre does, shape (months,).

    Attributes
    ----------
    news : array
        Share of the whole cut in grant that is announced in the month; 1 over all months (SF018).
    cash : array
        Share of the whole cut taken so far, in [0, 1]; rises each April from 2011.
    signal : array
        1 once policy encourages sharing (October 2006; SF019, SF028), 0 before.
    grant : array
        1 while grant for sharing is open (SF030).
    grant_announced : array
        1 while such a grant is announced and not yet open.
    """

    news: Series
    cash: Series
    signal: Series
    grant: Series
    grant_announced: Series


LASTING = ("cash", "signal")  # keep their last value after the table ends; the others are 0


def history(start: str, months: int) -> History:
    """Return England's history from a month on, in arrays that cannot be written to.

    Before and after the packaged table (2004 to 2019) all is 0, but what is cut stays cut and
    the signal stays on: `cash` and `signal` keep their last value.

    Parameters
    ----------
    start : str
        The first month, such as ``2009-05``.
    months : int
        How many, 0 or more.

    Raises
    ------
    InputError
        If `start` is not a month, or the number of months is out of range.
    """
    check_month(start, "start")
    if months < 0:
        raise InputError("out of range", field="months", value=months, allowed="0 or more")
    return _found(month_number(start), months)


@cache
def _found(first: int, months: int) -> History:
    table = _table()
    wanted = np.arange(first, first + months)
    told = table.reindex(wanted)
    told.loc[wanted > table.index[-1], list(LASTING)] = table[list(LASTING)].iloc[-1].to_numpy()
    columns = [told[name].fillna(0.0).to_numpy(float, copy=True) for name in History._fields]
    for column in columns:
        column.flags.writeable = False
    return History(*columns)


def flat(months: int) -> History:
    """Return a history in which the centre does nothing: no cuts, no signal, no grants."""
    return History(*(np.zeros(months) for _ in History._fields))


@cache
def _table() -> pd.DataFrame:
    """Return the packaged table, its rows numbered by months since the year 0."""
    with (files("simulation.geography") / "data" / "history.csv").open(encoding="utf-8") as file:
        table = pd.read_csv(file, dtype={"month": str})
    return table.set_index(table.pop("month").map(month_number))
