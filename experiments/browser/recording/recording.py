"""A run of the Mesa driver that records every month, so that any can be shown again at once.

`RecordedModel` is `PartnershipModel` with a memory: build and step it like that one (Mesa's view
does), then ask its `recording`.

    model = RecordedModel(scenario, rng=1)
    model.advance(12)                       # months; fewer at the end of the period
    model.to_next_event(after=11)           # the month of it, None when there is none left
    frame = model.recording.frame(5)        # plain numbers and lists: what the map shows
    model.recording.frame(0).date           # '2005-01'; frame(-1) is the state before it

A recording holds copies only, in arrays set aside for the whole period, and never the model: a
model that is given up gives up its tables. Talks and partnerships are named by their row in the
run, which stays the same from their first contact on.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

import numpy as np

from experiments.browser.recording.columns import (
    CHIEF_COLUMNS,
    COUNCIL_COLUMNS,
    COUNCIL_MONTH,
    IN_POST,
    IN_SOUNDINGS,
    IN_TALKS,
    LEADER_COLUMNS,
    LEAVING,
    NO_TALKS,
    SHARED,
    VACANT,
)
from experiments.browser.recording.frame import Frame, frame_of
from experiments.browser.recording.logs import EventLog, PartnershipLog, TalksLog, TieLog
from simulation import PartnershipModel
from simulation.event_kinds import EVENTS
from simulation.months import date_of, month_number
from simulation.terms import OPEN

TURNING_POINTS = (
    "talks began",
    "talks failed",
    "partnership agreed",
    "council joined",
    "council left",
    "partnership ended",
    "county reorganised",
)
"""Kinds of event at which `to_next_event` stops unless told otherwise."""


class Recording:
    """The months of one run that have been played.

    Parameters
    ----------
    model : PartnershipModel
        The model before its first month; it is read here and in `record`, and not kept.

    Attributes
    ----------
    scenario, geography, seed, run
        What is played.
    months : int
        Length of the period.
    month : int
        The month that was played last, -1 before the first.
    councils : array of records
        The table of councils before the first month, for what does not change.
    calendar : array of records
        What each month brings from outside.
    scratch : record
        Seed, run and monthly rates, as the rules read them.
    ties, talks, partnerships, events
        What is recorded of each (see `logs`).
    """

    def __init__(self, model: PartnershipModel) -> None:
        arrays: Any
        books: Any
        arrays, books = model.arrays
        self.scenario, self.geography = model.base, model.geography
        self.seed, self.run, self.months = model.seed_used, model.run, model.months
        self.month = -1
        self.councils, self.calendar = arrays.councils.copy(), arrays.calendar.copy()
        self.scratch = arrays.scratch.copy()
        self._rows = np.zeros((self.months + 1, len(arrays.councils)), dtype=COUNCIL_MONTH)
        self._monthly: Any = np.zeros(self.months, dtype=books.monthly.dtype)
        self.ties = TieLog(arrays, self.geography)
        self.talks, self.partnerships = TalksLog(arrays), PartnershipLog(arrays)
        self.events = EventLog(arrays, self.geography)
        _fill(self._rows[0], arrays)

    def record(self, model: PartnershipModel) -> None:
        """Record the month that the model has just played."""
        arrays: Any = model.arrays[0]
        month = model.month - 1
        self.month = month
        if month == 0:
            self.scratch = arrays.scratch.copy()  # the rates of a month stand in it from now on
        _fill(self._rows[month + 1], arrays)
        self._monthly[month] = model.arrays[1].monthly[month]
        self.ties.record(arrays, month)
        self.talks.record(arrays, model.parameters, month)
        self.partnerships.record(arrays, model.world, model.parameters, month)
        self.events.record(arrays)

    def councils_at(self, month: int) -> Any:
        """Return the councils at the end of a month, `columns.COUNCIL_MONTH`; -1 is the start."""
        self._check(month)
        return self._rows[month + 1]

    def history(self, council: int, month: int) -> Any:
        """Return one council from the start to the end of a month, `columns.COUNCIL_MONTH`."""
        self._check(month)
        return self._rows[: month + 2, council]

    def frame(self, month: int) -> Frame:
        """Return the map at the end of a month; -1 is the state before the first.

        Raises
        ------
        IndexError
            If the month has not been played.
        """
        return frame_of(month, self.date(month), self.councils_at(month), self.talks.table.rows)

    def monthly(self, column: str, month: int | None = None) -> list[float]:
        """Return a column of the table `monthly`, month by month, up to a month or the last."""
        last = self.month if month is None else month
        self._check(last)
        numbers: list[float] = self._monthly[column][: last + 1].tolist()
        return numbers

    def date(self, month: int) -> str:
        """Return a month as ``2011-05``."""
        return date_of(self._first + month)

    def next_event(self, after: int, kinds: Collection[str] = TURNING_POINTS) -> int | None:
        """Return the first month after `after` with an event of these kinds, None if none yet."""
        events = self.events.table.rows
        wanted = [EVENTS.index(kind) for kind in kinds]
        months = events["month"][(events["month"] > after) & np.isin(events["kind"], wanted)]
        return int(months[0]) if len(months) else None

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the councils, in map order."""
        return [str(code) for code in self.geography.councils["code"]]

    @cached_property
    def names(self) -> list[str]:
        """The names of the councils, in map order."""
        return [str(name) for name in self.geography.councils["name"]]

    @cached_property
    def _first(self) -> int:
        return month_number(self.scenario.period.start)

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, in bytes."""
        logs = [self.events.table]
        logs += [
            part for one in (self.talks, self.partnerships) for part in (one.table, one.months)
        ]
        fixed = [self._rows, self._monthly, self.councils, self.calendar]
        arrays = sum(log.nbytes for log in logs) + sum(int(array.nbytes) for array in fixed)
        return self.ties.nbytes + arrays

    def _check(self, month: int) -> None:
        if not -1 <= month <= self.month:
            raise IndexError(f"month {month} has not been played")


def _fill(rows: Any, arrays: Any) -> None:
    """Write the councils as they stand into rows of `COUNCIL_MONTH`."""
    councils, leaders, chiefs = arrays.councils, arrays.leaders, arrays.chiefs
    for name in COUNCIL_COLUMNS:
        rows[name] = councils[name]
    for name in LEADER_COLUMNS:
        rows[name] = leaders[name]
    rows["leader_since"], rows["leader_number"] = leaders["since"], leaders["number"]
    seat = chiefs["seat"]
    rows["seat"], rows["chief_since"] = seat, chiefs["since"][seat]
    for name in CHIEF_COLUMNS:
        rows[name] = chiefs[name][seat]
    state = np.where(chiefs["leaves"][seat] >= 0, LEAVING, IN_POST)
    state = np.where(chiefs["vacant"][seat] >= 0, VACANT, state)
    rows["chief"] = np.where(councils["partnership"] >= 0, SHARED, state)
    formal = arrays.talks["outcome"][councils["talks"]] == OPEN
    stage = np.where(formal, IN_TALKS, IN_SOUNDINGS)
    rows["stage"] = np.where(councils["talks"] >= 0, stage, NO_TALKS)


class RecordedModel(PartnershipModel):
    """The Mesa driver with a memory of every month; built and stepped like `PartnershipModel`.

    Attributes
    ----------
    recording : Recording
        The months played so far.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recording = Recording(self)

    def step(self) -> None:
        """Play one month and remember it."""
        super().step()
        if self.month > self.recording.month + 1:
            self.recording.record(self)

    def advance(self, months: int = 1) -> int:
        """Play some months, fewer at the end of the period; return how many were played."""
        before = self.month
        while self.running and self.month < before + months:
            self.step()
        return int(self.month - before)

    def to_next_event(self, after: int, kinds: Collection[str] = TURNING_POINTS) -> int | None:
        """Return the next month with an event of these kinds, playing on to find it.

        Parameters
        ----------
        after : int
            The month that is shown, which may be an earlier one.
        kinds : collection of str
            Kinds of event (see `simulation.terms.EVENTS`).

        Returns
        -------
        int or None
            The month, which has been played; None if the period ends without one.
        """
        while (found := self.recording.next_event(after, kinds)) is None and self.running:
            self.step()
        return found
