"""Cases of a study: what was varied in each, and how many of them meet a condition.

A case has a point of the design, a group (a member of the posterior, or a run that all points
share), and perhaps columns of its own. What the groups and points have in common is kept apart, so
that resamples and permutations take whole groups and never cut through one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy as np

Source = Literal["point", "group", "case"]
SOURCES: tuple[Source, ...] = ("point", "group", "case")


class Column(NamedTuple):
    """Something by which cases differ.

    Attributes
    ----------
    name, label, unit : str
        Dotted name of a parameter, name of a factor or of a column of talks; how sentences call it.
    source : str
        Whether it belongs to the point (a factor), the group (a parameter of a member) or the case.
    values : tuple of str
        What it may be, where these are names; its numbers are places in it.
    """

    name: str
    label: str
    unit: str
    source: Source
    values: tuple[str, ...] = ()


class Rows(NamedTuple):
    """Of each row: its point and group, how many cases it stands for, and how many are hits."""

    point: Any
    group: Any
    number: Any
    hits: Any


@dataclass(frozen=True)
class Cases:
    """Cases, rows of which may stand for several that are alike.

    Values are held as their places among the values of a column, in rising order, so that nothing
    is sorted again when a box is looked for many times.

    Parameters
    ----------
    columns : tuple of Column
        What varies, those of points first, then of groups, then of cases.
    levels : tuple of array of float
        The values of each column, rising.
    of_point, of_group, of_case : array of int
        The values in each point, group and row of cases, as places in `levels`; a row each.
    point, group : array of int, shape (rows,)
        Where each row belongs.
    number, hits : array of float, shape (rows,)
        How many cases a row stands for, and how many of them meet the condition.
    sampled : bool
        Whether points are a sample of what could have been played, rather than all that is meant.
    """

    columns: tuple[Column, ...]
    levels: tuple[Any, ...]
    of_point: Any
    of_group: Any
    of_case: Any
    point: Any
    group: Any
    number: Any
    hits: Any
    sampled: bool = False

    @classmethod
    def build(
        cls, columns: Sequence[Column], parts: Sequence[Any], rows: Rows, *, sampled: bool = False
    ) -> Cases:
        """Return cases from values as they are; what does not vary among the rows is left out.

        Parameters
        ----------
        columns : sequence of Column
            What varies.
        parts : sequence of array of float
            Its values in each point, each group and each row, a column each.
        rows : Rows
            Where rows belong, and what they hold.
        sampled : bool
            Whether points are a sample.
        """
        places: dict[Source, list[Any]] = {source: [] for source in SOURCES}
        kept, levels = [], []
        values = (column for part in parts for column in np.asarray(part, dtype=float).T)
        for column, one in zip(columns, values, strict=True):
            known, codes = np.unique(one, return_inverse=True)
            at = {"point": rows.point, "group": rows.group, "case": slice(None)}[column.source]
            if np.ptp(codes[at]) > 0:
                kept.append(column)
                levels.append(known)
                places[column.source].append(codes)
        tables = [
            np.array(places[source], dtype=np.int64).reshape(-1, len(part)).T
            for source, part in zip(SOURCES, parts, strict=True)
        ]
        of_point, of_group, of_case = tables
        return cls(tuple(kept), tuple(levels), of_point, of_group, of_case, rows.point,
                   rows.group, rows.number, rows.hits, sampled)  # fmt: skip

    def values(self, column: int) -> Any:
        """Return the value of a column in every row."""
        source = self.columns[column].source
        codes = self.table(source)[:, self.source_columns(source).index(column)]
        place = {"point": self.point, "group": self.group, "case": slice(None)}[source]
        return self.levels[column][codes[place]]

    def table(self, source: Source) -> Any:
        """Return the codes of the columns of points, of groups or of cases."""
        return {"point": self.of_point, "group": self.of_group, "case": self.of_case}[source]

    def sums(self, columns: Collection[int]) -> Iterator[tuple[int, Any, Any]]:
        """Yield some columns with how many cases, and how many hits, have each of their values."""
        for source in SOURCES:
            places = self.source_columns(source)
            if not any(place in columns for place in places):
                continue
            number, hits = self._summed(self.number, source), self._summed(self.hits, source)
            for place, codes in zip(places, self.table(source).T, strict=True):
                if place in columns:
                    length = len(self.levels[place])
                    yield (
                        place,
                        np.bincount(codes, number, length),
                        np.bincount(codes, hits, length),
                    )

    def _summed(self, counts: Any, source: Source) -> Any:
        """Return counts of rows by point or by group, or as they are."""
        if source == "case":
            return counts
        rows = self.point if source == "point" else self.group
        return np.bincount(rows, counts, len(self.table(source)))

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.of_group)

    @property
    def rate(self) -> float:
        """The share of cases that meet the condition."""
        return float(self.hits.sum() / self.number.sum())

    def where(self, rows: Any) -> Cases:
        """Return some rows; points and groups keep their numbers."""
        return replace(self, of_case=self.of_case[rows], point=self.point[rows],
                       group=self.group[rows], number=self.number[rows],
                       hits=self.hits[rows])  # fmt: skip

    def resample(self, times: Any) -> Cases:
        """Return the cases with each row counted some times; those not counted are left out."""
        there = times > 0
        part = self.where(there)
        return replace(part, number=part.number * times[there], hits=part.hits * times[there])

    def source_columns(self, source: Source) -> list[int]:
        """Return the places of the columns that belong to points, groups or cases."""
        return [place for place, one in enumerate(self.columns) if one.source == source]
