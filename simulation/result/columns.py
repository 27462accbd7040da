"""Columns of result tables: each declared once, and rendered for people and for files.

A column says what it is called, what kind of value it holds, in which unit, what it means, and how
it is read from the tables of numbers. From that follow a pandas table, an Arrow table, the types of
both, and the data dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from simulation.result.runs import Runs

SEPARATOR = ";"
"""Between the codes of several councils, and between several causes."""

Kind = Literal["whole", "maybe", "real", "flag", "label", "text"]
"""Whole numbers; whole numbers in which what is below 0 is missing; real numbers in which NaN is
missing; true or false; numbers of labels, missing below 0; text, None where it is missing."""


@dataclass(frozen=True)
class Column:
    """A column of a result table.

    Parameters
    ----------
    name : str
        Its name.
    kind : Kind
        What kind of value it holds.
    unit : str
        Unit, or kind of value in words.
    meaning : str
        What it says, in a few words.
    values : callable
        Takes the `Runs` and returns an array, one value a row of the table.
    labels : sequence of str
        Of a label: the words that its numbers stand for.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    values: Callable[[Runs], Any]
    labels: Sequence[str] = ()

    def as_pandas(self, runs: Runs) -> Any:
        """Return its values as a column of a pandas table."""
        values = self.values(runs)
        if self.kind == "whole":
            return np.asarray(values).astype(np.int64)
        if self.kind == "maybe":
            numbers = np.asarray(values).astype(np.int64)
            return pd.arrays.IntegerArray(numbers, numbers < 0)
        if self.kind == "flag":
            return np.asarray(values).astype(bool)
        if self.kind == "label":
            codes = np.maximum(np.asarray(values).astype(np.int64), -1)
            return pd.Categorical.from_codes(codes, categories=pd.Index(self.labels))
        return pd.array(values, dtype="str") if self.kind == "text" else values

    @property
    def arrow_type(self) -> Any:
        """Its type in an Arrow table, whatever its values are."""
        import pyarrow as pa

        types = {"real": pa.float64(), "flag": pa.bool_(), "text": pa.string(),
                 "label": pa.dictionary(pa.int8(), pa.string())}  # fmt: skip
        return types.get(self.kind, pa.int64())

    def as_arrow(self, runs: Runs) -> Any:
        """Return its values as a column of an Arrow table."""
        import pyarrow as pa

        values = self.values(runs)
        if self.kind == "label":
            codes = pa.array(np.asarray(values).astype(np.int8), mask=np.asarray(values) < 0)
            return pa.DictionaryArray.from_arrays(codes, pa.array(self.labels, pa.string()))
        if self.kind == "text":
            return pa.array(values, pa.string())
        if self.kind == "real":
            return pa.array(np.asarray(values, dtype=np.float64), from_pandas=True)
        if self.kind == "flag":
            return pa.array(np.asarray(values).astype(bool))
        numbers = np.asarray(values).astype(np.int64)
        return pa.array(numbers, mask=numbers < 0 if self.kind == "maybe" else None)


@dataclass(frozen=True)
class Table:
    """A table of a result.

    Parameters
    ----------
    name : str
        Its name.
    run : callable
        Takes the `Runs` and returns the run of each row.
    columns : tuple of Column
        In their order; in an ensemble the run stands before them.
    """

    name: str
    run: Callable[[Runs], Any]
    columns: tuple[Column, ...]

    def as_pandas(self, runs: Runs) -> pd.DataFrame:
        """Return the table for people; with the column `run` unless it is a run by itself."""
        first = {} if runs.single else {"run": np.asarray(self.run(runs)).astype(np.int64)}
        return pd.DataFrame(first | {one.name: one.as_pandas(runs) for one in self.columns})

    def as_arrow(self, runs: Runs, names: Sequence[str] = ()) -> Any:
        """Return the table for files, always with the run: all its columns, or those named."""
        import pyarrow as pa

        run = pa.array(np.asarray(self.run(runs)).astype(np.int64))
        return pa.table(
            {"run": run} | {one.name: one.as_arrow(runs) for one in self._chosen(names)}
        )

    def schema(self, names: Sequence[str] = (), *, single: bool) -> Any:
        """Return the Arrow types of all columns or of those named; with the run if not `single`."""
        import pyarrow as pa

        run = [] if single else [("run", pa.int64())]
        return pa.schema([*run, *((one.name, one.arrow_type) for one in self._chosen(names))])

    def _chosen(self, names: Sequence[str]) -> Sequence[Column]:
        by_name = {column.name: column for column in self.columns}
        return [by_name[name] for name in names or by_name]


RUN = Column(
    "run",
    "whole",
    "number",
    "number of the run within the ensemble; only in tables of many runs",
    lambda runs: np.asarray(runs.runs),
)
"""The column that stands first in the tables of an ensemble."""


def numbers_within(runs: Any) -> Any:
    """Return the number of each row within its run; rows of a run stand together."""
    return np.arange(len(runs)) - np.searchsorted(runs, runs, side="left")


def join_words(rows: Any, words: Any) -> Any:
    """Return the words of each row of numbers with `SEPARATOR` between them, -1 left out.

    Parameters
    ----------
    rows : array of int, shape (rows, places)
        Positions in `words`; -1 stands for an empty place after the last.
    words : array of str
    """
    words = np.append(np.asarray(words, dtype=object), "")
    rows = np.asarray(rows)
    if rows.shape[0] == 0:
        return np.array([], dtype=object)
    text = words[rows[:, 0]]
    for place in range(1, rows.shape[1]):
        more = rows[:, place] >= 0
        between = np.where(more, SEPARATOR, "").astype(object)
        text = text + between + words[rows[:, place]]
    return text
