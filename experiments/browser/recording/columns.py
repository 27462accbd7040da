"""What is kept of each month: columns of the tables of state, as narrow as they may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.world.schema import empty
from simulation.world.tables import Chiefs, Councils, Leaders, Partnerships, Talks, Ties

NO_TALKS, IN_SOUNDINGS, IN_TALKS = range(3)
"""What a council is in with another: nothing, soundings, formal talks."""

CHIEFS = ("in post", "departure announced", "post vacant", "shared")
IN_POST, LEAVING, VACANT, SHARED = range(4)
"""How the post of a council's chief executive stands."""

COUNCIL_COLUMNS = {
    "control": "i1",
    "lead_party": "i1",
    "partnership": "i2",
    "talks": "i4",
    "stress": "f4",
    "wariness": "f2",
    "slim": "f2",
    "looking": "i2",
}
LEADER_COLUMNS = {"style": "f4", "boldness": "f2", "persuasion": "f2"}
CHIEF_COLUMNS = {"ambition": "f2", "strength": "f2", "skill": "f2"}
TIE_COLUMNS = {"exact": "i2", "trust": "f4", "services": "i1"}
TALKS_COLUMNS = {
    "outcome": "i1",
    "stalled": "i1",
    "candidate": "i1",
    "vision": "f4",
    "evidence": "f4",
    "groundwork": "f4",
    "trust": "f4",
    "members": "f4",
    "officers": "f4",
    "fear": "f4",
}
PARTNERSHIP_COLUMNS = {
    "partners": "i1",
    "depth": "i1",
    "embedding": "f4",
    "burden": "f4",
    "gross": "f4",
    "observed": "f4",
    "net": "f4",
    "setup": "f4",
    "payback": "i2",
    "owed_since": "i2",
    "target": "f4",
    "target_met": "i2",
    "mismatch": "f4",
    "purpose": "f4",
    "review_month": "i2",
    "review_council": "i2",
    "review_kind": "i1",
}
"""What is copied from each table month by month, and the number it is narrowed to."""


def _narrowed(table: type[Any], columns: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Return columns of a table for a record type: as wide as there, in narrower numbers."""
    whole = empty(table, rows=0).dtype
    return [(name, number, whole[name].shape) for name, number in columns.items()]


COUNCIL_MONTH: np.dtype[Any] = np.dtype(
    [
        *_narrowed(Councils, COUNCIL_COLUMNS),
        *_narrowed(Leaders, LEADER_COLUMNS),
        *_narrowed(Chiefs, CHIEF_COLUMNS),
        ("leader_since", "i2"),
        ("leader_number", "i2"),
        ("seat", "i2"),
        ("chief_since", "i2"),
        ("chief", "i1"),
        ("stage", "i1"),
    ]
)
"""A council at the end of a month; `talks` and `partnership` are rows of the run, -1 for none."""

TIE_MONTH: np.dtype[Any] = np.dtype(
    [("tie", "i4"), ("month", "i2"), *_narrowed(Ties, TIE_COLUMNS)],
)
"""A tie whose trust or shared services were touched in a month."""

TALKS_MONTH: np.dtype[Any] = np.dtype(
    [("talks", "i4"), ("month", "i2"), ("momentum", "f4"), *_narrowed(Talks, TALKS_COLUMNS)]
)
"""Soundings or talks at the end of a month; side 0 asked."""

PARTNERSHIP_MONTH: np.dtype[Any] = np.dtype(
    [
        ("partnership", "i4"),
        ("month", "i2"),
        *_narrowed(Partnerships, PARTNERSHIP_COLUMNS),
        *((name, "f4") for name in ("members", "officers", "saving")),
        *((name, "f4") for name in ("trust", "equity", "gap", "results")),
        *((name, "f4") for name in ("choice", "turn", "own", "review")),
    ]
)
"""A partnership at the end of a month.

Support of its coolest partner; saving a year, and books so far; while it lives the least trust and
equity, the widest gap in culture and the saving in 2 % of the budget, and the chances of its end:
in a month by choice, by members and for own capacity, and of the review that is to come.
"""
