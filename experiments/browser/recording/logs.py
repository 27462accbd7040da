"""What a recording keeps of ties, talks, partnerships and events: tables that grow by the month."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from experiments.browser.recording.columns import (
    PARTNERSHIP_COLUMNS,
    PARTNERSHIP_MONTH,
    TALKS_COLUMNS,
    TALKS_MONTH,
    TIE_COLUMNS,
    TIE_MONTH,
)
from simulation.geography import Geography
from simulation.parameters import Parameters
from simulation.result.events import Storyteller
from simulation.rules.breakdown import momentum
from simulation.rules.endings import choice_hazard, least_equity, members_hazard, widest_gap
from simulation.rules.money import yearly_saving
from simulation.rules.reviews import review_chance
from simulation.rules.sharing import least_trust, results
from simulation.rules.wish import own_hazard
from simulation.terms import AGREED, ALIVE, FAILED, OPEN
from simulation.world.books import EVENTS, LIVING_NOW, OPEN_NOW, PARTNERSHIPS, TALKS
from simulation.world.tables import World

_UNCHANGING: WeakKeyDictionary[Geography, Any] = WeakKeyDictionary()
"""Ties of each map, of which only what does not change in any run is used; runs share it."""

AT_FIRST = ("base", "trust", "services")
"""Columns of ties that differ between runs before the first month."""


class GrowingTable:
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
        """The rows in use, as a view that the next growth may leave behind."""
        return self._rows[: self._used]

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        return int(self._rows.nbytes)

    def append(self, count: int) -> Any:
        """Return `count` new rows of zeros to be filled."""
        self.lengthen(self._used + count)
        return self._rows[self._used - count : self._used]

    def lengthen(self, length: int) -> None:
        """Make the table at least `length` rows long; what is new is zero."""
        if length > len(self._rows):
            larger = np.zeros(max(length, len(self._rows) * 3 // 2), dtype=self._rows.dtype)
            larger[: self._used] = self.rows
            self._rows = larger
        self._used = max(self._used, length)


class TieLog:
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
        self._unchanging = _UNCHANGING.setdefault(geography, ties.copy())
        self._first = {name: ties[name].copy() for name in AT_FIRST}
        self._services = ties["services"].copy()
        self.months = GrowingTable(TIE_MONTH, 4096)

    def record(self, arrays: World, month: int) -> None:
        """Record the ties that were touched in a month."""
        ties: Any = arrays.ties
        services = ties["services"]
        exact = (ties["exact"] == month) & ((month > 0) | (ties["trust"] != self._first["trust"]))
        touched = np.flatnonzero(exact | (services != self._services))
        rows = self.months.append(len(touched))
        rows["tie"], rows["month"] = touched, month
        for name in TIE_COLUMNS:
            rows[name] = ties[name][touched]
        self._services[:] = services

    def at(self, month: int) -> Any:
        """Return the table of ties as it was at the end of a month, a copy."""
        ties, log = self._unchanging.copy(), self.months.rows
        ties["exact"] = 0
        for name, values in self._first.items():
            ties[name] = values
        so_far = log[log["month"] <= month]
        for name in TIE_COLUMNS:  # where a tie stands twice the last one counts
            ties[name][so_far["tie"]] = so_far[name]
        return ties

    @property
    def nbytes(self) -> int:
        """Memory in bytes of what belongs to this run alone."""
        return self.months.nbytes + sum(int(column.nbytes) for column in self._first.values())


class TalksLog:
    """Soundings and talks: their rows as they stand, and formal talks month by month."""

    def __init__(self, arrays: World) -> None:
        talks: Any = arrays.talks
        self.table = GrowingTable(talks.dtype)
        self.months = GrowingTable(TALKS_MONTH, 256)
        self._open = np.zeros(0, dtype=np.int64)

    def record(self, arrays: World, p: Parameters, month: int) -> None:
        """Record what is under way, what has just begun and what has just ended."""
        state: Any = arrays
        used = state.scratch["used"]
        before = len(self.table.rows)
        open_now = state.lists["open_talks"][: used[OPEN_NOW]].copy()
        rows = np.union1d(np.union1d(self._open, open_now), np.arange(before, used[TALKS]))
        self.table.lengthen(int(used[TALKS]))
        self.table.rows[rows] = state.talks[rows]
        formal = rows[np.isin(state.talks["outcome"][rows], (OPEN, AGREED, FAILED))]
        self._record_month(state.talks, p, formal, month)
        self._open = open_now

    def _record_month(self, talks: Any, p: Parameters, rows: Any, month: int) -> None:
        """Add formal talks as they stand."""
        added = self.months.append(len(rows))
        added["talks"], added["month"] = rows, month
        for name in TALKS_COLUMNS:
            added[name] = talks[name][rows]
        full, half_life = p.talks.momentum_months, p.talks.momentum_half_life
        months = np.maximum(month - talks["began"][rows], 0)
        added["momentum"] = [momentum(int(one), full, half_life) for one in months]

    def series(self, row: int, month: int) -> Any:
        """Return the months of formal talks up to a month, rows of `TALKS_MONTH`."""
        log = self.months.rows
        return log[(log["talks"] == row) & (log["month"] <= month)]


def living_state(p: Parameters, w: World, q: int) -> dict[str, float]:
    """Return what holds a partnership and what may end it, by the rules themselves."""
    return {
        "trust": least_trust(w, q),
        "equity": least_equity(w, q),
        "gap": widest_gap(w, q),
        "results": results(p.partnership, w, q),
        "choice": choice_hazard(p, w, q),
        "turn": members_hazard(p, w, q),
        "own": own_hazard(p, w, q),
        "review": review_chance(p, w, q) if w.partnerships.review_month[q] >= 0 else 0.0,
    }


class PartnershipLog:
    """Partnerships: their rows as they stand, and month by month."""

    def __init__(self, arrays: World) -> None:
        partnerships: Any = arrays.partnerships
        self.table = GrowingTable(partnerships.dtype, 16)
        self.months = GrowingTable(PARTNERSHIP_MONTH, 256)
        self._living = np.zeros(0, dtype=np.int64)

    def record(self, arrays: World, views: World, p: Parameters, month: int) -> None:
        """Record the partnerships that live, and those that have just begun or ended."""
        state: Any = arrays
        used = state.scratch["used"]
        before = len(self.table.rows)
        living = state.lists["living"][: used[LIVING_NOW]].copy()
        rows = np.union1d(np.union1d(self._living, living), np.arange(before, used[PARTNERSHIPS]))
        self.table.lengthen(int(used[PARTNERSHIPS]))
        self.table.rows[rows] = state.partnerships[rows]
        self._record_month(state.partnerships, views, p, rows, month)
        self._living = living

    def _record_month(self, table: Any, views: World, p: Parameters, rows: Any, month: int) -> None:
        """Add partnerships as they stand."""
        added = self.months.append(len(rows))
        added["partnership"], added["month"] = rows, month
        for name in PARTNERSHIP_COLUMNS:
            added[name] = table[name][rows]
        for number, row in enumerate(rows):
            count = max(int(table["partners"][row]), 1)
            added["members"][number] = table["support"][row, :count].min()
            added["officers"][number] = table["officers"][row, :count].min()
            added["saving"][number] = yearly_saving(views, int(row))
            if table["ending"][row] == ALIVE:
                for name, value in living_state(p, views, int(row)).items():
                    added[name][number] = value

    def series(self, row: int, month: int) -> Any:
        """Return a partnership month by month up to a month, rows of `PARTNERSHIP_MONTH`."""
        log = self.months.rows
        return log[(log["partnership"] == row) & (log["month"] <= month)]


class EventLog:
    """The events of a run, each with its sentence."""

    def __init__(self, arrays: World, geography: Geography) -> None:
        events: Any = arrays.events
        self.table = GrowingTable(events.dtype, 512)
        self.sentences: list[str] = []
        self._storyteller = Storyteller(geography)

    def record(self, arrays: World) -> None:
        """Record the events that are new, with their sentences."""
        state: Any = arrays
        before, used = len(self.table.rows), int(state.scratch["used"][EVENTS])
        self.table.lengthen(used)
        new = self.table.rows[before:]
        new[:] = state.events[before:used]
        for row in new:
            talks = state.talks[row["talks"]] if row["talks"] >= 0 else None
            self.sentences.append(self._storyteller.sentence(row, talks))

    def until(self, month: int) -> Any:
        """Return the events up to and with a month; months stand in order."""
        rows = self.table.rows
        return rows[: np.searchsorted(rows["month"], month, side="right")]
