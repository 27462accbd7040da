"""The table of events, each with the sentence that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.result.columns import dates, labelled, whole
from simulation.result.sentences import SENTENCES, Told
from simulation.result.talks import talk_numbers
from simulation.terms import EVENTS, NEVER
from simulation.world.calendar import county_names

if TYPE_CHECKING:
    from simulation.result.result import Result

TELLERS = tuple(SENTENCES[kind] for kind in EVENTS)


def _rows_of(table: Any, runs: Any, numbers: Any) -> Any:
    """Return the rows of another table that events point to, -1 for none."""
    first = np.searchsorted(table["run"], runs, side="left")
    return np.where(numbers >= 0, first + numbers, NEVER)


def sentences(result: Result, talks: Any, partnerships: Any) -> list[str]:
    """Return the sentences of all events.

    Parameters
    ----------
    talks, partnerships : array of int
        Rows of the raw tables each event belongs to, -1 for none.
    """
    raw, names = result.raw, result.names
    counties = county_names(result.geography)
    told = []
    for row, t, q in zip(raw.events, talks, partnerships, strict=True):
        event = Told(
            council=names[row["council"]] if row["council"] >= 0 else "",
            other=names[row["other"]] if row["other"] >= 0 else "",
            code=int(row["code"]),
            value=float(row["value"]),
            talks=raw.talks[t] if t >= 0 else None,
            partnership=raw.partnerships[q] if q >= 0 else None,
            names=names,
            counties=counties,
        )
        told.append(TELLERS[row["kind"]](event))
    return told


def events_table(result: Result) -> pd.DataFrame:
    """Return one row for each event: month, kind, councils, what it belongs to, the sentence."""
    raw, rows = result.raw, result.raw.events
    talks = _rows_of(raw.talks, rows["run"], rows["talks"])
    partnerships = _rows_of(raw.partnerships, rows["run"], rows["partnership"])
    numbers = talk_numbers(raw)
    codes = np.append(result.codes, np.array([None], dtype=object))
    columns: dict[str, Any] = {
        "month": rows["month"],
        "date": dates(result.scenario.period.start, rows["month"]),
        "kind": labelled(rows["kind"], EVENTS),
        "council": codes[rows["council"]],
        "other": codes[rows["other"]],
        "talks": whole(np.where(talks >= 0, np.append(numbers, NEVER)[talks], NEVER)),
        "partnership": whole(rows["partnership"]),
        "value": rows["value"],
        "sentence": sentences(result, talks, partnerships),
    }
    return result.framed(columns, rows["run"])
