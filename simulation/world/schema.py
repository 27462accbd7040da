"""How a table declares its columns, and the record type that follows from it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

import numpy as np

Column = Any
"""A one-dimensional column (or a memoryview of it), one entry a row of its table."""

Real = Annotated[Any, np.float64]
Row = Annotated[Any, np.int64]
Small = Annotated[Any, np.int8]
Long = Annotated[Any, np.int64]
Key = Annotated[Any, np.uint64]
"""Types of columns; a further note, as in ``Annotated[Real, 2]``, makes that many wide."""


@cache
def record_type(table: type[Any]) -> np.dtype[Any]:
    """Return the NumPy record type of a table, from the annotations of its columns.

    Parameters
    ----------
    table : type
        A NamedTuple whose fields are annotated with `Real`, `Row`, `Small`, `Long` or `Key`.
    """
    columns: list[Any] = []
    for name, hint in get_type_hints(table, include_extras=True).items():
        kind, *width = get_args(hint)[1:]
        columns.append((name, kind, (width[0],)) if width else (name, kind))
    return np.dtype(columns, align=True)


def empty(table: type[Any], rows: int) -> Any:
    """Return a table of zeros with so many rows, as an array of records."""
    return np.zeros(rows, dtype=record_type(table))  # type: ignore[arg-type] # a class can be hashed


def views(table: type[Any], records: Any) -> Any:
    """Return the columns of an array of records as memoryviews, under the names of `table`.

    A memoryview gives Python numbers, fast, and writes go through to the array.
    """
    return table(*(memoryview(records[name]) for name in table._fields))
