"""Recorded control: a table of code, year, control and largest party as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.geography.parties import CONTROLS, LEADING, Codes, Party

if TYPE_CHECKING:
    import pandas as pd


class Recorded(NamedTuple):
    """Control and largest party (councils x years, codes of Party) and the years of the columns."""

    control: Codes
    largest_party: Codes
    years: range


def recorded_control(rows: pd.DataFrame, codes: pd.Series[str]) -> Recorded:
    """Return the rows of a control table as arrays in the order of `codes`.

    Parameters
    ----------
    rows : DataFrame
        Columns code, year (int), control and largest_party (labels of Party, checked before;
        largest_party may be blank). One row for each council and year, in any order.
    codes : Series of str
        The councils wanted, each with at least one row.

    Notes
    -----
    A year missing before a council's first row means that it did not exist yet; a year missing
    later repeats the year before. A blank largest party is the controlling party; under no
    overall control, where it is tied or unknown, it is Ind: a leader from no party.
    """
    rows = rows[rows["code"].isin(codes)]
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    control = rows["control"].map(CONTROLS).astype(float)
    own = control.where(control != Party.NOC, float(Party.IND))
    largest = rows["largest_party"].map(LEADING).astype(float).fillna(own)
    filled = rows.assign(control=control, largest_party=largest)
    return Recorded(
        control=_by_year(filled, "control", codes, years),
        largest_party=_by_year(filled, "largest_party", codes, years),
        years=years,
    )


def first_recorded(record: Codes) -> Codes:
    """Return the first entry of each row that is not NONE (NONE if there is no such entry)."""
    column = np.argmax(record != Party.NONE, axis=1)
    first: Codes = record[np.arange(len(record)), column]
    return first


def _by_year(rows: pd.DataFrame, column: str, codes: pd.Series[str], years: range) -> Codes:
    wide = rows.pivot_table(index="code", columns="year", values=column, aggfunc="first")
    wide = wide.reindex(index=codes, columns=years).ffill(axis="columns")
    return wide.fillna(float(Party.NONE)).to_numpy().astype(np.int8)
