"""Columns that a study adds to the tables of runs: councils by code and name, months as dates.

They are dictionaries of words, so that a row takes a number or two however long the names are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from simulation.result.columns import join_words
from simulation.result.runs import Runs

WORDS = pa.dictionary(pa.int32(), pa.string())
"""The type of these columns."""

ADDED = {
    "councils": ("codes", "the asker first, then in the order they came, joined by a semicolon"),
    "names": ("names", "of these councils, joined by a semicolon"),
    "began_date": ("date", "of the month in which it began, such as 2011-05"),
    "ended_date": ("date", "of the month in which it ended, missing while it lasts"),
}
"""The columns, in their order: unit and meaning."""

OF_TABLES = ("talks", "partnerships")
"""The tables that have them."""


def added_columns(name: str, runs: Runs) -> dict[str, Any]:
    """Return these columns of a table of some runs, each as an Arrow array."""
    if name not in OF_TABLES:
        return {}
    rows = runs.talk_rows if name == "talks" else runs.raw.partnerships
    councils = rows["councils" if name == "talks" else "founders"]
    base = len(runs.codes) + 1
    keys = np.zeros(len(rows), dtype=np.int64)
    for place in range(councils.shape[1]):
        keys = keys * base + councils[:, place] + 1
    _, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
    some = councils[first]
    dates = runs.dates(np.arange(runs.months))
    return {
        "councils": _words(numbers, join_words(some, runs.codes)),
        "names": _words(numbers, join_words(some, runs.names)),
        "began_date": _words(rows["began"], dates),
        "ended_date": _words(rows["ended"], dates),
    }


def _words(numbers: Any, words: Any) -> Any:
    """Return words by their numbers, missing below 0."""
    codes = pa.array(np.asarray(numbers).astype(np.int32), mask=np.asarray(numbers) < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(list(words), pa.string()))


def in_order(table: Any) -> Any:
    """Return a table whose added columns have their words in the order in which rows have them.

    What parts hold depends on where a study was stopped; its tables do not.
    """
    for place, field in enumerate(table.schema):
        if field.type == WORDS:
            plain = table.column(place).cast(pa.string()).combine_chunks()
            encoded = plain.dictionary_encode().cast(WORDS)
            table = table.set_column(place, field, encoded)
    return table


def as_declared(table: Any, schema: Any) -> Any:
    """Return a table with declared types; a part of an earlier version has no added columns."""
    for place, field in enumerate(schema):
        if field.name in ADDED and field.name not in table.column_names:
            table = table.add_column(place, field, pa.nulls(len(table), field.type))
    return table.cast(schema)
