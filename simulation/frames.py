"""Reading back tables that a command has written: CSV and Parquet, whole and of the right kind."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from simulation.errors import InputError
from simulation.files import LARGEST_JSON, read_file

MOST_COLUMNS = 5000
AGAIN = "the file as it was written; make the folder again"


def read_csv_frame(path: Path, what: str = "table", **options: Any) -> pd.DataFrame:
    """Return a CSV file of ours; `options` are those of pandas.

    Raises
    ------
    InputError
        If it is not there or is no table.
    """
    content = read_file(path, what, LARGEST_JSON)
    if content.partition(b"\n")[0].count(b",") >= MOST_COLUMNS:
        problem = f"the {what} has too many columns"
        raise InputError(problem, file=str(path), allowed=f"up to {MOST_COLUMNS:,}")
    try:
        table: pd.DataFrame = pd.read_csv(io.BytesIO(content), **options)
    except (ValueError, OverflowError, MemoryError) as error:
        problem = f"the {what} is not a CSV table ({error})"
        raise InputError(problem, file=str(path), allowed=AGAIN) from None
    return table


def read_parquet_frame(
    path: Path, what: str = "table", columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return a Parquet file of ours, or some columns of it.

    Raises
    ------
    InputError
        If it is not there, is no table, or lacks a column.
    """
    if not path.is_file():
        read_file(path, what)  # says what is there instead
    try:
        return pd.read_parquet(path, columns=None if columns is None else list(columns))
    except (OSError, ValueError, KeyError, MemoryError) as error:
        problem = f"the {what} is not a Parquet table ({error})"
        raise InputError(problem, file=str(path), allowed=AGAIN) from None
