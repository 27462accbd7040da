"""Writing the tables of results: Parquet as chunks come, and CSV for people's spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

SPREADSHEET = "utf-8-sig"
"""UTF-8 with a mark at the start, without which spreadsheets garble the pound sign."""


class TableWriter:
    """Writes one Parquet file, a chunk of runs at a time.

    Parameters
    ----------
    path : Path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: Any = None
        self._schema: Any = None
        self._empty: pd.DataFrame | None = None

    def write(self, frame: pd.DataFrame) -> None:
        """Add the rows of a frame; the first that has rows settles the types of the columns."""
        if frame.empty:
            self._empty = frame if self._empty is None else self._empty
            return
        if self._writer is None:
            self._open(frame)
        self._writer.write_table(
            pa.Table.from_pandas(frame, schema=self._schema, preserve_index=False)
        )

    def _open(self, frame: pd.DataFrame) -> None:
        self._schema = _schema(frame)
        self._writer = pq.ParquetWriter(self.path, self._schema)

    def close(self) -> None:
        """End the file; a table without rows still has its columns."""
        if self._writer is None and self._empty is not None:
            self._open(self._empty)
        if self._writer is not None:
            self._writer.close()


def _schema(frame: pd.DataFrame) -> Any:
    """Return the types of a frame; a column of nothing but missing values is text."""
    schema = pa.Schema.from_pandas(frame, preserve_index=False)
    for place, field in enumerate(schema):
        if pa.types.is_null(field.type):
            schema = schema.set(place, field.with_type(pa.large_string()))
    return schema


class TableWriters:
    """Writes several tables of one folder, closing all of them whatever happens.

    Parameters
    ----------
    folder : Path
        Where the files go.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._writers: dict[str, TableWriter] = {}

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Add rows to the tables of these names."""
        for name, frame in frames.items():
            if name not in self._writers:
                self._writers[name] = TableWriter(self.folder / f"{name}.parquet")
            self._writers[name].write(frame)

    def __enter__(self) -> Self:
        """Return the writers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the files."""
        for writer in self._writers.values():
            writer.close()


def write_csv(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write tables as CSV files that spreadsheets open as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.to_csv(folder / f"{name}.csv", index=False, encoding=SPREADSHEET)
