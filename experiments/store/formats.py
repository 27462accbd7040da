"""Tables of results in the formats of other programs: Excel, Stata, CSV, Parquet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from experiments.store.spreadsheet import save_csv
from simulation.errors import InputError

MOST_ROWS = 1_048_575
"""Rows of a sheet of Excel below its heading."""

LONGEST_NAME, LONGEST_LABEL = 32, 80
"""Letters of the name of a variable and of its label in Stata."""

LONGEST_SHEET = 31
"""Letters of the name of a sheet."""

WIDEST = 60
"""Letters up to which a column of a sheet is widened."""

LOOKED_AT = 200
"""Rows of a sheet that say how wide a column is."""

ABOUT = "columns"
"""The sheet, and the table, that says what every column means."""

Sources = Mapping[str, Path]
"""Tables by name: files of CSV or Parquet."""


def read_table(path: Path) -> pd.DataFrame:
    """Return a table of results from its file."""
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)


def row_count(path: Path) -> int:
    """Return how many rows a table has, without reading what stands in them."""
    if path.suffix == ".parquet":
        return int(pq.read_metadata(path).num_rows)
    with path.open("rb") as lines:
        return max(sum(1 for _ in lines) - 1, 0)


def write_csv(sources: Sources, meanings: pd.DataFrame, folder: Path, _: str) -> list[Path]:
    """Write each table as CSV, and what its columns mean."""
    for name, path in sources.items():
        save_csv(read_table(path), folder / f"{name}.csv")
    save_csv(meanings, folder / f"{ABOUT}.csv")
    return [folder / f"{name}.csv" for name in (*sources, ABOUT)]


def write_parquet(sources: Sources, meanings: pd.DataFrame, folder: Path, _: str) -> list[Path]:
    """Write each table as Parquet, and what its columns mean."""
    frames = {name: read_table(path) for name, path in sources.items()} | {ABOUT: meanings}
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    return [folder / f"{name}.parquet" for name in frames]


def write_xlsx(sources: Sources, meanings: pd.DataFrame, folder: Path, title: str) -> list[Path]:
    """Write one workbook: a sheet for each table, the last saying what each column means.

    Raises
    ------
    InputError
        If a table has more rows than a sheet can hold.
    """
    for name, path in sources.items():
        rows = row_count(path)
        if rows > MOST_ROWS:
            raise InputError(
                f"the table {name} has {rows:,} rows, more than a sheet holds",
                field="--format",
                value="xlsx",
                allowed=f"up to {MOST_ROWS:,} rows: name other tables with --tables, "
                "or take csv, parquet or dta",
            )
    file = folder / f"{folder.parent.name or 'results'}.xlsx"
    with pd.ExcelWriter(file, engine="xlsxwriter") as book:
        for name, path in sources.items():
            _write_sheet(book, name, read_table(path))
        _write_sheet(book, ABOUT, meanings)
        book.book.set_properties({"title": title})
    return [file]


def _write_sheet(book: pd.ExcelWriter[Any], name: str, frame: pd.DataFrame) -> None:
    """Write a sheet whose heading stays in sight and whose columns are as wide as their words."""
    frame.to_excel(book, sheet_name=name[:LONGEST_SHEET], index=False, freeze_panes=(1, 0))
    sheet = book.sheets[name[:LONGEST_SHEET]]
    for place, column in enumerate(frame.columns):
        words = [str(column), *map(str, frame[column].head(LOOKED_AT))]
        sheet.set_column(place, place, min(max(map(len, words)) + 2, WIDEST))


def write_dta(sources: Sources, meanings: pd.DataFrame, folder: Path, title: str) -> list[Path]:
    """Write each table for Stata, with what its columns mean as labels of the variables."""
    paths = []
    for name, path in sources.items():
        frame = read_table(path)
        short = stata_names([str(column) for column in frame.columns])
        mine = meanings[meanings["table"] == name].drop_duplicates("column").set_index("column")
        labels = {
            short[column]: str(mine["meaning"].get(column, column))[:LONGEST_LABEL]
            for column in short
        }
        plain = frame.apply(_for_stata).rename(columns=short)
        paths.append(folder / f"{name}.dta")
        plain.to_stata(
            paths[-1],
            write_index=False,
            version=118,
            variable_labels=labels,
            data_label=title[:LONGEST_LABEL],
        )
    return paths


def stata_names(columns: list[str]) -> dict[str, str]:
    """Return what columns are called in Stata: letters, digits and lines, 32 at most, each once.

    Examples
    --------
    >>> stata_names(["talks.planned_months", "run"])
    {'talks.planned_months': 'talks_planned_months', 'run': 'run'}
    """
    names: dict[str, str] = {}
    for column in columns:
        plain = "".join(one if one.isalnum() and one.isascii() else "_" for one in column)
        plain = f"_{plain}" if not plain or plain[0].isdigit() else plain
        name, number = plain[:LONGEST_NAME], 1
        while name in names.values():
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        names[column] = name
    return names


def _for_stata(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column as Stata has it: numbers with gaps as real ones, no text as an empty one."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column
    if pd.api.types.is_numeric_dtype(column):  # true and false among them
        gaps = pd.api.types.is_float_dtype(column) or column.isna().any()
        values = column.to_numpy("float64", na_value=np.nan) if gaps else column.to_numpy("int64")
        return pd.Series(values, index=column.index)
    there = column.astype("string").fillna("")
    return pd.Series(there.to_numpy(dtype=object), index=column.index, dtype=object)


Writer = Callable[[Sources, pd.DataFrame, Path, str], list[Path]]

FORMATS: dict[str, Writer] = {
    "xlsx": write_xlsx,
    "dta": write_dta,
    "csv": write_csv,
    "parquet": write_parquet,
}
"""Formats by the ends of their files, each with what writes tables into a folder."""
