"""Counting talks and partnerships in tables of any length, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.statistics.survival import GROUPS

AT_ONCE = 500_000
"""Rows that are read at once."""

TALKS = ("months", "outcome", "reason", "party_mismatch", "lasting")
PARTNERSHIPS = ("began", "months", "how", "party_mismatch")


def groups_of(runs: int) -> int:
    """Return how many groups of runs there are: run r belongs to group r modulo this."""
    return min(runs, GROUPS)


def counted_talks(path: Path, runs: int) -> pd.DataFrame:
    """Return talks counted by point, group, months, outcome, reason, mismatch and lasting.

    Parameters
    ----------
    path : Path
        Parquet table of talks of a study.
    runs : int
        Runs at each point.
    """
    frames = (_grouped(frame, runs) for frame in _read(path, TALKS))
    return _counted(frames, ["point", "group", *TALKS])


def counted_lives(path: Path, runs: int, last: Mapping[int, int]) -> pd.DataFrame:
    """Return partnerships counted by point, group, months watched, parted and mismatch.

    Parameters
    ----------
    path : Path
        Parquet table of partnerships.
    runs : int
        Runs at each point.
    last : mapping of int to int
        The last month of each point: those alive are watched until then.
    """

    def lives(frame: pd.DataFrame) -> pd.DataFrame:
        end = frame["point"].map(last)
        watched = frame["months"].fillna(end - frame["began"]).astype(np.int64)
        parted = (frame["how"] == "by choice").astype(np.int64)
        made = _grouped(frame, runs).assign(months=watched, parted=parted)
        return made[["point", "group", "months", "parted", "party_mismatch"]]

    frames = (lives(frame) for frame in _read(path, PARTNERSHIPS))
    return _counted(frames, ["point", "group", "months", "parted", "party_mismatch"])


def lives_of(tables: Path) -> tuple[pd.DataFrame, int, int]:
    """Return the lives of partnerships in the tables of `partnerships run`.

    Parameters
    ----------
    tables : Path
        Their folder.

    Returns
    -------
    DataFrame
        As `counted_lives` returns it.
    int
        How many runs there are.
    int
        How many groups of them.
    """
    runs = pq.read_metadata(tables / "runs.parquet").num_rows
    last = int(pd.read_parquet(tables / "monthly.parquet", columns=["month"])["month"].max())
    return counted_lives(tables / "partnerships.parquet", runs, {0: last}), runs, groups_of(runs)


def _grouped(frame: pd.DataFrame, runs: int) -> pd.DataFrame:
    return frame.assign(group=frame["run"] % groups_of(runs))


def _read(path: Path, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Yield some columns of a table; without a column of runs or points there is one of each."""
    with pq.ParquetFile(path) as file:
        there = set(file.schema_arrow.names)
        wanted = [name for name in ("point", "run", *columns) if name in there]
        for batch in file.iter_batches(AT_ONCE, columns=wanted):
            frame: Any = batch.to_pandas()
            yield frame.assign(**{name: 0 for name in ("point", "run") if name not in there})


def _counted(frames: Iterator[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    """Return how many rows have each combination of keys."""
    parts = [
        frame.groupby(keys, dropna=False, observed=True).size().reset_index(name="number")
        for frame in frames
    ]
    if not parts:
        return pd.DataFrame(columns=[*keys, "number"])
    grouped = pd.concat(parts).groupby(keys, dropna=False, observed=True)
    return grouped["number"].sum().reset_index()
