"""Tables of many runs, filled chunk by chunk into room that is taken once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np

from simulation.progress import ProgressLines
from simulation.result.raw import Raw
from simulation.result.runs import Runs

T = TypeVar("T", bound=Runs)

SPARE = 1.1
"""Room that is taken, as a multiple of what the first chunk lets expect; what is not used of it is
never touched, so that it costs no memory."""


class Gathering:
    """The tables of many runs in their order: each row is copied once, and nothing is joined.

    Parameters
    ----------
    runs : int
        How many runs there will be.
    """

    def __init__(self, runs: int) -> None:
        self._runs = runs
        self._tables: dict[str, _Growing] = {}

    def add(self, raw: Raw) -> None:
        """Add the tables of the next runs; they may be overwritten afterwards."""
        share = self._runs / len(raw.monthly)
        for name in (field.name for field in fields(Raw)):
            table = getattr(raw, name)
            if name not in self._tables:
                self._tables[name] = _Growing(table, round(SPARE * share * len(table)))
            self._tables[name].add(table)

    def at_once(self, result: T) -> T:
        """Add the tables of the next runs, which may be lent, and pass their result on."""
        self.add(result.raw)
        return result

    def all_of(self, found: Iterable[T], lines: ProgressLines | None, *, added: bool) -> T:
        """Add the tables of results unless they were `added` at once; return the last of them."""
        for result in found:
            if not added:
                self.add(result.raw)
            if lines is not None:
                lines.advance(len(result.runs))
        return result

    def raw(self) -> Raw:
        """Return the tables of all runs that were added."""
        return Raw(**{name: table.content() for name, table in self._tables.items()})


class _Growing:
    """A table that grows at its end, with room for about so many rows like those given."""

    def __init__(self, like: Any, rows: int) -> None:
        self._table = np.empty((rows, *like.shape[1:]), like.dtype)
        self._rows = 0

    def add(self, table: Any) -> None:
        after = self._rows + len(table)
        if after > len(self._table):
            before = self.content()
            self._table = np.empty((2 * after, *table.shape[1:]), table.dtype)
            _copy(before, self._table[: self._rows])
        _copy(table, self._table[self._rows : after])
        self._rows = after

    def content(self) -> Any:
        return self._table[: self._rows]


def _copy(source: Any, target: Any) -> None:
    """Copy records as bytes: NumPy copies them field by field, five times slower."""
    if source.size:
        target.reshape(-1).view(np.uint8)[:] = source.reshape(-1).view(np.uint8)
