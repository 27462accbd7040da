"""The tables of a run as a person takes them away: names beside codes, and ids that stay.

    readable_tables(result)["talks"]    # as `result.talks`, with `council_names` after `councils`
    readable_columns()                  # what every column means, those that are added included

Talks are numbered among the formal talks of a run, so that soundings which turn into talks later
would push back all that come after them. Here each has the number that it has once the whole
period has been played, which is that of `partnerships run`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from experiments.runs.play import columns_table
from simulation import run
from simulation.result import TABLES, Result
from simulation.result.columns import SEPARATOR

CODES = ("code", "codes")
"""Units of columns that hold codes of councils."""

NAMED = "councils"
"""The table that has the names already."""


def readable_tables(result: Result) -> dict[str, pd.DataFrame]:
    """Return every table of a run, with names beside codes and the final numbers of talks."""
    names = dict(zip(result.codes, result.names, strict=True))
    numbers = _final_numbers(result)
    return {name: _readable(name, getattr(result, name), names, numbers) for name in TABLES}


def added_columns(table: str) -> Iterator[tuple[str, str]]:
    """Yield each column that holds codes, with the name of the one that is put beside it."""
    if table != NAMED:
        for column in TABLES[table].columns:
            if column.unit in CODES:
                stem = column.name.removesuffix("s") if column.unit == "codes" else column.name
                yield column.name, f"{stem}_names" if column.unit == "codes" else f"{stem}_name"


def arrow_schema(table: str) -> Any:
    """Return the Arrow types of a readable table."""
    schema, added = TABLES[table].schema(single=True), dict(added_columns(table))
    fields = []
    for field in schema:
        fields += [field, *([(added[field.name], pa.string())] if field.name in added else [])]
    return pa.schema(fields)


def readable_columns() -> pd.DataFrame:
    """Return what every column of every table means: table, column, unit, meaning."""
    known = columns_table()
    rows: list[Any] = []
    for row in known.to_numpy().tolist():
        table, column = row[:2]
        added = dict(added_columns(table)) if table in TABLES else {}
        rows.append(row)
        if column in added:
            rows.append([table, added[column], "text", f"what {column} stands for"])
    return pd.DataFrame(rows, columns=list(known.columns))


def _final_numbers(result: Result) -> Any:
    """Return the number of each formal talks once the whole period has been played."""
    played = len(result.raw.talks)
    if result.months >= result.scenario.period.months:
        return result.talk_numbers[result.are_talks]
    final = run(result.scenario, seed=result.seed, run=result.runs[0])
    return final.talk_numbers[:played][result.are_talks]


def _readable(table: str, frame: pd.DataFrame, names: dict[Any, Any], numbers: Any) -> pd.DataFrame:
    frame = frame.copy()
    if "talks" in frame.columns:
        known = (frame["talks"].fillna(-1) >= 0).to_numpy()
        rows = frame["talks"][known].to_numpy(dtype=np.int64)
        frame.loc[known, "talks"] = numbers[rows]
    for column, beside in added_columns(table):
        words = pd.Series([_names_of(codes, names) for codes in frame[column]], dtype="str")
        words.index = frame.index
        frame.insert(list(frame.columns).index(column) + 1, beside, words)
    return frame


def _names_of(codes: Any, names: dict[Any, Any]) -> Any:
    if pd.isna(codes):
        return None
    return SEPARATOR.join(names[code] for code in str(codes).split(SEPARATOR))
