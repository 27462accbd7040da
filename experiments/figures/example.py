"""One run in full, as a person reads it: who shared with whom, when, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from simulation.frames import read_parquet_frame
from simulation.geography import LABELS, Geography
from simulation.months import month_of_year, months_between, year_of
from simulation.result.columns import SEPARATOR
from simulation.rules.politics import MAY

MAP_COLUMNS = ["code", "name", "tier", "county", "region", "x_km", "y_km"]
NEEDED = ("map", "council_years", "talks", "partnerships", "events")


class MapState(NamedTuple):
    """A map at the end of a month.

    Attributes
    ----------
    control : list of str or None
        Who controls each council; None where it does not exist.
    partnerships : list of list of int
        Rows of the councils of each partnership alive.
    talks : list of tuple of int
        Rows of the two councils of each talks under way.
    """

    control: list[str | None]
    partnerships: list[list[int]]
    talks: list[tuple[int, int]]


class Change(NamedTuple):
    """A council that joined a partnership, or left it, in a month."""

    month: int
    joined: bool
    code: str


def map_schema() -> Any:
    """Return the Arrow types of what `map_table` returns."""
    import pyarrow as pa

    real = ("x_km", "y_km")
    fields = [(name, pa.float64() if name in real else pa.string()) for name in MAP_COLUMNS]
    return pa.schema([*fields, ("control", pa.string())])


def map_table(geography: Geography) -> pd.DataFrame:
    """Return one row a council: what it is, where it lies, and its control in the first month."""
    table = geography.councils[MAP_COLUMNS].copy()
    table["control"] = [LABELS[code] if code >= 0 else None for code in geography.initial_control]
    return table


@dataclass(frozen=True)
class Example:
    """The tables of one run, without the column `run`.

    Parameters
    ----------
    map, council_years, talks, partnerships, events : DataFrame
        As written into the folder of results.
    start : str
        The first month, such as ``2005-01``.
    """

    map: pd.DataFrame
    council_years: pd.DataFrame
    talks: pd.DataFrame
    partnerships: pd.DataFrame
    events: pd.DataFrame
    start: str

    @classmethod
    def read(cls, folder: Path, start: str) -> Example | None:
        """Read the tables of a folder; None if not all of them were kept."""
        paths = {name: folder / f"{name}.parquet" for name in NEEDED}
        if not all(path.is_file() for path in paths.values()):
            return None
        return cls(**{name: read_parquet_frame(path) for name, path in paths.items()}, start=start)

    def rows(self, codes: str) -> list[int]:
        """Return the rows of councils given as codes with a separator between them."""
        return [self._place[code] for code in codes.split(SEPARATOR)]

    def names(self, codes: str) -> list[str]:
        """Return the names of councils given as codes with a separator between them."""
        names = self.map["name"]
        return [str(names.iloc[row]) for row in self.rows(codes)]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.map["code"])}

    def at(self, date: str) -> MapState:
        """Return the map at the end of a month such as ``2012-01``."""
        month = months_between(self.start, date)
        place = self._place
        under_way = self.talks[_open(self.talks, month)]
        return MapState(
            control=self._control(date),
            partnerships=[
                [place[code] for code in self._members(row, month)]
                for row in self.partnerships[_open(self.partnerships, month)].itertuples()
            ],
            talks=[
                _pair([place[one] for one in codes.split(SEPARATOR)])
                for codes in under_way["councils"]
            ],
        )

    def _control(self, date: str) -> list[str | None]:
        """Return control in a month: that of the December after the last May before it."""
        year = year_of(date) - (month_of_year(date) < MAY)
        years = self.council_years["year"]
        if years.empty:
            return list(self.map["control"])
        first, last = int(years.min()), int(years.max())
        table = self.council_years[years == min(max(year, first), last)]
        told = table.set_index("code")["control"].astype(object).reindex(self.map["code"])
        known = [None if pd.isna(one) else str(one) for one in told]
        if year >= first:
            return known
        begun = zip(known, self.map["control"], strict=True)
        return [first_control if later else None for later, first_control in begun]

    def _members(self, row: Any, month: int) -> list[str]:
        """Return the codes of a partnership's councils at the end of a month.

        It begins with two; the asker of each later talks that led to it joins, and one may
        leave and come back.
        """
        members: list[str] = row.councils.split(SEPARATOR)[:2]
        for when, joins, code in self._changes.get(row.partnership, ()):
            if when <= month:
                members = [one for one in members if one != code] + [code] * joins
        return members

    def departures(self, row: Any) -> tuple[list[str], dict[str, int]]:
        """Return the councils of a partnership at its end, and who left it when.

        Parameters
        ----------
        row : tuple
            A row of the partnerships.

        Returns
        -------
        list of str
            Codes of those that stayed, or came back.
        dict of str to int
            Month in which each of the others left.
        """
        changes = self._changes.get(row.partnership, ())
        gone = {change.code: change.month for change in changes if not change.joined}
        last = max((change.month for change in changes), default=0)
        members = self._members(row, last)
        return members, {code: month for code, month in gone.items() if code not in members}

    @cached_property
    def _changes(self) -> dict[int, list[Change]]:
        """Who joined and who left each partnership after its founding, in order."""
        founding = set(self.partnerships["talks"])
        agreed = self.talks[self.talks["partnership"].notna() & ~self.talks["talks"].isin(founding)]
        left = self.events[self.events["kind"] == "council left"]
        found: dict[int, list[Change]] = {}
        for number, when, codes in _each(agreed, "partnership", "ended", "councils"):
            new = Change(int(when), joined=True, code=codes.split(SEPARATOR)[0])
            found.setdefault(int(number), []).append(new)
        for number, when, code in _each(left, "partnership", "month", "council"):
            found.setdefault(int(number), []).append(Change(int(when), joined=False, code=code))
        return {number: sorted(changes) for number, changes in found.items()}


def _each(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the values of some columns, row by row."""
    yield from zip(*(table[name] for name in columns), strict=True)


def _open(table: pd.DataFrame, month: int) -> pd.Series[bool]:
    """Return which rows had begun and not ended at the end of a month."""
    over = (table["ended"] <= month).fillna(value=False).astype(bool)
    return (table["began"] <= month) & ~over


def _pair(rows: list[int]) -> tuple[int, int]:
    return rows[0], rows[1]
