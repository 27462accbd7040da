"""Joint bids of 2006-07 for unitary or pathfinder status: which council took part in which."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

PATHFINDER, UNITARY = "pathfinder", "unitary"
JOINT = ";"  # stands between the codes of a bid's councils


class Bid(NamedTuple):
    """A council's part in a joint bid: the month, such as ``2007-01``, and what it was for."""

    month: str
    kind: str


@cache
def joint_bids() -> dict[str, Bid]:
    """Return the joint bid on record of each council of England that has one, by code.

    A bid that names one council alone joins nobody. Of two bids a pathfinder's counts, for which
    all councils of a county stood together.
    """
    with (files("simulation.geography") / "data" / "bids.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    found: dict[str, Bid] = {}
    for kind, date, codes in zip(rows["kind"], rows["date"], rows["councils"], strict=True):
        councils = codes.split(JOINT)
        if len(councils) > 1:
            bid = Bid(date[:7], PATHFINDER if kind == PATHFINDER else UNITARY)
            for code in councils:
                if code not in found or bid.kind == PATHFINDER:
                    found[code] = bid
    return found
