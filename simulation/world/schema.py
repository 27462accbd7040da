"""How a table declares its columns, and the record type that follows from it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Protocol, TypeVar, get_args, get_type_hints

import numpy as np

T = TypeVar("T")


class Column(Protocol[T]):
    """One number a row: a field of records to numba, a memoryview of it to Python."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows there are, alone in a tuple."""

    def __len__(self) -> int: ...
    def __getitem__(self, row: int, /) -> T: ...
    def __setitem__(self, row: int, value: T, /) -> None: ...


class Grid(Protocol[T]):
    """Some numbers a row, read by row and place."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows and how many places there are."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: tuple[int, int], /) -> T: ...
    def __setitem__(self, place: tuple[int, int], value: T, /) -> None: ...


Real = Annotated[Column[float], np.float64]
Row = Annotated[Column[int], np.int64]
Small = Annotated[Column[int], np.int8]
Whole = Annotated[Column[int], np.int32]
Long = Annotated[Column[int], np.int64]
Key = Annotated[Column[int], np.uint64]
"""Types of columns: what Python reads in them, and how a number is kept.

A further note, as in ``Annotated[Real, 2]``, gives a table of a single row that many numbers. A
`Row` stands in the state, where rules reach for other rows by it; a `Whole` in the books, which
rules only write. They are most of what is kept of a run: small numbers with no gaps between them
(wide columns stand first) save a third of the memory, and of the time to hand it out."""

Reals = Annotated[Grid[float], np.float64]
Rows = Annotated[Grid[int], np.int64]
Wholes = Annotated[Grid[int], np.int32]
Smalls = Annotated[Grid[int], np.int8]
"""The same with some numbers a row; a note, as in ``Annotated[Reals, 2]``, says how many."""


@cache
def record_type(table: type[Any]) -> np.dtype[Any]:
    """Return the NumPy record type of a table, from the annotations of its columns.

    Parameters
    ----------
    table : type
        A NamedTuple whose fields are annotated with the types of columns of this module.
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
