"""Tallies: counted chunk by chunk and added up, so that memory does not grow with the runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

AT_ONCE = 20
"""Chunks that are put together in one go."""

Keys = Sequence[str]
"""What a tally counts by; its other columns are counts that add up."""


class Tallies:
    """Adds up the tallies of chunks.

    Parameters
    ----------
    keys : mapping of str to sequence of str
        What each tally counts by, by its name.
    """

    def __init__(self, keys: Mapping[str, Keys]) -> None:
        self._keys = dict(keys)
        self._parts: dict[str, list[pd.DataFrame]] = {name: [] for name in keys}

    def add(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Add the tallies of one chunk."""
        for name, frame in frames.items():
            self._parts[name].append(frame)
            if len(self._parts[name]) >= AT_ONCE:
                self._parts[name] = [add_up(self._parts[name], self._keys[name])]

    def frame(self, name: str) -> pd.DataFrame:
        """Return the sums of a tally over all chunks so far, sorted by what it counts by."""
        return add_up(self._parts[name], self._keys[name])

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the sums of all tallies."""
        return {name: self.frame(name) for name in self._keys}


def add_up(parts: Sequence[pd.DataFrame], keys: Keys) -> pd.DataFrame:
    """Return tables of counts as one, in which each key stands once."""
    filled = [part for part in parts if len(part)] or parts[:1]
    table = pd.concat(filled, ignore_index=True)
    added: pd.DataFrame = table.groupby(list(keys), as_index=False).sum()
    return added
