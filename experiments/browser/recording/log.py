"""Tables of numbers that grow row by row and give up no memory to spare."""

from __future__ import annotations

from typing import Any

import numpy as np


class Log:
    """An array of records to which rows are added, taking half as much room again when it is full.

    Parameters
    ----------
    kind : dtype
        The record type of its rows.
    room : int
        Rows there is room for at first.
    """

    def __init__(self, kind: np.dtype[Any], room: int = 64) -> None:
        self._rows: Any = np.zeros(room, dtype=kind)
        self._used = 0

    @property
    def rows(self) -> Any:
        """The rows in use, as a view that the next `add` may leave behind."""
        return self._rows[: self._used]

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        return int(self._rows.nbytes)

    def more(self, count: int) -> Any:
        """Return `count` new rows of zeros to be filled."""
        self.reach(self._used + count)
        return self._rows[self._used - count : self._used]

    def reach(self, length: int) -> None:
        """Make the table at least `length` rows long; what is new is zero."""
        if length > len(self._rows):
            larger = np.zeros(max(length, len(self._rows) * 3 // 2), dtype=self._rows.dtype)
            larger[: self._used] = self.rows
            self._rows = larger
        self._used = max(self._used, length)
