"""Counting the rows of tables of any length, chunk by chunk, so that memory does not grow.

Talks and partnerships of one run are not independent, so intervals are taken over groups of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.statistics.estimates import Influence, ratio_influence, summarise

MOST_GROUPS = 40
"""Groups of runs over which an interval is taken."""

AT_ONCE = 500_000
"""Rows that are read at once."""

TALKS = ("months", "outcome", "reason", "party_mismatch", "lasting")


CHUNKS_AT_ONCE = 20
"""Chunks that are put together in one go."""

Keys = Sequence[str]
"""What a tally counts by; its other columns are counts that add up."""


def group_count(runs: int) -> int:
    """Return how many groups of runs there are."""
    return min(runs, MOST_GROUPS)


def group_number(run: Any, runs: int) -> Any:
    """Return the group of each run: its number modulo the groups."""
    return run % group_count(runs)


def group_of_run(runs: int) -> Any:
    """Return the group of every run, shape (runs,)."""
    return group_number(np.arange(runs), runs)


def count_talks(path: Path, groups: Any) -> pd.DataFrame:
    """Return talks counted by point, group, months, outcome, reason, mismatch and lasting.

    Parameters
    ----------
    path : Path
        Parquet table of talks of a study.
    groups : array of int, shape (runs,)
        The group of each run of a point.
    """
    return count_rows(
        path,
        TALKS,
        lambda frame: frame.assign(group=groups[frame["run"]]),
        ["point", "group", *TALKS],
    )


def count_rows(
    path: Path,
    columns: Sequence[str],
    prepare: Callable[[pd.DataFrame], pd.DataFrame],
    keys: Sequence[str],
) -> pd.DataFrame:
    """Return how many rows of a table have each combination of keys, as the column `number`.

    Parameters
    ----------
    path : Path
        Parquet table.
    columns : sequence of str
        What is read of it, beside point and run; a table without these has one of each.
    prepare : callable
        Takes some rows and returns them with the keys.
    keys : sequence of str
        What is counted by.
    """
    by = list(keys)
    parts = [
        prepare(frame).groupby(by, dropna=False, observed=True).size().reset_index(name="number")
        for frame in _batches(path, columns)
    ]
    if not parts:
        return pd.DataFrame(columns=[*by, "number"])
    grouped = pd.concat(parts).groupby(by, dropna=False, observed=True)
    return grouped["number"].sum().reset_index()


def _batches(path: Path, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    with pq.ParquetFile(path) as file:
        there = set(file.schema_arrow.names)
        wanted = [name for name in ("point", "run", *columns) if name in there]
        for batch in file.iter_batches(AT_ONCE, columns=wanted):
            frame: Any = batch.to_pandas()
            yield frame.assign(**{name: 0 for name in ("point", "run") if name not in there})


def grouped_rates(
    counts: pd.DataFrame, part: pd.Series[bool], by: Sequence[str], groups: int
) -> pd.DataFrame:
    """Return shares with intervals for each combination of some keys.

    Parameters
    ----------
    counts : DataFrame
        Counted things, with the columns of `by`, group and number.
    part : Series of bool
        Which rows count as successes.
    by : sequence of str
        Keys.
    groups : int
        How many groups of runs there are; groups without any of the things count with none.

    Returns
    -------
    DataFrame
        The keys, value, low, high and number.
    """
    made = counts.assign(part=counts["number"] * part)
    summed = made.groupby([*by, "group"], as_index=False, observed=True)[["number", "part"]].sum()
    rows = []
    grouped: Any = summed.groupby(list(by), observed=True)
    for key, one in grouped:
        whole = one.set_index("group").reindex(range(groups), fill_value=0)
        number = whole["number"].to_numpy(dtype=float)
        some = np.where(number > 0, number, np.nan)
        found = summarise(whole["part"].to_numpy(dtype=float) / some, number, share=True)
        keys = dict(zip(by, key, strict=True))
        rows.append({**keys, "value": found.value, "low": found.low, "high": found.high,
                     "number": int(number.sum())})  # fmt: skip
    return pd.DataFrame(rows, columns=[*by, "value", "low", "high", "number"])


def influences(
    counts: pd.DataFrame, part: pd.Series[bool], by: str, groups: int
) -> dict[Any, Influence]:
    """Return the share of each value of a key with the influence of each group of runs.

    Parameters
    ----------
    counts, part, groups : DataFrame, Series of bool, int
        As `grouped_rates` takes them.
    by : str
        The key.
    """
    found = {}
    for key, one in counts.assign(part=counts["number"] * part).groupby(by, observed=True):
        summed = one.groupby("group")[["part", "number"]].sum()
        whole = summed.reindex(range(groups), fill_value=0).to_numpy(dtype=float)
        found[key] = ratio_influence(whole[:, 0], whole[:, 1])
    return found


class Tallies:
    """Adds up the tallies of chunks.

    Parameters
    ----------
    keys : mapping of str to sequence of str
        What each tally counts by, by its name.
    """

    def __init__(self, keys: Mapping[str, Keys]) -> None:
        self._keys = dict(keys)
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in keys}

    def add(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Add the tallies of one chunk."""
        for name, frame in frames.items():
            self._parts[name].append(frame)
            if len(self._parts[name]) >= CHUNKS_AT_ONCE:
                self._parts[name] = [add_up(self._parts[name], self._keys[name])]

    def frame(self, name: str) -> pd.DataFrame:
        """Return the sums of a tally over all chunks so far, sorted by what it counts by."""
        return add_up(self._parts[name], self._keys[name])

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the sums of all tallies."""
        return {name: self.frame(name) for name in self._keys}


def add_up(parts: Sequence[pd.DataFrame], keys: Keys) -> pd.DataFrame:
    """Return tables of counts as one, in which each key stands once."""
    filled = [part for part in parts if len(part)] or parts[:1]
    table = pd.concat(filled, ignore_index=True)
    added: pd.DataFrame = table.groupby(list(keys), as_index=False).sum()
    return added
