"""Talks month by month, as lists that a chart can draw, against what is needed at the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.cards.gates import vote_thresholds
from experiments.browser.recording.columns import TALKS_MONTH
from simulation.parameters import Parameters

SIDES = ("asker", "asked")

_COLUMNS = {name: TALKS_MONTH[name] for name in TALKS_MONTH.names or ()}
BOTH = tuple(name for name, column in _COLUMNS.items() if column == np.float32)
EACH = tuple(name for name, column in _COLUMNS.items() if column.shape)
"""Recorded columns with a number for both councils together, and with one for each side."""


@dataclass(frozen=True)
class Series:
    """Formal talks month by month; every list has one entry a month.

    Attributes
    ----------
    months : list of int
        Months of talks, from 0, the month in which they began.
    values : dict of str to list of float
        In [0, 1]: ``vision``, ``momentum``, ``evidence``, ``groundwork`` of both, and ``trust``,
        ``members``, ``officers``, ``fear`` of each side, as in ``trust_asker`` and
        ``trust_asked``.
    stalled : list of int
        1 in months that ended stalled.
    needed : dict of str to float
        What the vote asks for: ``vision``, ``trust``, ``members``, ``officers``.
    """

    months: list[int]
    values: dict[str, list[float]]
    stalled: list[int]
    needed: dict[str, float]


def talks_series(rows: Any, began: int, p: Parameters) -> Series:
    """Return rows of `recording.columns.TALKS_MONTH` as lists; talks began in month `began`."""
    values = {name: _rounded(rows[name]) for name in BOTH}
    for name in EACH:
        for side, word in enumerate(SIDES):
            values[f"{name}_{word}"] = _rounded(rows[name][:, side])
    return Series(
        months=(rows["month"].astype(int) - began).tolist(),
        values=values,
        stalled=rows["stalled"].astype(int).tolist(),
        needed=vote_thresholds(p),
    )


def _rounded(column: Any) -> list[float]:
    numbers: list[float] = column.astype(float).round(4).tolist()
    return numbers
