"""The table of events, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.end_causes import END_CAUSES
from simulation.event_kinds import COUNCIL_JOINED, COUNCIL_LEFT, EVENTS, PARTNERSHIP_AGREED
from simulation.geography import Geography
from simulation.result.columns import Column, Table
from simulation.result.runs import Runs
from simulation.result.sentences import EventContext, join_names
from simulation.terms import NEVER
from simulation.world.calendar import county_names


class Memberships:
    """Who shares with whom, followed event by event."""

    def __init__(self) -> None:
        self._members: dict[tuple[int, int], list[int]] = {}

    def at(self, row: Any) -> list[int]:
        """Return the partners at an event: without the one that joins or leaves in it."""
        key = (int(row["run"]), int(row["partnership"]))
        kind, one = int(row["kind"]), int(row["code"])
        if kind == PARTNERSHIP_AGREED:
            self._members[key] = [int(row["council"]), int(row["other"])]
        members = self._members.get(key, [])
        if kind == COUNCIL_LEFT and one in members:
            members.remove(one)
        before = list(members)
        if kind == COUNCIL_JOINED:
            members.append(one)
        return before


class Storyteller:
    """Puts events into sentences one after the other, each in the words of its own time."""

    def __init__(self, geography: Geography) -> None:
        self._names = geography.councils["name"].to_numpy(dtype=object)
        self._counties = county_names(geography)
        self._memberships = Memberships()

    def sentence(self, row: Any, talks: Any) -> str:
        """Return the sentence of an event, a row of the raw table; rows come in their order.

        `talks` is the row of the raw table of talks that it belongs to, None for none.
        """
        members = self._memberships.at(row) if row["partnership"] >= 0 else []
        names = self._names
        return EventContext(
            kind=int(row["kind"]),
            council=names[row["council"]] if row["council"] >= 0 else "",
            other=names[row["other"]] if row["other"] >= 0 else "",
            code=int(row["code"]),
            value=float(row["value"]),
            cause=int(row["cause"]),
            decider=names[row["decider"]] if row["decider"] >= 0 else "",
            talks=talks,
            partners=join_names([names[member] for member in members]) if members else "",
            names=names,
            counties=self._counties,
        ).sentence


def _talks(runs: Runs) -> Any:
    """Return the row of `raw.talks` that each event belongs to, -1 for none."""
    rows, numbers = runs.raw.events, runs.raw.events["talks"]
    first = np.searchsorted(runs.raw.talks["run"], rows["run"], side="left")
    return np.where(numbers >= 0, first + numbers, NEVER)


def _sentences(runs: Runs) -> list[str]:
    raw, teller = runs.raw, Storyteller(runs.geography)
    return [
        teller.sentence(row, raw.talks[t] if t >= 0 else None)
        for row, t in zip(raw.events, runs.once(_talks), strict=True)
    ]


def _talk_numbers(runs: Runs) -> Any:
    talks = runs.once(_talks)
    return np.where(talks >= 0, np.append(runs.talk_numbers, NEVER)[talks], NEVER)


def _row(name: str) -> Callable[[Runs], Any]:
    return lambda runs: runs.raw.events[name]


def _code(name: str) -> Callable[[Runs], Any]:
    """Return the code of a council, None where there is none."""
    return lambda runs: runs.codes_of(runs.raw.events[name])


EVENTS_TABLE = Table(
    "events",
    _row("run"),
    (
        Column("month", "whole", "month", "of the event", _row("month")),
        Column("date", "text", "month", "the same as 2011-05",
               lambda runs: runs.dates(runs.raw.events["month"])),
        Column("kind", "label", "label", "of event, from a closed list", _row("kind"), EVENTS),
        Column("council", "text", "code", "first council, missing if none", _code("council")),
        Column("other", "text", "code", "second council, missing if none", _code("other")),
        Column("talks", "maybe", "number", "of the talks it belongs to, missing if none",
               _talk_numbers),
        Column("partnership", "maybe", "number",
               "of the partnership it belongs to, missing if none", _row("partnership")),
        Column("cause", "label", "label", "of an end or a leaving, missing for all else",
               _row("cause"), END_CAUSES),
        Column("decider", "text", "code", "of the council that decided it, missing if none did",
               _code("decider")),
        Column("value", "real", "number", "by kind: months, trust, posts, pounds", _row("value")),
        Column("sentence", "text", "text", "what happened and why",
               lambda runs: runs.once(_sentences)),
    ),
)  # fmt: skip
