"""What a recording remembers of ties, talks, partnerships and events, in logs that grow."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from experiments.browser.columns import PARTNERSHIP_MONTH, TALKS_MONTH, TIE_MONTH
from experiments.browser.log import Log
from simulation.geography import Geography
from simulation.parameters import Parameters
from simulation.result.events import Storyteller
from simulation.rules.breakdown import momentum
from simulation.rules.money import yearly_saving
from simulation.terms import AGREED, FAILED, OPEN
from simulation.world.books import EVENTS, LIVING_NOW, OPEN_NOW, PARTNERSHIPS, TALKS
from simulation.world.tables import World

FIXED: WeakKeyDictionary[Geography, Any] = WeakKeyDictionary()
"""Ties of each map, of which only what does not change in any run is used; runs share it."""

DRAWN = ("base", "trust", "services")
"""Columns of ties that differ between runs before the first month."""

MOVING = ("exact", "trust", "services")
"""Columns that change in a run."""


class TiesLog:
    """Trust along ties: as it was at first, and every month in which it was touched.

    Parameters
    ----------
    arrays : World
        The state before the first month.
    geography : Geography
        The map, whose ties share what no run changes.
    """

    def __init__(self, arrays: World, geography: Geography) -> None:
        ties: Any = arrays.ties
        self._fixed = FIXED.setdefault(geography, ties.copy())
        self._first = {name: ties[name].copy() for name in DRAWN}
        self._services = ties["services"].copy()
        self.log = Log(TIE_MONTH, 4096)

    def note(self, arrays: World, month: int) -> None:
        """Remember the ties that were touched in a month."""
        ties: Any = arrays.ties
        services = ties["services"]
        exact = (ties["exact"] == month) & ((month > 0) | (ties["trust"] != self._first["trust"]))
        touched = np.flatnonzero(exact | (services != self._services))
        rows = self.log.more(len(touched))
        rows["tie"], rows["month"] = touched, month
        for name in MOVING:
            rows[name] = ties[name][touched]
        self._services[:] = services

    def at(self, month: int) -> Any:
        """Return the table of ties as it was at the end of a month, a copy."""
        ties, log = self._fixed.copy(), self.log.rows
        ties["exact"] = 0
        for name, values in self._first.items():
            ties[name] = values
        told = log[log["month"] <= month]
        for name in MOVING:
            ties[name][told["tie"]] = told[name]  # where a tie stands twice the last one counts
        return ties

    @property
    def nbytes(self) -> int:
        """Memory in bytes of what belongs to this run alone."""
        return self.log.nbytes + sum(int(column.nbytes) for column in self._first.values())


def note_talks(kept: Any, arrays: World, p: Parameters, rows: Any, month: int) -> None:
    """Write soundings and talks as they stand into rows of `TALKS_MONTH`.

    Parameters
    ----------
    kept : array of records
        As many rows of `TALKS_MONTH` as there are talks.
    arrays, p : World, Parameters
        State and parameters.
    rows : array of int
        Rows of the talks.
    month : int
        The month that was played last.
    """
    talks: Any = arrays.talks
    kept["talks"], kept["month"] = rows, month
    for name in TALKS_MONTH.names or ():
        if name not in ("talks", "month", "momentum"):
            kept[name] = talks[name][rows]
    full, half_life = p.talks.momentum_months, p.talks.momentum_half_life
    months = np.maximum(month - talks["began"][rows], 0)
    kept["momentum"] = [momentum(int(one), full, half_life) for one in months]


class TalksLog:
    """Soundings and talks: their rows as they stand, and formal talks month by month."""

    def __init__(self, arrays: World) -> None:
        talks: Any = arrays.talks
        self.table = Log(talks.dtype)
        self.log = Log(TALKS_MONTH, 256)
        self._open = np.zeros(0, dtype=np.int64)

    def note(self, arrays: World, p: Parameters, month: int) -> None:
        """Remember what is under way, what has just begun and what has just ended."""
        state: Any = arrays
        used = state.scratch["used"]
        before = len(self.table.rows)
        open_now = state.lists["open_talks"][: used[OPEN_NOW]].copy()
        rows = np.union1d(np.union1d(self._open, open_now), np.arange(before, used[TALKS]))
        self.table.reach(int(used[TALKS]))
        self.table.rows[rows] = state.talks[rows]
        formal = rows[np.isin(state.talks["outcome"][rows], (OPEN, AGREED, FAILED))]
        note_talks(self.log.more(len(formal)), arrays, p, formal, month)
        self._open = open_now

    def series(self, row: int, month: int) -> Any:
        """Return the months of formal talks up to a month, rows of `TALKS_MONTH`."""
        log = self.log.rows
        return log[(log["talks"] == row) & (log["month"] <= month)]


class PartnershipsLog:
    """Partnerships: their rows as they stand, and month by month."""

    def __init__(self, arrays: World) -> None:
        partnerships: Any = arrays.partnerships
        self.table = Log(partnerships.dtype, 16)
        self.log = Log(PARTNERSHIP_MONTH, 256)
        self._living = np.zeros(0, dtype=np.int64)

    def note(self, arrays: World, views: World, month: int) -> None:
        """Remember the partnerships that live, and those that have just begun or ended."""
        state: Any = arrays
        used = state.scratch["used"]
        before = len(self.table.rows)
        living = state.lists["living"][: used[LIVING_NOW]].copy()
        rows = np.union1d(np.union1d(self._living, living), np.arange(before, used[PARTNERSHIPS]))
        self.table.reach(int(used[PARTNERSHIPS]))
        self.table.rows[rows] = state.partnerships[rows]
        kept, table = self.log.more(len(rows)), state.partnerships
        kept["partnership"], kept["month"] = rows, month
        for name in ("partners", "depth", "embedding", "burden"):
            kept[name] = table[name][rows]
        for place, row in enumerate(rows):
            count = max(int(table["partners"][row]), 1)
            kept["members"][place] = table["support"][row, :count].min()
            kept["officers"][place] = table["officers"][row, :count].min()
            kept["saving"][place] = yearly_saving(views, int(row))
        self._living = living

    def series(self, row: int, month: int) -> Any:
        """Return a partnership month by month up to a month, rows of `PARTNERSHIP_MONTH`."""
        log = self.log.rows
        return log[(log["partnership"] == row) & (log["month"] <= month)]


class EventsLog:
    """The events of a run, each with its sentence."""

    def __init__(self, arrays: World, geography: Geography) -> None:
        events: Any = arrays.events
        self.table = Log(events.dtype, 512)
        self.sentences: list[str] = []
        self._teller = Storyteller(geography)

    def note(self, arrays: World) -> None:
        """Remember and tell the events that are new."""
        state: Any = arrays
        before, used = len(self.table.rows), int(state.scratch["used"][EVENTS])
        self.table.reach(used)
        new = self.table.rows[before:]
        new[:] = state.events[before:used]
        for row in new:
            talks = state.talks[row["talks"]] if row["talks"] >= 0 else None
            self.sentences.append(self._teller.sentence(row, talks))

    def until(self, month: int) -> Any:
        """Return the events up to and with a month; months stand in order."""
        rows = self.table.rows
        return rows[: np.searchsorted(rows["month"], month, side="right")]
