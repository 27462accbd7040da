"""What is kept of each month: the columns of a recording, as narrow as they may be."""

from __future__ import annotations

from typing import Any

import numpy as np

NO_TALKS, IN_SOUNDINGS, IN_TALKS = range(3)
"""What a council is in with another: nothing, soundings, formal talks."""

CHIEFS = ("in post", "departure announced", "post vacant", "shared")
IN_POST, LEAVING, VACANT, SHARED = range(4)
"""How the post of a council's chief executive stands."""

COUNCIL_MONTH: np.dtype[Any] = np.dtype(
    [
        ("control", "i1"),
        ("lead_party", "i1"),
        ("chief", "i1"),
        ("stage", "i1"),
        ("leader_since", "i2"),
        ("leader_number", "i2"),
        ("chief_since", "i2"),
        ("seat", "i2"),
        ("partnership", "i2"),
        ("talks", "i4"),
        ("stress", "f4"),
        ("style", "f4"),
        ("wariness", "f2"),
        ("boldness", "f2"),
        ("persuasion", "f2"),
        ("ambition", "f2"),
        ("strength", "f2"),
        ("skill", "f2"),
    ]
)
"""A council at the end of a month; `talks` and `partnership` are rows of the run, -1 for none."""

TIE_MONTH: np.dtype[Any] = np.dtype(
    [("tie", "i4"), ("month", "i2"), ("exact", "i2"), ("trust", "f4"), ("services", "i1")]
)
"""A tie whose trust or shared services were touched in a month."""

TALKS_MONTH: np.dtype[Any] = np.dtype(
    [
        ("talks", "i4"),
        ("month", "i2"),
        ("outcome", "i1"),
        ("stalled", "i1"),
        ("candidate", "i1"),
        ("momentum", "f4"),
        ("vision", "f4"),
        ("evidence", "f4"),
        ("groundwork", "f4"),
        ("trust", "f4", (2,)),
        ("members", "f4", (2,)),
        ("officers", "f4", (2,)),
        ("fear", "f4", (2,)),
    ]
)
"""Soundings or talks at the end of a month; side 0 asked."""

PARTNERSHIP_MONTH: np.dtype[Any] = np.dtype(
    [
        ("partnership", "i4"),
        ("month", "i2"),
        ("partners", "i1"),
        ("depth", "i1"),
        ("embedding", "f4"),
        ("burden", "f4"),
        ("members", "f4"),
        ("officers", "f4"),
        ("saving", "f4"),
    ]
)
"""A partnership at the end of a month: support of its coolest partner, saving a year."""
