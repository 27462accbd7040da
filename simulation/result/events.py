"""The table of events, each with the sentence that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.result.columns import dates, label, whole
from simulation.result.sentences import SENTENCES, EventContext, join_names
from simulation.result.talks import talk_numbers
from simulation.terms import (
    COUNCIL_JOINED,
    COUNCIL_LEFT,
    EVENTS,
    NEVER,
    PARTNERSHIP_AGREED,
)
from simulation.world.calendar import county_names

if TYPE_CHECKING:
    from simulation.geography import Geography
    from simulation.result.result import Result

TELLERS = tuple(SENTENCES[kind] for kind in EVENTS)


def _rows_of(table: Any, runs: Any, numbers: Any) -> Any:
    """Return the rows of another table that events point to, -1 for none."""
    first = np.searchsorted(table["run"], runs, side="left")
    return np.where(numbers >= 0, first + numbers, NEVER)


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
        told = list(members)
        if kind == COUNCIL_JOINED:
            members.append(one)
        return told


class Teller:
    """Tells events one after the other, each in the words of its own time.

    Parameters
    ----------
    geography : Geography
        The map, for the names of councils and counties.
    """

    def __init__(self, geography: Geography) -> None:
        self._names = geography.councils["name"].to_numpy(dtype=object)
        self._counties = county_names(geography)
        self._memberships = Memberships()

    def tell(self, row: Any, talks: Any) -> str:
        """Return the sentence of an event.

        Parameters
        ----------
        row : record
            A row of the raw table of events; rows must come in their order.
        talks : record or None
            The row of the raw table of talks that it belongs to.
        """
        members = self._memberships.at(row) if row["partnership"] >= 0 else []
        names = self._names
        event = EventContext(
            council=names[row["council"]] if row["council"] >= 0 else "",
            other=names[row["other"]] if row["other"] >= 0 else "",
            code=int(row["code"]),
            value=float(row["value"]),
            talks=talks,
            partners=join_names([names[member] for member in members]) if members else "",
            names=names,
            counties=self._counties,
        )
        told: str = TELLERS[row["kind"]](event)
        return told


def sentences(result: Result, talks: Any) -> list[str]:
    """Return the sentences of all events, each in the words of its own time.

    Parameters
    ----------
    talks : array of int
        Rows of the raw table of talks that each event belongs to, -1 for none.
    """
    raw, teller = result.raw, Teller(result.geography)
    return [
        teller.tell(row, raw.talks[t] if t >= 0 else None)
        for row, t in zip(raw.events, talks, strict=True)
    ]


def events_table(result: Result) -> pd.DataFrame:
    """Return one row for each event: month, kind, councils, what it belongs to, the sentence."""
    raw, rows = result.raw, result.raw.events
    talks = _rows_of(raw.talks, rows["run"], rows["talks"])
    numbers = talk_numbers(raw)
    codes = np.append(result.codes, np.array([None], dtype=object))
    columns: dict[str, Any] = {
        "month": rows["month"],
        "date": dates(result.scenario.period.start, rows["month"]),
        "kind": label(rows["kind"], EVENTS),
        "council": codes[rows["council"]],
        "other": codes[rows["other"]],
        "talks": whole(np.where(talks >= 0, np.append(numbers, NEVER)[talks], NEVER)),
        "partnership": whole(rows["partnership"]),
        "value": rows["value"],
        "sentence": sentences(result, talks),
    }
    return result.to_frame(columns, rows["run"])
