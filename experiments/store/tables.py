"""Writing the tables of results: Parquet, as chunks come."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.layout import table_file


class TableWriters:
    """Writes some tables of a folder, a chunk of runs at a time, closing all whatever happens.

    Parameters
    ----------
    folder : Path
        Where the Parquet files go.
    schemas : mapping of str to pyarrow.Schema
        Each table with the types of its columns, which do not depend on what its rows contain.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.schemas = folder, dict(schemas)
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Add rows to the tables of these names."""
        for name, frame in frames.items():
            schema = self.schemas[name]
            table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
            if name not in self._writers:
                writer = pq.ParquetWriter(table_file(self.folder, name), table.schema)
                self._writers[name] = self._open.enter_context(writer)
            self._writers[name].write_table(table)

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
        self._open.close()
