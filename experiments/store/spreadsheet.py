"""The one way in which tables are written as CSV, so that spreadsheets open all of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.store.folder import write_whole

ENCODING = "utf-8-sig"
"""UTF-8 with a mark at the start, without which spreadsheets garble the pound sign."""


def csv_bytes(
    table: pd.DataFrame | Iterable[Mapping[str, Any]], float_format: str | None = None
) -> bytes:
    """Return a table as CSV: commas, a heading, a line feed after each row, on every system.

    Parameters
    ----------
    table : DataFrame or rows
        The table; its index is not written.
    float_format : str or None
        How numbers are written; None for all their digits.
    """
    frame = table if isinstance(table, pd.DataFrame) else pd.DataFrame(list(table))
    text = frame.to_csv(index=False, lineterminator="\n", float_format=float_format)
    return text.encode(ENCODING)


def save_csv(
    table: pd.DataFrame | Iterable[Mapping[str, Any]], path: Path, float_format: str | None = None
) -> None:
    """Write a table as CSV into a file that is whole or as it was before."""
    write_whole(path, csv_bytes(table, float_format))


def save_csvs(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write tables as CSV files of their names into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        save_csv(frame, folder / f"{name}.csv")
